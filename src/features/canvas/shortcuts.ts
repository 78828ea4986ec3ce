import { useEffect } from 'react'
import { useSession } from '../../session/react.tsx'
import type { Session } from '../../session/session.ts'
import { canvasOf, hideNotice } from './canvas-store.ts'
import {
  copyText,
  deleteSelection,
  duplicate,
  killSelection,
  nudge,
  pasteText,
  selectAll,
  startConnect,
} from './commands.ts'
import { cancelGesture } from './gestures.ts'
import { refusesEdits } from './read-only.ts'
import { fitView, zoomIn, zoomOut } from './view-commands.ts'

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}
/** Grid steps of an arrow with Shift. */
const BIG_STEP = 4
/** Screen pixels that an arrow moves the view where nothing is selected. */
const PAN_STEP = 64

/** Keys of the canvas. They work wherever no field, dialog or menu needs them. */
export function useCanvasShortcuts(): void {
  const session = useSession()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey || isElsewhere(session, event.target))
        return
      if (pressed(session, event)) event.preventDefault()
    }
    const onCopy = (event: ClipboardEvent) => takeText(session, event, false)
    const onCut = (event: ClipboardEvent) => takeText(session, event, true)
    const onPaste = (event: ClipboardEvent) => {
      if (isElsewhere(session, event.target)) return
      if (pasteText(session, event.clipboardData?.getData('text/plain') ?? '')) event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    document.addEventListener('copy', onCopy)
    document.addEventListener('cut', onCut)
    document.addEventListener('paste', onPaste)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
      document.removeEventListener('copy', onCopy)
      document.removeEventListener('cut', onCut)
      document.removeEventListener('paste', onPaste)
    }
  }, [session])
}

/** Copies through the event, which needs no permission. Selected text of the page keeps its own copy. */
function takeText(session: Session, event: ClipboardEvent, removes: boolean): void {
  if (isElsewhere(session, event.target) || document.getSelection()?.isCollapsed === false) return
  const text = copyText(session)
  if (text === '') return
  event.clipboardData?.setData('text/plain', text)
  event.preventDefault()
  if (removes && !refusesEdits(session)) deleteSelection(session)
}

/** Whether a field, a dialog, a menu or the canvas of another session has the focus. */
function isElsewhere(session: Session, target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  const canvas = target.closest('.canvas')
  return (
    (canvas !== null && canvas !== canvasOf(session).root) ||
    target.closest('input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"]') !==
      null
  )
}

/** Whether the focus is on the canvas or nowhere: only then are arrows and Enter its own. */
function isOnCanvas(session: Session, target: EventTarget | null): boolean {
  if (!(target instanceof Element) || target === document.body) return true
  return (
    canvasOf(session).root?.contains(target) === true && target.closest('button, [role="radio"]') === null
  )
}

/** The letter of a key; where the layout gives another script, the place of the key says it. */
function letter(event: KeyboardEvent): string {
  const key = event.key.toLowerCase()
  if (key.length !== 1 || key.charCodeAt(0) < 128) return key
  return event.code.startsWith('Key') ? event.code.slice(3).toLowerCase() : key
}

function pressed(session: Session, event: KeyboardEvent): boolean {
  const key = letter(event)
  if (event.ctrlKey || event.metaKey) return !event.shiftKey && withMod(session, key)
  if (key === 'delete' || key === 'backspace') return run(() => deleteSelection(session))
  if (key === 'escape') return leave(session)
  if (!event.shiftKey && key === 'k') return run(() => killSelection(session))
  if (!event.shiftKey && key === 'c') return run(() => startConnect(session))
  if (key === '+' || key === '=') return run(() => zoomIn(session))
  if (key === '-' || key === '_') return run(() => zoomOut(session))
  if (key === '0') return run(() => fitView(session))
  if (!isOnCanvas(session, event.target)) return false
  if (key === 'contextmenu' || (key === 'f10' && event.shiftKey)) return openMenu(session)
  if (key === 'enter') return selectFocused(session, event.target)
  const arrow = ARROWS[event.key]
  return arrow ? run(() => arrowed(session, arrow, event.shiftKey ? BIG_STEP : 1)) : false
}

function withMod(session: Session, key: string): boolean {
  if (key === 'a') return run(() => selectAll(session))
  if (key === 'd') return run(() => duplicate(session))
  return false
}

function run(action: () => void): true {
  action()
  return true
}

function leave(session: Session): boolean {
  cancelGesture(session)
  hideNotice(session)
  if (session.view.getState().placing !== null) return run(() => session.view.setState({ placing: null }))
  session.selection.clear()
  return true
}

function arrowed(session: Session, [x, y]: readonly [number, number], step: number): void {
  if (session.selection.getState().nodes.size > 0) {
    nudge(session, x * step, y * step)
    return
  }
  const { viewport, flow } = canvasOf(session)
  void flow?.setViewport({
    ...viewport,
    x: viewport.x - x * step * PAN_STEP,
    y: viewport.y - y * step * PAN_STEP,
  })
}

function selectFocused(session: Session, target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  const node = target.closest('.react-flow__node')?.getAttribute('data-id')
  const wire = target.closest('.react-flow__edge')?.getAttribute('data-id')
  if (node) session.selection.select([node])
  else if (wire) session.selection.select([], [wire])
  else return false
  return true
}

/** The menu opens beside what has the focus, or else in the middle of the canvas. */
export function openMenu(session: Session): boolean {
  const focused = document.activeElement?.closest('.react-flow__node, .react-flow__edge') ?? null
  const [chosen] = session.selection.getState().nodes
  const element =
    focused ??
    (chosen
      ? (canvasOf(session).root?.querySelector(`.react-flow__node[data-id="${CSS.escape(chosen)}"]`) ?? null)
      : null)
  const place = element ?? canvasOf(session).root?.querySelector('.react-flow__pane')
  if (!place) return false
  const rect = place.getBoundingClientRect()
  const init = {
    bubbles: true,
    cancelable: true,
    clientX: rect.x + rect.width / 2,
    clientY: rect.y + rect.height / 2,
  }
  place.dispatchEvent(new MouseEvent('contextmenu', init))
  return true
}
