import { FAILURE_REASONS } from '../model/request-class.ts'
import type { Readings } from './behaviour.ts'
import {
  CLASS_COUNT,
  CUT,
  E_DONE,
  E_FAILED,
  E_LATENCY_SUM,
  E_RETRIED,
  E_SENT,
  EDGE_DOUBLES,
  M_PAUSED,
  N_ARRIVED,
  N_BUSY_INTEGRAL,
  N_DONE,
  N_DOWN_SINCE,
  N_DROPPED,
  N_ERRORS,
  N_FAILED,
  N_HITS,
  N_LOOKUPS,
  N_QUEUE_INTEGRAL,
  N_QUOTA,
  N_READS,
  N_SLOTS,
  N_SLOW,
  N_STALE,
  N_WAIT_COUNT,
  N_WAIT_SUM,
  NODE_DOUBLES,
  NODE_INTS,
  OUTCOMES,
  TICKS_PER_MS,
  TICKS_PER_SEC,
} from './codes.ts'
import { FadingHistograms, FadingRates, SMOOTHING_SEC } from './fading.ts'
import {
  frameLength,
  NODE,
  NODE_AT,
  type NodeColumn,
  SYSTEM,
  SYSTEM_AT,
  type SystemColumn,
  WIRE_AT,
  type WireColumn,
} from './frame.ts'
import { BUCKETS } from './histogram.ts'
import type { Run } from './loader.ts'
import { Theory, type TheoryFigures } from './theory.ts'

/** Simulated time between two looks at the histograms: percentiles cost more than counters and change slowly. */
const PERCENTILES_SEC = 0.25
/** What was longer ago than this has faded from all rates. */
const FADED_SEC = 4 * SMOOTHING_SEC

/** Counters of a node whose rates are shown, and their places among its series. */
const NODE_COUNTERS = [
  N_ARRIVED,
  N_DONE,
  N_FAILED,
  N_DROPPED,
  N_HITS,
  N_LOOKUPS,
  N_STALE,
  N_READS,
  N_BUSY_INTEGRAL,
  N_QUEUE_INTEGRAL,
  N_WAIT_SUM,
  N_WAIT_COUNT,
] as const
const ARRIVED = 0
const DONE = 1
const FAILED = 2
const DROPPED = 3
const HITS = 4
const LOOKUPS = 5
const STALE = 6
const READS = 7
const BUSY = 8
const QUEUE = 9
const WAIT_SUM = 10
const WAIT_COUNT = 11

/** Counters of an edge, summed up for its wire. */
const EDGE_COUNTERS = [E_SENT, E_FAILED, E_RETRIED, E_LATENCY_SUM, E_DONE] as const

/** The values of the reading `theoryModel`. */
const THEORY_MODELS: readonly TheoryFigures['model'][] = ['M/M/c', 'M/G/1', 'M/M/c/K']

/** Readings that a frame takes over from a kind as they are. */
const KIND_COLUMNS = [
  'lagMs',
  'depth',
  'oldestMs',
  'deadLetters',
  'alerts',
  'healthyTargets',
  'targets',
  'expired',
  'redelivered',
  'instances',
  'scaling',
  'sessionsLost',
  'leader',
  'lostWrites',
  'syncing',
  'moving',
  'completionMs',
  'spike',
] as const satisfies readonly (keyof Readings & NodeColumn)[]

/**
 * Reads metric frames off a running engine. It only looks: how often it does so changes nothing in the run. After an
 * edit a new sampler takes over what the one before knew of the nodes and wires that are still there.
 */
export class Sampler {
  readonly length: number
  readonly layoutVersion: number
  readonly #run: Run
  readonly #nodeIds: readonly string[]
  readonly #wireIds: readonly string[]
  readonly #nodeRates: FadingRates
  readonly #wireRates: FadingRates
  readonly #systemRates: FadingRates
  readonly #nodeHistograms: FadingHistograms
  readonly #waitHistograms: FadingHistograms
  readonly #systemHistogram: FadingHistograms
  readonly #wireTotals: Float64Array
  /** Mean wait by node that theory gives for the smoothed arrivals, in milliseconds; NaN where it gives none. */
  readonly #theoryWaits: Float64Array
  readonly #theoryModels: Float64Array
  /** Made when it is first asked: most edits are replaced by the next one before that. */
  #theory: Theory | null = null
  #readAt: number
  #percentilesAt: number

  constructor(run: Run, layoutVersion: number, previous?: Sampler) {
    const { model, engine } = run
    this.#run = run
    this.layoutVersion = layoutVersion
    this.#nodeIds = model.nodes.map((node) => node.id)
    this.#wireIds = model.wires
    this.length = frameLength(model.nodes.length, model.wires.length)
    this.#nodeRates = new FadingRates(model.nodes.length, NODE_COUNTERS.length)
    this.#wireRates = new FadingRates(model.wires.length, EDGE_COUNTERS.length)
    this.#systemRates = previous ? previous.#systemRates : new FadingRates(1, 1 + OUTCOMES.length)
    this.#nodeHistograms = new FadingHistograms(model.nodes.length)
    this.#waitHistograms = new FadingHistograms(model.nodes.length)
    this.#systemHistogram = previous ? previous.#systemHistogram : new FadingHistograms(1)
    this.#wireTotals = new Float64Array(model.wires.length * EDGE_COUNTERS.length)
    this.#theoryWaits = new Float64Array(model.nodes.length).fill(Number.NaN)
    this.#theoryModels = new Float64Array(model.nodes.length).fill(Number.NaN)
    this.#readAt = previous ? previous.#readAt : engine.now
    this.#percentilesAt = previous ? previous.#percentilesAt : engine.now
    this.#start()
    if (previous) this.#takeOver(previous)
  }

  /** Fills a frame of `length` doubles. `speed` is what the shell has measured, `stuck` what its `Pace` says. */
  read(out: Float64Array, speed: number, stuck = false): void {
    const { engine } = this.#run
    const seconds = (engine.now - this.#readAt) / TICKS_PER_SEC
    this.#readAt = engine.now
    out.fill(Number.NaN)
    const isDue = engine.now - this.#percentilesAt >= PERCENTILES_SEC * TICKS_PER_SEC
    if (isDue) this.#updateHistograms()
    this.#readSystem(out, speed, seconds)
    out[SYSTEM_AT.stuck] = stuck ? 1 : 0
    this.#countNodes(seconds)
    if (isDue) this.#updateTheory()
    this.#readNodes(out)
    this.#readWires(out, seconds)
  }

  #start(): void {
    const { engine, slots } = this.#run
    slots.forEach((slot, i) => {
      engine.accumulate(slot)
      NODE_COUNTERS.forEach((counter, c) => {
        this.#nodeRates.start(i, c, this.#counted(slot, counter))
      })
    })
    this.#sumWires()
    this.#wireTotals.forEach((total, at) => {
      this.#wireRates.start(Math.floor(at / EDGE_COUNTERS.length), at % EDGE_COUNTERS.length, total)
    })
  }

  #counted(slot: number, counter: number): number {
    const { crowds, nodeDoubles } = this.#run.engine
    return nodeDoubles[slot * NODE_DOUBLES + counter]! * (crowds?.weightOf(slot, counter) ?? 1)
  }

  #takeOver(previous: Sampler): void {
    const nodesBefore = new Map(previous.#nodeIds.map((id, i) => [id, i]))
    this.#nodeIds.forEach((id, i) => {
      const before = nodesBefore.get(id)
      if (before === undefined) return
      this.#nodeRates.copyRow(i, previous.#nodeRates, before)
      this.#nodeHistograms.copyRow(i, previous.#nodeHistograms, before)
      this.#waitHistograms.copyRow(i, previous.#waitHistograms, before)
      this.#theoryWaits[i] = previous.#theoryWaits[before]!
      this.#theoryModels[i] = previous.#theoryModels[before]!
    })
    const wiresBefore = new Map(previous.#wireIds.map((id, i) => [id, i]))
    const totals = this.#wireTotals.slice()
    this.#wireIds.forEach((id, i) => {
      const before = wiresBefore.get(id)
      if (before === undefined) return
      this.#wireRates.copyRow(i, previous.#wireRates, before)
      // A trunk may have gained or lost call paths: its total jumps, its rate must not.
      EDGE_COUNTERS.forEach((_, c) => {
        this.#wireRates.start(i, c, totals[i * EDGE_COUNTERS.length + c]!)
      })
    })
  }

  #updateHistograms(): void {
    const { engine, slots } = this.#run
    const seconds = (engine.now - this.#percentilesAt) / TICKS_PER_SEC
    this.#percentilesAt = engine.now
    slots.forEach((slot, i) => {
      this.#nodeHistograms.update(i, engine.latencyCounts, slot * BUCKETS, 1, seconds)
      this.#waitHistograms.update(i, engine.waitCounts, slot * BUCKETS, 1, seconds)
    })
    this.#systemHistogram.update(0, engine.tally.latencyCounts, 0, CLASS_COUNT, seconds)
  }

  #readSystem(out: Float64Array, speed: number, seconds: number): void {
    const { engine } = this.#run
    const { tally } = engine
    const rates = this.#systemRates
    const set = (column: SystemColumn, value: number): void => {
      out[SYSTEM_AT[column]] = value
    }
    rates.elapse(0, seconds)
    rates.count(0, 0, tally.generated * engine.weight, seconds)
    for (let outcome = 0; outcome < OUTCOMES.length; outcome++) {
      let count = 0
      for (let c = 0; c < CLASS_COUNT; c++) count += tally.outcomes[c * OUTCOMES.length + outcome]!
      rates.count(0, 1 + outcome, count * engine.weight, seconds)
    }
    set('timeSec', engine.now / TICKS_PER_SEC)
    set('layoutVersion', this.layoutVersion)
    set('nodeCount', this.#nodeIds.length)
    set('wireCount', this.#wireIds.length)
    set('speed', speed)
    set('oneOf', engine.weight)
    set('offeredPerSec', rates.rate(0, 0))
    set('goodputPerSec', rates.rate(0, 1))
    FAILURE_REASONS.forEach((reason, i) => {
      set(`${reason}PerSec`, rates.rate(0, 2 + i))
    })
    const [p50, p95, p99] = this.#systemHistogram.percentiles
    set('latencyMsP50', p50! / TICKS_PER_MS)
    set('latencyMsP95', p95! / TICKS_PER_MS)
    set('latencyMsP99', p99! / TICKS_PER_MS)
    for (const count of ['inFlight', 'generated', 'completed', 'failed', 'shed', 'limited'] as const) {
      set(count, tally[count] * engine.weight)
    }
  }

  #countNodes(seconds: number): void {
    const { engine, slots } = this.#run
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i]!
      engine.accumulate(slot)
      this.#nodeRates.elapse(i, seconds)
      for (let c = 0; c < NODE_COUNTERS.length; c++) {
        this.#nodeRates.count(i, c, this.#counted(slot, NODE_COUNTERS[c]!), seconds)
      }
    }
  }

  #updateTheory(): void {
    const run = this.#run
    this.#theory ??= new Theory(run)
    const arrivals = run.slots.map((_, i) => this.#nodeRates.rate(i, ARRIVED))
    const figures = this.#theory.of(arrivals, run.engine.now / TICKS_PER_SEC - FADED_SEC)
    figures.forEach((one, i) => {
      this.#theoryWaits[i] = one?.waitMs ?? Number.NaN
      this.#theoryModels[i] = one ? THEORY_MODELS.indexOf(one.model) : Number.NaN
    })
  }

  #readNodes(out: Float64Array): void {
    const { slots } = this.#run
    const count = slots.length
    for (let i = 0; i < count; i++) {
      this.#readNode(i, slots[i]!, (column, value) => {
        out[SYSTEM.length + NODE_AT[column] * count + i] = value
      })
    }
  }

  #readNode(i: number, slot: number, set: (column: NodeColumn, value: number) => void): void {
    const { engine } = this.#run
    const n = slot * NODE_DOUBLES
    const rate = (c: number): number => this.#nodeRates.rate(i, c)
    const alive = engine.isAlive(slot)
    set('down', alive ? 0 : 1)
    if (!alive) set('downSinceSec', engine.nodeDoubles[n + N_DOWN_SINCE]! / TICKS_PER_SEC)
    set('ratePerSec', rate(ARRIVED))
    set('donePerSec', rate(DONE))
    set('failPerSec', rate(FAILED))
    set('dropPerSec', rate(DROPPED))
    this.#readLoad(n, rate, set)
    if (rate(LOOKUPS) > 0) set('hitRatio', rate(HITS) / rate(LOOKUPS))
    if (rate(READS) > 0) set('staleRatio', rate(STALE) / rate(READS))
    const percentiles = this.#nodeHistograms.percentiles
    set('latencyMsP50', percentiles[3 * i]! / TICKS_PER_MS)
    set('latencyMsP95', percentiles[3 * i + 1]! / TICKS_PER_MS)
    set('latencyMsP99', percentiles[3 * i + 2]! / TICKS_PER_MS)
    if (rate(WAIT_COUNT) > 0) set('waitMsMean', rate(WAIT_SUM) / rate(WAIT_COUNT) / TICKS_PER_MS)
    set('theoryWaitMs', this.#theoryWaits[i]!)
    set('theoryModel', this.#theoryModels[i]!)
    set('waitMsP95', this.#waitHistograms.percentiles[3 * i + 1]! / TICKS_PER_MS)
    this.#readFaults(slot, set)
    const readings = engine.behaviours[slot]!.read(engine, slot)
    for (const column of KIND_COLUMNS) {
      const value = readings[column]
      if (value !== undefined) set(column, value)
    }
    if (readings.promoteInMs !== undefined) set('promoteInSec', readings.promoteInMs / 1000)
    if (readings.depth !== undefined) set('depthPerSec', rate(ARRIVED) - rate(DROPPED) - rate(DONE))
  }

  /** What is done to the node now. */
  #readFaults(slot: number, set: (column: NodeColumn, value: number) => void): void {
    const { engine } = this.#run
    set('slowFactor', engine.nodeDoubles[slot * NODE_DOUBLES + N_SLOW]!)
    set('errorShare', engine.nodeDoubles[slot * NODE_DOUBLES + N_ERRORS]!)
    set('paused', engine.nodeInts[slot * NODE_INTS + M_PAUSED]!)
    set('draining', engine.isDraining(slot) ? 1 : 0)
  }

  /** Busy slots over slots, or what passes over the quota; nodes with neither have no utilisation. */
  #readLoad(n: number, rate: (c: number) => number, set: (column: NodeColumn, value: number) => void): void {
    const { nodeDoubles } = this.#run.engine
    const slots = nodeDoubles[n + N_SLOTS]!
    const quota = nodeDoubles[n + N_QUOTA]!
    const busy = rate(BUSY) / TICKS_PER_SEC
    set('busy', busy)
    set('queue', rate(QUEUE) / TICKS_PER_SEC)
    if (Number.isFinite(slots) && slots > 0) {
      set('slots', slots)
      set('utilisation', Math.min(1, busy / slots))
    } else if (quota > 0) set('utilisation', Math.min(1, (rate(ARRIVED) - rate(DROPPED)) / quota))
  }

  #sumWires(): void {
    const { engine, edgeSlots, model } = this.#run
    const totals = this.#wireTotals.fill(0)
    model.edges.forEach((edge, e) => {
      const from = edgeSlots[e]! * EDGE_DOUBLES
      const into = edge.wire * EDGE_COUNTERS.length
      for (let c = 0; c < EDGE_COUNTERS.length; c++) {
        totals[into + c] = totals[into + c]! + engine.weight * engine.edgeDoubles[from + EDGE_COUNTERS[c]!]!
      }
    })
  }

  #readWires(out: Float64Array, seconds: number): void {
    const count = this.#wireIds.length
    const rates = this.#wireRates
    this.#sumWires()
    for (let w = 0; w < count; w++) {
      const set = (column: WireColumn, value: number): void => {
        out[this.#wireColumn(column) + w] = value
      }
      rates.elapse(w, seconds)
      for (let c = 0; c < EDGE_COUNTERS.length; c++) {
        rates.count(w, c, this.#wireTotals[w * EDGE_COUNTERS.length + c]!, seconds)
      }
      set('ratePerSec', rates.rate(w, 0))
      set('failPerSec', rates.rate(w, 1))
      set('retryPerSec', rates.rate(w, 2))
      if (rates.rate(w, 4) > 0) set('latencyMs', rates.rate(w, 3) / rates.rate(w, 4) / TICKS_PER_MS)
    }
    this.#readPaths(out)
  }

  /** What a wire takes over from its call paths: the highest load of their targets, and who is being ejected. */
  #readPaths(out: Float64Array): void {
    const { engine, edgeSlots, model, slots } = this.#run
    const paths = new Float64Array(this.#wireIds.length)
    const ejected = new Float64Array(this.#wireIds.length)
    const cut = new Float64Array(this.#wireIds.length)
    const open = new Float64Array(this.#wireIds.length)
    model.edges.forEach((edge, e) => {
      const source = slots[edge.source]!
      const behaviour = engine.behaviours[source]!
      paths[edge.wire] = paths[edge.wire]! + 1
      if (behaviour.isEjected(engine, source, edgeSlots[e]!)) ejected[edge.wire] = ejected[edge.wire]! + 1
      if (engine.edgeRings[edgeSlots[e]!] === CUT) cut[edge.wire] = cut[edge.wire]! + 1
      if (engine.guards[source]?.isOpen(edgeSlots[e]!)) open[edge.wire] = open[edge.wire]! + 1
      const load = out[SYSTEM.length + NODE_AT.utilisation * slots.length + edge.target]!
      keepIf(out, this.#wireColumn('load') + edge.wire, load, (known) => load > known)
      const ejectsIn = behaviour.ejectsIn(engine, source, edgeSlots[e]!) / TICKS_PER_SEC
      keepIf(out, this.#wireColumn('ejectsInSec') + edge.wire, ejectsIn, (known) => ejectsIn < known)
    })
    for (let w = 0; w < paths.length; w++) {
      const share = (count: number): number => (paths[w] === 0 ? 0 : count / paths[w]!)
      out[this.#wireColumn('ejected') + w] = share(ejected[w]!)
      out[this.#wireColumn('cut') + w] = share(cut[w]!)
      out[this.#wireColumn('open') + w] = share(open[w]!)
    }
  }

  #wireColumn(column: WireColumn): number {
    return SYSTEM.length + NODE.length * this.#nodeIds.length + WIRE_AT[column] * this.#wireIds.length
  }
}

/** Keeps a number where none is known yet, or where it is the better one. */
function keepIf(out: Float64Array, at: number, value: number, better: (known: number) => boolean): void {
  if (Number.isNaN(value)) return
  if (Number.isNaN(out[at]!) || better(out[at]!)) out[at] = value
}
