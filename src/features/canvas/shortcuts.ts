import { useEffect } from 'react'
import { clearSelection, select, selectionStore, uiStore } from '../../store/stores.ts'
import { hideNotice, live } from './canvas-store.ts'
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
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey || isElsewhere(event.target)) return
      if (pressed(event)) event.preventDefault()
    }
    const onCopy = (event: ClipboardEvent) => takeText(event, false)
    const onCut = (event: ClipboardEvent) => takeText(event, true)
    const onPaste = (event: ClipboardEvent) => {
      if (isElsewhere(event.target)) return
      if (pasteText(event.clipboardData?.getData('text/plain') ?? '')) event.preventDefault()
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
  }, [])
}

/** Copies through the event, which needs no permission. Selected text of the page keeps its own copy. */
function takeText(event: ClipboardEvent, removes: boolean): void {
  if (isElsewhere(event.target) || document.getSelection()?.isCollapsed === false) return
  const text = copyText()
  if (text === '') return
  event.clipboardData?.setData('text/plain', text)
  event.preventDefault()
  if (removes && !refusesEdits()) deleteSelection()
}

/** Whether a field, a dialog or a menu has the focus. */
function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  return (
    target.closest('input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"]') !==
    null
  )
}

/** Whether the focus is on the canvas or nowhere: only then are arrows and Enter its own. */
function isOnCanvas(target: EventTarget | null): boolean {
  if (!(target instanceof Element) || target === document.body) return true
  return live.root?.contains(target) === true && target.closest('button, [role="radio"]') === null
}

/** The letter of a key; where the layout gives another script, the place of the key says it. */
function letter(event: KeyboardEvent): string {
  const key = event.key.toLowerCase()
  if (key.length !== 1 || key.charCodeAt(0) < 128) return key
  return event.code.startsWith('Key') ? event.code.slice(3).toLowerCase() : key
}

function pressed(event: KeyboardEvent): boolean {
  const key = letter(event)
  if (event.ctrlKey || event.metaKey) return !event.shiftKey && withMod(key)
  if (key === 'delete' || key === 'backspace') return run(deleteSelection)
  if (key === 'escape') return leave()
  if (!event.shiftKey && key === 'k') return run(killSelection)
  if (!event.shiftKey && key === 'c') return run(() => startConnect())
  if (key === '+' || key === '=') return run(zoomIn)
  if (key === '-' || key === '_') return run(zoomOut)
  if (key === '0') return run(fitView)
  if (!isOnCanvas(event.target)) return false
  if (key === 'contextmenu' || (key === 'f10' && event.shiftKey)) return openMenu()
  if (key === 'enter') return selectFocused(event.target)
  const arrow = ARROWS[event.key]
  return arrow ? run(() => arrowed(arrow, event.shiftKey ? BIG_STEP : 1)) : false
}

function withMod(key: string): boolean {
  if (key === 'a') return run(selectAll)
  if (key === 'd') return run(duplicate)
  return false
}

function run(action: () => void): true {
  action()
  return true
}

function leave(): boolean {
  cancelGesture()
  hideNotice()
  if (uiStore.getState().placing !== null) return run(() => uiStore.setState({ placing: null }))
  clearSelection()
  return true
}

function arrowed([x, y]: readonly [number, number], step: number): void {
  if (selectionStore.getState().nodes.size > 0) {
    nudge(x * step, y * step)
    return
  }
  const { viewport, flow } = live
  void flow?.setViewport({
    ...viewport,
    x: viewport.x - x * step * PAN_STEP,
    y: viewport.y - y * step * PAN_STEP,
  })
}

function selectFocused(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  const node = target.closest('.react-flow__node')?.getAttribute('data-id')
  const wire = target.closest('.react-flow__edge')?.getAttribute('data-id')
  if (node) select([node])
  else if (wire) select([], [wire])
  else return false
  return true
}

/** The menu opens beside what has the focus, or else in the middle of the canvas. */
export function openMenu(): boolean {
  const focused = document.activeElement?.closest('.react-flow__node, .react-flow__edge') ?? null
  const [chosen] = selectionStore.getState().nodes
  const element =
    focused ??
    (chosen ? (live.root?.querySelector(`.react-flow__node[data-id="${CSS.escape(chosen)}"]`) ?? null) : null)
  const place = element ?? live.root?.querySelector('.react-flow__pane')
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
