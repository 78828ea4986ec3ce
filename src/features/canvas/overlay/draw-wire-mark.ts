import { micro, text } from './draw-parts.ts'
import type { Theme } from './theme.ts'
import { CUT_AT, pointAt, type WireLook } from './wire-look.ts'
import { SCISSORS, SWITCH } from './wire-signs.ts'

/** Where an open circuit is marked on a wire that is cut as well. */
const OPEN_AT = 0.3
const RADIUS = 10
/** Between tiles there is room for the sign alone. */
const WORDS_FROM = 0.7

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
  if (zoom >= WORDS_FROM) drawWord(ctx, theme, word, colour)
  ctx.restore()
}

function drawWord(ctx: CanvasRenderingContext2D, theme: Theme, word: string, colour: string): void {
  ctx.font = micro(theme)
  ctx.textAlign = 'center'
  ctx.strokeStyle = theme.canvas
  ctx.lineWidth = 4
  ctx.lineJoin = 'round'
  // Above, because what fails falls down from the gap.
  ctx.strokeText(word, 0, -RADIUS - 5)
  text(ctx, word, 0, -RADIUS - 5, colour)
}
