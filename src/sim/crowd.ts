import { log } from './arithmetic.ts'
import type { Streams } from './random.ts'
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

/** What a station is at the moment. Times in ticks. */
export interface Capacity {
  readonly slots: number
  /** Places for those who wait. */
  readonly queueMax: number
  /** First guess of the mean time in a slot: the node's own work. */
  readonly holdTicks: number
  /** Coefficient of variation of that time. */
  readonly cv: number
  /** Whoever came last gets the next slot. */
  readonly newestFirst: boolean
}

/**
 * Everybody at one station, as a number that rises and falls at random, while only one call of so many is followed on its
 * own. Arrivals are a Poisson process at the rate of the followed calls times their weight; departures have the rate of
 * the busy slots. With few slots each arrival and departure is drawn; with many, their numbers in short steps of time
 * (tau-leaping at the midpoint, after Gillespie 2001). Capacity is never scaled.
 */
export class Crowd {
  /** Present, in slots and waiting. */
  #number = 0
  /** Integrals over time since they were last taken away, in ticks. */
  busyIntegral = 0
  queueIntegral = 0
  queuePeak = 0
  /** Accepted since the beginning. */
  accepted = 0
  /** Of the last steps, fading: arrivals, and those of them that found no room. */
  #come = 0
  #over = 0
  /** Whether it moved in steps the last time. */
  #stepwise = false
  #at: number
  readonly #weight: number
  readonly #streams: Streams
  readonly #stream: number
  readonly #rates: StationRates

  constructor(weight: number, streams: Streams, stream: number, now: number) {
    this.#weight = weight
    this.#streams = streams
    this.#stream = stream
    this.#at = now
    this.#rates = new StationRates(now)
  }

  /** Calls that wait, of all. */
  waiting(slots: number): number {
    return Math.max(0, this.#number - slots)
  }

  /** Mean time in a slot, in ticks. */
  holdTicks(guess: number): number {
    return this.#rates.holdTicks(guess)
  }

  /** The station is empty, its rates stay known. */
  clear(now: number): void {
    this.#number = 0
    this.#rates.clear(now)
  }

  /** A followed call arrives. False where there is no room for it. */
  arrive(now: number, capacity: Capacity): boolean {
    this.#rates.arrive(now)
    this.advance(now, capacity)
    if (!this.#stepwise) return this.#number < capacity.slots + capacity.queueMax
    return this.#over === 0 || this.#streams.uniform(this.#stream) * this.#come >= this.#over
  }

  /** Ticks that a call waits which comes now: as many departures as are ahead of it, less those whom the slots hold. Infinite where its turn never comes. */
  drawWait(capacity: Capacity): number {
    const ahead = this.#number - capacity.slots + 1
    if (ahead <= 0) return 0
    if (capacity.newestFirst) return this.#drawBusyPeriod(capacity)
    const mean = (ahead * this.holdTicks(capacity.holdTicks)) / capacity.slots
    return Math.floor(mean * this.#streams.gamma(this.#stream, 1 / Math.sqrt(ahead)) + 0.5)
  }

  /** Who is served after all that come later waits until none of these is left. */
  #drawBusyPeriod({ slots, holdTicks, queueMax }: Capacity): number {
    let come = this.#weight * this.#rates.arrivalRate
    let go = slots / this.holdTicks(holdTicks)
    // As many as there are free places can come before it; an overflowing queue has only those that were just left.
    const overflows = this.#stepwise && this.#over > 0 && come > go
    const most = overflows
      ? 1 + Math.floor(log(this.#streams.uniform(this.#stream)) / log(go / come))
      : 1 + Math.max(0, slots + queueMax - this.#number)
    if (come > go && most > JUMPS_MAX) {
      // Overloaded, it may never end; where it ends, it is like one whose rates are swapped (Gambler's ruin).
      if (this.#streams.uniform(this.#stream) * come > go) return Number.POSITIVE_INFINITY
      ;[come, go] = [go, come]
    }
    let ticks = 0
    let left = 1
    for (let jumps = 0; left > 0 && jumps < JUMPS_MAX; jumps++) {
      ticks += this.#streams.exponential(this.#stream) / (come + go)
      if (this.#streams.uniform(this.#stream) * (come + go) >= come) left--
      else if (left < most) left++
    }
    return left === 0 ? Math.floor(ticks + 0.5) : Number.POSITIVE_INFINITY
  }

  /** A followed call has got a slot; its service was drawn so much shorter than the mean, in ticks. */
  start(now: number, shortOfMean: number): void {
    this.#rates.start(now, shortOfMean)
  }

  /** A followed call has given its slot back. */
  leave(now: number): void {
    this.#rates.leave(now)
  }

  /** Moves the number on to now. */
  advance(now: number, capacity: Capacity): void {
    if (now <= this.#at) return
    const rate = this.#weight * this.#rates.arrivalRate
    const hold = this.holdTicks(capacity.holdTicks)
    const jumps = (now - this.#at) * (rate + Math.min(capacity.slots, this.#number) / hold)
    const isDense = capacity.slots >= MANY_SLOTS && rate * hold * STEP_SHARE >= MANY_ARRIVALS
    this.#stepwise = isDense || jumps > JUMPS_MAX
    if (this.#stepwise) this.#leap(now, rate, hold, capacity)
    else this.#jump(now, rate, hold, capacity)
  }

  /** Every arrival and departure: both are memoryless, so what is left over at the end may be forgotten. */
  #jump(now: number, rate: number, hold: number, { slots, queueMax }: Capacity): void {
    const streams = this.#streams
    let at = this.#at
    for (;;) {
      const total = rate + Math.min(slots, this.#number) / hold
      if (total === 0) break
      streams.drawExponential(this.#stream)
      const next = at + streams.out[0]! / total
      if (next > now) break
      this.#integrate(next - at, this.#number, slots)
      at = next
      if (streams.uniform(this.#stream) * total >= rate) this.#number--
      else if (this.#number < slots + queueMax) {
        this.#number++
        this.accepted++
      }
    }
    this.#integrate(now - at, this.#number, slots)
    this.#at = now
  }

  #leap(now: number, rate: number, hold: number, capacity: Capacity): void {
    const { slots, queueMax, cv } = capacity
    const step = Math.max(1, STEP_SHARE * hold, (now - this.#at) / STEPS_MAX)
    const room = slots + queueMax
    for (; now - this.#at >= step; this.#at += step) {
      const before = this.#number
      const drift = (rate - Math.min(slots, before) / hold) * step
      const middle = Math.max(0, Math.min(room, before + drift / 2))
      const come = this.#streams.poisson(this.#stream, rate * step)
      const go = Math.min(before + come, this.#departuresOf((Math.min(slots, middle) / hold) * step, cv))
      const over = Math.max(0, before + come - go - room)
      this.#come = this.#come * ADMISSION_LEFT + come
      this.#over = this.#over * ADMISSION_LEFT + over
      this.#number = before + come - go - over
      this.accepted += come - over
      this.#integrate(step, (before + this.#number) / 2, slots)
    }
  }

  /** Departures of one step: their spread is that of the times in the slots, which is what counts under a high load. */
  #departuresOf(mean: number, cv: number): number {
    if (cv === 1) return this.#streams.poisson(this.#stream, mean)
    if (cv === 0) return Math.floor(mean + this.#streams.uniform(this.#stream))
    return Math.max(0, Math.round(mean + cv * Math.sqrt(mean) * this.#streams.normal(this.#stream)))
  }

  #integrate(ticks: number, number: number, slots: number): void {
    this.busyIntegral += ticks * Math.min(number, slots)
    const waiting = Math.max(0, number - slots)
    this.queueIntegral += ticks * waiting
    if (waiting > this.queuePeak) this.queuePeak = Math.ceil(waiting)
  }
}
