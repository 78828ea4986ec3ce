import type { Box } from '../../../scene/route.ts'
import type { Scene, SceneNode } from '../../../scene/scene.ts'
import type { TracePath } from '../../../store/trace-store.ts'
import type { Level } from '../canvas-store.ts'
import { drawCross, type NodePaint } from './draw-parts.ts'
import { path2D } from './path-2d.ts'
import type { WireLook } from './wire-look.ts'

/** How much of everything else is taken back. */
const VEIL = 0.66
const RIM = 3
/** Pixels on the screen between two arrowheads of a wire, and the length of one. */
const HEAD_GAP = 56
const HEAD = 5
/** Tiles and dots keep a size on the screen; see `draw-tile.ts`. */
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
  const { ctx, theme, zoom } = paint
  const nodes = [...path.nodes].flatMap((id) => scene.byId.get(id) ?? [])
  const holes = nodes.map((node) => holeOf(node, level, zoom))
  ctx.save()
  ctx.beginPath()
  ctx.rect(rect.x, rect.y, rect.width, rect.height)
  const radius = level === 'far' ? DOT / zoom / 2 : 7
  for (const { x, y, width, height } of holes) ctx.roundRect(x, y, width, height, radius)
  ctx.fillStyle = theme.canvas
  ctx.globalAlpha = VEIL
  ctx.fill('evenodd')
  ctx.globalAlpha = 1
  // Wires pass behind the nodes of the way, and over what is veiled.
  ctx.clip('evenodd')
  for (const { wire } of looks) if (path.wires.has(wire.id)) drawWay(paint, path2D(wire.route), wire.route)
  ctx.restore()
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

function drawWay(
  { ctx, theme, zoom }: NodePaint,
  line: Path2D,
  { samples, length }: { readonly samples: ArrayLike<number>; readonly length: number },
): void {
  const scale = 1 / Math.max(0.4, Math.min(1, zoom))
  ctx.lineJoin = 'round'
  ctx.strokeStyle = theme.canvas
  ctx.lineWidth = 7 * scale
  ctx.stroke(line)
  ctx.strokeStyle = theme.ink
  ctx.lineWidth = 2.5 * scale
  ctx.stroke(line)
  const last = samples.length / 2 - 1
  const heads = Math.max(1, Math.floor(length / (HEAD_GAP * scale)))
  ctx.fillStyle = theme.ink
  for (let i = 0; i < heads; i++) {
    const at = Math.min(last - 1, Math.max(1, Math.round(((i + 0.5) / heads) * last)))
    const [x, y] = [samples[at * 2]!, samples[at * 2 + 1]!]
    const [px, py] = [samples[at * 2 - 2]!, samples[at * 2 - 1]!]
    arrowHead(ctx, x, y, Math.atan2(y - py, x - px), HEAD * scale)
  }
}

function arrowHead(ctx: CanvasRenderingContext2D, x: number, y: number, angle: number, size: number): void {
  ctx.save()
  ctx.translate(x, y)
  ctx.rotate(angle)
  ctx.beginPath()
  ctx.moveTo(size, 0)
  ctx.lineTo(-size, size)
  ctx.lineTo(-size, -size)
  ctx.closePath()
  ctx.fill()
  ctx.restore()
}

/** Where it failed, the ring is dashed and carries a cross. */
function drawRing({ ctx, theme, zoom }: NodePaint, hole: Box, radius: number, fails: boolean): void {
  const scale = 1 / Math.min(1, zoom)
  const rim = RIM * scale
  const { x, y, width, height } = hole
  ctx.beginPath()
  ctx.roundRect(x - rim, y - rim, width + 2 * rim, height + 2 * rim, radius + rim)
  ctx.strokeStyle = fails ? theme.fail : theme.ink
  ctx.lineWidth = 2 * scale
  if (fails) ctx.setLineDash([6 * scale, 3 * scale])
  ctx.stroke()
  ctx.setLineDash([])
  if (!fails) return
  const [cx, cy] = [x + width + rim, y - rim]
  ctx.beginPath()
  ctx.arc(cx, cy, 9 * scale, 0, Math.PI * 2)
  ctx.fillStyle = theme.canvas
  ctx.fill()
  ctx.strokeStyle = theme.fail
  ctx.lineWidth = 1.5 * scale
  ctx.stroke()
  drawCross(ctx, cx, cy, 3.6 * scale, theme.fail, 2 * scale)
}
