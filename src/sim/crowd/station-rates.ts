import { exp } from '../core/arithmetic.ts'

/** Means go over about so many arrivals: few, to notice a change, and many, to be exact while there is none. */
const FEW = 1000
const MANY = 100_000
/** A change is what chance alone makes hardly ever: so many standard errors of the short mean. */
const SURPRISE = 5
/** Bounds of the time that a mean goes over, in ticks. */
const SHORTEST = 50_000_000
const FEW_LONGEST = 2_000_000_000
const MANY_LONGEST = 45_000_000_000
/** Before so many arrivals nothing is known. */
const ARRIVALS_MIN = 20
/** The first guess of the mean time in a slot counts like so many departures, and fades like them. */
const GUESS_DEPARTURES = 20

/** Sums of what happened at a station, of which the past fades. */
class Fading {
  arrivals = 0
  departures = 0
  /** Ticks in slots, and ticks that all of this covers. */
  work = 0
  time = 0
  private readonly _sample: number
  private readonly _longest: number
  private _memory: number

  constructor(sample: number, longest: number) {
    this._sample = sample
    this._longest = longest
    this._memory = longest
  }

  elapse(ticks: number, serving: number): void {
    const left = exp(-Math.min(500, ticks / this._memory))
    const covered = this._memory * (1 - left)
    this.arrivals *= left
    this.departures *= left
    this.work = this.work * left + serving * covered
    this.time = this.time * left + covered
    if (this.arrivals >= ARRIVALS_MIN)
      this._memory = Math.max(SHORTEST, Math.min(this._longest, (this._sample * this.time) / this.arrivals))
  }

  copy(other: Fading): void {
    this.arrivals = other.arrivals
    this.departures = other.departures
    this.work = other.work
    this.time = other.time
    this._memory = other._memory
  }
}

/** Arrival rate of a station and mean time in its slots, from the calls that are followed: steady, but quick to follow a change. */
export class StationRates {
  private readonly _short = new Fading(FEW, FEW_LONGEST)
  private readonly _long = new Fading(MANY, MANY_LONGEST)
  private _serving = 0
  private _guessed = false
  private _since: number

  constructor(now: number) {
    this._since = now
  }

  arrive(now: number): void {
    this._elapse(now)
    this._short.arrivals++
    this._long.arrivals++
  }

  /** A call has got a slot; its service was drawn so many ticks shorter than the mean, which must not look like a faster station. */
  start(now: number, shortOfMean: number): void {
    this._elapse(now)
    this._serving++
    this._short.work += shortOfMean
    this._long.work += shortOfMean
  }

  leave(now: number): void {
    this._elapse(now)
    if (this._serving > 0) this._serving--
    this._short.departures++
    this._long.departures++
  }

  /** All slots are empty. */
  clear(now: number): void {
    this._elapse(now)
    this._serving = 0
  }

  /** Arrivals per tick; 0 while too little is known. */
  get arrivalRate(): number {
    const { arrivals, time } = this._long
    return arrivals < ARRIVALS_MIN ? 0 : arrivals / time
  }

  /** Mean ticks in a slot, as far as it is known; `guess` is what the node's own work takes. */
  stayTicks(guess: number): number {
    if (!this._guessed) {
      this._guessed = true
      for (const sums of [this._short, this._long]) {
        sums.departures += GUESS_DEPARTURES
        sums.work += GUESS_DEPARTURES * guess
      }
    }
    const { departures, work } = this._long
    return Math.max(1, departures < 1 || work <= 0 ? guess : work / departures)
  }

  private _elapse(now: number): void {
    const ticks = now - this._since
    if (ticks <= 0) return
    this._since = now
    this._short.elapse(ticks, this._serving)
    this._long.elapse(ticks, this._serving)
    const known = this._long.arrivals / this._long.time
    const recent = this._short.arrivals / this._short.time
    // The standard error of an exponentially fading mean over n Poisson events is 1 / sqrt(2 n) of it.
    const error = known / Math.sqrt(2 * Math.max(1, Math.min(FEW, this._short.arrivals)))
    if (this._short.arrivals >= ARRIVALS_MIN && Math.abs(recent - known) > SURPRISE * error)
      this._long.copy(this._short)
  }
}
