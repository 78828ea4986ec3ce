import type { FrameLayout } from '../sim/stats/frame.ts'
import { Frame, type FrameRing, type IndexedLayout, indexLayout } from './frame-ring.ts'

type FrameData = Float64Array<ArrayBuffer>

/** Frames that come from a worker, and the layouts that tell what they mean; the two travel on different ways. */
export class FrameInbox {
  readonly #frames: FrameRing
  readonly #recycle: (data: FrameData) => void
  #layout: IndexedLayout | null = null
  #early: FrameData[] = []

  constructor(frames: FrameRing, recycle: (data: FrameData) => void) {
    this.#frames = frames
    this.#recycle = recycle
  }

  /** Another run begins: frames of the one before it are still on their way, wait for a layout, and are too old for it. */
  expectAnother(): void {
    this.#layout = null
  }

  /** The worker is gone, and with it whatever waited for its layout. */
  clear(): void {
    this.#layout = null
    this.#early = []
  }

  takeLayout(layout: FrameLayout): void {
    // On the way to a moment the port may have told of a newer one already.
    if (this.#layout !== null && layout.version <= this.#layout.version) return
    this.#layout = indexLayout(layout)
    const early = this.#early
    this.#early = []
    for (const data of early) this.take(data)
  }

  /** A frame may overtake the reply that announces its layout; it then waits for it. */
  take(data: FrameData): void {
    const version = data[1] ?? -1
    const layout = this.#layout
    if (layout === null || version > layout.version) {
      this.#early.push(data)
      return
    }
    if (version === layout.version) this.#frames.push(new Frame(layout, data.slice()))
    this.#recycle(data)
  }
}
