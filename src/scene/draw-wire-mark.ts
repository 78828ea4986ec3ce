import { micro, text } from './draw-parts.ts'
import type { PathData, Pen } from './pen.ts'
import type { Theme } from './theme.ts'
import { CUT_AT, pointAt, type WireLook } from './wire-look.ts'
import { SCISSORS, SWITCH } from './wire-signs.ts'

/** Where an open circuit is marked on a wire that is cut as well. */
const OPEN_AT = 0.3
const RADIUS = 10
/** Between tiles there is room for the sign alone. */
const WORDS_FROM = 0.7

/** Words at a wire; empty where it is neither. */
export interface WireWords {
  readonly cut: string
  readonly open: string
}

/** Scissors in the gap of a cut wire, an open switch on a wire that a circuit breaker holds; each with its word. */
export function drawWireMarks(pen: Pen, theme: Theme, look: WireLook, words: WireWords, zoom: number): void {
  if (words.cut !== '') drawMark(pen, theme, look, CUT_AT, SCISSORS, words.cut, theme.fail, zoom)
  if (words.open !== '') {
    const at = words.cut === '' ? CUT_AT : OPEN_AT
    drawMark(pen, theme, look, at, SWITCH, words.open, theme.texts[3]!, zoom)
  }
}

function drawMark(
  pen: Pen,
  theme: Theme,
  look: WireLook,
  share: number,
  sign: PathData,
  word: string,
  colour: string,
  zoom: number,
): void {
  const at = pointAt(look.wire.route, share)
  const size = Math.max(1, 0.8 / zoom)
  pen.save()
  pen.translate(at.x, at.y)
  pen.scale(size, size)
  pen.beginPath()
  pen.arc(0, 0, RADIUS, 0, Math.PI * 2)
  pen.fillStyle = theme.canvas
  pen.fill()
  pen.strokeStyle = colour
  pen.lineWidth = 1.2
  pen.stroke()
  pen.lineWidth = 1.4
  pen.lineCap = 'round'
  pen.strokePath(sign)
  pen.lineCap = 'butt'
  if (zoom >= WORDS_FROM) drawWord(pen, theme, word, colour)
  pen.restore()
}

function drawWord(pen: Pen, theme: Theme, word: string, colour: string): void {
  pen.font = micro(theme)
  pen.textAlign = 'center'
  pen.strokeStyle = theme.canvas
  pen.lineWidth = 4
  pen.lineJoin = 'round'
  // Above, because what fails falls down from the gap.
  pen.strokeText(word, 0, -RADIUS - 5)
  text(pen, word, 0, -RADIUS - 5, colour)
}
