import { KIND_COLUMNS } from '../../model/readings.ts'
import { FAILURE_REASONS } from '../../model/request-class.ts'
import {
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
} from '../core/codes.ts'
import { BUCKETS } from '../core/histogram.ts'
import type { PlacedRun } from '../core/placed-run.ts'
import { CLASS_COUNT, OUTCOMES, TICKS_PER_MS, TICKS_PER_SEC } from '../core/vocabulary.ts'
import { ClassSampler } from './class-sampler.ts'
import { FadingHistograms, FadingRates, SMOOTHING_SEC } from './fading.ts'
import { FailureShares } from './failure-shares.ts'
import { frameLength, NODE_AT, type NodeColumn, SYSTEM, SYSTEM_AT, type SystemColumn } from './frame.ts'
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
  layoutVersion: number
  private readonly _run: PlacedRun
  private readonly _nodeIds: readonly string[]
  private readonly _slots: readonly number[]
  private readonly _nodeRates: FadingRates
  private readonly _wires: WireSampler
  private readonly _systemRates: FadingRates
  private readonly _nodeHistograms: FadingHistograms
  private readonly _waitHistograms: FadingHistograms
  private readonly _systemHistogram: FadingHistograms
  private readonly _classes: ClassSampler
  private readonly _failures: FailureShares
  /** Counters of the nodes as they stand at the moment that is read. */
  private readonly _nodeTotals: Float64Array
  /** Made when it is first asked: most edits are replaced by the next one before that. */
  private _theory: Theory | null = null
  private _foldedAt: number

  constructor(run: PlacedRun, layoutVersion: number, previous?: Sampler) {
    const { model, engine } = run
    this._run = run
    this.layoutVersion = layoutVersion
    this._nodeIds = model.nodes.map((node) => node.id)
    this._slots = run.slots
    this.length = frameLength(model.nodes.length, model.wires.length)
    this._nodeRates = new FadingRates(model.nodes.length, NODE_COUNTERS.length)
    this._wires = new WireSampler(run, previous ? previous._wires : null)
    this._systemRates = previous ? previous._systemRates : new FadingRates(1, 1 + OUTCOMES.length)
    this._nodeHistograms = new FadingHistograms(model.nodes.length)
    this._waitHistograms = new FadingHistograms(model.nodes.length)
    this._systemHistogram = previous ? previous._systemHistogram : new FadingHistograms(1)
    this._classes = previous ? previous._classes : new ClassSampler(engine.tally, engine.weight)
    this._failures = new FailureShares([...run.slots.keys()], run.slots, model.nodes.length)
    this._nodeTotals = new Float64Array(model.nodes.length * NODE_COUNTERS.length)
    this._foldedAt = previous ? previous._foldedAt : engine.now
    this._start()
    if (previous) this._takeOver(previous)
  }

  /** Fills a frame of `length` doubles. `speed` is what the shell has measured, `stuck` what its `Pace` says. */
  read(out: Float64Array, speed: number, stuck = false, actions = 0): void {
    this._elapse()
    out.fill(Number.NaN)
    this._readSystem(out, speed)
    out[SYSTEM_AT.stuck] = stuck ? 1 : 0
    out[SYSTEM_AT.actions] = actions
    this._classes.read(out)
    this._countNodes()
    this._failures.count(this._run.engine.nodeFailures)
    this._readNodes(out)
    this._readTheory(out)
    this._wires.read(out)
  }

  /** Takes in all that has been counted since the last fold. */
  fold(): void {
    const { engine } = this._run
    if (engine.now === this._foldedAt) return
    this._elapse()
    this._systemRates.foldAll(this._countSystem())
    this._countNodes()
    this._nodeRates.foldAll(this._nodeTotals)
    this._wires.fold()
    this._classes.fold()
    this._failures.fold(engine.nodeFailures)
    this._foldHistograms()
    this._foldedAt = engine.now
  }

  private _elapse(): void {
    const seconds = (this._run.engine.now - this._foldedAt) / TICKS_PER_SEC
    this._systemRates.elapse(seconds)
    this._nodeRates.elapse(seconds)
    this._wires.elapse(seconds)
    this._nodeHistograms.elapse(seconds)
    this._waitHistograms.elapse(seconds)
    this._systemHistogram.elapse(seconds)
    this._classes.elapse(seconds)
    this._failures.elapse(seconds)
  }

  private _start(): void {
    this._countNodes()
    this._nodeRates.startAll(this._nodeTotals)
    this._failures.start(this._run.engine.nodeFailures)
  }

  private _takeOver(previous: Sampler): void {
    const nodesBefore = new Map(previous._nodeIds.map((id, i) => [id, i]))
    this._nodeIds.forEach((id, i) => {
      const before = nodesBefore.get(id)
      // A component of another kind that was given the same id has counters of its own.
      if (before === undefined || previous._slots[before] !== this._slots[i]) return
      this._nodeRates.copyRow(i, previous._nodeRates, before)
      this._nodeHistograms.copyRow(i, previous._nodeHistograms, before)
      this._waitHistograms.copyRow(i, previous._waitHistograms, before)
      this._failures.copyRow(i, previous._failures, before)
    })
  }

  private _foldHistograms(): void {
    const { engine, slots } = this._run
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i]!
      const n = slot * NODE_DOUBLES
      const { latencyCounts, waitCounts, nodeDoubles } = engine
      this._nodeHistograms.fold(i, latencyCounts, slot * BUCKETS, 1, nodeDoubles[n + N_DONE]!)
      this._waitHistograms.fold(i, waitCounts, slot * BUCKETS, 1, nodeDoubles[n + N_WAIT_COUNT]!)
    }
    const { tally } = engine
    this._systemHistogram.fold(0, tally.latencyCounts, 0, CLASS_COUNT, tally.completed)
  }

  /** Requests that were sent, and those that ended, by outcome. */
  private _countSystem(): Float64Array {
    const { tally, weight } = this._run.engine
    const totals = new Float64Array(1 + OUTCOMES.length)
    totals[0] = tally.generated * weight
    for (let outcome = 0; outcome < OUTCOMES.length; outcome++) {
      let count = 0
      for (let c = 0; c < CLASS_COUNT; c++) count += tally.outcomes[c * OUTCOMES.length + outcome]!
      totals[1 + outcome] = count * weight
    }
    return totals
  }

  private _readSystem(out: Float64Array, speed: number): void {
    const { engine } = this._run
    const { tally } = engine
    const set = (column: SystemColumn, value: number): void => {
      out[SYSTEM_AT[column]] = value
    }
    const rates = this._countSystem().map((total, column) => this._systemRates.rate(0, column, total))
    set('timeSec', engine.now / TICKS_PER_SEC)
    set('tick', engine.now)
    set('layoutVersion', this.layoutVersion)
    set('nodeCount', this._nodeIds.length)
    set('wireCount', this._run.model.wires.length)
    set('speed', speed)
    set('oneOf', engine.weight)
    set('offeredPerSec', rates[0]!)
    set('goodputPerSec', rates[1]!)
    FAILURE_REASONS.forEach((reason, i) => {
      set(`${reason}PerSec`, rates[2 + i]!)
    })
    set('latencyMsP50', this._systemHistogram.percentile(0, 0) / TICKS_PER_MS)
    set('latencyMsP95', this._systemHistogram.percentile(0, 1) / TICKS_PER_MS)
    set('latencyMsP99', this._systemHistogram.percentile(0, 2) / TICKS_PER_MS)
    for (const count of ['inFlight', 'generated', 'completed', 'failed', 'shed', 'limited'] as const) {
      set(count, tally[count] * engine.weight)
    }
  }

  private _countNodes(): void {
    const { slots } = this._run
    for (let i = 0; i < slots.length; i++) {
      for (let c = 0; c < NODE_COUNTERS.length; c++) {
        this._nodeTotals[i * NODE_COUNTERS.length + c] = this._counted(slots[i]!, NODE_COUNTERS[c]!)
      }
    }
  }

  /** A counter as it stands now. Time integrals are carried on to the present without touching them: their last bit hangs on where they are cut. */
  private _counted(slot: number, counter: number): number {
    const { crowds, nodeDoubles, now } = this._run.engine
    const n = slot * NODE_DOUBLES
    const held = counter === N_BUSY_INTEGRAL ? N_BUSY : counter === N_QUEUE_INTEGRAL ? N_QUEUE : -1
    const since = held < 0 ? 0 : (now - nodeDoubles[n + N_CHANGED]!) * nodeDoubles[n + held]!
    return (nodeDoubles[n + counter]! + since) * (crowds?.weightOf(slot, counter) ?? 1)
  }

  private _nodeRate(i: number, c: number): number {
    return this._nodeRates.rate(i, c, this._nodeTotals[i * NODE_COUNTERS.length + c]!)
  }

  private _readTheory(out: Float64Array): void {
    const run = this._run
    this._theory ??= new Theory(run)
    const arrivals = run.slots.map((_, i) => this._nodeRate(i, ARRIVED))
    const figures = this._theory.of(arrivals, run.engine.now / TICKS_PER_SEC - FADED_SEC)
    const column = (name: NodeColumn): number => SYSTEM.length + NODE_AT[name] * figures.length
    figures.forEach((one, i) => {
      if (one === null) return
      out[column('theoryWaitMs') + i] = one.waitMs
      out[column('theoryModel') + i] = THEORY_MODELS.indexOf(one.model)
    })
  }

  private _readNodes(out: Float64Array): void {
    const { slots } = this._run
    const count = slots.length
    for (let i = 0; i < count; i++) {
      this._readNode(i, slots[i]!, (column, value) => {
        out[SYSTEM.length + NODE_AT[column] * count + i] = value
      })
    }
  }

  private _readNode(i: number, slot: number, set: (column: NodeColumn, value: number) => void): void {
    const { engine } = this._run
    const n = slot * NODE_DOUBLES
    const rate = (c: number): number => this._nodeRate(i, c)
    const alive = engine.isAlive(slot)
    set('down', alive ? 0 : 1)
    if (!alive) set('downSinceSec', engine.nodeDoubles[n + N_DOWN_SINCE]! / TICKS_PER_SEC)
    set('ratePerSec', rate(ARRIVED))
    set('donePerSec', rate(DONE))
    set('failPerSec', rate(FAILED))
    set('dropPerSec', rate(DROPPED))
    set('failingClasses', rate(FAILED) > 0 ? this._failures.read(i) : 0)
    this._readLoad(slot, rate, set)
    if (rate(LOOKUPS) > 0) set('hitRatio', rate(HITS) / rate(LOOKUPS))
    if (rate(READS) > 0) set('staleRatio', rate(STALE) / rate(READS))
    set('latencyMsP50', this._nodeHistograms.percentile(i, 0) / TICKS_PER_MS)
    set('latencyMsP95', this._nodeHistograms.percentile(i, 1) / TICKS_PER_MS)
    set('latencyMsP99', this._nodeHistograms.percentile(i, 2) / TICKS_PER_MS)
    if (rate(WAIT_COUNT) > 0) set('waitMsMean', rate(WAIT_SUM) / rate(WAIT_COUNT) / TICKS_PER_MS)
    set('waitedShare', this._waitHistograms.shareAbove(i))
    set('waitMsP95', this._waitHistograms.percentile(i, 1) / TICKS_PER_MS)
    this._readFaults(slot, set)
    const readings = engine.behaviours[slot]!.read(engine, slot)
    for (const column of KIND_COLUMNS) {
      const value = readings[column]
      if (value !== undefined) set(column, value)
    }
    if (readings.promoteInMs !== undefined) set('promoteInSec', readings.promoteInMs / 1000)
    if (readings.depth !== undefined) set('depthPerSec', rate(ARRIVED) - rate(DROPPED) - rate(DONE))
  }

  /** What is done to the node now. */
  private _readFaults(slot: number, set: (column: NodeColumn, value: number) => void): void {
    const { engine } = this._run
    set('slowFactor', engine.nodeDoubles[slot * NODE_DOUBLES + N_SLOW]!)
    set('errorShare', engine.nodeDoubles[slot * NODE_DOUBLES + N_ERRORS]!)
    set('paused', engine.nodeInts[slot * NODE_INTS + M_PAUSED]!)
    set('draining', engine.isDraining(slot) ? 1 : 0)
    set('frozen', engine.isFrozen(slot) ? 1 : 0)
  }

  /** Busy slots over slots, or what passes over the quota; nodes with neither have no utilisation. */
  private _readLoad(
    slot: number,
    rate: (c: number) => number,
    set: (column: NodeColumn, value: number) => void,
  ): void {
    const { engine } = this._run
    const { nodeDoubles, weight } = engine
    const n = slot * NODE_DOUBLES
    const slots = nodeDoubles[n + N_SLOTS]!
    const quota = nodeDoubles[n + N_QUOTA]!
    const busy = rate(BUSY) / TICKS_PER_SEC
    set('busy', busy)
    // Whoever has come to a process that hangs waits there as well.
    set('queue', rate(QUEUE) / TICKS_PER_SEC + weight * engine.heldArrivals(slot))
    if (Number.isFinite(slots) && slots > 0) {
      set('slots', slots)
      set('utilisation', Math.min(1, busy / slots))
    } else if (quota > 0) set('utilisation', Math.min(1, (rate(ARRIVED) - rate(DROPPED)) / quota))
  }
}
