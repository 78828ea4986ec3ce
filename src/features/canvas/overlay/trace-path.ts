import { drawCross, type NodePaint } from '../../../scene/draw-parts.ts'
import type { Level } from '../../../scene/levels.ts'
import type { Pen } from '../../../scene/pen.ts'
import type { Box, Route } from '../../../scene/route.ts'
import type { Scene, SceneNode } from '../../../scene/scene.ts'
import type { WireLook } from '../../../scene/wire-look.ts'
import type { TracePath } from '../../../session/trace-store.ts'

/** How much of everything else is taken back. */
const VEIL = 0.66
const RIM = 3
/** Pixels on the screen between two arrowheads of a wire, and the length of one. */
const HEAD_GAP = 56
const HEAD = 5
/** Tiles and dots keep a size on the screen; see `scene/draw-tile.ts`. */
const TILE = { width: 48, height: 30 } as const
const DOT = 12

/** The way of one request: its wires in ink with arrowheads, its nodes ringed, and a veil over all the rest. */
export function drawTracePath(
  paint: NodePaint,
  level: Level,
  looks: readonly WireLook[],
  scene: Scene,
  path: TracePath,
  rect: Box,
): void {
  const { pen, theme, zoom } = paint
  const nodes = [...path.nodes].flatMap((id) => scene.byId.get(id) ?? [])
  const holes = nodes.map((node) => holeOf(node, level, zoom))
  pen.save()
  pen.beginPath()
  pen.rect(rect.x, rect.y, rect.width, rect.height)
  const radius = level === 'far' ? DOT / zoom / 2 : 7
  for (const { x, y, width, height } of holes) pen.roundRect(x, y, width, height, radius)
  pen.fillStyle = theme.canvas
  pen.globalAlpha = VEIL
  pen.fill('evenodd')
  pen.globalAlpha = 1
  // Wires pass behind the nodes of the way, and over what is veiled.
  pen.clip('evenodd')
  for (const { wire } of looks) if (path.wires.has(wire.id)) drawWay(paint, wire.route)
  pen.restore()
  nodes.forEach((node, index) => {
    const fails = node.id === path.failedAt
    drawRing(paint, holes[index]!, radius, fails)
  })
}

function holeOf({ box }: SceneNode, level: Level, zoom: number): Box {
  const width =
    level === 'near' ? box.width : level === 'mid' ? Math.max(box.width, TILE.width / zoom) : DOT / zoom
  const height =
    level === 'near' ? box.height : level === 'mid' ? Math.max(box.height, TILE.height / zoom) : DOT / zoom
  return { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height }
}

function drawWay({ pen, theme, zoom }: NodePaint, route: Route): void {
  const { samples, length } = route
  const scale = 1 / Math.max(0.4, Math.min(1, zoom))
  pen.lineJoin = 'round'
  pen.strokeStyle = theme.canvas
  pen.lineWidth = 7 * scale
  pen.strokePath(route)
  pen.strokeStyle = theme.ink
  pen.lineWidth = 2.5 * scale
  pen.strokePath(route)
  const last = samples.length / 2 - 1
  const heads = Math.max(1, Math.floor(length / (HEAD_GAP * scale)))
  pen.fillStyle = theme.ink
  for (let i = 0; i < heads; i++) {
    const at = Math.min(last - 1, Math.max(1, Math.round(((i + 0.5) / heads) * last)))
    const [x, y] = [samples[at * 2]!, samples[at * 2 + 1]!]
    const [px, py] = [samples[at * 2 - 2]!, samples[at * 2 - 1]!]
    arrowHead(pen, x, y, Math.atan2(y - py, x - px), HEAD * scale)
  }
}

function arrowHead(pen: Pen, x: number, y: number, angle: number, size: number): void {
  pen.save()
  pen.translate(x, y)
  pen.rotate(angle)
  pen.beginPath()
  pen.moveTo(size, 0)
  pen.lineTo(-size, size)
  pen.lineTo(-size, -size)
  pen.closePath()
  pen.fill()
  pen.restore()
}

/** Where it failed, the ring is dashed and carries a cross. */
function drawRing({ pen, theme, zoom }: NodePaint, hole: Box, radius: number, fails: boolean): void {
  const scale = 1 / Math.min(1, zoom)
  const rim = RIM * scale
  const { x, y, width, height } = hole
  pen.beginPath()
  pen.roundRect(x - rim, y - rim, width + 2 * rim, height + 2 * rim, radius + rim)
  pen.strokeStyle = fails ? theme.fail : theme.ink
  pen.lineWidth = 2 * scale
  if (fails) pen.setLineDash([6 * scale, 3 * scale])
  pen.stroke()
  pen.setLineDash([])
  if (!fails) return
  const [cx, cy] = [x + width + rim, y - rim]
  pen.beginPath()
  pen.arc(cx, cy, 9 * scale, 0, Math.PI * 2)
  pen.fillStyle = theme.canvas
  pen.fill()
  pen.strokeStyle = theme.fail
  pen.lineWidth = 1.5 * scale
  pen.stroke()
  drawCross(pen, cx, cy, 3.6 * scale, theme.fail, 2 * scale)
}
