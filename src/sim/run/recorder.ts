import {
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
} from '../core/codes.ts'
import { BUCKETS } from '../core/histogram.ts'
import { CLASS_COUNT, OUTCOMES } from '../core/vocabulary.ts'
import type { Run } from './loader.ts'
import {
  CLASS_SERIES,
  ENDED,
  LATENCY,
  NODE_AT,
  NODE_SERIES,
  type NodeSeries,
  OFFERED,
  type Series,
  WIRE_SERIES,
} from './series.ts'

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
