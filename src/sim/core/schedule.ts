import { DelayRing, type IsCurrent } from './delay-ring.ts'
import { EventHeap } from './event-heap.ts'

/** Distinct constant delays, and distinct time limits, that get a ring of their own; further ones go through the heap. */
export const RINGS_MAX = 24
/** Index of the head behind those of all rings. */
const NO_HEAD = 4 * RINGS_MAX
/** Ring of a delay that has none. */
export const NO_RING = -1

/** Who knows which time limits still mean the call that they were set for. */
export interface Limited {
  readonly isCurrent: IsCurrent
}

/**
 * The clock and all future events in one total order of (time, sequence): a heap for those at any time, a ring for each
 * constant delay. Nothing in here takes or gives a double in the hot path; times stay in typed arrays.
 */
export class Schedule {
  /** Now, in ticks. */
  readonly clock = new Float64Array(1)
  /** Where the time of an event is put before `push`. */
  readonly cell: Float64Array
  private readonly _heap = new EventHeap()
  private readonly _rings: DelayRing[] = []
  /** Heads of all rings side by side, because the earliest is looked for after every event of a ring; behind them, none. */
  private readonly _heads = new Float64Array(4 * RINGS_MAX + 2).fill(Number.POSITIVE_INFINITY)
  private readonly _calls: Limited
  /** Where among the heads the earliest one is; that of no ring while all are empty. */
  private _first = NO_HEAD
  /** Sequence of the latest event. */
  private readonly _sequence = new Float64Array(1)

  constructor(calls: Limited) {
    this.cell = this._heap.cell
    this._calls = calls
  }

  /** Events that are to come, and time limits that are over but not yet forgotten. */
  get size(): number {
    return this._rings.reduce((sum, ring) => sum + ring.size, this._heap.size)
  }

  /** Schedules an event at the time in `cell[0]`. */
  push(payload: number): void {
    const sequence = this._sequence[0]! + 1
    this._sequence[0] = sequence
    this.cell[1] = sequence
    this._heap.push(payload)
  }

  /** The ring of a delay in ticks, made when it is first asked for; `NO_RING` once there are too many. */
  ring(delay: number, isLimit: boolean): number {
    for (let i = 0; i < this._rings.length; i++) if (this._rings[i]!.delay === delay) return i
    // Half of the rings are kept for time limits, so that many latencies cannot crowd them out.
    if (this._rings.length >= (isLimit ? 2 * RINGS_MAX : RINGS_MAX)) return NO_RING
    const at = 2 * this._rings.length
    return this._rings.push(new DelayRing(delay, this._heads.subarray(at, at + 2))) - 1
  }

  /** Schedules an event after the delay of a ring. A generation other than 0 makes it a time limit. */
  pushRing(ring: number, payload: number, generation: number): void {
    const line = this._rings[ring]!
    if (line.full) this._makeRoom(line)
    const sequence = this._sequence[0]! + 1
    this._sequence[0] = sequence
    this.cell[0] = this.clock[0]! + line.delay
    this.cell[1] = sequence
    line.push(this.cell, payload, generation)
    if (line.size === 1 && this.cell[0]! < this._heads[this._first]!) this._first = 2 * ring
  }

  /** Takes the earliest event up to and including a time, moves the clock there and gives its payload; -1 when there is none. */
  take(until: Float64Array): number {
    const heads = this._heads
    for (;;) {
      const top = this._heap.settled()
      const first = this._first
      const time = heads[first]!
      if (top[0]! < time || (top[0] === time && top[1]! < heads[first + 1]!)) {
        if (top[0]! > until[0]!) return -1
        this.clock[0] = top[0]!
        return this._heap.take()
      }
      if (time > until[0]!) return -1
      const ring = this._rings[first >> 1]!
      const payload = ring.payload()
      const generation = ring.generation()
      ring.drop()
      if (generation === 0) {
        this._findFirst()
        this.clock[0] = time
        return payload
      }
      const current = this._calls.isCurrent(payload, generation)
      // Others that are over go in passing, without a look at the rest of the events.
      while (
        ring.size > 0 &&
        ring.generation() !== 0 &&
        !this._calls.isCurrent(ring.payload(), ring.generation())
      )
        ring.drop()
      this._findFirst()
      if (!current) continue
      this.clock[0] = time
      return payload
    }
  }

  filter(keep: (payload: number, tick: number) => boolean): void {
    this._heap.filter(keep)
    for (const ring of this._rings) ring.filter((payload, _, tick) => keep(payload, tick))
    this._findFirst()
  }

  /** Most time limits are over long before they come up: a ring of them is as short as the calls are few. */
  private _makeRoom(line: DelayRing): void {
    line.makeRoom((payload, generation) => this._calls.isCurrent(payload, generation))
    this._findFirst()
  }

  private _findFirst(): void {
    const heads = this._heads
    const end = 2 * this._rings.length
    let first = NO_HEAD
    let time = Number.POSITIVE_INFINITY
    for (let at = 0; at < end; at += 2) {
      const head = heads[at]!
      if (head < time || (head === time && heads[at + 1]! < heads[first + 1]!)) {
        first = at
        time = head
      }
    }
    this._first = first
  }
}
