import { KIND_COLUMNS } from '../model/readings.ts'
import { FAILURE_REASONS } from '../model/request-class.ts'
import {
  CLASS_COUNT,
  M_PAUSED,
  N_ARRIVED,
  N_BUSY,
  N_BUSY_INTEGRAL,
  N_CHANGED,
  N_DONE,
  N_DOWN_SINCE,
  N_DROPPED,
  N_ERRORS,
  N_FAILED,
  N_HITS,
  N_LOOKUPS,
  N_QUEUE,
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
import { frameLength, NODE_AT, type NodeColumn, SYSTEM, SYSTEM_AT, type SystemColumn } from './frame.ts'
import { BUCKETS } from './histogram.ts'
import type { Run } from './run/loader.ts'
import { Theory, type TheoryFigures } from './theory.ts'
import { WireSampler } from './wire-sampler.ts'

/**
 * Smoothed figures move on at multiples of so many ticks of the run's own time, whoever looks and however fast the run is
 * played; between them a look takes in what has been counted since. Measured on two shared cores: a
 * thousand nodes cost 5 to 14 ms a step, eighteen or thirty-five nothing that stands out.
 */
export const STEP_TICKS = TICKS_PER_SEC / 4
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

/** The values of the reading `theoryModel`. */
const THEORY_MODELS: readonly TheoryFigures['model'][] = ['M/M/c', 'M/G/1', 'M/M/c/K']

/**
 * Reads metric frames off a running engine. It only looks: how often it does so changes nothing in the run. A frame is a
 * function of the run up to its tick, of the ticks at which it was folded (all multiples of `STEP_TICKS` and all edits; see
 * `SampledRun`), and of nothing else. After an edit a new sampler takes over what the one before knew of the nodes and
 * wires that are still there.
 */
export class Sampler {
  readonly length: number
  readonly layoutVersion: number
  readonly #run: Run
  readonly #nodeIds: readonly string[]
  readonly #slots: readonly number[]
  readonly #nodeRates: FadingRates
  readonly #wires: WireSampler
  readonly #systemRates: FadingRates
  readonly #nodeHistograms: FadingHistograms
  readonly #waitHistograms: FadingHistograms
  readonly #systemHistogram: FadingHistograms
  /** Counters of the nodes as they stand at the moment that is read. */
  readonly #nodeTotals: Float64Array
  /** Made when it is first asked: most edits are replaced by the next one before that. */
  #theory: Theory | null = null
  #foldedAt: number

  constructor(run: Run, layoutVersion: number, previous?: Sampler) {
    const { model, engine } = run
    this.#run = run
    this.layoutVersion = layoutVersion
    this.#nodeIds = model.nodes.map((node) => node.id)
    this.#slots = run.slots
    this.length = frameLength(model.nodes.length, model.wires.length)
    this.#nodeRates = new FadingRates(model.nodes.length, NODE_COUNTERS.length)
    this.#wires = new WireSampler(run, previous ? previous.#wires : null)
    this.#systemRates = previous ? previous.#systemRates : new FadingRates(1, 1 + OUTCOMES.length)
    this.#nodeHistograms = new FadingHistograms(model.nodes.length)
    this.#waitHistograms = new FadingHistograms(model.nodes.length)
    this.#systemHistogram = previous ? previous.#systemHistogram : new FadingHistograms(1)
    this.#nodeTotals = new Float64Array(model.nodes.length * NODE_COUNTERS.length)
    this.#foldedAt = previous ? previous.#foldedAt : engine.now
    this.#start()
    if (previous) this.#takeOver(previous)
  }

  /** Fills a frame of `length` doubles. `speed` is what the shell has measured, `stuck` what its `Pace` says. */
  read(out: Float64Array, speed: number, stuck = false, actions = 0): void {
    this.#elapse()
    out.fill(Number.NaN)
    this.#readSystem(out, speed)
    out[SYSTEM_AT.stuck] = stuck ? 1 : 0
    out[SYSTEM_AT.actions] = actions
    this.#countNodes()
    this.#readNodes(out)
    this.#readTheory(out)
    this.#wires.read(out)
  }

  /** Takes in all that has been counted since the last fold. */
  fold(): void {
    const { engine } = this.#run
    if (engine.now === this.#foldedAt) return
    this.#elapse()
    this.#systemRates.foldAll(this.#countSystem())
    this.#countNodes()
    this.#nodeRates.foldAll(this.#nodeTotals)
    this.#wires.fold()
    this.#foldHistograms()
    this.#foldedAt = engine.now
  }

  #elapse(): void {
    const seconds = (this.#run.engine.now - this.#foldedAt) / TICKS_PER_SEC
    this.#systemRates.elapse(seconds)
    this.#nodeRates.elapse(seconds)
    this.#wires.elapse(seconds)
    this.#nodeHistograms.elapse(seconds)
    this.#waitHistograms.elapse(seconds)
    this.#systemHistogram.elapse(seconds)
  }

  #start(): void {
    this.#countNodes()
    this.#nodeRates.startAll(this.#nodeTotals)
  }

  #takeOver(previous: Sampler): void {
    const nodesBefore = new Map(previous.#nodeIds.map((id, i) => [id, i]))
    this.#nodeIds.forEach((id, i) => {
      const before = nodesBefore.get(id)
      // A component of another kind that was given the same id has counters of its own.
      if (before === undefined || previous.#slots[before] !== this.#slots[i]) return
      this.#nodeRates.copyRow(i, previous.#nodeRates, before)
      this.#nodeHistograms.copyRow(i, previous.#nodeHistograms, before)
      this.#waitHistograms.copyRow(i, previous.#waitHistograms, before)
    })
  }

  #foldHistograms(): void {
    const { engine, slots } = this.#run
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i]!
      const n = slot * NODE_DOUBLES
      const { latencyCounts, waitCounts, nodeDoubles } = engine
      this.#nodeHistograms.fold(i, latencyCounts, slot * BUCKETS, 1, nodeDoubles[n + N_DONE]!)
      this.#waitHistograms.fold(i, waitCounts, slot * BUCKETS, 1, nodeDoubles[n + N_WAIT_COUNT]!)
    }
    const { tally } = engine
    this.#systemHistogram.fold(0, tally.latencyCounts, 0, CLASS_COUNT, tally.completed)
  }

  /** Requests that were sent, and those that ended, by outcome. */
  #countSystem(): Float64Array {
    const { tally, weight } = this.#run.engine
    const totals = new Float64Array(1 + OUTCOMES.length)
    totals[0] = tally.generated * weight
    for (let outcome = 0; outcome < OUTCOMES.length; outcome++) {
      let count = 0
      for (let c = 0; c < CLASS_COUNT; c++) count += tally.outcomes[c * OUTCOMES.length + outcome]!
      totals[1 + outcome] = count * weight
    }
    return totals
  }

  #readSystem(out: Float64Array, speed: number): void {
    const { engine } = this.#run
    const { tally } = engine
    const set = (column: SystemColumn, value: number): void => {
      out[SYSTEM_AT[column]] = value
    }
    const rates = this.#countSystem().map((total, column) => this.#systemRates.rate(0, column, total))
    set('timeSec', engine.now / TICKS_PER_SEC)
    set('tick', engine.now)
    set('layoutVersion', this.layoutVersion)
    set('nodeCount', this.#nodeIds.length)
    set('wireCount', this.#run.model.wires.length)
    set('speed', speed)
    set('oneOf', engine.weight)
    set('offeredPerSec', rates[0]!)
    set('goodputPerSec', rates[1]!)
    FAILURE_REASONS.forEach((reason, i) => {
      set(`${reason}PerSec`, rates[2 + i]!)
    })
    set('latencyMsP50', this.#systemHistogram.percentile(0, 0) / TICKS_PER_MS)
    set('latencyMsP95', this.#systemHistogram.percentile(0, 1) / TICKS_PER_MS)
    set('latencyMsP99', this.#systemHistogram.percentile(0, 2) / TICKS_PER_MS)
    for (const count of ['inFlight', 'generated', 'completed', 'failed', 'shed', 'limited'] as const) {
      set(count, tally[count] * engine.weight)
    }
  }

  #countNodes(): void {
    const { slots } = this.#run
    for (let i = 0; i < slots.length; i++) {
      for (let c = 0; c < NODE_COUNTERS.length; c++) {
        this.#nodeTotals[i * NODE_COUNTERS.length + c] = this.#counted(slots[i]!, NODE_COUNTERS[c]!)
      }
    }
  }

  /** A counter as it stands now. Time integrals are carried on to the present without touching them: their last bit hangs on where they are cut. */
  #counted(slot: number, counter: number): number {
    const { crowds, nodeDoubles, now } = this.#run.engine
    const n = slot * NODE_DOUBLES
    const held = counter === N_BUSY_INTEGRAL ? N_BUSY : counter === N_QUEUE_INTEGRAL ? N_QUEUE : -1
    const since = held < 0 ? 0 : (now - nodeDoubles[n + N_CHANGED]!) * nodeDoubles[n + held]!
    return (nodeDoubles[n + counter]! + since) * (crowds?.weightOf(slot, counter) ?? 1)
  }

  #nodeRate(i: number, c: number): number {
    return this.#nodeRates.rate(i, c, this.#nodeTotals[i * NODE_COUNTERS.length + c]!)
  }

  #readTheory(out: Float64Array): void {
    const run = this.#run
    this.#theory ??= new Theory(run)
    const arrivals = run.slots.map((_, i) => this.#nodeRate(i, ARRIVED))
    const figures = this.#theory.of(arrivals, run.engine.now / TICKS_PER_SEC - FADED_SEC)
    const column = (name: NodeColumn): number => SYSTEM.length + NODE_AT[name] * figures.length
    figures.forEach((one, i) => {
      if (one === null) return
      out[column('theoryWaitMs') + i] = one.waitMs
      out[column('theoryModel') + i] = THEORY_MODELS.indexOf(one.model)
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
    const rate = (c: number): number => this.#nodeRate(i, c)
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
    set('latencyMsP50', this.#nodeHistograms.percentile(i, 0) / TICKS_PER_MS)
    set('latencyMsP95', this.#nodeHistograms.percentile(i, 1) / TICKS_PER_MS)
    set('latencyMsP99', this.#nodeHistograms.percentile(i, 2) / TICKS_PER_MS)
    if (rate(WAIT_COUNT) > 0) set('waitMsMean', rate(WAIT_SUM) / rate(WAIT_COUNT) / TICKS_PER_MS)
    set('waitMsP95', this.#waitHistograms.percentile(i, 1) / TICKS_PER_MS)
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
}
