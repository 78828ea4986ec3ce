import { hatch, micro, text } from './draw-parts.ts'
import { tileHeight, tileWidth } from './draw-tile.ts'
import type { Level } from './levels.ts'
import type { Pen } from './pen.ts'
import type { Box } from './route.ts'
import type { SceneNode } from './scene.ts'
import type { Theme } from './theme.ts'

/** What the loss of a part would mean, as it is drawn round it. */
export interface LossMark {
  readonly verdict: 'hard' | 'partial' | 'transient' | 'overload'
  readonly label: string
  /** Where there is room for no more. */
  readonly short: string
}

/** How far outside a card the first ring lies, and the second one outside that. */
const GAP = 3
const STEP = 3
/** How far the outer one reaches, its line included. */
export const RINGS_OUT = GAP + STEP + 1
const LABEL_HEIGHT = 16
/** A gap that ends by itself is a broken line: what it rings holds again. */
const DASHES = [5, 3]

interface Drawn {
  readonly pen: Pen
  readonly theme: Theme
  readonly zoom: number
  readonly level: Level
}

/** The ring or rings of a part, and what is said of it on their lower edge. */
export function drawLoss({ pen, theme, zoom, level }: Drawn, node: SceneNode, mark: LossMark): void {
  if (level === 'far') {
    if (!node.frame) drawDotRing(pen, theme, zoom, node.box, mark)
    return
  }
  const scale = level === 'near' || node.frame ? 1 : 1 / zoom
  const box = node.frame || level === 'near' ? node.box : tileBox(node, zoom)
  pen.save()
  pen.translate(box.x, box.y)
  pen.scale(scale, scale)
  const [width, height] = [box.width / scale, box.height / scale]
  drawRings(pen, theme, width, height, node.frame ? 10 : 7, mark, node.frame ? 1 / Math.min(1, zoom) : 1)
  const isNear = level === 'near'
  if (isLabelled(mark, level))
    drawLabel(
      pen,
      theme,
      width,
      height,
      isNear ? mark : { ...mark, label: mark.short },
      node.frame ? zoom : 1,
    )
  pen.restore()
}

/** Whether something is written on its lower edge: on tiles there is room for the worst alone. */
export const isLabelled = (mark: LossMark | undefined, level: Level): boolean =>
  mark !== undefined && (level === 'near' || (level === 'mid' && mark.verdict === 'hard'))

const tileBox = (node: SceneNode, zoom: number): Box => {
  const width = tileWidth(node, zoom) / zoom
  const height = tileHeight(node, zoom) / zoom
  const { box } = node
  return { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height }
}

function drawRings(
  pen: Pen,
  theme: Theme,
  width: number,
  height: number,
  radius: number,
  mark: LossMark,
  line: number,
): void {
  pen.strokeStyle = theme.spof
  pen.lineWidth = 1.4 * line
  const ring = (out: number): void => {
    pen.beginPath()
    pen.roundRect(-out, -out, width + 2 * out, height + 2 * out, radius + out)
    pen.stroke()
  }
  if (mark.verdict === 'transient') pen.setLineDash(DASHES)
  ring(GAP * line)
  pen.setLineDash([])
  if (mark.verdict === 'hard') ring((GAP + STEP) * line)
}

/** On the lower edge of the rings, so that it takes no room of its own. */
function drawLabel(
  pen: Pen,
  theme: Theme,
  width: number,
  height: number,
  { verdict, label }: LossMark,
  zoom: number,
): void {
  const size = zoom < 0.7 ? 0.7 / zoom : 1
  pen.save()
  pen.translate(width / 2, height + GAP + STEP / 2)
  pen.scale(size, size)
  pen.font = micro(theme, verdict === 'hard' ? 600 : 400)
  const wide = pen.measureText(label).width + 10
  pen.beginPath()
  pen.roundRect(-wide / 2, -LABEL_HEIGHT / 2 + 2, wide, LABEL_HEIGHT, 4)
  pen.fillStyle = theme.canvas
  pen.fill()
  pen.fillStyle = theme.spofWash
  if (verdict === 'hard') pen.fill()
  pen.strokeStyle = theme.spof
  pen.lineWidth = 1
  if (verdict === 'hard') pen.stroke()
  pen.textAlign = 'center'
  text(pen, label, 0, 6, theme.spof)
  pen.textAlign = 'left'
  pen.restore()
}

function drawDotRing(pen: Pen, theme: Theme, zoom: number, box: Box, { verdict }: LossMark): void {
  const ring = (radius: number): void => {
    pen.beginPath()
    pen.arc(box.x + box.width / 2, box.y + box.height / 2, radius / zoom, 0, Math.PI * 2)
    pen.stroke()
  }
  pen.strokeStyle = theme.spof
  pen.lineWidth = 1.4 / zoom
  if (verdict === 'transient') pen.setLineDash([3 / zoom, 2 / zoom])
  ring(8)
  pen.setLineDash([])
  if (verdict === 'hard') ring(11)
}

/** While somebody looks at what a loss takes with it: what would go on is dimmed, what would fail is hatched. */
export function drawBlast(
  { pen, theme, zoom, level }: Drawn,
  node: SceneNode,
  part: 'fails' | 'goesOn',
): void {
  if (node.frame) return
  const box = level === 'near' ? node.box : tileBox(node, zoom)
  pen.save()
  pen.beginPath()
  pen.roundRect(box.x - 1, box.y - 1, box.width + 2, box.height + 2, 8)
  if (part === 'goesOn') {
    pen.globalAlpha = 0.72
    pen.fillStyle = theme.canvas
    pen.fill()
  } else {
    pen.fillStyle = theme.failWash
    pen.fill()
    pen.clip()
    hatch(pen, { ...theme, ink3: theme.fail }, box.x, box.y, box.width, box.height)
  }
  pen.restore()
}
