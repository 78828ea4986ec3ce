import { drawBadges, drawCountdownRing } from './draw-badges.ts'
import { dashedRim, drawBar, drawCross, hatch, micro, type NodePaint, text } from './draw-parts.ts'
import { drawDot, drawTile } from './draw-tile.ts'
import type { Level } from './levels.ts'
import type { Pen } from './pen.ts'
import type { NodeReading, ReadingLine } from './readings.ts'
import type { SceneNode } from './scene.ts'
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
    drawCountdownRing(paint.pen, paint.theme, { x: x + width - 20, y: y + height }, share, label, paint.zoom)
  }
}

function drawCard(
  paint: NodePaint,
  node: SceneNode,
  reading: NodeReading,
  history: Float32Array | null,
): void {
  const { pen, theme } = paint
  const { x, y, width, height } = node.box
  const face = node.view?.face
  if (reading.count) drawCount(pen, theme, reading.count, x + width - PAD, y + 20)
  if (face === 'alerts') drawAlerts(pen, theme, node, reading.lines)
  if (face === 'tank' && reading.tank) drawTank(paint, node, reading, reading.tank)
  if (face === 'alerts' || face === 'tank') return
  pen.textAlign = 'left'
  const hasBar = face === 'meter'
  if (hasBar) {
    drawBar(pen, theme, x + PAD, y + 35, width - 2 * PAD - NUMBER_WIDTH - 4, 5, reading)
    pen.font = micro(theme, 600)
    pen.textAlign = 'right'
    text(pen, reading.number, x + width - PAD, y + 41.5, theme.texts[reading.barLevel]!)
    pen.textAlign = 'left'
  }
  const base = hasBar ? y + 58 : y + 42
  pen.font = micro(theme)
  text(pen, reading.left, x + PAD, base, theme.ink2)
  drawBeside(
    pen,
    theme,
    reading,
    x + width - PAD,
    base,
    width - 2 * PAD - pen.measureText(reading.left).width - 8,
  )
  if (history && node.view?.sparkline)
    drawSparkline(pen, history, x + PAD, y + height - 22, width - 2 * PAD, 16, theme.fills[reading.barLevel]!)
}

/** Over the count that the card was drawn with. */
function drawCount(
  pen: Pen,
  theme: Theme,
  count: NonNullable<NodeReading['count']>,
  right: number,
  base: number,
): void {
  pen.font = micro(theme)
  pen.textAlign = 'right'
  const width = Math.max(pen.measureText(count.drawn).width, pen.measureText(count.running).width)
  pen.fillStyle = theme.card
  pen.fillRect(right - width - 4, base - 12, width + 6, 16)
  text(pen, count.running, right, base, theme.ink)
}

function drawBeside(
  pen: Pen,
  theme: Theme,
  reading: NodeReading,
  right: number,
  base: number,
  room: number,
): void {
  const strong = reading.besideLevel > 0
  pen.font = micro(theme, strong ? 600 : 400)
  const said = reading.beside.find((candidate) => pen.measureText(candidate).width <= room)
  if (said === undefined) return
  pen.textAlign = 'right'
  text(pen, said, right, base, strong ? theme.texts[reading.besideLevel]! : theme.ink2)
  pen.textAlign = 'left'
}

function drawSparkline(
  pen: Pen,
  history: Float32Array,
  x: number,
  y: number,
  width: number,
  height: number,
  colour: string,
): void {
  const first = history.findIndex((value) => !Number.isNaN(value))
  if (first < 0) return
  const step = width / (history.length - 1)
  sparkPath(pen, history, x, y, step, height)
  pen.lineTo(x + width, y + height)
  pen.lineTo(x + first * step, y + height)
  pen.closePath()
  pen.fillStyle = colour
  pen.globalAlpha = 0.14
  pen.fill()
  pen.globalAlpha = 1
  sparkPath(pen, history, x, y, step, height)
  pen.strokeStyle = colour
  pen.lineWidth = 1.25
  pen.lineJoin = 'round'
  pen.stroke()
}

function sparkPath(
  pen: Pen,
  history: Float32Array,
  x: number,
  y: number,
  step: number,
  height: number,
): void {
  pen.beginPath()
  let begun = false
  for (let i = 0; i < history.length; i++) {
    const value = history[i]!
    if (Number.isNaN(value)) continue
    const px = x + i * step
    const py = y + height - Math.max(0.75, Math.min(1, value) * height)
    if (begun) pen.lineTo(px, py)
    else pen.moveTo(px, py)
    begun = true
  }
}

/** Tank with depth, then inflow against net rate, then age against time to full. */
function drawTank(
  { pen, theme }: NodePaint,
  node: SceneNode,
  reading: NodeReading,
  { share, depth }: NonNullable<NodeReading['tank']>,
): void {
  const { x, y, width } = node.box
  const inner = width - 2 * PAD
  pen.save()
  pen.beginPath()
  pen.roundRect(x + PAD, y + 30, inner, 14, 3)
  pen.fillStyle = theme.raise
  pen.fill()
  pen.clip()
  const filled = Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0)) * inner
  if (filled >= 1) {
    pen.fillStyle = theme.fills[reading.level]!
    pen.fillRect(x + PAD, y + 30, filled, 14)
    pen.fillStyle = theme.ink
    pen.fillRect(x + PAD + Math.max(0, filled - 2), y + 30, 2, 14)
  }
  pen.restore()
  pen.font = micro(theme, 600)
  pen.textAlign = 'right'
  // The number keeps a rim of the tank's colour, because the level passes behind it.
  pen.strokeStyle = theme.raise
  pen.lineWidth = 3
  pen.lineJoin = 'round'
  pen.strokeText(depth, x + width - PAD - 5, y + 41)
  text(pen, depth, x + width - PAD - 5, y + 41, theme.ink)
  for (const [index, line] of reading.lines.entries()) {
    const base = y + 60 + index * 16
    pen.textAlign = 'left'
    pen.font = micro(theme)
    const wide = pen.measureText(line.left).width + pen.measureText(line.right).width + 6 > inner
    if (!wide) text(pen, line.left, x + PAD, base, theme.ink2)
    pen.textAlign = 'right'
    if (line.tone === 'warn') pen.font = micro(theme, 600)
    text(pen, line.right, x + width - PAD, base, line.tone === 'warn' ? theme.texts[3]! : theme.ink2)
  }
  pen.textAlign = 'left'
}

function drawAlerts(pen: Pen, theme: Theme, node: SceneNode, lines: readonly ReadingLine[]): void {
  const { x, y, width, height } = node.box
  const firing = lines[0]?.tone === 'fail'
  if (firing) {
    pen.beginPath()
    pen.roundRect(x + 1, y + 29, width - 2, height - 30, [0, 0, 6, 6])
    pen.fillStyle = theme.failWash
    pen.fill()
  }
  pen.fillStyle = theme.line
  pen.fillRect(x + 1, y + 28, width - 2, 1)
  pen.textAlign = 'left'
  for (const [index, line] of lines.entries()) {
    pen.font = micro(theme, index === 0 ? 600 : 400)
    const colour = line.tone === 'fail' ? theme.fail : line.tone === 'strong' ? theme.ink : theme.ink2
    text(pen, line.left, x + PAD, y + 45 + index * 15.5, colour)
  }
}

/** The page writes the name up to the rim; where it would run into the cross, it ends with dots before it. */
function shortenName(pen: Pen, theme: Theme, { name, box }: SceneNode): void {
  pen.font = `600 12px ${theme.font}`
  const right = box.x + box.width - PAD - 16
  if (box.x + NAME_LEFT + pen.measureText(name).width <= right) return
  pen.fillRect(right - 16, box.y + 7, 16, 18)
  pen.textAlign = 'left'
  text(pen, '…', right - 15, box.y + 20, theme.ink)
}

/** Hatched, with a dashed rim and words: three signs besides the colour. */
function drawDown({ pen, theme }: NodePaint, node: SceneNode, reading: NodeReading): void {
  const { x, y, width, height } = node.box
  pen.save()
  pen.beginPath()
  pen.roundRect(x, y, width, height, 7)
  pen.clip()
  pen.beginPath()
  pen.rect(x, y + 27, width, height - 27)
  pen.clip()
  hatch(pen, theme, x, y, width, height)
  pen.restore()
  dashedRim(pen, theme, x, y, width, height)
  pen.fillStyle = theme.card
  pen.fillRect(x + width - PAD - 22, y + 7, 26, 18)
  shortenName(pen, theme, node)
  drawCross(pen, x + width - PAD - 6, y + 16, 4, theme.fail, 1.4)
  const rows = Math.max(1, Math.floor((height - 30) / 16))
  for (const [index, line] of reading.lines.slice(0, rows).entries()) {
    const base = y + 40 + index * 16
    pen.font = micro(theme, line.tone === 'fail' ? 600 : 400)
    const wide = Math.min(pen.measureText(line.left).width, width - 12)
    pen.fillStyle = theme.card
    pen.beginPath()
    pen.roundRect(x + PAD - 4, base - 11, wide + 8, 15, 3)
    pen.fill()
    text(pen, line.left, x + PAD, base, line.tone === 'fail' ? theme.fail : theme.ink2)
  }
}
