import { RINGS_OUT } from './draw-loss.ts'
import { drawIcon, micro, shortened, text } from './draw-parts.ts'
import type { Level } from './levels.ts'
import type { Pen } from './pen.ts'
import type { FrameReading } from './readings.ts'
import type { SceneNode } from './scene.ts'
import type { Theme } from './theme.ts'

const RADIUS = 10
const ICON = 13
const TITLE_LEFT = 11
const TITLE_GAP = 5
/** Of a title that stands on a frame, over its rings: how far its line is above them. */
const TITLE_RISE = 3
/** To the right of the title stands how many members are up. */
const COUNT_ROOM = 70
/** As browsers draw a dashed border of one pixel. */
const DASHES = [3, 3]
/** A dashed frame is see-through: what it means is a place, not a thing. */
const DASHED_ALPHA = 0.45

/** The ground of a frame, its rim and its title: what the page itself draws on the canvas. */
export function drawFrameGround(pen: Pen, theme: Theme, node: SceneNode, level: Level): void {
  const { x, y, width, height } = node.box
  const outline = node.view?.outline ?? 'none'
  pen.beginPath()
  pen.roundRect(x + 0.5, y + 0.5, width - 1, height - 1, RADIUS - 0.5)
  pen.fillStyle = theme.panel
  pen.globalAlpha = outline === 'dashed' ? DASHED_ALPHA : 1
  if (outline !== 'none') pen.fill()
  pen.globalAlpha = 1
  pen.strokeStyle = outline === 'dashed' ? theme.edgeUi : outline === 'solid' ? theme.frameRim : theme.line
  pen.lineWidth = 1
  if (outline === 'dashed') pen.setLineDash(DASHES)
  pen.stroke()
  pen.setLineDash([])
  if (level === 'near') drawFrameTitle(pen, theme, node)
}

function drawFrameTitle(pen: Pen, theme: Theme, { name, view, box: { x, y, width } }: SceneNode): void {
  drawIcon(pen, view?.icon ?? 'unknown', x + TITLE_LEFT, y + 8.5, ICON, theme.ink2)
  pen.font = micro(theme)
  pen.textAlign = 'left'
  const left = TITLE_LEFT + ICON + TITLE_GAP
  text(pen, shortened(pen, name, width - COUNT_ROOM - left), x + left, y + 19, theme.ink2)
}

/** The count of members that are up; at tile size also the name, which the page can no longer show. */
export function drawFrameReading(
  pen: Pen,
  theme: Theme,
  zoom: number,
  level: Level,
  node: SceneNode,
  { up, whole }: FrameReading,
): void {
  if (level === 'far') return
  const { x, y, width } = node.box
  const size = level === 'near' ? 1 : 1 / zoom
  pen.save()
  pen.translate(x, y)
  pen.scale(size, size)
  const room = width / size
  pen.font = micro(theme)
  if (level === 'mid') {
    pen.textAlign = 'left'
    const counted = whole ? node.name : `${node.name} · ${up}`
    const said = pen.measureText(counted).width < room ? counted : node.name
    if (pen.measureText(said).width < room) text(pen, said, 4, -(RINGS_OUT + TITLE_RISE), theme.ink2)
  } else if (up !== '') {
    pen.textAlign = 'right'
    text(pen, up, room - 11, 19, whole ? theme.ink3 : theme.fail)
  }
  pen.restore()
}
