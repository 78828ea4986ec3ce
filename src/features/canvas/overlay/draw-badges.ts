import type { SceneNode } from '../../../scene/scene.ts'
import type { Level } from '../canvas-store.ts'
import { drawCross, micro, type NodePaint, text } from './draw-parts.ts'
import { tileHeight } from './draw-tile.ts'
import type { NodeBadge } from './readings.ts'
import type { Theme } from './theme.ts'

const HEIGHT = 18
/** A badge sits on the upper edge of its card: a row of cards leaves less room between them than a badge is high. */
const OVER_EDGE = 10
/** A tile has its icon at its edge. */
const OVER_TILE = 14
const GAP = 4
const GLYPH = 12
/** More than these would reach over the neighbours; the inspector and the tables say them all. */
const NEAR_MAX = 2

/** What befalls a node, on its upper edge; beyond what has room there stands a count. */
export function drawBadges(
  { ctx, theme, zoom }: NodePaint,
  level: Level,
  node: SceneNode,
  badges: readonly NodeBadge[],
): void {
  if (badges.length === 0) return
  const near = level === 'near'
  const shown = badges.slice(0, near ? NEAR_MAX : 1)
  const rest = badges.length - shown.length
  const row = rest > 0 && near ? [...shown, { text: `+${rest}`, tone: 'plain' } as const] : shown
  ctx.save()
  ctx.translate(node.box.x + node.box.width / 2, near ? node.box.y : tileTop(node, zoom))
  if (!near) ctx.scale(1 / zoom, 1 / zoom)
  ctx.font = micro(theme)
  const widths = row.map(
    (badge) => ctx.measureText(badge.text).width + (badge.tone === 'plain' ? 12 : 12 + GLYPH),
  )
  let x = -(widths.reduce((sum, width) => sum + width, 0) + GAP * (row.length - 1)) / 2
  for (const [index, badge] of row.entries()) {
    drawBadge(ctx, theme, badge, x, near ? -OVER_EDGE : -OVER_TILE, widths[index]!)
    x += widths[index]! + GAP
  }
  ctx.restore()
}

const tileTop = (node: SceneNode, zoom: number): number =>
  node.box.y + node.box.height / 2 - tileHeight(node, zoom) / 2 / zoom

function drawBadge(
  ctx: CanvasRenderingContext2D,
  theme: Theme,
  badge: NodeBadge,
  x: number,
  y: number,
  width: number,
): void {
  const colour = badge.tone === 'drop' ? theme.fail : badge.tone === 'fault' ? theme.texts[3]! : theme.ink
  ctx.beginPath()
  ctx.roundRect(x + 0.5, y + 0.5, width - 1, HEIGHT - 1, 4)
  ctx.fillStyle = theme.canvas
  ctx.fill()
  ctx.strokeStyle = badge.tone === 'plain' ? theme.edgeUi : colour
  ctx.lineWidth = 1
  ctx.stroke()
  if (badge.tone === 'drop') drawCross(ctx, x + 10, y + 9, 3, colour, 1.6)
  if (badge.tone === 'fault') drawTriangle(ctx, x + 10.5, y + 9, colour)
  ctx.textAlign = 'left'
  text(ctx, badge.text, x + 6 + (badge.tone === 'plain' ? 0 : GLYPH), y + 12.8, colour)
}

/** The warning sign of the inspector's chips. */
function drawTriangle(ctx: CanvasRenderingContext2D, x: number, y: number, colour: string): void {
  ctx.strokeStyle = colour
  ctx.lineWidth = 1.3
  ctx.lineJoin = 'round'
  ctx.beginPath()
  ctx.moveTo(x, y - 4.2)
  ctx.lineTo(x + 4.7, y + 4)
  ctx.lineTo(x - 4.7, y + 4)
  ctx.closePath()
  ctx.moveTo(x, y - 1.2)
  ctx.lineTo(x, y + 1)
  ctx.stroke()
  ctx.fillStyle = colour
  ctx.fillRect(x - 0.7, y + 2, 1.4, 1.2)
}

/** A ring that empties until something happens, with the seconds in it. */
export function drawCountdownRing(
  ctx: CanvasRenderingContext2D,
  theme: Theme,
  at: { readonly x: number; readonly y: number },
  share: number,
  label: string,
  zoom: number,
): void {
  const size = Math.max(1, 0.8 / zoom)
  ctx.save()
  ctx.translate(at.x, at.y)
  ctx.scale(size, size)
  ctx.font = micro(theme, 600)
  const radius = Math.max(13, ctx.measureText(label).width / 2 + 4)
  ctx.beginPath()
  ctx.arc(0, 0, radius, 0, Math.PI * 2)
  ctx.fillStyle = theme.canvas
  ctx.fill()
  ctx.strokeStyle = theme.raise
  ctx.lineWidth = 2.5
  ctx.stroke()
  const left = Math.min(1, Math.max(0, share))
  ctx.beginPath()
  ctx.arc(0, 0, radius, -Math.PI / 2, -Math.PI / 2 + left * Math.PI * 2)
  ctx.strokeStyle = theme.ink
  ctx.stroke()
  ctx.textAlign = 'center'
  text(ctx, label, 0, 4, theme.ink)
  ctx.restore()
}
