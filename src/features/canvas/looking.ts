import type { Session } from '../../session/session.ts'
import { type CanvasView, canvasOf, ZOOM_MAX, ZOOM_MIN } from './canvas-store.ts'

/** Selects what is named, as far as it is there, and looks at a point: at once, or as soon as there is a canvas. */
export function lookAt(session: Session, view: CanvasView): void {
  const { nodes, edges } = session.design.getState().design
  const known = new Set([...nodes, ...edges].map(({ id }) => id))
  session.selection.select(
    view.nodes.filter((id) => known.has(id)),
    view.wires.filter((id) => known.has(id)),
  )
  // Behind the view that shows the whole of a document that has just been opened.
  if (canvasOf(session).flow) requestAnimationFrame(() => showView(session, view))
  else canvasOf(session).firstView = view
}

export function showView(session: Session, { x, y, zoom }: CanvasView): void {
  void canvasOf(session).flow?.setCenter(x, y, {
    zoom: Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, zoom)),
    duration: 0,
  })
}

export function currentView(session: Session): CanvasView {
  const { x, y, width, height } = visibleArea(session)
  const { nodes, wires } = session.selection.getState()
  const { zoom } = canvasOf(session).viewport
  return { x: x + width / 2, y: y + height / 2, zoom, nodes: [...nodes], wires: [...wires] }
}

/** What can be seen of the canvas, in pixels of the design. */
export function visibleArea(session: Session): { x: number; y: number; width: number; height: number } {
  const { x, y, zoom } = canvasOf(session).viewport
  const { clientWidth = 800, clientHeight = 600 } = canvasOf(session).root ?? {}
  return { x: -x / zoom, y: -y / zoom, width: clientWidth / zoom, height: clientHeight / zoom }
}
