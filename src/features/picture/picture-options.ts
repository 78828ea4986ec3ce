import type { Language } from '../../model/text.ts'
import type { Frame } from '../../runtime/frame-ring.ts'
import { boundsOf, type Picture, type PictureNumbers } from '../../scene/drawing.ts'
import type { Level } from '../../scene/levels.ts'
import type { Box } from '../../scene/route.ts'
import type { Scene } from '../../scene/scene.ts'
import { THEMES, type ThemeName } from '../../scene/theme.ts'

/** What pictures are made from: the canvas as it is at the moment. */
export interface PictureSource {
  readonly scene: Scene
  /** What is seen: its detail, its zoom, and its part of the canvas in canvas pixels. */
  readonly seen: { readonly level: Level; readonly zoom: number; readonly box: Box }
  readonly problems: ReadonlySet<string>
  readonly losses: Picture['losses']
  /** What the shown frame says, or null before the first one. */
  read(level: Level): PictureNumbers | null
  /** Lets what moves move on by so many seconds, while the run goes on. */
  advance(seconds: number): void
  /** The same canvas, to be shown at a moment that is past. */
  playback(frame: Frame): PicturePlayback
}

export interface PicturePlayback extends PictureSource {
  /** Goes to another kept moment, from which `read` and the pace of `advance` come. */
  show(frame: Frame): void
}

export const FORMATS = ['png', 'svg'] as const
export const AREAS = ['all', 'seen'] as const
export const SCALES = ['1', '2', '3', '4'] as const

export interface PictureOptions {
  readonly format: (typeof FORMATS)[number]
  readonly area: (typeof AREAS)[number]
  readonly theme: ThemeName
  readonly scale: (typeof SCALES)[number]
  readonly numbers: boolean
}

/** The picture that the options ask for, as things are now. */
export function pictureOf(
  source: PictureSource,
  { area, theme, numbers }: PictureOptions,
  language: Language,
  clock: number | null = null,
): Picture {
  const { scene, problems, losses } = source
  const view = area === 'seen' ? source.seen : { level: 'near' as const, zoom: 1, box: boundsOf(scene) }
  return {
    ...view,
    scene,
    problems,
    losses,
    theme: THEMES[theme],
    language,
    numbers: numbers ? source.read(view.level) : null,
    clock,
  }
}

export interface PixelSize {
  readonly width: number
  readonly height: number
}

export const sizeOf = ({ box, zoom }: Picture, scale: number): PixelSize => ({
  width: Math.max(1, Math.round(box.width * zoom * scale)),
  height: Math.max(1, Math.round(box.height * zoom * scale)),
})

/** Longest side and area of a canvas that Safari, the narrowest of the large browsers, still fills (WebKit's limits). */
const SIDE_MAX = 16_384
const PIXELS_MAX = 67_108_864

export const fitsCanvas = ({ width, height }: PixelSize): boolean =>
  Math.max(width, height) <= SIDE_MAX && width * height <= PIXELS_MAX
