import { type IconName, iconPathData } from '../ui/icon-paths.ts'
import type { PathData, Pen } from './pen.ts'
import type { NodeReading } from './readings.ts'
import { fontOf, type Theme } from './theme.ts'

/** Everything that a node is painted from. Coordinates are canvas pixels; the pen is already transformed. */
export interface NodePaint {
  readonly pen: Pen
  readonly theme: Theme
  readonly zoom: number
}

/** The smallest letters: units, badges, readings. */
export const micro = (theme: Theme, weight: 400 | 600 = 400): string => fontOf(theme, weight, 11)

export function text(pen: Pen, value: string, x: number, y: number, colour: string): void {
  pen.fillStyle = colour
  pen.fillText(value, x, y)
}

/** A bar with its tick at 80 %; from 95 % on it is cut into segments, so that the step does not hang on hue. */
export function drawBar(
  pen: Pen,
  theme: Theme,
  x: number,
  y: number,
  width: number,
  height: number,
  reading: NodeReading,
): void {
  pen.fillStyle = theme.raise
  pill(pen, x, y, width, height)
  const filled = Math.min(1, reading.bar) * width
  if (filled > 0.5) {
    pen.fillStyle = theme.fills[reading.barLevel]!
    if (reading.bar >= 0.95)
      for (let at = 0; at < filled; at += 6) pen.fillRect(x + at, y, Math.min(4, filled - at), height)
    else pill(pen, x, y, Math.max(filled, height * 0.6), height)
  }
  pen.fillStyle = theme.ink2
  pen.fillRect(x + width * 0.8, y - 2, 1.5, height + 4)
}

function pill(pen: Pen, x: number, y: number, width: number, height: number): void {
  pen.beginPath()
  pen.roundRect(x, y, width, height, Math.min(width, height) / 2)
  pen.fill()
}

export function hatch(pen: Pen, theme: Theme, x: number, y: number, width: number, height: number): void {
  pen.strokeStyle = theme.ink3
  pen.globalAlpha = 0.3
  pen.lineWidth = 1.5
  pen.beginPath()
  for (let at = -height; at < width; at += 8) {
    pen.moveTo(x + at, y + height)
    pen.lineTo(x + at + height, y)
  }
  pen.stroke()
  pen.globalAlpha = 1
}

export function dashedRim(pen: Pen, theme: Theme, x: number, y: number, width: number, height: number): void {
  pen.strokeStyle = theme.card
  pen.lineWidth = 2
  pen.beginPath()
  pen.roundRect(x + 0.75, y + 0.75, width - 1.5, height - 1.5, 6.5)
  pen.stroke()
  pen.strokeStyle = theme.fail
  pen.lineWidth = 1.5
  pen.setLineDash([5, 3.5])
  pen.stroke()
  pen.setLineDash([])
}

export function drawCross(pen: Pen, x: number, y: number, arm: number, colour: string, width: number): void {
  pen.strokeStyle = colour
  pen.lineWidth = width
  pen.lineCap = 'round'
  pen.beginPath()
  pen.moveTo(x - arm, y - arm)
  pen.lineTo(x + arm, y + arm)
  pen.moveTo(x + arm, y - arm)
  pen.lineTo(x - arm, y + arm)
  pen.stroke()
  pen.lineCap = 'butt'
}

/** An icon of the page, by its upper left corner. */
export function drawIcon(pen: Pen, icon: IconName, x: number, y: number, size: number, colour: string): void {
  pen.save()
  pen.translate(x, y)
  pen.scale(size / 16, size / 16)
  pen.strokeStyle = colour
  pen.lineWidth = 1.4
  pen.lineCap = 'round'
  pen.lineJoin = 'round'
  pen.strokePath(iconPath(icon))
  pen.restore()
}

const iconPaths = new Map<IconName, PathData>()

/** One object for an icon for ever, so that a pen can keep what it made of it. */
function iconPath(icon: IconName): PathData {
  const known = iconPaths.get(icon)
  if (known) return known
  const path = { d: iconPathData(icon) }
  iconPaths.set(icon, path)
  return path
}

/** As much of a name as has room, with dots where there is more. */
export function shortened(pen: Pen, name: string, room: number): string {
  if (pen.measureText(name).width <= room) return name
  let length = name.length - 1
  while (length > 1 && pen.measureText(`${name.slice(0, length)}…`).width > room) length--
  return `${name.slice(0, length).trimEnd()}…`
}
