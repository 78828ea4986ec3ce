import { REQUEST_CLASSES } from '../../model/request-class.ts'
import {
  CLASS_COUNT,
  N_HITS,
  N_LOOKUPS,
  NODE_DOUBLES,
  OK,
  OUTCOMES,
  TICKS_PER_MS,
  TICKS_PER_SEC,
} from '../codes.ts'
import type { Totals } from '../engine-core.ts'
import { BUCKETS, bucketOf } from '../histogram.ts'
import { type Aftermath, Bottlenecks } from './aftermath.ts'
import { Episode, HELD_STEPS } from './episode.ts'
import type { Run } from './loader.ts'
import { DONE, FAILED, OFFERED, SLOW, STEP_COUNTS, StepRing, WINDOW_STEPS } from './step-ring.ts'

/** A run looks at itself at multiples of so many ticks: whoever plays it, and in which slices, leaves no trace. */
export const WATCH_TICKS = TICKS_PER_SEC / 4
/** Faults whose consequences are followed at once; the oldest are let go. */
const EPISODES_MAX = 100
/** After its end a fault is still followed for so long, if it hurts nobody. */
const AFTER_TICKS = 60 * TICKS_PER_SEC
/** How often it is asked whether what stays slow gets better by itself. */
const ASK_STEPS = 40
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
  readonly #run: Run
  readonly #episodes = new Map<number, Episode>()
  readonly #ring = new StepRing(CLASS_COUNT * STEP_COUNTS)
  readonly #last = new Float64Array(CLASS_COUNT * STEP_COUNTS)
  readonly #step = new Float64Array(CLASS_COUNT * STEP_COUNTS)
  /** By cache: hits and look-ups of the last steps. */
  readonly #caches = new Map<number, { readonly ring: StepRing; readonly last: Float64Array }>()
  readonly #cold = new Map<number, ColdCache>()
  readonly #bottlenecks: Bottlenecks
  readonly #aftermaths = new Map<number, Aftermath['type']>()
  #steps = 0

  constructor(run: Run) {
    this.#run = run
    this.#bottlenecks = new Bottlenecks(run.engine)
  }

  /** A fault strikes, or has struck for a moment. */
  struck(fault: number): void {
    this.#fold()
    const { engine } = this.#run
    if (this.#episodes.size >= EPISODES_MAX) this.#episodes.delete(this.#episodes.keys().next().value!)
    this.#episodes.set(fault, new Episode(fault, engine.now, this.#ring, this.#run.model.slo.availability))
  }

  /** A cache is emptied by a fault. */
  emptied(node: number, fault: number): void {
    const cache = this.#caches.get(node)
    if (!cache) return
    const lookups = cache.ring.sum(1, HELD_STEPS)
    const ratioBefore = this.#cold.get(node)?.ratioBefore ?? cache.ring.sum(0, HELD_STEPS) / lookups
    if (lookups < LOOKUPS_MIN || !(ratioBefore > 0)) return
    this.#cold.set(node, { fault, ratioBefore })
    this.#run.engine.blame.set(node, 'cold', fault)
  }

  /** All counts are about to begin anew. */
  countsBeginAnew(): void {
    this.#fold()
    this.#last.fill(0)
    for (const { last } of this.#caches.values()) last.fill(0)
    this.#bottlenecks.forget()
  }

  /** The next multiple of `WATCH_TICKS` has come. */
  step(): void {
    this.#fold()
    this.#steps++
    const { now } = this.#run.engine
    const bad = this.#episodes.size > 0 ? this.#suspect() : -1
    for (const episode of this.#episodes.values()) this.#judge(episode, bad)
    this.#ring.push(this.#step)
    this.#step.fill(0)
    this.#stepCaches()
    if (this.#steps % ASK_STEPS === 0) this.#ask()
    for (const [id, episode] of this.#episodes)
      if (!episode.isHurt && now - this.#endOf(id) > AFTER_TICKS) this.#episodes.delete(id)
  }

  /** The run is over: what looks well by now counts as recovered, though nobody can see whether it stays so. */
  conclude(): void {
    for (const episode of this.#episodes.values())
      for (let c = 0; c < CLASS_COUNT; c++) {
        const recovery = episode.conclude(c, this.#run.engine.now)
        if (recovery) this.#recovered(episode, c, recovery.at, recovery.totals)
      }
  }

  /** Counts what has ended since the last look. */
  #fold(): void {
    const { tally } = this.#run.engine
    const limit = bucketOf(this.#run.model.slo.latencyMsP95 * TICKS_PER_MS) + 1
    for (let c = 0; c < CLASS_COUNT; c++) {
      const done = tally.done[c]!
      const at = c * STEP_COUNTS
      this.#count(at + OFFERED, tally.offered[c]!)
      let failed = 0
      for (let outcome = OK + 1; outcome < OUTCOMES.length; outcome++)
        failed += tally.outcomes[c * OUTCOMES.length + outcome]!
      this.#count(at + FAILED, failed)
      if (done === this.#last[at + DONE]) continue
      this.#count(at + DONE, done)
      let slow = 0
      for (let bucket = limit; bucket < BUCKETS; bucket++) slow += tally.latencyCounts[c * BUCKETS + bucket]!
      this.#count(at + SLOW, slow)
    }
  }

  #count(at: number, total: number): void {
    this.#step[at] = this.#step[at]! + total - this.#last[at]!
    this.#last[at] = total
  }

  /** The fault to which the wiring lays that somebody has too much to do, where one goes on. */
  #suspect(): number {
    const { engine } = this.#run
    if (engine.blame.isIdle) return -1
    const busiest = this.#bottlenecks.longestLine()
    if (busiest >= 0) return engine.causeOfLoad(busiest)
    for (const node of engine.placed) {
      const cause = engine.causeOfLoad(node)
      if (cause >= 0) return cause
    }
    return -1
  }

  #judge(episode: Episode, suspect: number): void {
    const { engine } = this.#run
    episode.notice(engine.tally.failedBy.get(episode.fault), engine.now)
    for (let c = 0; c < CLASS_COUNT; c++) {
      const explained = [...this.#episodes.values()].some((other) => other.isBehind(c, engine.now))
      const mine = episode.isBehind(c, engine.now) || (!explained && suspect === episode.fault)
      const verdict = episode.step(c, this.#step, this.#ring, mine, engine.now, engine.totals())
      if (verdict === 'degraded')
        engine.mark('degraded', -1, REQUEST_CLASSES[c]!, episode.secondsAt(engine.now), episode.fault)
      else if (verdict) this.#recovered(episode, c, verdict.at, verdict.totals)
    }
  }

  #recovered(episode: Episode, c: number, at: number, totals: Totals): void {
    const { chronicle } = this.#run.engine
    chronicle.push({
      timeSec: at / TICKS_PER_SEC,
      type: 'recovered',
      node: '',
      target: REQUEST_CLASSES[c]!,
      value: episode.secondsAt(at),
      cause: episode.fault,
      ...totals,
    })
    if (!episode.isHurt) this.#aftermaths.delete(episode.fault)
  }

  #endOf(fault: number): number {
    const endsSec = this.#run.engine.chronicle.endOf(fault)
    return endsSec === null ? Number.POSITIVE_INFINITY : endsSec * TICKS_PER_SEC
  }

  #stepCaches(): void {
    const { engine } = this.#run
    for (const node of engine.placed) {
      if (!engine.behaviours[node]!.copies) continue
      let cache = this.#caches.get(node)
      if (!cache) {
        cache = { ring: new StepRing(2), last: new Float64Array(2) }
        this.#caches.set(node, cache)
      }
      const hits = engine.nodeDoubles[node * NODE_DOUBLES + N_HITS]!
      const lookups = engine.nodeDoubles[node * NODE_DOUBLES + N_LOOKUPS]!
      cache.ring.push([hits - cache.last[0]!, lookups - cache.last[1]!])
      cache.last[0] = hits
      cache.last[1] = lookups
    }
    for (const [node, cold] of this.#cold) this.#lookWhetherWarm(node, cold)
  }

  #lookWhetherWarm(node: number, { fault, ratioBefore }: ColdCache): void {
    const { engine } = this.#run
    const ring = this.#caches.get(node)!.ring
    const lookups = ring.sum(1, WINDOW_STEPS)
    if (lookups < LOOKUPS_MIN || ring.sum(0, WINDOW_STEPS) < WARM_SHARE * ratioBefore * lookups) return
    this.#cold.delete(node)
    engine.blame.set(node, 'cold', -1)
    engine.mark('warm', node, '', 0, fault)
  }

  /** The trigger is gone and a class is still out of its objective: does it come back by itself? */
  #ask(): void {
    const { engine } = this.#run
    const lasting = [...this.#episodes.values()].filter(
      (episode) =>
        episode.isFailing(engine.now) && engine.now - this.#endOf(episode.fault) >= ASK_STEPS * WATCH_TICKS,
    )
    if (lasting.length === 0) {
      this.#bottlenecks.forget()
      return
    }
    const found = this.#bottlenecks.look(this.#cold.size > 0)
    if (!found) return
    for (const { fault } of lasting) {
      if (this.#aftermaths.get(fault) === found.type) continue
      this.#aftermaths.set(fault, found.type)
      engine.mark(found.type, found.node, found.loop, found.sec, fault)
    }
  }
}
