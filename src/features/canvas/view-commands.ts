import type { Viewport } from '@xyflow/react'
import type { SceneNode } from '../../scene/scene.ts'
import type { Session } from '../../session/session.ts'
import { canvasOf, NEAR } from './canvas-store.ts'
import { fittingView, type Room } from './fit.ts'

/** Room that the floating parts take at the rims of the canvas; on a phone the users slider floats at its foot. */
const ROOM = { top: 20, right: 16, bottom: 66, left: 16 } as const
const PHONE_ROOM = { top: 60, right: 14, bottom: 124, left: 14 } as const
/** While requests are followed one by one, the sheet has taken the slider's place. */
const PHONE_ROOM_TRACING = { ...PHONE_ROOM, bottom: 14 } as const
/** Beside the sheet of what is selected only the slider floats. */
const PHONE_ROOM_SELECTED = { ...PHONE_ROOM, bottom: 72 } as const
/** In a small frame of somebody else's page nothing floats; a frame's title stands above it. The same bounds as in `app/embed.css`. */
const EMBEDDED_ROOM = { top: 24, right: 12, bottom: 12, left: 12 } as const
const isSmallEmbed = (root: HTMLElement): boolean =>
  root.matches('.canvas-embedded') && (innerWidth <= 720 || innerHeight <= 420)
const PHONE_WIDTH = 700

const onPhone = (session: Session): boolean =>
  (canvasOf(session).root?.clientWidth ?? 1000) <= PHONE_WIDTH && innerWidth <= PHONE_WIDTH
function phoneRoom(session: Session): Room {
  if (session.trace.getState().open) return PHONE_ROOM_TRACING
  const { nodes, wires } = session.selection.getState()
  return nodes.size + wires.size > 0 ? PHONE_ROOM_SELECTED : PHONE_ROOM
}
/** What lies over the corners of the canvas. */
const FLOATS = '.canvas-tools > *, .canvas-minimap, .canvas-legend'

/** The view in which some nodes, or all, are seen whole; null where there is nothing to see or nowhere to see it. */
function viewOfNodes(session: Session, nodes: readonly SceneNode[]): Viewport | null {
  const { root } = canvasOf(session)
  if (!root || nodes.length === 0) return null
  const { x, y, width, height } = root.getBoundingClientRect()
  const phone = onPhone(session)
  const floats = phone ? [] : [...root.querySelectorAll(FLOATS)].map((part) => part.getBoundingClientRect())
  const canvas = {
    width,
    height,
    room: isSmallEmbed(root) ? EMBEDDED_ROOM : phone ? phoneRoom(session) : ROOM,
    fromTop: phone,
    floats: floats
      .filter((box) => box.width > 0)
      .map((box) => ({ x: box.x - x, y: box.y - y, width: box.width, height: box.height })),
  }
  const boxes = (list: readonly SceneNode[]) => list.map(({ box }) => box)
  return fittingView(boxes(nodes), boxes(nodes.filter(({ frame }) => !frame)), canvas, NEAR)
}
/** How long a motion of the view takes; for some people there is none. */
export const motionMs = (): number => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 180)

export const fitView = (session: Session): void => void showWhole(session, motionMs())
/** Without a motion, as when a document is opened or the page changes its size; says which view it is. */
export const fitViewAtOnce = (session: Session): Viewport => showWhole(session, 0)

function showWhole(session: Session, duration: number): Viewport {
  const view = viewOfNodes(session, canvasOf(session).scene.nodes) ?? { x: 0, y: 0, zoom: 1 }
  void canvasOf(session).flow?.setViewport(view, { duration })
  return view
}
export const zoomIn = (session: Session): void =>
  void canvasOf(session).flow?.zoomIn({ duration: motionMs() })
export const zoomOut = (session: Session): void =>
  void canvasOf(session).flow?.zoomOut({ duration: motionMs() })

export function zoomToSelection(session: Session): void {
  const { nodes } = session.selection.getState()
  const view = viewOfNodes(
    session,
    canvasOf(session).scene.nodes.filter(({ id }) => nodes.has(id)),
  )
  if (view) void canvasOf(session).flow?.setViewport(view, { duration: motionMs() })
}
