import type { Language } from '../../model/text.ts'
import type { ShownFrames } from '../../runtime/frame-ring.ts'
import { frameAt, type Reel, reelOf } from './film-reel.ts'
import { paintOn } from './picture-file.ts'
import {
  type PictureOptions,
  type PictureSource,
  type PixelSize,
  pictureOf,
  sizeOf,
} from './picture-options.ts'

export const FILM_SPANS = ['last', 'next'] as const
export const FILM_SECONDS = ['3', '5', '10', '20'] as const

/** Frames a second: enough for particles, and what a weak machine can still encode. */
const FILM_RATE = 30
/** Numbers change as often as on the canvas; particles move with every frame. */
const READING_MS = 250
/** Longest side of a film; chats make larger ones smaller again. */
const FILM_SIDE_MAX = 1920

/** What the browser writes, best first; null where it records nothing. */
export function filmType(): string | null {
  if (!('MediaRecorder' in window) || !('captureStream' in HTMLCanvasElement.prototype)) return null
  const types = ['video/webm;codecs=vp9', 'video/webm;codecs=vp8', 'video/webm']
  return types.find((type) => MediaRecorder.isTypeSupported(type)) ?? null
}

export interface Film {
  /** What is being recorded. */
  readonly canvas: HTMLCanvasElement
  /** The file, or null where the recording was cancelled; rejects where the browser could not record. */
  readonly done: Promise<Blob | null>
  cancel(): void
}

/** What a film is made from: a source, and how it is taken to each second of the film. */
export interface FilmTake {
  readonly source: PictureSource
  readonly seconds: number
  show(clock: number): void
}

/** The last seconds up to what the screen shows, as far as they are kept. */
export function reelOfLast(ring: ShownFrames, seconds: number): Reel {
  const { shown } = ring
  return reelOf(ring.frames, shown ? ring.indexAfter(shown.timeSec) - 1 : -1, seconds)
}

/** Plays a reel again, in the pace in which it was seen; null where nothing is kept. */
export function takePast(source: PictureSource, reel: Reel): FilmTake | null {
  const first = frameAt(reel, 0)
  if (!first || reel.seconds === 0) return null
  const playback = source.playback(first)
  const show = (clock: number) => playback.show(frameAt(reel, clock) ?? first)
  return { source: playback, seconds: reel.seconds, show }
}

/** What the canvas shows from now on, in the pace of the run. */
export const takeNext = (source: PictureSource, seconds: number): FilmTake => ({
  source,
  seconds,
  show: () => {},
})

interface FilmOptions {
  readonly type: string
  readonly picture: PictureOptions
  readonly language: Language
  readonly onLeft: (seconds: number) => void
}

/** Records a take from its beginning to its end. */
export function recordFilm({ source, seconds, show }: FilmTake, options: FilmOptions): Film {
  const { type, picture, language, onLeft } = options
  const canvas = document.createElement('canvas')
  const startMs = performance.now()
  let lastMs = startMs
  let readMs = startMs
  let shown = pictureOf(source, picture, language, 0)
  const size = filmSize(sizeOf(shown, Number(picture.scale)))
  const recorder = new MediaRecorder(canvas.captureStream(FILM_RATE), { mimeType: type })
  const parts: Blob[] = []
  let cancelled = false
  let request = 0
  paintOn(canvas, shown, size)
  const done = new Promise<Blob | null>((resolve, reject) => {
    recorder.addEventListener('dataavailable', ({ data }) => parts.push(data))
    recorder.addEventListener('error', () => reject(new Error('the browser stopped recording')))
    recorder.addEventListener('stop', () => resolve(cancelled ? null : new Blob(parts, { type })))
  })
  const stop = () => {
    cancelAnimationFrame(request)
    if (recorder.state !== 'inactive') recorder.stop()
  }
  const paint = (nowMs: number) => {
    const clock = Math.max(0, (nowMs - startMs) / 1000)
    source.advance(Math.max(0, (nowMs - lastMs) / 1000))
    lastMs = nowMs
    show(clock)
    if (nowMs - readMs >= READING_MS || clock >= seconds) {
      readMs = nowMs
      shown = pictureOf(source, picture, language)
    }
    paintOn(canvas, { ...shown, clock }, size)
    onLeft(Math.ceil(seconds - clock))
    if (clock >= seconds) stop()
    else request = requestAnimationFrame(paint)
  }
  recorder.start()
  request = requestAnimationFrame(paint)
  return {
    canvas,
    done,
    cancel: () => {
      cancelled = true
      stop()
    },
  }
}

/** Encoders take even sides only. */
function filmSize({ width, height }: PixelSize): PixelSize {
  const scale = Math.min(1, FILM_SIDE_MAX / Math.max(width, height))
  const even = (side: number): number => Math.max(2, 2 * Math.round((side * scale) / 2))
  return { width: even(width), height: even(height) }
}
