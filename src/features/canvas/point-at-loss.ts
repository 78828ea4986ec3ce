import { lossesOf } from '../../session/losses.ts'
import type { Session } from '../../session/session.ts'

/** The pointer rests on a card for so long before anything is dimmed: who only passes wants to see the picture. */
const REST_MS = 400

/**
 * Shows what the loss of a ringed part would take with it while a pointer rests on it, or the keyboard has gone to it. A press
 * ends that until the pointer has left the part, so that selecting and dragging show the picture as it is. Gives the end of it.
 */
export function pointAtLosses(session: Session, root: HTMLElement): () => void {
  const losses = lossesOf(session)
  let timer: ReturnType<typeof setTimeout> | undefined
  let shown: string | null = null
  let over: string | null = null
  const hide = (): void => {
    clearTimeout(timer)
    if (shown !== null && losses.state.getState().pointed === shown) losses.point(null)
    shown = null
  }
  const show = (id: string): void => {
    shown = id
    losses.point(id)
  }
  const onPointerOver = ({ target, buttons, pointerType }: PointerEvent): void => {
    const id = partOf(target)
    if (id === over) return
    over = id
    hide()
    if (id === null || buttons !== 0 || pointerType === 'touch' || !isFree(session) || !isRinged(session, id))
      return
    timer = setTimeout(() => show(id), REST_MS)
  }
  const onPointerLeave = (): void => {
    over = null
    hide()
  }
  const onFocusIn = ({ target }: FocusEvent): void => {
    const id = partOf(target)
    hide()
    if (id !== null && (target as HTMLElement).matches(':focus-visible') && isRinged(session, id)) show(id)
  }
  const onKeyDown = ({ key }: KeyboardEvent): void => {
    if (key !== 'Tab') hide()
  }
  const ends = new AbortController()
  const listen = { capture: true, passive: true, signal: ends.signal }
  root.addEventListener('pointerover', onPointerOver, listen)
  root.addEventListener('pointerleave', onPointerLeave, { signal: ends.signal })
  root.addEventListener('pointerdown', hide, listen)
  root.addEventListener('wheel', hide, listen)
  root.addEventListener('focusin', onFocusIn, listen)
  root.addEventListener('focusout', hide, listen)
  root.addEventListener('keydown', onKeyDown, listen)
  return () => {
    hide()
    ends.abort()
  }
}

/** The node or frame under a target, or null. */
const partOf = (target: EventTarget | null): string | null =>
  (target instanceof Element ? target.closest<HTMLElement>('.react-flow__node') : null)?.dataset.id ?? null

/** Nothing else is being done with the canvas. */
function isFree({ view, trace }: Session): boolean {
  const { connectFrom, placing } = view.getState()
  return connectFrom === null && placing === null && trace.getState().path === null
}

/** Whether a ring says that something fails with it: of others there is nothing to see. */
function isRinged(session: Session, id: string): boolean {
  const { judged, shown, requestClass } = lossesOf(session).state.getState()
  if (!shown || judged === null) return false
  return judged.classes.some(
    (one) =>
      (requestClass === null || one.requestClass === requestClass) &&
      one.losses.some(
        ({ verdict: { target, verdict } }) => target === id && verdict !== 'delay' && verdict !== 'none',
      ),
  )
}
