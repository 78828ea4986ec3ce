import {
  type FrameLayout,
  NODE,
  NODE_AT,
  type NodeColumn,
  SYSTEM,
  SYSTEM_AT,
  type SystemColumn,
  WIRE_AT,
  type WireColumn,
} from '../sim/stats/frame.ts'

/** Bytes of frames that are kept for the timeline; beyond it the oldest go. */
const BYTES_MAX = 64 * 1024 * 1024

export interface IndexedLayout extends FrameLayout {
  readonly nodeIndex: ReadonlyMap<string, number>
  readonly wireIndex: ReadonlyMap<string, number>
}

export function indexLayout(layout: FrameLayout): IndexedLayout {
  return {
    ...layout,
    nodeIndex: new Map(layout.nodes.map((id, index) => [id, index])),
    wireIndex: new Map(layout.wires.map((id, index) => [id, index])),
  }
}

/** One moment of the run. Reading a component that the frame does not know gives NaN. */
export class Frame {
  readonly layout: IndexedLayout
  readonly data: Float64Array
  readonly #wireBase: number

  constructor(layout: IndexedLayout, data: Float64Array) {
    this.layout = layout
    this.data = data
    this.#wireBase = SYSTEM.length + layout.nodes.length * NODE.length
  }

  get timeSec(): number {
    return this.system('timeSec')
  }

  system(column: SystemColumn): number {
    return this.data[SYSTEM_AT[column]] ?? Number.NaN
  }

  node(id: string, column: NodeColumn): number {
    const index = this.layout.nodeIndex.get(id)
    return index === undefined ? Number.NaN : this.nodeAt(index, column)
  }

  nodeAt(index: number, column: NodeColumn): number {
    return this.data[SYSTEM.length + NODE_AT[column] * this.layout.nodes.length + index] ?? Number.NaN
  }

  wire(id: string, column: WireColumn): number {
    const index = this.layout.wireIndex.get(id)
    return index === undefined ? Number.NaN : this.wireAt(index, column)
  }

  wireAt(index: number, column: WireColumn): number {
    return this.data[this.#wireBase + WIRE_AT[column] * this.layout.wires.length + index] ?? Number.NaN
  }
}

/** The frames of a run for whoever shows them; to look at another moment is an action of the session. */
export type ShownFrames = Pick<
  FrameRing,
  'frames' | 'former' | 'latest' | 'cursorSec' | 'shown' | 'at' | 'indexAfter' | 'subscribe'
>

/** Every frame of the run, up to a limit, outside React. `shown` is what the screen paints: the newest, or the one scrubbed to. */
export class FrameRing {
  #frames: Frame[] = []
  /** Those of another way that the run had gone before. */
  #former: readonly Frame[] = []
  #bytes = 0
  #cursorSec: number | null = null
  readonly #listeners = new Set<() => void>()

  get frames(): readonly Frame[] {
    return this.#frames
  }

  /** Frames of the way that the run had gone before it went back, from there on. */
  get former(): readonly Frame[] {
    return this.#former
  }

  get latest(): Frame | undefined {
    return this.#frames[this.#frames.length - 1]
  }

  /** Simulated second that is scrubbed to, or null while live. */
  get cursorSec(): number | null {
    return this.#cursorSec
  }

  get shown(): Frame | undefined {
    return this.#cursorSec === null ? this.latest : (this.at(this.#cursorSec) ?? this.latest)
  }

  /** The last frame at or before a time. */
  at(timeSec: number): Frame | undefined {
    return this.#frames[Math.max(0, this.indexAfter(timeSec) - 1)]
  }

  /** Index of the first frame that is later than a time. */
  indexAfter(timeSec: number): number {
    let low = 0
    let high = this.#frames.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#frames[middle]!.timeSec <= timeSec) low = middle + 1
      else high = middle
    }
    return low
  }

  push(frame: Frame): void {
    this.#frames.push(frame)
    this.#bytes += frame.data.byteLength
    if (this.#bytes > BYTES_MAX) this.#dropOldest()
    this.#emit()
  }

  scrubTo(timeSec: number | null): void {
    this.#cursorSec = timeSec
    this.#emit()
  }

  /** The run goes another way from a frame on; what came after it is kept beside. */
  goBackTo(frame: Frame): void {
    const length = this.#frames.indexOf(frame) + 1
    if (length === 0) return
    this.#former = this.#frames.slice(length - 1)
    this.#frames = this.#frames.slice(0, length)
    this.#bytes = this.#frames.reduce((sum, { data }) => sum + data.byteLength, 0)
    this.#cursorSec = null
    this.#emit()
  }

  forgetFormer(): void {
    this.#former = []
    this.#emit()
  }

  clear(): void {
    this.#former = []
    this.#frames = []
    this.#bytes = 0
    this.#cursorSec = null
    this.#emit()
  }

  /** Called after every new frame and every scrub; returns the way to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** A tenth at a time, so that dropping costs nothing per frame. */
  #dropOldest(): void {
    const dropped = this.#frames.splice(0, Math.ceil(this.#frames.length / 10))
    for (const frame of dropped) this.#bytes -= frame.data.byteLength
  }

  #emit(): void {
    for (const listener of this.#listeners) listener()
  }
}
