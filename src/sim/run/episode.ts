import type { Totals } from '../core/engine-core.ts'
import { CLASS_COUNT, TICKS_PER_SEC } from '../core/vocabulary.ts'
import { DONE, FAILED, OFFERED, SLOW, STEP_COUNTS, type StepRing, WINDOW_STEPS } from './step-ring.ts'

/** Steps before a fault with which a class is compared. */
export const HELD_STEPS = 40
/** A class that has kept its objective for so long is back in it. */
const CONFIRM_TICKS = 10 * TICKS_PER_SEC
/** At the end of a run this has to be enough. */
const CONFIRM_LAST_TICKS = 2.5 * TICKS_PER_SEC
/** A failed request is still news for so long. */
const NEWS_TICKS = 2.5 * TICKS_PER_SEC
/** The objective for the 95th percentile lets one request of twenty take longer. */
const SLOW_SHARE = 0.05
/** Failures of which nobody knows the cause that count as more than chance. */
const UNKNOWN_MIN = 3

interface ClassState {
  /** What may fail and be slow: what the objective allows, or what there was before the fault where that was more. */
  readonly failShare: number
  readonly slowShare: number
  hurt: boolean
  /** It has been well since then, as far as is known, with these counts. */
  since: number
  readonly counts: Float64Array
  totals: Totals
  /** Failed requests that are laid to the fault: how many, and when there was a new one. */
  blamed: number
  blamedAt: number
}

interface Recovery {
  readonly at: number
  readonly totals: Totals
}

/** What one fault does to the request classes, from the moment at which it strikes. */
export class Episode {
  readonly fault: number
  private readonly _at: number
  private readonly _classes: readonly ClassState[]

  constructor(fault: number, at: number, before: StepRing, availability: number) {
    this.fault = fault
    this._at = at
    this._classes = Array.from({ length: CLASS_COUNT }, (_, c) => {
      const of = (count: number): number => before.sum(c * STEP_COUNTS + count, HELD_STEPS)
      const ended = of(DONE) + of(FAILED)
      return {
        failShare: Math.max(1 - availability, ended > 0 ? of(FAILED) / ended : 0),
        slowShare: Math.max(SLOW_SHARE, of(DONE) > 0 ? of(SLOW) / of(DONE) : 0),
        hurt: false,
        since: at,
        counts: new Float64Array(STEP_COUNTS),
        totals: NOTHING,
        blamed: 0,
        blamedAt: Number.NEGATIVE_INFINITY,
      }
    })
  }

  /** A class is out of its objective, or has not been back in it for long enough. */
  get isHurt(): boolean {
    return this._classes.some(({ hurt }) => hurt)
  }

  /** A class was out of its objective just now. */
  isFailing(now: number): boolean {
    return this._classes.some(({ hurt, since }) => hurt && now - since < NEWS_TICKS)
  }

  secondsAt(tick: number): number {
    return (tick - this._at) / TICKS_PER_SEC
  }

  /** By class: the failed requests that are laid to the fault so far. */
  notice(blamed: ArrayLike<number> | undefined, now: number): void {
    this._classes.forEach((one, c) => {
      const count = blamed?.[c] ?? 0
      if (count > one.blamed) one.blamedAt = now
      one.blamed = count
    })
  }

  /** Requests of a class have just failed because of it. */
  isBehind(c: number, now: number): boolean {
    return now - this._classes[c]!.blamedAt < NEWS_TICKS
  }

  /** One more step of a class is over; `mine` says that what is bad about it is laid to this fault. */
  step(
    c: number,
    step: ArrayLike<number>,
    ring: StepRing,
    mine: boolean,
    now: number,
    totals: Totals,
  ): 'degraded' | Recovery | null {
    const one = this._classes[c]!
    if (!one.hurt) {
      if (!mine || !this._isBad(c, step, ring, now)) return null
      one.hurt = true
      restart(one, now, totals)
      return 'degraded'
    }
    for (let count = 0; count < STEP_COUNTS; count++)
      one.counts[count] = one.counts[count]! + step[c * STEP_COUNTS + count]!
    if (!this._keeps(one, now)) {
      restart(one, now, totals)
      return null
    }
    return now - one.since >= CONFIRM_TICKS ? recover(one) : null
  }

  /** At the end of the run: a class that has been well for a while. */
  conclude(c: number, now: number): Recovery | null {
    const one = this._classes[c]!
    return one.hurt && now - one.since >= CONFIRM_LAST_TICKS ? recover(one) : null
  }

  /** Whether the last steps miss the objective by more than chance. */
  private _isBad(c: number, step: ArrayLike<number>, ring: StepRing, now: number): boolean {
    const { failShare, slowShare } = this._classes[c]!
    const of = (count: number): number =>
      step[c * STEP_COUNTS + count]! + ring.sum(c * STEP_COUNTS + count, WINDOW_STEPS - 1)
    const failed = of(FAILED)
    const enough = this.isBehind(c, now) ? 1 : UNKNOWN_MIN
    if (failed >= enough && exceeds(failed, of(DONE) + failed, failShare)) return true
    if (of(SLOW) >= UNKNOWN_MIN && exceeds(of(SLOW), of(DONE), slowShare)) return true
    return of(OFFERED) >= UNKNOWN_MIN && of(DONE) + failed === 0
  }

  /** Whether a class has kept its objective since it was bad last. */
  private _keeps({ counts, failShare, slowShare, since }: ClassState, now: number): boolean {
    const done = counts[DONE]!
    const failed = counts[FAILED]!
    if (exceeds(failed, done + failed, failShare) || exceeds(counts[SLOW]!, done, slowShare)) return false
    return counts[OFFERED] === 0 || done + failed > 0 || now - since < NEWS_TICKS
  }
}

const NOTHING: Totals = { failed: 0, lostWrites: 0, staleReads: 0 }

/** More than three standard deviations above what a share of so many is. */
const exceeds = (count: number, of: number, share: number): boolean =>
  count > of * share + 3 * Math.sqrt(of * share)

function restart(one: ClassState, now: number, totals: Totals): void {
  one.since = now
  one.totals = totals
  one.counts.fill(0)
}

function recover(one: ClassState): Recovery {
  one.hurt = false
  return { at: one.since, totals: one.totals }
}
