import { REQUEST_CLASSES } from '../../model/request-class.ts'
import { N_HITS, N_LOOKUPS, NODE_DOUBLES } from '../core/codes.ts'
import type { Totals } from '../core/engine-core.ts'
import { BUCKETS, bucketOf } from '../core/histogram.ts'
import type { PlacedRun } from '../core/placed-run.ts'
import { CLASS_COUNT, OK, OUTCOMES, TICKS_PER_MS, TICKS_PER_SEC } from '../core/vocabulary.ts'
import { type Aftermath, Bottlenecks } from './aftermath.ts'
import { Episode, HELD_STEPS } from './episode.ts'
import { DONE, FAILED, OFFERED, SLOW, STEP_COUNTS, StepRing, WINDOW_STEPS } from './step-ring.ts'

/** A run looks at itself at multiples of so many ticks: whoever plays it, and in which slices, leaves no trace. */
export const WATCH_TICKS = TICKS_PER_SEC / 4
/** Faults whose consequences are followed at once; the oldest are let go. */
const EPISODES_MAX = 100
/** After its end a fault is still followed for so long, if it hurts nobody. */
const AFTER_TICKS = 60 * TICKS_PER_SEC
/** How often it is asked whether what stays slow gets better by itself. */
const ASK_STEPS = 40
/** Looking for slow requests costs most: while nothing is followed it is done this seldom. */
const CALM_STEPS = 8
/** A cache is warm when it hits this share of what it did before. */
const WARM_SHARE = 0.95
/** Look-ups that tell a hit ratio. */
const LOOKUPS_MIN = 10

interface ColdCache {
  readonly fault: number
  readonly ratioBefore: number
}

/**
 * Sees when a fault pushes a request class out of its objective, when the class is back in it for good, when an emptied cache
 * is warm again, and whether what stays slow after the end of its fault gets better by itself. It changes nothing in the run.
 */
export class Watch {
  private readonly _run: PlacedRun
  private readonly _episodes = new Map<number, Episode>()
  private readonly _ring = new StepRing(CLASS_COUNT * STEP_COUNTS)
  private readonly _last = new Float64Array(CLASS_COUNT * STEP_COUNTS)
  /** How many answers of each class were looked at for slow ones. */
  private readonly _slowUpTo = new Float64Array(CLASS_COUNT)
  private readonly _step = new Float64Array(CLASS_COUNT * STEP_COUNTS)
  private readonly _stale = new StepRing(1)
  private _staleUpTo = 0
  /** By cache: hits and look-ups of the last steps. */
  private readonly _caches = new Map<number, { readonly ring: StepRing; readonly last: Float64Array }>()
  private readonly _cold = new Map<number, ColdCache>()
  private readonly _bottlenecks: Bottlenecks
  private readonly _aftermaths = new Map<number, Aftermath['type']>()
  private _placed: readonly number[] = []
  private _copies: readonly number[] = []
  private _steps = 0

  constructor(run: PlacedRun) {
    this._run = run
    this._bottlenecks = new Bottlenecks(run.engine)
  }

  /** Reads a second that were answered with something old, over the last steps. */
  get stalePerSec(): number {
    const steps = Math.min(this._steps, HELD_STEPS)
    return steps === 0 ? 0 : (this._stale.sum(0, steps) * TICKS_PER_SEC) / (steps * WATCH_TICKS)
  }

  /** A fault strikes, or has struck at a tick before. */
  struck(fault: number, at = this._run.engine.now): void {
    this._fold(true)
    if (this._episodes.size >= EPISODES_MAX) this._episodes.delete(this._episodes.keys().next().value!)
    this._episodes.set(fault, new Episode(fault, at, this._ring, this._run.model.slo.availability))
  }

  /** A cache is emptied by a fault. */
  emptied(node: number, fault: number): void {
    const cache = this._caches.get(node)
    if (!cache) return
    const lookups = cache.ring.sum(1, HELD_STEPS)
    const ratioBefore = this._cold.get(node)?.ratioBefore ?? cache.ring.sum(0, HELD_STEPS) / lookups
    if (lookups < LOOKUPS_MIN || !(ratioBefore > 0)) return
    this._cold.set(node, { fault, ratioBefore })
    this._run.engine.blame.set(node, 'cold', fault)
  }

  /** All counts are about to begin anew. */
  countsBeginAnew(): void {
    this._fold(true)
    this._last.fill(0)
    this._slowUpTo.fill(0)
    for (const { last } of this._caches.values()) last.fill(0)
    this._bottlenecks.forget()
  }

  /** The next multiple of `WATCH_TICKS` has come. */
  step(): void {
    this._steps++
    this._fold(this._episodes.size > 0 || this._steps % CALM_STEPS === 0)
    const { now } = this._run.engine
    const bad = this._episodes.size > 0 ? this._suspect() : -1
    for (const episode of this._episodes.values()) this._judge(episode, bad)
    this._ring.push(this._step)
    this._step.fill(0)
    const { staleReads } = this._run.engine.totals()
    this._stale.push([staleReads - this._staleUpTo])
    this._staleUpTo = staleReads
    this._stepCaches()
    if (this._steps % ASK_STEPS === 0) this._ask()
    for (const [id, episode] of this._episodes)
      if (!episode.isHurt && now - this._endOf(id) > AFTER_TICKS) this._episodes.delete(id)
  }

  /** The run is over: what looks well by now counts as recovered, though nobody can see whether it stays so. */
  conclude(): void {
    for (const episode of this._episodes.values())
      for (let c = 0; c < CLASS_COUNT; c++) {
        const recovery = episode.conclude(c, this._run.engine.now)
        if (recovery) this._recovered(episode, c, recovery.at, recovery.totals)
      }
  }

  /** Counts what has ended since the last look. */
  private _fold(withSlow: boolean): void {
    const { tally } = this._run.engine
    const limit = bucketOf(this._run.model.slo.latencyMsP95 * TICKS_PER_MS) + 1
    for (let c = 0; c < CLASS_COUNT; c++) {
      const done = tally.done[c]!
      const at = c * STEP_COUNTS
      this._count(at + OFFERED, tally.offered[c]!)
      let failed = 0
      for (let outcome = OK + 1; outcome < OUTCOMES.length; outcome++)
        failed += tally.outcomes[c * OUTCOMES.length + outcome]!
      this._count(at + FAILED, failed)
      this._count(at + DONE, done)
      if (!withSlow || done === this._slowUpTo[c]) continue
      this._slowUpTo[c] = done
      let slow = 0
      for (let bucket = limit; bucket < BUCKETS; bucket++) slow += tally.latencyCounts[c * BUCKETS + bucket]!
      this._count(at + SLOW, slow)
    }
  }

  private _count(at: number, total: number): void {
    this._step[at] = this._step[at]! + total - this._last[at]!
    this._last[at] = total
  }

  /** The fault to which the wiring lays that somebody has too much to do, where one goes on. */
  private _suspect(): number {
    const { engine } = this._run
    if (engine.blame.isIdle) return -1
    const busiest = this._bottlenecks.longestLine()
    if (busiest >= 0) return engine.causeOfLoad(busiest)
    for (const node of engine.placed) {
      const cause = engine.causeOfLoad(node)
      if (cause >= 0) return cause
    }
    return -1
  }

  private _judge(episode: Episode, suspect: number): void {
    const { engine } = this._run
    episode.notice(engine.tally.failedBy.get(episode.fault), engine.now)
    for (let c = 0; c < CLASS_COUNT; c++) {
      const explained = [...this._episodes.values()].some((other) => other.isBehind(c, engine.now))
      const mine = episode.isBehind(c, engine.now) || (!explained && suspect === episode.fault)
      const verdict = episode.step(c, this._step, this._ring, mine, engine.now, engine.totals())
      if (verdict === 'degraded')
        engine.mark('degraded', -1, REQUEST_CLASSES[c]!, episode.secondsAt(engine.now), episode.fault)
      else if (verdict) this._recovered(episode, c, verdict.at, verdict.totals)
    }
  }

  private _recovered(episode: Episode, c: number, at: number, totals: Totals): void {
    const { chronicle } = this._run.engine
    chronicle.push({
      timeSec: at / TICKS_PER_SEC,
      type: 'recovered',
      node: '',
      target: REQUEST_CLASSES[c]!,
      value: episode.secondsAt(at),
      cause: episode.fault,
      ...totals,
    })
    if (!episode.isHurt) this._aftermaths.delete(episode.fault)
  }

  private _endOf(fault: number): number {
    const endsSec = this._run.engine.chronicle.endOf(fault)
    return endsSec === null ? Number.POSITIVE_INFINITY : endsSec * TICKS_PER_SEC
  }

  private _stepCaches(): void {
    const { engine } = this._run
    for (const node of this._copiesIn(engine.placed)) {
      let cache = this._caches.get(node)
      if (!cache) {
        cache = { ring: new StepRing(2), last: new Float64Array(2) }
        this._caches.set(node, cache)
      }
      const hits = engine.nodeDoubles[node * NODE_DOUBLES + N_HITS]!
      const lookups = engine.nodeDoubles[node * NODE_DOUBLES + N_LOOKUPS]!
      cache.ring.push([hits - cache.last[0]!, lookups - cache.last[1]!])
      cache.last[0] = hits
      cache.last[1] = lookups
    }
    for (const [node, cold] of this._cold) this._lookWhetherWarm(node, cold)
  }

  /** Caches among the nodes of the present model. */
  private _copiesIn(placed: readonly number[]): readonly number[] {
    if (placed !== this._placed) {
      this._placed = placed
      this._copies = placed.filter((node) => this._run.engine.behaviours[node]!.copies)
    }
    return this._copies
  }

  private _lookWhetherWarm(node: number, { fault, ratioBefore }: ColdCache): void {
    const { engine } = this._run
    const ring = this._caches.get(node)!.ring
    const lookups = ring.sum(1, WINDOW_STEPS)
    if (lookups < LOOKUPS_MIN || ring.sum(0, WINDOW_STEPS) < WARM_SHARE * ratioBefore * lookups) return
    this._cold.delete(node)
    engine.blame.set(node, 'cold', -1)
    engine.mark('warm', node, '', 0, fault)
  }

  /** The trigger is gone and a class is still out of its objective: does it come back by itself? */
  private _ask(): void {
    const { engine } = this._run
    const lasting = [...this._episodes.values()].filter(
      (episode) =>
        episode.isFailing(engine.now) && engine.now - this._endOf(episode.fault) >= ASK_STEPS * WATCH_TICKS,
    )
    if (lasting.length === 0) {
      this._bottlenecks.forget()
      return
    }
    const found = this._bottlenecks.look(this._cold.size > 0)
    if (!found) return
    for (const { fault } of lasting) {
      if (this._aftermaths.get(fault) === found.type) continue
      this._aftermaths.set(fault, found.type)
      engine.mark(found.type, found.node, found.loop, found.sec, fault)
    }
  }
}
