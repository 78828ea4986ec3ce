import { drawCountdownRing } from './draw-badges.ts'
import { micro, type NodePaint, text } from './draw-parts.ts'
import { tileHeight } from './draw-tile.ts'
import type { Level } from './levels.ts'
import type { Pen } from './pen.ts'
import type { Box } from './route.ts'
import type { SceneNode } from './scene.ts'
import type { Theme } from './theme.ts'

const LINE = 14
const PAD_X = 7
const PAD_Y = 4
const BELOW = 7
/** Below what is said of its loss, on the lower edge of its rings. */
const BELOW_LABEL = 15
/** Letters on the screen are no smaller than this share of their size. */
const LEAST_SCALE = 0.9

interface ResultPlace {
  readonly level: Level
  /** What the loss of the part would mean is written on its lower edge as well. */
  readonly labelled: boolean
}

/** What a fault has cost, below the node or the frame that it struck: it stays after the failover is over. */
export function drawResult(
  { pen, theme, zoom }: NodePaint,
  node: SceneNode,
  lines: readonly string[],
  { level, labelled }: ResultPlace,
): void {
  if (lines.length === 0 || level === 'far') return
  const { box } = node
  const bottom =
    level === 'mid' && !node.frame
      ? box.y + box.height / 2 + tileHeight(node, zoom) / zoom / 2
      : box.y + box.height
  pen.save()
  pen.translate(box.x + box.width / 2, bottom)
  const size = Math.max(1, LEAST_SCALE / zoom)
  pen.scale(size, size)
  drawChip(pen, theme, lines, labelled ? BELOW_LABEL : BELOW)
  pen.restore()
}

function drawChip(pen: Pen, theme: Theme, lines: readonly string[], y: number): void {
  pen.font = micro(theme)
  const width = Math.max(...lines.map((line) => pen.measureText(line).width)) + 2 * PAD_X
  const height = lines.length * LINE + 2 * PAD_Y
  const x = -width / 2
  pen.beginPath()
  pen.roundRect(x + 0.5, y + 0.5, width - 1, height - 1, 5)
  pen.fillStyle = theme.card
  pen.fill()
  pen.strokeStyle = theme.edgeUi
  pen.lineWidth = 1
  pen.stroke()
  pen.textAlign = 'center'
  lines.forEach((line, index) => {
    text(pen, line, x + width / 2, y + PAD_Y + 10.5 + index * LINE, index === 0 ? theme.ink : theme.ink2)
  })
  pen.textAlign = 'left'
}

/** A way that will be there, and how much time is left until then. */
export interface GhostWay {
  readonly from: Box
  readonly to: Box
  readonly share: number
  readonly label: string
}

/** A way that will be there: from a dead node to the one that takes over, with the seconds until it does. */
export function drawGhostWay({ pen, theme, zoom }: NodePaint, { from, to, share, label }: GhostWay): void {
  const a = { x: from.x + from.width / 2, y: from.y + from.height / 2 }
  const b = { x: to.x + to.width / 2, y: to.y + to.height / 2 }
  const [start, end] = [edgeOf(from, a, b), edgeOf(to, b, a)]
  pen.beginPath()
  pen.moveTo(start.x, start.y)
  pen.lineTo(end.x, end.y)
  pen.strokeStyle = theme.ink
  pen.globalAlpha = 0.7
  pen.lineWidth = 2 / Math.max(0.5, zoom)
  pen.setLineDash([2, 5])
  pen.stroke()
  pen.setLineDash([])
  pen.globalAlpha = 1
  const middle = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 }
  drawCountdownRing(pen, theme, middle, share, label, zoom)
}

interface Point {
  readonly x: number
  readonly y: number
}

/** Where the line from the middle of a box to another point leaves the box. */
function edgeOf(box: Box, from: Point, to: Point): Point {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const share = Math.min(
    dx === 0 ? 1 : box.width / 2 / Math.abs(dx),
    dy === 0 ? 1 : box.height / 2 / Math.abs(dy),
    1,
  )
  return { x: from.x + dx * share, y: from.y + dy * share }
}
