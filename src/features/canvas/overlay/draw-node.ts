import type { SceneNode } from '../../../scene/scene.ts'
import type { Level } from '../canvas-store.ts'
import { drawBadges, drawCountdownRing } from './draw-badges.ts'
import { dashedRim, drawBar, drawCross, hatch, micro, type NodePaint, text } from './draw-parts.ts'
import { drawDot, drawTile } from './draw-tile.ts'
import type { NodeReading, ReadingLine } from './readings.ts'
import type { Theme } from './theme.ts'

const PAD = 9
const NUMBER_WIDTH = 38
/** Where the name of a card begins, after its icon. */
const NAME_LEFT = 28

export function drawNode(
  paint: NodePaint,
  level: Level,
  node: SceneNode,
  reading: NodeReading,
  history: Float32Array | null,
  selected: boolean,
): void {
  if (level === 'far') drawDot(paint, node, reading)
  else if (level === 'mid') drawTile(paint, node, reading, selected)
  else if (reading.down) drawDown(paint, node, reading)
  else drawCard(paint, node, reading, history)
  if (level === 'far') return
  drawBadges(paint, level, node, reading.badges)
  if (reading.promotion) {
    const { x, y, width, height } = node.box
    const { label, share } = reading.promotion
    // Below the words of a dead card; its neighbours' badges are on upper edges.
    drawCountdownRing(paint.ctx, paint.theme, { x: x + width - 20, y: y + height }, share, label, paint.zoom)
  }
}

function drawCard(
  { ctx, theme }: NodePaint,
  node: SceneNode,
  reading: NodeReading,
  history: Float32Array | null,
): void {
  const { x, y, width, height } = node.box
  const face = node.view?.face
  if (reading.count) drawCount(ctx, theme, reading.count, x + width - PAD, y + 20)
  if (face === 'alerts') drawAlerts(ctx, theme, node, reading.lines)
  if (face === 'alerts' || face === 'tank') return
  ctx.textAlign = 'left'
  const hasBar = face === 'meter'
  if (hasBar) {
    drawBar(ctx, theme, x + PAD, y + 35, width - 2 * PAD - NUMBER_WIDTH - 4, 5, reading)
    ctx.font = micro(theme, 600)
    ctx.textAlign = 'right'
    text(ctx, reading.number, x + width - PAD, y + 41.5, theme.texts[reading.barLevel]!)
    ctx.textAlign = 'left'
  }
  const base = hasBar ? y + 58 : y + 42
  ctx.font = micro(theme)
  text(ctx, reading.left, x + PAD, base, theme.ink2)
  drawBeside(
    ctx,
    theme,
    reading,
    x + width - PAD,
    base,
    width - 2 * PAD - ctx.measureText(reading.left).width - 8,
  )
  if (history && node.view?.sparkline)
    drawSparkline(ctx, history, x + PAD, y + height - 22, width - 2 * PAD, 16, theme.fills[reading.barLevel]!)
}

/** Over the count that the card was drawn with. */
function drawCount(
  ctx: CanvasRenderingContext2D,
  theme: Theme,
  count: NonNullable<NodeReading['count']>,
  right: number,
  base: number,
): void {
  ctx.font = micro(theme)
  ctx.textAlign = 'right'
  const width = Math.max(ctx.measureText(count.drawn).width, ctx.measureText(count.running).width)
  ctx.fillStyle = theme.card
  ctx.fillRect(right - width - 4, base - 12, width + 6, 16)
  text(ctx, count.running, right, base, theme.ink)
}

function drawBeside(
  ctx: CanvasRenderingContext2D,
  theme: Theme,
  reading: NodeReading,
  right: number,
  base: number,
  room: number,
): void {
  const strong = reading.besideLevel > 0
  ctx.font = micro(theme, strong ? 600 : 400)
  const said = reading.beside.find((candidate) => ctx.measureText(candidate).width <= room)
  if (said === undefined) return
  ctx.textAlign = 'right'
  text(ctx, said, right, base, strong ? theme.texts[reading.besideLevel]! : theme.ink2)
  ctx.textAlign = 'left'
}

function drawSparkline(
  ctx: CanvasRenderingContext2D,
  history: Float32Array,
  x: number,
  y: number,
  width: number,
  height: number,
  colour: string,
): void {
  const step = width / (history.length - 1)
  let first = -1
  const line = new Path2D()
  for (let i = 0; i < history.length; i++) {
    const value = history[i]!
    if (Number.isNaN(value)) continue
    const px = x + i * step
    const py = y + height - Math.max(0.75, Math.min(1, value) * height)
    if (first < 0) line.moveTo(px, py)
    else line.lineTo(px, py)
    if (first < 0) first = px
  }
  if (first < 0) return
  const area = new Path2D(line)
  area.lineTo(x + width, y + height)
  area.lineTo(first, y + height)
  area.closePath()
  ctx.fillStyle = colour
  ctx.globalAlpha = 0.14
  ctx.fill(area)
  ctx.globalAlpha = 1
  ctx.strokeStyle = colour
  ctx.lineWidth = 1.25
  ctx.lineJoin = 'round'
  ctx.stroke(line)
}

/** Tank with depth, then inflow against net rate, then age against time to full. */
export function drawTank(
  { ctx, theme }: NodePaint,
  node: SceneNode,
  reading: NodeReading,
  share: number,
  depth: string,
): void {
  const { x, y, width } = node.box
  const inner = width - 2 * PAD
  ctx.save()
  ctx.beginPath()
  ctx.roundRect(x + PAD, y + 30, inner, 14, 3)
  ctx.fillStyle = theme.raise
  ctx.fill()
  ctx.clip()
  const filled = Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0)) * inner
  if (filled >= 1) {
    ctx.fillStyle = theme.fills[reading.level]!
    ctx.fillRect(x + PAD, y + 30, filled, 14)
    ctx.fillStyle = theme.ink
    ctx.fillRect(x + PAD + Math.max(0, filled - 2), y + 30, 2, 14)
  }
  ctx.restore()
  ctx.font = micro(theme, 600)
  ctx.textAlign = 'right'
  // The number keeps a rim of the tank's colour, because the level passes behind it.
  ctx.strokeStyle = theme.raise
  ctx.lineWidth = 3
  ctx.lineJoin = 'round'
  ctx.strokeText(depth, x + width - PAD - 5, y + 41)
  text(ctx, depth, x + width - PAD - 5, y + 41, theme.ink)
  for (const [index, line] of reading.lines.entries()) {
    const base = y + 60 + index * 16
    ctx.textAlign = 'left'
    ctx.font = micro(theme)
    const wide = ctx.measureText(line.left).width + ctx.measureText(line.right).width + 6 > inner
    if (!wide) text(ctx, line.left, x + PAD, base, theme.ink2)
    ctx.textAlign = 'right'
    if (line.tone === 'warn') ctx.font = micro(theme, 600)
    text(ctx, line.right, x + width - PAD, base, line.tone === 'warn' ? theme.texts[3]! : theme.ink2)
  }
  ctx.textAlign = 'left'
}

function drawAlerts(
  ctx: CanvasRenderingContext2D,
  theme: Theme,
  node: SceneNode,
  lines: readonly ReadingLine[],
): void {
  const { x, y, width, height } = node.box
  const firing = lines[0]?.tone === 'fail'
  if (firing) {
    ctx.beginPath()
    ctx.roundRect(x + 1, y + 29, width - 2, height - 30, [0, 0, 6, 6])
    ctx.fillStyle = theme.failWash
    ctx.fill()
  }
  ctx.fillStyle = theme.line
  ctx.fillRect(x + 1, y + 28, width - 2, 1)
  ctx.textAlign = 'left'
  for (const [index, line] of lines.entries()) {
    ctx.font = micro(theme, index === 0 ? 600 : 400)
    const colour = line.tone === 'fail' ? theme.fail : line.tone === 'strong' ? theme.ink : theme.ink2
    text(ctx, line.left, x + PAD, y + 45 + index * 15.5, colour)
  }
}

/** The page writes the name up to the rim; where it would run into the cross, it ends with dots before it. */
function shortenName(ctx: CanvasRenderingContext2D, theme: Theme, { name, box }: SceneNode): void {
  ctx.font = `600 12px ${theme.font}`
  const right = box.x + box.width - PAD - 16
  if (box.x + NAME_LEFT + ctx.measureText(name).width <= right) return
  ctx.fillRect(right - 16, box.y + 7, 16, 18)
  ctx.textAlign = 'left'
  text(ctx, '…', right - 15, box.y + 20, theme.ink)
}

/** Hatched, with a dashed rim and words: three signs besides the colour. */
function drawDown({ ctx, theme }: NodePaint, node: SceneNode, reading: NodeReading): void {
  const { x, y, width, height } = node.box
  ctx.save()
  ctx.beginPath()
  ctx.roundRect(x, y, width, height, 7)
  ctx.clip()
  ctx.beginPath()
  ctx.rect(x, y + 27, width, height - 27)
  ctx.clip()
  hatch(ctx, theme, x, y, width, height)
  ctx.restore()
  dashedRim(ctx, theme, x, y, width, height)
  ctx.fillStyle = theme.card
  ctx.fillRect(x + width - PAD - 22, y + 7, 26, 18)
  shortenName(ctx, theme, node)
  drawCross(ctx, x + width - PAD - 6, y + 16, 4, theme.fail, 1.4)
  const rows = Math.max(1, Math.floor((height - 30) / 16))
  for (const [index, line] of reading.lines.slice(0, rows).entries()) {
    const base = y + 40 + index * 16
    ctx.font = micro(theme, line.tone === 'fail' ? 600 : 400)
    const wide = Math.min(ctx.measureText(line.left).width, width - 12)
    ctx.fillStyle = theme.card
    ctx.beginPath()
    ctx.roundRect(x + PAD - 4, base - 11, wide + 8, 15, 3)
    ctx.fill()
    text(ctx, line.left, x + PAD, base, line.tone === 'fail' ? theme.fail : theme.ink2)
  }
}
