import { withLinkInPng, withLinkInSvg } from '../../document/picture-link.ts'
import { err, ok, type Result } from '../../model/result.ts'
import { drawPicture, type Picture } from '../../scene/drawing.ts'
import { svgOf } from '../../scene/svg.ts'
import { penOn } from '../../ui/canvas-pen.ts'
import { type PixelSize, sizeOf } from './picture-options.ts'

export interface FileOptions {
  readonly format: 'png' | 'svg'
  readonly scale: number
  readonly title: string
  /** Of the design, for the metadata of the file; null where it has none. */
  readonly link: string | null
}

/** The file of a picture; the error is a browser that cannot make one of this size. */
export async function pictureFile(
  picture: Picture,
  { format, scale, title, link }: FileOptions,
): Promise<Result<Blob, 'failed'>> {
  if (format === 'svg') {
    const svg = svgOf(picture, { scale, title, link: '' })
    const whole = link === null ? svg : withLinkInSvg(svg, link)
    return ok(new Blob([whole], { type: 'image/svg+xml' }))
  }
  const blob = await pngOf(picture, scale)
  if (blob === null) return err('failed')
  if (link === null) return ok(blob)
  const marked = withLinkInPng(new Uint8Array(await blob.arrayBuffer()), link)
  return ok(new Blob([new Uint8Array(marked)], { type: 'image/png' }))
}

async function pngOf(picture: Picture, scale: number): Promise<Blob | null> {
  // The page's own letters are on the canvas, and only those that have been fetched.
  await document.fonts.ready
  const canvas = document.createElement('canvas')
  paintOn(canvas, picture, sizeOf(picture, scale))
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
}

/** Paints a picture over all of a canvas, in the middle where the canvas has another shape. */
export function paintOn(canvas: HTMLCanvasElement, picture: Picture, { width, height }: PixelSize): void {
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
  const pen = penOn(canvas)
  const { box, theme } = picture
  const scale = Math.min(width / box.width, height / box.height)
  const x = (width - box.width * scale) / 2 - box.x * scale
  const y = (height - box.height * scale) / 2 - box.y * scale
  pen.setTransform(1, 0, 0, 1, 0, 0)
  pen.fillStyle = theme.canvas
  pen.fillRect(0, 0, width, height)
  pen.setTransform(scale, 0, 0, scale, x, y)
  drawPicture(pen, picture)
}

/** Whether the browser can put such a file on the clipboard. */
export const canCopy = (): boolean => 'clipboard' in navigator && 'ClipboardItem' in window

/**
 * Puts a file on the clipboard: a PNG as a picture, an SVG as its text, which is what editors paste. The browser must be
 * asked at once, while it still knows that somebody pressed a button, so the file is handed over as a promise.
 */
export async function copyPicture(format: 'png' | 'svg', file: Promise<Blob>): Promise<void> {
  const type = format === 'png' ? 'image/png' : 'text/plain'
  const content = format === 'png' ? file : file.then(async (blob) => new Blob([await blob.text()], { type }))
  await navigator.clipboard.write([new ClipboardItem({ [type]: content })])
}
