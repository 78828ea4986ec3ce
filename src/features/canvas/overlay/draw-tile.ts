import type { SceneNode } from '../../../scene/scene.ts'
import type { IconName } from '../../../ui/icon.tsx'
import { dashedRim, drawBar, drawCross, hatch, micro, type NodePaint, text } from './draw-parts.ts'
import { iconPath } from './icon-path.ts'
import type { NodeReading } from './readings.ts'
import type { Theme } from './theme.ts'

/** Smallest tile on screen; a card that is smaller than this at its zoom is drawn this large. */
const TILE_MIN_WIDTH = 48
const TILE_MIN_HEIGHT = 30
const TILE_TALL = 44
/** From this size on a tile has room for its name. */
const NAMED_WIDTH = 70
const NAMED_HEIGHT = 46
const TITLE_ICON = 13

export const tileHeight = (node: SceneNode, zoom: number): number =>
  Math.max(node.box.height * zoom, TILE_MIN_HEIGHT)

/** Icon, number and bar at a size that does not depend on the zoom. */
export function drawTile(
  { ctx, theme, zoom }: NodePaint,
  node: SceneNode,
  reading: NodeReading,
  selected: boolean,
): void {
  const { box } = node
  const width = Math.max(box.width * zoom, TILE_MIN_WIDTH)
  const height = tileHeight(node, zoom)
  ctx.save()
  ctx.translate(box.x + box.width / 2, box.y + box.height / 2)
  ctx.scale(1 / zoom, 1 / zoom)
  tileGround(ctx, theme, width, height, reading, selected)
  const tall = height >= TILE_TALL
  const named = tall && width >= NAMED_WIDTH && height >= NAMED_HEIGHT
  const colour = reading.down ? theme.fail : reading.level > 0 ? theme.texts[reading.level]! : theme.ink2
  const icon: IconName = reading.down ? 'kill' : (node.view?.icon ?? 'unknown')
  ctx.font = micro(theme, 600)
  ctx.textAlign = tall ? 'center' : 'right'
  const size = tall ? 18 : 13
  const iconX = tall ? -size / 2 : -width / 2 + 4
  const iconY = tall ? -height / 2 + 4 : -7 - (reading.bar >= 0 ? 2 : 0)
  const ink = reading.down ? theme.fail : theme.ink
  if (named) drawTitle(ctx, theme, icon, node.name, width, height, ink)
  else drawIcon(ctx, icon, iconX, iconY, size, ink)
  const numberY = tall ? Math.min(height / 2 - 9, 12) : reading.bar >= 0 ? 2 : 4
  text(ctx, reading.short, tall ? 0 : width / 2 - 4, numberY, colour)
  if (reading.bar >= 0)
    drawBar(ctx, theme, -width / 2 + 6, height / 2 - 7.5, width - 12, 3.5, {
      ...reading,
      barLevel: reading.level,
    })
  if (selected && !named) tileName(ctx, theme, node.name, height)
  ctx.restore()
}

function tileGround(
  ctx: CanvasRenderingContext2D,
  theme: Theme,
  width: number,
  height: number,
  reading: NodeReading,
  selected: boolean,
): void {
  ctx.beginPath()
  ctx.roundRect(-width / 2, -height / 2, width, height, 8)
  ctx.fillStyle = theme.card
  ctx.fill()
  if (reading.down) {
    ctx.save()
    ctx.clip()
    hatch(ctx, theme, -width / 2, -height / 2, width, height)
    ctx.restore()
    dashedRim(ctx, theme, -width / 2, -height / 2, width, height)
  } else {
    ctx.strokeStyle = selected ? theme.ink : theme.line
    ctx.lineWidth = selected ? 2 : 1
    ctx.stroke()
  }
}

/** Icon and name in one row, as on a card. */
function drawTitle(
  ctx: CanvasRenderingContext2D,
  theme: Theme,
  icon: IconName,
  name: string,
  width: number,
  height: number,
  ink: string,
): void {
  const { align, font } = { align: ctx.textAlign, font: ctx.font }
  ctx.font = micro(theme)
  const shown = shortened(ctx, name, width - TITLE_ICON - 16)
  const left = -(TITLE_ICON + 4 + ctx.measureText(shown).width) / 2
  drawIcon(ctx, icon, left, -height / 2 + 7, TITLE_ICON, ink)
  ctx.textAlign = 'left'
  text(ctx, shown, left + TITLE_ICON + 4, -height / 2 + 17.5, ink)
  ctx.textAlign = align
  ctx.font = font
}

function shortened(ctx: CanvasRenderingContext2D, name: string, room: number): string {
  if (ctx.measureText(name).width <= room) return name
  let length = name.length - 1
  while (length > 1 && ctx.measureText(`${name.slice(0, length)}…`).width > room) length--
  return `${name.slice(0, length).trimEnd()}…`
}

function tileName(ctx: CanvasRenderingContext2D, theme: Theme, name: string, height: number): void {
  ctx.font = micro(theme)
  ctx.textAlign = 'center'
  ctx.strokeStyle = theme.canvas
  ctx.lineWidth = 4
  ctx.lineJoin = 'round'
  ctx.strokeText(name, 0, height / 2 + 14)
  text(ctx, name, 0, height / 2 + 14, theme.ink)
}

export function drawDot({ ctx, theme, zoom }: NodePaint, node: SceneNode, reading: NodeReading): void {
  const x = node.box.x + node.box.width / 2
  const y = node.box.y + node.box.height / 2
  if (reading.down) {
    drawCross(ctx, x, y, 4.5 / zoom, theme.fail, 2.2 / zoom)
    return
  }
  ctx.fillStyle = theme.fills[reading.level]!
  ctx.beginPath()
  ctx.arc(x, y, 5 / zoom, 0, Math.PI * 2)
  ctx.fill()
}

function drawIcon(
  ctx: CanvasRenderingContext2D,
  icon: IconName,
  x: number,
  y: number,
  size: number,
  colour: string,
): void {
  ctx.save()
  ctx.translate(x, y)
  ctx.scale(size / 16, size / 16)
  ctx.strokeStyle = colour
  ctx.lineWidth = 1.4
  ctx.lineCap = 'round'
  ctx.lineJoin = 'round'
  ctx.stroke(iconPath(icon))
  ctx.restore()
}
