import type { NodeReading } from './readings.ts'
import type { Theme } from './theme.ts'

/** Everything that a node is painted from. Coordinates are canvas pixels; the context is already transformed. */
export interface NodePaint {
  readonly ctx: CanvasRenderingContext2D
  readonly theme: Theme
  readonly zoom: number
}

export const micro = (theme: Theme, weight = 400): string => `${weight} 11px ${theme.font}`

export function text(
  ctx: CanvasRenderingContext2D,
  value: string,
  x: number,
  y: number,
  colour: string,
): void {
  ctx.fillStyle = colour
  ctx.fillText(value, x, y)
}

/** A bar with its tick at 80 %; from 95 % on it is cut into segments, so that the step does not hang on hue. */
export function drawBar(
  ctx: CanvasRenderingContext2D,
  theme: Theme,
  x: number,
  y: number,
  width: number,
  height: number,
  reading: NodeReading,
): void {
  ctx.fillStyle = theme.raise
  pill(ctx, x, y, width, height)
  const filled = Math.min(1, reading.bar) * width
  if (filled > 0.5) {
    ctx.fillStyle = theme.fills[reading.barLevel]!
    if (reading.bar >= 0.95)
      for (let at = 0; at < filled; at += 6) ctx.fillRect(x + at, y, Math.min(4, filled - at), height)
    else pill(ctx, x, y, Math.max(filled, height * 0.6), height)
  }
  ctx.fillStyle = theme.ink2
  ctx.fillRect(x + width * 0.8, y - 2, 1.5, height + 4)
}

function pill(ctx: CanvasRenderingContext2D, x: number, y: number, width: number, height: number): void {
  ctx.beginPath()
  ctx.roundRect(x, y, width, height, Math.min(width, height) / 2)
  ctx.fill()
}

export function hatch(
  ctx: CanvasRenderingContext2D,
  theme: Theme,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  ctx.strokeStyle = theme.ink3
  ctx.globalAlpha = 0.3
  ctx.lineWidth = 1.5
  ctx.beginPath()
  for (let at = -height; at < width; at += 8) {
    ctx.moveTo(x + at, y + height)
    ctx.lineTo(x + at + height, y)
  }
  ctx.stroke()
  ctx.globalAlpha = 1
}

export function dashedRim(
  ctx: CanvasRenderingContext2D,
  theme: Theme,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  ctx.strokeStyle = theme.card
  ctx.lineWidth = 2
  ctx.beginPath()
  ctx.roundRect(x + 0.75, y + 0.75, width - 1.5, height - 1.5, 6.5)
  ctx.stroke()
  ctx.strokeStyle = theme.fail
  ctx.lineWidth = 1.5
  ctx.setLineDash([5, 3.5])
  ctx.stroke()
  ctx.setLineDash([])
}

export function drawCross(
  ctx: CanvasRenderingContext2D,
  x: number,
  y: number,
  arm: number,
  colour: string,
  width: number,
): void {
  ctx.strokeStyle = colour
  ctx.lineWidth = width
  ctx.lineCap = 'round'
  ctx.beginPath()
  ctx.moveTo(x - arm, y - arm)
  ctx.lineTo(x + arm, y + arm)
  ctx.moveTo(x + arm, y - arm)
  ctx.lineTo(x - arm, y + arm)
  ctx.stroke()
  ctx.lineCap = 'butt'
}
