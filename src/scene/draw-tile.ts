import type { IconName } from '../ui/icon-paths.ts'
import {
  dashedRim,
  drawBar,
  drawCross,
  drawIcon,
  hatch,
  micro,
  type NodePaint,
  shortened,
  text,
} from './draw-parts.ts'
import type { Pen } from './pen.ts'
import type { NodeReading } from './readings.ts'
import type { SceneNode } from './scene.ts'
import type { Theme } from './theme.ts'

/** Smallest tile on screen; a card that is smaller than this at its zoom is drawn this large. */
const TILE_MIN_WIDTH = 48
const TILE_MIN_HEIGHT = 30
const TILE_TALL = 44
/** From this size on a tile has room for its name. */
const NAMED_WIDTH = 70
const NAMED_HEIGHT = 46
const TITLE_ICON = 13

export const tileWidth = (node: SceneNode, zoom: number): number =>
  Math.max(node.box.width * zoom, TILE_MIN_WIDTH)

export const tileHeight = (node: SceneNode, zoom: number): number =>
  Math.max(node.box.height * zoom, TILE_MIN_HEIGHT)

/** Icon, number and bar at a size that does not depend on the zoom. */
export function drawTile(
  { pen, theme, zoom }: NodePaint,
  node: SceneNode,
  reading: NodeReading,
  selected: boolean,
): void {
  const { box } = node
  const width = tileWidth(node, zoom)
  const height = tileHeight(node, zoom)
  pen.save()
  pen.translate(box.x + box.width / 2, box.y + box.height / 2)
  pen.scale(1 / zoom, 1 / zoom)
  tileGround(pen, theme, width, height, reading, selected)
  const tall = height >= TILE_TALL
  const named = tall && width >= NAMED_WIDTH && height >= NAMED_HEIGHT
  const colour = reading.down ? theme.fail : reading.level > 0 ? theme.texts[reading.level]! : theme.ink2
  const icon: IconName = reading.down ? 'kill' : (node.view?.icon ?? 'unknown')
  pen.font = micro(theme, 600)
  pen.textAlign = tall ? 'center' : 'right'
  const size = tall ? 18 : 13
  const iconX = tall ? -size / 2 : -width / 2 + 4
  const iconY = tall ? -height / 2 + 4 : -7 - (reading.bar >= 0 ? 2 : 0)
  const ink = reading.down ? theme.fail : theme.ink
  if (named) drawTitle(pen, theme, icon, node.name, width, height, ink)
  else drawIcon(pen, icon, iconX, iconY, size, ink)
  const numberY = tall ? Math.min(height / 2 - 9, 12) : reading.bar >= 0 ? 2 : 4
  text(pen, reading.short, tall ? 0 : width / 2 - 4, numberY, colour)
  if (reading.bar >= 0)
    drawBar(pen, theme, -width / 2 + 6, height / 2 - 7.5, width - 12, 3.5, {
      ...reading,
      barLevel: reading.level,
    })
  if (selected && !named) tileName(pen, theme, node.name, height)
  pen.restore()
}

function tileGround(
  pen: Pen,
  theme: Theme,
  width: number,
  height: number,
  reading: NodeReading,
  selected: boolean,
): void {
  pen.beginPath()
  pen.roundRect(-width / 2, -height / 2, width, height, 8)
  pen.fillStyle = theme.card
  pen.fill()
  if (reading.down) {
    pen.save()
    pen.clip()
    hatch(pen, theme, -width / 2, -height / 2, width, height)
    pen.restore()
    dashedRim(pen, theme, -width / 2, -height / 2, width, height)
  } else {
    pen.strokeStyle = selected ? theme.ink : theme.line
    pen.lineWidth = selected ? 2 : 1
    pen.stroke()
  }
}

/** Icon and name in one row, as on a card. */
function drawTitle(
  pen: Pen,
  theme: Theme,
  icon: IconName,
  name: string,
  width: number,
  height: number,
  ink: string,
): void {
  const { align, font } = { align: pen.textAlign, font: pen.font }
  pen.font = micro(theme)
  const shown = shortened(pen, name, width - TITLE_ICON - 16)
  const left = -(TITLE_ICON + 4 + pen.measureText(shown).width) / 2
  drawIcon(pen, icon, left, -height / 2 + 7, TITLE_ICON, ink)
  pen.textAlign = 'left'
  text(pen, shown, left + TITLE_ICON + 4, -height / 2 + 17.5, ink)
  pen.textAlign = align
  pen.font = font
}

function tileName(pen: Pen, theme: Theme, name: string, height: number): void {
  pen.font = micro(theme)
  pen.textAlign = 'center'
  pen.strokeStyle = theme.canvas
  pen.lineWidth = 4
  pen.lineJoin = 'round'
  pen.strokeText(name, 0, height / 2 + 14)
  text(pen, name, 0, height / 2 + 14, theme.ink)
}

export function drawDot({ pen, theme, zoom }: NodePaint, node: SceneNode, reading: NodeReading): void {
  const x = node.box.x + node.box.width / 2
  const y = node.box.y + node.box.height / 2
  if (reading.down) {
    drawCross(pen, x, y, 4.5 / zoom, theme.fail, 2.2 / zoom)
    return
  }
  pen.fillStyle = theme.fills[reading.level]!
  pen.beginPath()
  pen.arc(x, y, 5 / zoom, 0, Math.PI * 2)
  pen.fill()
}
