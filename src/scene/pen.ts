/** Anything that says its path as SVG does: a wire's route, an icon. */
export interface PathData {
  readonly d: string
}

/**
 * What everything is drawn with: the part of the browser's 2D context that the drawing uses, so that the context itself
 * is one. `SvgPen` is the other. All calls mean what they mean there; a path is transformed as a whole, so whoever draws
 * does not turn or move the pen between the first point of a path and its stroke.
 */
export interface Pen {
  get fillStyle(): unknown
  set fillStyle(colour: string)
  get strokeStyle(): unknown
  set strokeStyle(colour: string)
  globalAlpha: number
  lineWidth: number
  lineCap: 'butt' | 'round' | 'square'
  lineJoin: 'bevel' | 'miter' | 'round'
  /** As `fontOf` in `theme.ts` writes it. */
  font: string
  textAlign: 'left' | 'right' | 'center' | 'start' | 'end'
  save(): void
  restore(): void
  translate(x: number, y: number): void
  scale(x: number, y: number): void
  rotate(angle: number): void
  setLineDash(segments: number[]): void
  beginPath(): void
  closePath(): void
  moveTo(x: number, y: number): void
  lineTo(x: number, y: number): void
  arc(x: number, y: number, radius: number, from: number, to: number): void
  rect(x: number, y: number, width: number, height: number): void
  roundRect(x: number, y: number, width: number, height: number, radii: number | number[]): void
  fill(rule?: 'nonzero' | 'evenodd'): void
  stroke(): void
  clip(rule?: 'nonzero' | 'evenodd'): void
  /** Strokes a path that is given as data; the browser's canvas parses each of them once. */
  strokePath(path: PathData): void
  fillRect(x: number, y: number, width: number, height: number): void
  fillText(text: string, x: number, y: number): void
  strokeText(text: string, x: number, y: number): void
  measureText(text: string): { readonly width: number }
}
