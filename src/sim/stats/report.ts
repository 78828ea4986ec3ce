import type { RunFault, RunMark } from '../../model/mark.ts'
import { blankRecord } from '../../model/record.ts'
import {
  FAILURE_REASONS,
  type FailureReason,
  REQUEST_CLASSES,
  type RequestClass,
} from '../../model/request-class.ts'
import {
  E_DONE,
  E_FAILED,
  E_LATENCY_SUM,
  E_RETRIED,
  E_SENT,
  EDGE_DOUBLES,
  N_ARRIVED,
  N_BUSY_INTEGRAL,
  N_DONE,
  N_DROPPED,
  N_FAILED,
  N_HITS,
  N_LATENCY_SUM,
  N_LOOKUPS,
  N_QUEUE_INTEGRAL,
  N_QUEUE_PEAK,
  N_QUOTA,
  N_READS,
  N_SLOT_INTEGRAL,
  N_SLOTS,
  N_STALE,
  N_WAIT_COUNT,
  N_WAIT_SUM,
  NODE_DOUBLES,
} from '../core/codes.ts'
import type { Readings } from '../core/contract.ts'
import type { Totals } from '../core/engine-core.ts'
import { BUCKETS, quantile } from '../core/histogram.ts'
import type { SpanCount } from '../core/node-measures.ts'
import type { PlacedRun, WatchedRun } from '../core/placed-run.ts'
import { ENGINE_VERSION, OK, OUTCOMES, TICKS_PER_MS, TICKS_PER_SEC } from '../core/vocabulary.ts'
import { Theory, type TheoryFigures } from './theory.ts'

/** Milliseconds; null where nothing was measured. */
export interface Percentiles {
  readonly mean: number | null
  readonly p50: number | null
  readonly p95: number | null
  readonly p99: number | null
}

export interface ClassReport {
  readonly offeredPerSec: number
  readonly goodputPerSec: number
  readonly errorRate: number
  readonly latencyMs: Percentiles
}

export interface NodeReport extends Readings {
  readonly kind: string
  /** Busy slots over slots, or rate over quota; null where the node has neither. */
  readonly utilisation: number | null
  readonly queue: { readonly mean: number; readonly max: number }
  readonly arrivalRatePerSec: number
  readonly throughputPerSec: number
  readonly failurePerSec: number
  /** Of the failures: turned away at the door. */
  readonly dropPerSec: number
  readonly waitMs: { readonly mean: number | null; readonly p95: number | null; readonly p99: number | null }
  readonly latencyMs: Percentiles
  /** Share of those that got a slot and had waited for it, by more than a microsecond; absent where there are no slots. */
  readonly waitedShare?: number
  readonly hitRatio?: number
  /** Time in a node that caches: of what it had, and of what had to be fetched, as far as it fetches itself. */
  readonly hitLatencyMs?: Percentiles
  readonly missLatencyMs?: Percentiles
  /** From the commit of a write until a replica had it, and from a message's arrival at a queue until it was handed out; the highest counts what is still behind. */
  readonly lag?: { readonly meanMs: number | null; readonly maxMs: number }
  readonly staleRatio?: number
  /**
   * Little's law, of two independent measurements: the mean number that waits for a slot, and accepted arrivals a second
   * times their mean wait. Absent where there are no slots, or nobody came.
   */
  readonly littlesLaw?: { readonly queue: number; readonly arrivalTimesWait: number }
  /** What queueing theory says for the measured arrivals; absent where its assumptions do not hold. */
  readonly theory?: TheoryFigures
}

export interface EdgeReport {
  readonly ratePerSec: number
  readonly failurePerSec: number
  readonly retryPerSec: number
  readonly latencyMs: { readonly mean: number | null }
}

export interface Report {
  readonly engine: string
  readonly seed: number
  /** Set in the approximate mode: one of so many requests was followed, and the others made the waiting lines. */
  readonly approximate?: {
    readonly oneOf: number
    /** Ids of nodes with slots at which so few calls were followed that their figures, and what waits there, are coarse. */
    readonly coarse: readonly string[]
  }
  /** Simulated seconds that the figures cover, and those before them that they leave out. */
  readonly measuredSec: number
  readonly warmupSec: number
  readonly system: {
    readonly offeredPerSec: number
    readonly goodputPerSec: number
    readonly errorRate: number
    /** Share of the ended requests by reason. */
    readonly errors: Readonly<Record<FailureReason, number>>
    readonly latencyMs: Percentiles
    readonly byClass: Readonly<Partial<Record<RequestClass, ClassReport>>>
  }
  readonly nodes: Readonly<Record<string, NodeReport>>
  readonly edges: Readonly<Record<string, EdgeReport>>
  /** Requests of clients over the whole run, warm-up included. */
  readonly conservation: {
    readonly generated: number
    readonly completed: number
    readonly failed: number
    readonly shed: number
    readonly inFlight: number
  }
  /** Calls that the engine's own limits turned away; the requests among them are in `shed`. */
  readonly limited: number
  /** What happened, oldest first; where it was too much, the oldest are missing. */
  readonly marks: readonly RunMark[]
  readonly faults: readonly RunFault[]
  /** When the run ended, in simulated seconds, and what it had lost by then. */
  readonly end: { readonly timeSec: number } & Totals
  /** When time stood still, because requests took none: the run ended there, and so do its figures. null where it did not. */
  readonly stuckAtSec: number | null
}

/** Where time stood still from the beginning, rates are those of this span. */
const MEASURED_SEC_MIN = 1e-3

/** Figures of a run since its statistics began at a time, up to now; `stuck` says that time stands still. */
export function reportOf(run: WatchedRun, fromSec: number, untilSec: number, stuck: boolean): Report {
  if (!stuck) return report(run, fromSec, untilSec - fromSec, null)
  const atSec = run.engine.now / TICKS_PER_SEC
  return report(run, fromSec, Math.max(MEASURED_SEC_MIN, atSec - fromSec), atSec)
}

/** Begins all counters and histograms anew; what is in the system stays in it. */
export function resetStatistics(run: WatchedRun): void {
  const { engine } = run
  run.watch.countsBeginAnew()
  engine.tally.reset()
  for (const slot of run.slots) {
    engine.accumulate(slot)
    const n = slot * NODE_DOUBLES
    engine.copyTimes[slot]?.reset()
    engine.lags[slot]?.reset()
    for (const column of NODE_STATISTICS) engine.nodeDoubles[n + column] = 0
  }
  for (const edge of run.edgeSlots) {
    for (const column of EDGE_STATISTICS) engine.edgeDoubles[edge * EDGE_DOUBLES + column] = 0
  }
  for (const counts of [engine.latencyCounts, engine.waitCounts, engine.nodeFailures, engine.edgeFailures])
    counts.fill(0)
}

const NODE_STATISTICS = [
  N_BUSY_INTEGRAL,
  N_QUEUE_INTEGRAL,
  N_SLOT_INTEGRAL,
  N_ARRIVED,
  N_DONE,
  N_FAILED,
  N_DROPPED,
  N_HITS,
  N_LOOKUPS,
  N_STALE,
  N_READS,
  N_QUEUE_PEAK,
  N_LATENCY_SUM,
  N_WAIT_SUM,
  N_WAIT_COUNT,
]
const EDGE_STATISTICS = [E_SENT, E_DONE, E_FAILED, E_RETRIED, E_LATENCY_SUM]

function report(run: WatchedRun, warmupSec: number, durationSec: number, stuckAtSec: number | null): Report {
  const { engine, model } = run
  const { tally } = engine
  run.watch.conclude()
  const edges = blankRecord<EdgeReport>()
  const paths = pathsByWire(run)
  model.wires.forEach((wire, w) => {
    edges[wire] = edgeReport(run, paths[w]!, durationSec)
  })
  const nodes = blankRecord<NodeReport>()
  const arrivals = run.slots.map(
    (slot) => (engine.weight * engine.nodeDoubles[slot * NODE_DOUBLES + N_ARRIVED]!) / durationSec,
  )
  const theories = new Theory(run).of(arrivals, warmupSec)
  model.nodes.forEach((node, i) => {
    const theory = theories[i]
    nodes[node.id] = { ...nodeReport(run, i, durationSec), ...(theory ? { theory } : {}) }
  })
  return {
    engine: ENGINE_VERSION,
    seed: model.seed,
    ...(engine.weight > 1
      ? { approximate: { oneOf: engine.weight, coarse: coarseNodes(run, durationSec) } }
      : {}),
    measuredSec: durationSec,
    warmupSec,
    system: systemReport(run, durationSec),
    nodes,
    edges,
    conservation: {
      generated: tally.generated * engine.weight,
      completed: tally.completed * engine.weight,
      failed: tally.failed * engine.weight,
      shed: tally.shed * engine.weight,
      inFlight: tally.inFlight * engine.weight,
    },
    limited: tally.limited * engine.weight,
    marks: engine.chronicle.marks,
    faults: engine.chronicle.faults,
    end: { timeSec: engine.now / TICKS_PER_SEC, ...engine.totals() },
    stuckAtSec,
  }
}

/** Fewer followed calls a second tell too little of a station's load: waits there are off by a tenth and more. */
const FOLLOWED_PER_SEC_MIN = 100

function coarseNodes({ engine, model, slots }: PlacedRun, sec: number): string[] {
  const isCoarse = (slot: number): boolean => {
    const n = slot * NODE_DOUBLES
    const followed = engine.nodeDoubles[n + N_ARRIVED]!
    return (
      Number.isFinite(engine.nodeDoubles[n + N_SLOTS]!) &&
      followed > 0 &&
      followed < FOLLOWED_PER_SEC_MIN * sec
    )
  }
  return model.nodes.filter((_, i) => isCoarse(slots[i]!)).map(({ id }) => id)
}

function systemReport(run: PlacedRun, sec: number): Report['system'] {
  const { tally } = run.engine
  const all = REQUEST_CLASSES.map((_, c) => c)
  const byClass: Partial<Record<RequestClass, ClassReport>> = {}
  REQUEST_CLASSES.forEach((name, c) => {
    if (tally.offered[c]! > 0) byClass[name] = classReport(run, [c], sec)
  })
  const ended = sum(tally.outcomes)
  const errors = Object.fromEntries(
    FAILURE_REASONS.map((reason, i) => [reason, ended === 0 ? 0 : countOutcome(run, all, 1 + i) / ended]),
  ) as Record<FailureReason, number>
  return { ...classReport(run, all, sec), errors, byClass }
}

function classReport(run: PlacedRun, classes: readonly number[], sec: number): ClassReport {
  const { tally, weight } = run.engine
  const of = (column: Float64Array): number => classes.reduce((total, c) => total + column[c]!, 0)
  let ended = 0
  for (let outcome = 0; outcome < OUTCOMES.length; outcome++) ended += countOutcome(run, classes, outcome)
  const done = of(tally.done)
  const counts = new Float64Array(BUCKETS)
  for (const c of classes) addHistogram(counts, tally.latencyCounts, c)
  return {
    offeredPerSec: (weight * of(tally.offered)) / sec,
    goodputPerSec: (weight * done) / sec,
    errorRate: ended === 0 ? 0 : 1 - countOutcome(run, classes, OK) / ended,
    latencyMs: percentiles(counts, 0, of(tally.latencySum), done),
  }
}

function countOutcome(run: PlacedRun, classes: readonly number[], outcome: number): number {
  return classes.reduce((total, c) => total + run.engine.tally.outcomes[c * OUTCOMES.length + outcome]!, 0)
}

function nodeReport(run: PlacedRun, i: number, sec: number): NodeReport {
  const { engine, model, slots } = run
  const slot = slots[i]!
  engine.accumulate(slot)
  const n = slot * NODE_DOUBLES
  const raw = (column: number): number => engine.nodeDoubles[n + column]!
  const of = (column: number): number => raw(column) * (engine.crowds?.weightOf(slot, column) ?? 1)
  const ticks = sec * TICKS_PER_SEC
  const stationed = Number.isFinite(raw(N_SLOTS)) && raw(N_SLOTS) > 0
  const quota = raw(N_QUOTA)
  const readings = engine.behaviours[slot]!.read(engine, slot)
  const passed = (of(N_ARRIVED) - of(N_DROPPED)) / sec
  return {
    kind: model.nodes[i]!.kind,
    utilisation: stationed
      ? atMostOne(of(N_BUSY_INTEGRAL) / of(N_SLOT_INTEGRAL))
      : quota > 0
        ? atMostOne(passed / quota)
        : null,
    queue: { mean: of(N_QUEUE_INTEGRAL) / ticks, max: of(N_QUEUE_PEAK) },
    arrivalRatePerSec: of(N_ARRIVED) / sec,
    throughputPerSec: of(N_DONE) / sec,
    failurePerSec: of(N_FAILED) / sec,
    dropPerSec: of(N_DROPPED) / sec,
    waitMs: waits(run, slot),
    latencyMs: percentiles(engine.latencyCounts, slot * BUCKETS, of(N_LATENCY_SUM), of(N_DONE)),
    ...(of(N_LOOKUPS) > 0 ? { hitRatio: of(N_HITS) / of(N_LOOKUPS) } : {}),
    ...copyTimes(run, slot),
    ...(of(N_READS) > 0 ? { staleRatio: of(N_STALE) / of(N_READS) } : {}),
    ...(stationed && of(N_WAIT_COUNT) > 0
      ? { littlesLaw: littlesLaw(of, sec), waitedShare: waitedShare(run, slot) }
      : {}),
    ...readings,
    ...lagOf(run, slot, readings),
  }
}

/**
 * A share of a whole: what a quota has saved up lets more pass in a short span than its rate, and a few followed calls that
 * stand for many may seem to be more than there is room for.
 */
const atMostOne = (share: number): number => Math.min(1, share)

function littlesLaw(of: (column: number) => number, sec: number): NonNullable<NodeReport['littlesLaw']> {
  const accepted = (of(N_ARRIVED) - of(N_DROPPED)) / sec
  const waitSec = of(N_WAIT_SUM) / of(N_WAIT_COUNT) / TICKS_PER_SEC
  return { queue: of(N_QUEUE_INTEGRAL) / TICKS_PER_SEC / sec, arrivalTimesWait: accepted * waitSec }
}

function waits(run: PlacedRun, slot: number): NodeReport['waitMs'] {
  const { engine } = run
  const count = engine.nodeDoubles[slot * NODE_DOUBLES + N_WAIT_COUNT]!
  const total = engine.nodeDoubles[slot * NODE_DOUBLES + N_WAIT_SUM]!
  const { mean, p95, p99 } = percentiles(engine.waitCounts, slot * BUCKETS, total, count)
  return { mean, p95, p99 }
}

/** The first bucket holds waits of up to a microsecond: those of nobody. */
function waitedShare({ engine }: PlacedRun, slot: number): number {
  const at = engine.waitCounts[slot * BUCKETS]!
  return 1 - at / engine.nodeDoubles[slot * NODE_DOUBLES + N_WAIT_COUNT]!
}

function copyTimes({ engine }: PlacedRun, slot: number): Pick<NodeReport, 'hitLatencyMs' | 'missLatencyMs'> {
  const times = engine.copyTimes[slot]
  const of = ({ counts, sumTicks, count }: SpanCount): Percentiles => percentiles(counts, 0, sumTicks, count)
  return {
    ...(times && times.hits.count > 0 ? { hitLatencyMs: of(times.hits) } : {}),
    ...(times && times.misses.count > 0 ? { missLatencyMs: of(times.misses) } : {}),
  }
}

function lagOf({ engine }: PlacedRun, slot: number, readings: Readings): Pick<NodeReport, 'lag'> {
  const count = engine.lags[slot]
  if (!count) return {}
  const now = readings.lagMs ?? readings.oldestMs ?? 0
  const meanMs = count.meanTicks === null ? null : count.meanTicks / TICKS_PER_MS
  return { lag: { meanMs, maxMs: Math.max(now, count.maxTicks / TICKS_PER_MS) } }
}

/** By wire: the slots of the call paths that it stands for. */
function pathsByWire({ model, edgeSlots }: PlacedRun): readonly (readonly number[])[] {
  const paths = model.wires.map((): number[] => [])
  model.edges.forEach(({ wire }, e) => {
    paths[wire]!.push(edgeSlots[e]!)
  })
  return paths
}

function edgeReport({ engine }: PlacedRun, paths: readonly number[], sec: number): EdgeReport {
  const total = (column: number): number =>
    paths.reduce((all, slot) => all + engine.edgeDoubles[slot * EDGE_DOUBLES + column]!, 0)
  const done = total(E_DONE)
  return {
    ratePerSec: (engine.weight * total(E_SENT)) / sec,
    failurePerSec: (engine.weight * total(E_FAILED)) / sec,
    retryPerSec: (engine.weight * total(E_RETRIED)) / sec,
    latencyMs: { mean: done === 0 ? null : total(E_LATENCY_SUM) / done / TICKS_PER_MS },
  }
}

function percentiles(
  counts: ArrayLike<number>,
  offset: number,
  sumTicks: number,
  count: number,
): Percentiles {
  if (count === 0) return { mean: null, p50: null, p95: null, p99: null }
  const at = (q: number): number => quantile(counts, offset, q) / TICKS_PER_MS
  return { mean: sumTicks / count / TICKS_PER_MS, p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

function addHistogram(into: Float64Array, counts: Uint32Array, c: number): void {
  for (let bucket = 0; bucket < BUCKETS; bucket++)
    into[bucket] = into[bucket]! + counts[c * BUCKETS + bucket]!
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0)
