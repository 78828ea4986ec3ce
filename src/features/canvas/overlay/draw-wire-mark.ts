import { micro, text } from './draw-parts.ts'
import type { Theme } from './theme.ts'
import { CUT_AT, pointAt, type WireLook } from './wire-look.ts'

/** Where an open circuit is marked on a wire that is cut as well. */
const OPEN_AT = 0.3
const RADIUS = 10

const SCISSORS =
  'M-2.2 1.9 3.2 -5.2M2.2 1.9 -3.2 -5.2M-3.2 5.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4ZM3.2 5.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4Z'
/** A switch that stands open, as circuit diagrams draw it. */
const SWITCH = 'M-7 1.5H-3.6M-3.6 1.5 3 -3.4M3.6 1.5H7M-3.6 1.5h.01M3.6 1.5h.01'

const paths = new Map<string, Path2D>()

function glyph(data: string): Path2D {
  const known = paths.get(data)
  if (known) return known
  const path = new Path2D(data)
  paths.set(data, path)
  return path
}

/** Scissors in the gap of a cut wire, an open switch on a wire that a circuit breaker holds; each with its word. */
export function drawWireMarks(
  ctx: CanvasRenderingContext2D,
  theme: Theme,
  look: WireLook,
  words: { readonly cut: string; readonly open: string },
  zoom: number,
): void {
  if (words.cut !== '') drawMark(ctx, theme, look, CUT_AT, SCISSORS, words.cut, theme.fail, zoom)
  if (words.open !== '') {
    const at = words.cut === '' ? CUT_AT : OPEN_AT
    drawMark(ctx, theme, look, at, SWITCH, words.open, theme.texts[3]!, zoom)
  }
}

function drawMark(
  ctx: CanvasRenderingContext2D,
  theme: Theme,
  look: WireLook,
  share: number,
  data: string,
  word: string,
  colour: string,
  zoom: number,
): void {
  const at = pointAt(look, share)
  const size = Math.max(1, 0.8 / zoom)
  ctx.save()
  ctx.translate(at.x, at.y)
  ctx.scale(size, size)
  ctx.beginPath()
  ctx.arc(0, 0, RADIUS, 0, Math.PI * 2)
  ctx.fillStyle = theme.canvas
  ctx.fill()
  ctx.strokeStyle = colour
  ctx.lineWidth = 1.2
  ctx.stroke()
  ctx.lineWidth = 1.4
  ctx.lineCap = 'round'
  ctx.stroke(glyph(data))
  ctx.lineCap = 'butt'
  ctx.font = micro(theme)
  ctx.textAlign = 'center'
  ctx.strokeStyle = theme.canvas
  ctx.lineWidth = 4
  ctx.lineJoin = 'round'
  // Above, because what fails falls down from the gap.
  ctx.strokeText(word, 0, -RADIUS - 5)
  text(ctx, word, 0, -RADIUS - 5, colour)
  ctx.restore()
}
