import {
  CLASS_COUNT,
  E_FAILED,
  E_RETRIED,
  E_SENT,
  EDGE_DOUBLES,
  N_ARRIVED,
  N_BUSY_INTEGRAL,
  N_DONE,
  N_DROPPED,
  N_FAILED,
  N_QUEUE,
  N_QUEUE_INTEGRAL,
  N_QUOTA,
  N_SLOT_INTEGRAL,
  N_SLOTS,
  N_STALE,
  NODE_DOUBLES,
  OUTCOMES,
  TICKS_PER_MS,
  TICKS_PER_SEC,
} from '../codes.ts'
import { BUCKETS, bucketMiddle } from '../histogram.ts'
import type { Run } from './loader.ts'

/** What is counted of a class at each step, besides how its requests ended: those that were sent, and the latencies of those that succeeded. */
const CLASS_SERIES = 2 + OUTCOMES.length
const OFFERED = 0
const LATENCY = 1
const ENDED = 2

/** Of a node: counters, then integrals over time in ticks, which add up exactly, then what stands there at the step. */
const NODE_SERIES = [
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
type NodeSeries = (typeof NODE_SERIES)[number]
const COUNTED: readonly (readonly [NodeSeries, number])[] = [
  ['arrived', N_ARRIVED],
  ['done', N_DONE],
  ['failed', N_FAILED],
  ['dropped', N_DROPPED],
  ['stale', N_STALE],
]
const INTEGRATED: readonly (readonly [NodeSeries, number])[] = [
  ['busyTicks', N_BUSY_INTEGRAL],
  ['queueTicks', N_QUEUE_INTEGRAL],
  ['slotTicks', N_SLOT_INTEGRAL],
]
const NODE_AT = Object.fromEntries(NODE_SERIES.map((name, i) => [name, i])) as Readonly<
  Record<NodeSeries, number>
>
const WIRE_SERIES = 3

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

/** Notes the counters of a run step by step. It only looks. */
export class SeriesRecorder {
  readonly everySec: number
  readonly #latencies: Uint32Array<ArrayBuffer>[] = []
  readonly #classes: Float64Array[] = []
  readonly #nodes: Float64Array[] = []
  readonly #wires: Float64Array[] = []
  readonly #counted = new Uint32Array(CLASS_COUNT * BUCKETS)
  /** What had been counted when the run's statistics began anew. */
  #before: Counts | null = null
  #carried: readonly number[] = []

  constructor(everySec: number) {
    this.everySec = everySec
  }

  get steps(): number {
    return this.#classes.length
  }

  /** A recorder that goes on from here, with the last steps of this one. */
  fork(stepsMax: number): SeriesRecorder {
    const other = new SeriesRecorder(this.everySec)
    const from = Math.max(0, this.steps - stepsMax)
    other.#latencies.push(...this.#latencies.slice(from))
    other.#classes.push(...this.#classes.slice(from))
    other.#nodes.push(...this.#nodes.slice(from))
    other.#wires.push(...this.#wires.slice(from))
    other.#counted.set(this.#counted)
    other.#before = this.#before
    other.#carried = this.#carried
    return other
  }

  note(run: Run): void {
    const { classes, nodes, wires } = this.#count(run)
    this.#classes.push(classes)
    this.#nodes.push(nodes)
    this.#wires.push(wires)
    this.#latencies.push(
      Uint32Array.from([...this.#carried, ...this.#gained(run.engine.tally.latencyCounts)]),
    )
    this.#carried = []
  }

  /** The counters of the run are about to begin anew; those of the series go on. */
  carry(run: Run): void {
    this.#before = this.#count(run)
    for (let at = 0; at < this.#before.nodes.length; at += NODE_SERIES.length)
      this.#before.nodes.fill(0, at + NODE_AT.waiting, at + NODE_SERIES.length)
    this.#carried = [...this.#carried, ...this.#gained(run.engine.tally.latencyCounts)]
    this.#counted.fill(0)
  }

  /** What has been noted, the last step at a time of its own choice. */
  series({ model }: Run, lastSec: number): Series {
    return {
      everySec: this.everySec,
      fromSec: lastSec - (this.steps - 1) * this.everySec,
      steps: this.steps,
      nodes: model.nodes.map((node) => node.id),
      wires: model.wires,
      byClass: joined(this.#classes),
      byNode: joined(this.#nodes),
      byWire: joined(this.#wires),
      latencies: this.#latencies,
    }
  }

  #count(run: Run): Counts {
    const counts = { classes: countClasses(run), nodes: countNodes(run), wires: countWires(run) }
    if (this.#before === null) return counts
    addTo(counts.classes, this.#before.classes)
    addTo(counts.nodes, this.#before.nodes)
    addTo(counts.wires, this.#before.wires)
    return counts
  }

  #gained(counts: Uint32Array): number[] {
    const pairs: number[] = []
    for (let at = 0; at < counts.length; at++) {
      const gained = counts[at]! - this.#counted[at]!
      if (gained === 0) continue
      pairs.push(at, gained)
      this.#counted[at] = counts[at]!
    }
    return pairs
  }
}

interface Counts {
  readonly classes: Float64Array
  readonly nodes: Float64Array
  readonly wires: Float64Array
}

function addTo(into: Float64Array, values: Float64Array): void {
  for (let i = 0; i < into.length; i++) into[i] = into[i]! + values[i]!
}

function countClasses({ engine }: Run): Float64Array {
  const { tally, weight } = engine
  const out = new Float64Array(CLASS_COUNT * CLASS_SERIES)
  for (let c = 0; c < CLASS_COUNT; c++) {
    const at = c * CLASS_SERIES
    out[at + OFFERED] = weight * tally.offered[c]!
    out[at + LATENCY] = weight * tally.latencySum[c]!
    for (let outcome = 0; outcome < OUTCOMES.length; outcome++)
      out[at + ENDED + outcome] = weight * tally.outcomes[c * OUTCOMES.length + outcome]!
  }
  return out
}

function countNodes({ engine, slots }: Run): Float64Array {
  const out = new Float64Array(slots.length * NODE_SERIES.length)
  slots.forEach((slot, i) => {
    engine.accumulate(slot)
    const [n, at] = [slot * NODE_DOUBLES, i * NODE_SERIES.length]
    const weight = (column: number): number => engine.crowds?.weightOf(slot, column) ?? 1
    for (const [name, column] of COUNTED)
      out[at + NODE_AT[name]] = weight(column) * engine.nodeDoubles[n + column]!
    for (const [name, column] of INTEGRATED)
      out[at + NODE_AT[name]] = weight(column) * engine.nodeDoubles[n + column]!
    out[at + NODE_AT.waiting] = engine.weight * engine.nodeDoubles[n + N_QUEUE]!
    const slotted = Number.isFinite(engine.nodeDoubles[n + N_SLOTS]!)
    out[at + NODE_AT.quota] = slotted ? 0 : engine.nodeDoubles[n + N_QUOTA]!
  })
  return out
}

function countWires({ engine, model, edgeSlots }: Run): Float64Array {
  const out = new Float64Array(model.wires.length * WIRE_SERIES)
  model.edges.forEach(({ wire }, e) => {
    const from = edgeSlots[e]! * EDGE_DOUBLES
    ;[E_SENT, E_FAILED, E_RETRIED].forEach((column, i) => {
      const at = wire * WIRE_SERIES + i
      out[at] = out[at]! + engine.weight * engine.edgeDoubles[from + column]!
    })
  })
  return out
}

function joined(rows: readonly Float64Array[]): Float64Array<ArrayBuffer> {
  const length = rows[0]?.length ?? 0
  const out = new Float64Array(rows.length * length)
  rows.forEach((row, i) => {
    out.set(row, i * length)
  })
  return out
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
