import { type Box, hullOf } from '../../scene/route.ts'
import type { Session } from '../../session/session.ts'
import { canvasOf } from './canvas-store.ts'

export const MAP = { width: 132, height: 92 } as const
const PAD = 6

/** From canvas pixels to the map: the design and what is shown both fit in. */
export function mapping(session: Session): { scale: number; x: number; y: number } {
  const boxes = [...canvasOf(session).scene.nodes.map((node) => node.box), visible(session)]
  const { x: left, y: top, width, height } = hullOf(boxes)
  const scale = Math.min(
    (MAP.width - 2 * PAD) / Math.max(1, width),
    (MAP.height - 2 * PAD) / Math.max(1, height),
  )
  return {
    scale,
    x: (MAP.width - width * scale) / 2 - left * scale,
    y: (MAP.height - height * scale) / 2 - top * scale,
  }
}

/** The part of the canvas that is shown, in canvas pixels. */
export function visible(session: Session): Box {
  const { x, y, zoom } = canvasOf(session).viewport
  const { clientWidth = 0, clientHeight = 0 } = canvasOf(session).root ?? {}
  return { x: -x / zoom, y: -y / zoom, width: clientWidth / zoom, height: clientHeight / zoom }
}
