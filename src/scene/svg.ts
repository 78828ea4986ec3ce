import type { Design } from '../model/design.ts'
import type { Language } from '../model/text.ts'
import { boundsOf, drawPicture, type Picture, type PictureNumbers } from './drawing.ts'
import type { Box } from './route.ts'
import { NO_OVERRIDES, SceneBuilder } from './scene.ts'
import { SvgPen } from './svg-pen.ts'
import { escaped, linkElement } from './svg-text.ts'
import { FILE_FONT, THEMES, type ThemeName } from './theme.ts'

export interface SvgOptions {
  readonly theme: ThemeName
  readonly language: Language
  readonly numbers?: PictureNumbers | null
  /** What the loss of each part would mean; nothing of it is drawn where nothing is said. */
  readonly losses?: Picture['losses']
  /** All of the design, or a part of the canvas in its pixels. */
  readonly area?: 'all' | Box
  /** Pixels of the picture for a pixel of the canvas. */
  readonly scale?: number
  /** Kept in the picture's metadata, so that the design can be opened again from it. */
  readonly link?: string
}

/** A design as a picture, with its cards at full detail. Text stays text. */
export function drawSvg(design: Design, options: SvgOptions): string {
  const { theme, language, numbers = null, losses = new Map(), area = 'all', scale = 1, link } = options
  const scene = new SceneBuilder().build(design, language, NO_OVERRIDES)
  const picture: Picture = {
    scene,
    theme: THEMES[theme],
    language,
    numbers,
    level: 'near',
    zoom: 1,
    box: area === 'all' ? boundsOf(scene) : area,
    losses,
    problems: new Set(),
    clock: null,
  }
  return svgOf(picture, { scale, title: design.title, link: link ?? '' })
}

export interface SvgFrame {
  /** Pixels of the file for a pixel of the picture. */
  readonly scale: number
  readonly title: string
  /** An empty string where there is none. */
  readonly link: string
}

/** A picture as a file of its own: no script, no style sheet, and nothing that is fetched from elsewhere. */
export function svgOf(picture: Picture, { scale, title, link }: SvgFrame): string {
  const { box, zoom, language } = picture
  const pen = new SvgPen()
  drawPicture(pen, picture)
  const size = (length: number): number => Math.max(1, Math.round(length * zoom * scale))
  const view = [box.x, box.y, box.width, box.height].map((value) => Math.round(value * 100) / 100).join(' ')
  const metadata = link === '' ? '' : `\n${linkElement(link)}`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size(box.width)}" height="${size(box.height)}" viewBox="${view}" font-family="${escaped(FILE_FONT)}" lang="${language}" xml:space="preserve"><title>${escaped(title)}</title>${metadata}
${pen.elements}
</svg>
`
}
