import { designStore, select, selectionStore } from '../../store/stores.ts'
import { type CanvasView, live, ZOOM_MAX, ZOOM_MIN } from './canvas-store.ts'

/** Selects what is named, as far as it is there, and looks at a point: at once, or as soon as there is a canvas. */
export function lookAt(view: CanvasView): void {
  const { nodes, edges } = designStore.getState().design
  const known = new Set([...nodes, ...edges].map(({ id }) => id))
  select(
    view.nodes.filter((id) => known.has(id)),
    view.wires.filter((id) => known.has(id)),
  )
  // Behind the view that shows the whole of a document that has just been opened.
  if (live.flow) requestAnimationFrame(() => showView(view))
  else live.firstView = view
}

export function showView({ x, y, zoom }: CanvasView): void {
  void live.flow?.setCenter(x, y, { zoom: Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, zoom)), duration: 0 })
}

export function currentView(): CanvasView {
  const { x, y, width, height } = visibleArea()
  const { nodes, wires } = selectionStore.getState()
  const { zoom } = live.viewport
  return { x: x + width / 2, y: y + height / 2, zoom, nodes: [...nodes], wires: [...wires] }
}

/** What can be seen of the canvas, in pixels of the design. */
export function visibleArea(): { x: number; y: number; width: number; height: number } {
  const { x, y, zoom } = live.viewport
  const { clientWidth = 800, clientHeight = 600 } = live.root ?? {}
  return { x: -x / zoom, y: -y / zoom, width: clientWidth / zoom, height: clientHeight / zoom }
}
