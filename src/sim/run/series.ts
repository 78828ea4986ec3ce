import { BUCKETS, bucketMiddle } from '../core/histogram.ts'
import { CLASS_COUNT, OUTCOMES, TICKS_PER_MS, TICKS_PER_SEC } from '../core/vocabulary.ts'

/** What is counted of a class at each step, besides how its requests ended: those that were sent, and the latencies of those that succeeded. */
export const CLASS_SERIES = 2 + OUTCOMES.length
export const OFFERED = 0
export const LATENCY = 1
export const ENDED = 2

/** Of a node: counters, then integrals over time in ticks, which add up exactly, then what stands there at the step. */
export const NODE_SERIES = [
  'arrived',
  'done',
  'failed',
  'dropped',
  'stale',
  'busyTicks',
  'queueTicks',
  'slotTicks',
  'waiting',
  'quota',
] as const
export type NodeSeries = (typeof NODE_SERIES)[number]
export const NODE_AT = Object.fromEntries(NODE_SERIES.map((name, i) => [name, i])) as Readonly<
  Record<NodeSeries, number>
>
export const WIRE_SERIES = 3

/** What a run has counted at fixed steps of its time, as plain data. Counts are those since the run began; rates are differences. */
export interface Series {
  readonly everySec: number
  /** Of the first step; the others follow it. Seconds are those of whoever asked for the series. */
  readonly fromSec: number
  readonly steps: number
  readonly nodes: readonly string[]
  readonly wires: readonly string[]
  /** By step, then by class, node or wire, then by what is counted. */
  readonly byClass: Float64Array<ArrayBuffer>
  readonly byNode: Float64Array<ArrayBuffer>
  readonly byWire: Float64Array<ArrayBuffer>
  /** Latencies of the requests that succeeded in the step before: class and bucket in one number, then how many. */
  readonly latencies: readonly Uint32Array<ArrayBuffer>[]
}

/** What happened to the requests of a class in a span of a series. */
export interface ClassSpan {
  readonly offered: number
  readonly succeeded: number
  /** By outcome, as in `OUTCOMES`. */
  readonly ended: readonly number[]
  /** Mean latency of those that succeeded; NaN where none did. */
  readonly meanMs: number
}

export interface NodeSpan {
  /** Busy slots over slots, or rate over quota; NaN where it has neither. */
  readonly utilisation: number
  readonly arrived: number
  readonly stale: number
  /** Mean number that waited. */
  readonly queue: number
  /** What waits at the end, less what waited at the beginning. */
  readonly grown: number
}

/** A span of a series: what was counted between two of its steps. */
export class SeriesSpan {
  readonly sec: number
  readonly #series: Series
  readonly #from: number
  readonly #to: number

  /** From one time to another, each at the nearest step. */
  constructor(series: Series, fromSec: number, toSec: number) {
    const step = (sec: number): number =>
      Math.max(0, Math.min(series.steps - 1, Math.round((sec - series.fromSec) / series.everySec)))
    this.#series = series
    this.#from = step(fromSec)
    this.#to = Math.max(this.#from, step(toSec))
    this.sec = (this.#to - this.#from) * series.everySec
  }

  ofClass(c: number): ClassSpan {
    const gained = (column: number): number =>
      this.#gained(this.#series.byClass, CLASS_COUNT * CLASS_SERIES, c * CLASS_SERIES + column)
    const ended = OUTCOMES.map((_, outcome) => gained(ENDED + outcome))
    return {
      offered: gained(OFFERED),
      succeeded: ended[0]!,
      ended,
      meanMs: ended[0]! > 0 ? gained(LATENCY) / ended[0]! / TICKS_PER_MS : Number.NaN,
    }
  }

  ofNode(i: number): NodeSpan {
    const { byNode, nodes } = this.#series
    const width = nodes.length * NODE_SERIES.length
    const at = (name: NodeSeries): number => i * NODE_SERIES.length + NODE_AT[name]
    const gained = (name: NodeSeries): number => this.#gained(byNode, width, at(name))
    const slotTicks = gained('slotTicks')
    const quota = byNode[this.#to * width + at('quota')]!
    const passed = (gained('arrived') - gained('dropped')) / this.sec
    return {
      utilisation:
        slotTicks > 0 && Number.isFinite(slotTicks)
          ? gained('busyTicks') / slotTicks
          : quota > 0
            ? passed / quota
            : Number.NaN,
      arrived: gained('arrived'),
      stale: gained('stale'),
      queue: gained('queueTicks') / TICKS_PER_SEC / this.sec,
      grown: gained('waiting'),
    }
  }

  /** Repeated attempts over all wires. */
  get retries(): number {
    const { wires, byWire } = this.#series
    return wires.reduce(
      (sum, _, w) => sum + this.#gained(byWire, wires.length * WIRE_SERIES, w * WIRE_SERIES + 2),
      0,
    )
  }

  /** A percentile of the latencies of what succeeded, over all classes; NaN where nothing did. */
  latencyMs(q: number): number {
    const counts = new Float64Array(BUCKETS)
    let total = 0
    for (let step = this.#from + 1; step <= this.#to; step++) {
      const pairs = this.#series.latencies[step]!
      for (let i = 0; i < pairs.length; i += 2) {
        counts[pairs[i]! % BUCKETS] = counts[pairs[i]! % BUCKETS]! + pairs[i + 1]!
        total += pairs[i + 1]!
      }
    }
    let below = 0
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      below += counts[bucket]!
      if (below > 0 && below >= q * total) return bucketMiddle(bucket) / TICKS_PER_MS
    }
    return Number.NaN
  }

  #gained(rows: Float64Array, width: number, column: number): number {
    return rows[this.#to * width + column]! - rows[this.#from * width + column]!
  }
}
