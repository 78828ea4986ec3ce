import { drawCross, micro, type NodePaint, text } from './draw-parts.ts'
import { tileHeight } from './draw-tile.ts'
import type { Level } from './levels.ts'
import type { Pen } from './pen.ts'
import type { NodeBadge } from './readings.ts'
import type { SceneNode } from './scene.ts'
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
  { pen, theme, zoom }: NodePaint,
  level: Level,
  node: SceneNode,
  badges: readonly NodeBadge[],
): void {
  if (badges.length === 0) return
  const near = level === 'near'
  const shown = badges.slice(0, near ? NEAR_MAX : 1)
  const rest = badges.length - shown.length
  const row = rest > 0 && near ? [...shown, { text: `+${rest}`, tone: 'plain' } as const] : shown
  pen.save()
  pen.translate(node.box.x + node.box.width / 2, near ? node.box.y : tileTop(node, zoom))
  if (!near) pen.scale(1 / zoom, 1 / zoom)
  pen.font = micro(theme)
  const widths = row.map(
    (badge) => pen.measureText(badge.text).width + (badge.tone === 'plain' ? 12 : 12 + GLYPH),
  )
  let x = -(widths.reduce((sum, width) => sum + width, 0) + GAP * (row.length - 1)) / 2
  for (const [index, badge] of row.entries()) {
    drawBadge(pen, theme, badge, x, near ? -OVER_EDGE : -OVER_TILE, widths[index]!)
    x += widths[index]! + GAP
  }
  pen.restore()
}

const tileTop = (node: SceneNode, zoom: number): number =>
  node.box.y + node.box.height / 2 - tileHeight(node, zoom) / 2 / zoom

function drawBadge(pen: Pen, theme: Theme, badge: NodeBadge, x: number, y: number, width: number): void {
  const colour = badge.tone === 'drop' ? theme.fail : badge.tone === 'fault' ? theme.texts[3]! : theme.ink
  pen.beginPath()
  pen.roundRect(x + 0.5, y + 0.5, width - 1, HEIGHT - 1, 4)
  pen.fillStyle = theme.canvas
  pen.fill()
  pen.strokeStyle = badge.tone === 'plain' ? theme.edgeUi : colour
  pen.lineWidth = 1
  pen.stroke()
  if (badge.tone === 'drop') drawCross(pen, x + 10, y + 9, 3, colour, 1.6)
  if (badge.tone === 'fault') drawTriangle(pen, x + 10.5, y + 9, colour)
  pen.textAlign = 'left'
  text(pen, badge.text, x + 6 + (badge.tone === 'plain' ? 0 : GLYPH), y + 12.8, colour)
}

/** The warning sign of the inspector's chips. */
function drawTriangle(pen: Pen, x: number, y: number, colour: string): void {
  pen.strokeStyle = colour
  pen.lineWidth = 1.3
  pen.lineJoin = 'round'
  pen.beginPath()
  pen.moveTo(x, y - 4.2)
  pen.lineTo(x + 4.7, y + 4)
  pen.lineTo(x - 4.7, y + 4)
  pen.closePath()
  pen.moveTo(x, y - 1.2)
  pen.lineTo(x, y + 1)
  pen.stroke()
  pen.fillStyle = colour
  pen.fillRect(x - 0.7, y + 2, 1.4, 1.2)
}

/** A ring that empties until something happens, with the seconds in it. */
export function drawCountdownRing(
  pen: Pen,
  theme: Theme,
  at: { readonly x: number; readonly y: number },
  share: number,
  label: string,
  zoom: number,
): void {
  const size = Math.max(1, 0.8 / zoom)
  pen.save()
  pen.translate(at.x, at.y)
  pen.scale(size, size)
  pen.font = micro(theme, 600)
  const radius = Math.max(13, pen.measureText(label).width / 2 + 4)
  pen.beginPath()
  pen.arc(0, 0, radius, 0, Math.PI * 2)
  pen.fillStyle = theme.canvas
  pen.fill()
  pen.strokeStyle = theme.raise
  pen.lineWidth = 2.5
  pen.stroke()
  const left = Math.min(1, Math.max(0, share))
  pen.beginPath()
  pen.arc(0, 0, radius, -Math.PI / 2, -Math.PI / 2 + left * Math.PI * 2)
  pen.strokeStyle = theme.ink
  pen.stroke()
  pen.textAlign = 'center'
  text(pen, label, 0, 4, theme.ink)
  pen.restore()
}
