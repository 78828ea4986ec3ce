import { log } from '../core/arithmetic.ts'
import type { Capacity } from '../core/contract.ts'
import type { Streams } from '../core/random.ts'
import { StationRates } from './station-rates.ts'

/** From so many slots, and so many arrivals in a step, the number at a station moves in steps of time instead of one by one. */
const MANY_SLOTS = 32
const MANY_ARRIVALS = 4
/** Length of such a step, as a share of the mean time in a slot. */
const STEP_SHARE = 0.1
/** After a long silence the steps are longer, so that catching up stays bounded. */
const STEPS_MAX = 1000
/** More arrivals and departures than this are not followed one by one. */
const JUMPS_MAX = 20_000
/** Share of what is known of admission that a step leaves. */
const ADMISSION_LEFT = 0.95

/**
 * Everybody at one station, as a number that rises and falls at random, while only one call of so many is followed on its
 * own. Arrivals are a Poisson process at the rate of the followed calls times their weight; departures have the rate of
 * the busy slots. With few slots each arrival and departure is drawn; with many, their numbers in short steps of time
 * (tau-leaping at the midpoint, after Gillespie 2001). Capacity is never scaled.
 */
export class Crowd {
  /** Present, in slots and waiting. */
  private _number = 0
  /** Integrals over time since they were last taken away, in ticks. */
  busyIntegral = 0
  queueIntegral = 0
  queuePeak = 0
  /** Accepted since the beginning. */
  accepted = 0
  /** Every so many of those who arrive somewhere before come here, in turn: 1 where chance alone sends them. */
  turns = 1
  /** Of these the ones since the last that came here. */
  private _passed = 0
  /** Of the last steps, fading: arrivals, and those of them that found no room. */
  private _come = 0
  private _over = 0
  /** Whether it moved in steps the last time. */
  private _stepwise = false
  private _at: number
  private readonly _weight: number
  private readonly _streams: Streams
  private readonly _stream: number
  private readonly _rates: StationRates

  constructor(weight: number, streams: Streams, stream: number, now: number) {
    this._weight = weight
    this._streams = streams
    this._stream = stream
    this._at = now
    this._rates = new StationRates(now)
  }

  /** Calls that wait, of all. */
  waiting(slots: number): number {
    return Math.max(0, this._number - slots)
  }

  /** Mean time in a slot, in ticks. */
  stayTicks(guess: number): number {
    return this._rates.stayTicks(guess)
  }

  /** The station is empty, its rates stay known. */
  clear(now: number): void {
    this._number = 0
    this._rates.clear(now)
  }

  /** A followed call arrives. False where there is no room for it. */
  arrive(now: number, capacity: Capacity): boolean {
    this._rates.arrive(now)
    this.advance(now, capacity)
    if (!this._stepwise) return this._number < capacity.slots + capacity.queueMax
    return this._over === 0 || this._streams.uniform(this._stream) * this._come >= this._over
  }

  /** Ticks that a call waits which comes now: as many departures as are ahead of it, less those whom the slots hold. Infinite where its turn never comes. */
  drawWait(capacity: Capacity): number {
    const ahead = this._number - capacity.slots + 1
    if (ahead <= 0) return 0
    if (capacity.newestFirst) return this._drawBusyPeriod(capacity)
    const mean = (ahead * this.stayTicks(capacity.stayTicks)) / capacity.slots
    return Math.floor(mean * this._streams.gamma(this._stream, 1 / Math.sqrt(ahead)) + 0.5)
  }

  /** Who is served after all that come later waits until none of these is left. */
  private _drawBusyPeriod({ slots, stayTicks, queueMax }: Capacity): number {
    let come = this._weight * this._rates.arrivalRate
    let go = slots / this.stayTicks(stayTicks)
    // As many as there are free places can come before it; an overflowing queue has only those that were just left.
    const overflows = this._stepwise && this._over > 0 && come > go
    const most = overflows
      ? 1 + Math.floor(log(this._streams.uniform(this._stream)) / log(go / come))
      : 1 + Math.max(0, slots + queueMax - this._number)
    if (come > go && most > JUMPS_MAX) {
      // Overloaded, it may never end; where it ends, it is like one whose rates are swapped (Gambler's ruin).
      if (this._streams.uniform(this._stream) * come > go) return Number.POSITIVE_INFINITY
      ;[come, go] = [go, come]
    }
    let ticks = 0
    let left = 1
    for (let jumps = 0; left > 0 && jumps < JUMPS_MAX; jumps++) {
      ticks += this._streams.exponential(this._stream) / (come + go)
      if (this._streams.uniform(this._stream) * (come + go) >= come) left--
      else if (left < most) left++
    }
    return left === 0 ? Math.floor(ticks + 0.5) : Number.POSITIVE_INFINITY
  }

  /** A followed call has got a slot; its service was drawn so much shorter than the mean, in ticks. */
  start(now: number, shortOfMean: number): void {
    this._rates.start(now, shortOfMean)
  }

  /** A followed call has given its slot back. */
  leave(now: number): void {
    this._rates.leave(now)
  }

  /** Until now nobody was served and nobody came in, because the process hung. */
  stoodStill(now: number, slots: number): void {
    const span = now - this._at
    const busy = Math.min(slots, this._number)
    this.busyIntegral += span * busy
    this.queueIntegral += span * (this._number - busy)
    this._at = now
  }

  /** Moves the number on to now. */
  advance(now: number, capacity: Capacity): void {
    if (now <= this._at) return
    const rate = this._weight * this._rates.arrivalRate
    const hold = this.stayTicks(capacity.stayTicks)
    const jumps = (now - this._at) * (rate + Math.min(capacity.slots, this._number) / hold)
    const isDense = capacity.slots >= MANY_SLOTS && rate * hold * STEP_SHARE >= MANY_ARRIVALS
    this._stepwise = isDense || jumps > JUMPS_MAX
    if (this._stepwise) this._leap(now, rate, hold, capacity)
    else this._jump(now, rate, hold, capacity)
  }

  /** Every arrival and departure: both are memoryless, so what is left over at the end may be forgotten. */
  private _jump(now: number, rate: number, hold: number, { slots, queueMax }: Capacity): void {
    const streams = this._streams
    let at = this._at
    for (;;) {
      const passing = rate * this.turns
      const total = passing + Math.min(slots, this._number) / hold
      if (total === 0) break
      streams.drawExponential(this._stream)
      const next = at + streams.out[0]! / total
      if (next > now) break
      this._integrate(next - at, this._number, slots)
      at = next
      if (streams.uniform(this._stream) * total >= passing) this._number--
      else if (this._comesNow() && this._number < slots + queueMax) {
        this._number++
        this.accepted++
      }
    }
    this._integrate(now - at, this._number, slots)
    this._at = now
  }

  /** Whether somebody who passes comes here. */
  private _comesNow(): boolean {
    if (++this._passed < this.turns) return false
    this._passed = 0
    return true
  }

  private _leap(now: number, rate: number, hold: number, capacity: Capacity): void {
    const { slots, queueMax, cv } = capacity
    const step = Math.max(1, STEP_SHARE * hold, (now - this._at) / STEPS_MAX)
    const room = slots + queueMax
    for (; now - this._at >= step; this._at += step) {
      const before = this._number
      const drift = (rate - Math.min(slots, before) / hold) * step
      const middle = Math.max(0, Math.min(room, before + drift / 2))
      const come = this._arrivalsOf(rate * step)
      const go = Math.min(before + come, this._departuresOf((Math.min(slots, middle) / hold) * step, cv))
      const over = Math.max(0, before + come - go - room)
      this._come = this._come * ADMISSION_LEFT + come
      this._over = this._over * ADMISSION_LEFT + over
      this._number = before + come - go - over
      this.accepted += come - over
      this._integrate(step, (before + this._number) / 2, slots)
    }
  }

  /** Arrivals of one step: of a Poisson number of those who pass, every so many. */
  private _arrivalsOf(mean: number): number {
    if (this.turns === 1) return this._streams.poisson(this._stream, mean)
    const passed = this._passed + this._streams.poisson(this._stream, mean * this.turns)
    const come = Math.floor(passed / this.turns)
    this._passed = passed - come * this.turns
    return come
  }

  /** Departures of one step: their spread is that of the times in the slots, which is what counts under a high load. */
  private _departuresOf(mean: number, cv: number): number {
    if (cv === 1) return this._streams.poisson(this._stream, mean)
    if (cv === 0) return Math.floor(mean + this._streams.uniform(this._stream))
    return Math.max(0, Math.round(mean + cv * Math.sqrt(mean) * this._streams.normal(this._stream)))
  }

  private _integrate(ticks: number, number: number, slots: number): void {
    this.busyIntegral += ticks * Math.min(number, slots)
    const waiting = Math.max(0, number - slots)
    this.queueIntegral += ticks * waiting
    if (waiting > this.queuePeak) this.queuePeak = Math.ceil(waiting)
  }
}
