import { EV_ARRIVAL, EVENT_BITS } from '../core/codes.ts'
import type { Machine } from '../core/contract.ts'
import { roomOf } from '../core/engine-room.ts'

/** The next request of a client is due (`TIMER.arrival` follows) after an exponential time with this mean, in ticks. */
export function arriveAfter(engine: Machine, node: number, stream: number, meanTicks: number): void {
  const { schedule, streams, clock } = roomOf(engine)
  streams.drawExponential(stream)
  schedule.cell[0] = clock[0]! + Math.floor(meanTicks * streams.out[0]! + 0.5)
  schedule.push((node << EVENT_BITS) | EV_ARRIVAL)
}

/** Nothing of what a client was about to ask is asked. */
export const cancelArrivals = (engine: Machine, node: number): void =>
  roomOf(engine).schedule.filter((payload) => payload !== ((node << EVENT_BITS) | EV_ARRIVAL))

/** The users of a closed load: each of them asks, waits for the answer, thinks, and asks again. */
export class Population {
  private readonly _stream: number
  private _wanted = 0
  private _thinkTicks = 0
  /** Users whose next request is due or under way, and how many of those think. */
  private _present = 0
  /** More than that were never present since the number that is wanted was changed. */
  private _most = 0
  private _thinking = 0

  /** `stream` is where thinking times come from. */
  constructor(stream: number) {
    this._stream = stream
  }

  configure(thinkTicks: number): void {
    this._thinkTicks = thinkTicks
  }

  /** Users who are missing come in one after the other within a think time; surplus ones leave after their present request. */
  fill(engine: Machine, node: number, wanted: number): void {
    this._wanted = wanted
    this._most = Math.max(wanted, this._present)
    while (this._present < wanted) {
      if (!engine.users.come()) {
        engine.noteNoRoom()
        return
      }
      this._present++
      this.think(engine, node)
    }
  }

  think(engine: Machine, node: number): void {
    this._thinking++
    arriveAfter(engine, node, this._stream, this._thinkTicks)
  }

  /** A user has thought enough; false where there are too many, so that this one leaves. */
  asks(engine: Machine): boolean {
    this._thinking--
    if (this._present <= this._wanted) return true
    this.leave(engine)
    return false
  }

  /** A user leaves after an answer. */
  leave(engine: Machine): void {
    this._present--
    engine.users.leave(1)
  }

  /** What is wrong with it, while so many of its users ask something. */
  broken(asking: number, isClosed: boolean): string[] {
    const broken: string[] = []
    if (this._present > this._most) broken.push(`${this._present} users are there, of ${this._wanted}`)
    if (this._present !== this._thinking + asking)
      broken.push(`of ${this._present} users ${this._thinking} think and ${asking} ask`)
    if (!isClosed && this._thinking > 0) broken.push(`${this._thinking} users think in an open load`)
    return broken
  }

  /** All who think leave; the others do so after their present request. */
  disperse(engine: Machine): void {
    this._present -= this._thinking
    engine.users.leave(this._thinking)
    this._thinking = 0
  }
}
