import type { Frame, FrameRing } from '../runtime/frame-ring.ts'

/** Numbers on screen change four times a second: faster cannot be read, and the layout stays still. */
const READING_MS = 250

/** The frame that numbers are read from; another one at most four times a second, and at once where somebody scrubs. */
export class ShownReading {
  readonly #frames: FrameRing
  readonly #listeners = new Set<() => void>()
  readonly #stop: () => void
  #frame: Frame | undefined
  #readAt = Number.NEGATIVE_INFINITY
  #cursorSec: number | null = null
  #trailing: ReturnType<typeof setTimeout> | undefined

  constructor(frames: FrameRing) {
    this.#frames = frames
    this.#stop = frames.subscribe(() => this.#hear())
  }

  get frame(): Frame | undefined {
    return this.#frame
  }

  /** Called with every other frame; returns the way to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  dispose(): void {
    this.#stop()
    clearTimeout(this.#trailing)
    this.#listeners.clear()
  }

  #hear(): void {
    const { cursorSec, latest } = this.#frames
    const wait = this.#readAt + READING_MS - performance.now()
    if (wait <= 0 || cursorSec !== this.#cursorSec || latest === undefined) this.#read()
    else this.#trailing ??= setTimeout(() => this.#read(), wait)
  }

  #read(): void {
    clearTimeout(this.#trailing)
    this.#trailing = undefined
    this.#readAt = performance.now()
    this.#cursorSec = this.#frames.cursorSec
    this.#frame = this.#frames.shown
    for (const listener of this.#listeners) listener()
  }
}
