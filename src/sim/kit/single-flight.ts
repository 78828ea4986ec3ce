import { C_NEXT, C_STATE, CALL_INTS, WAITING } from '../core/codes.ts'
import type { Machine } from '../core/contract.ts'
import { roomOf } from '../core/engine-room.ts'

/** Something that is being fetched: since when, by which call, and who waits for it, as a list on their `next`. */
interface Flight {
  /** `ELSEWHERE` where the fetch is no call of this node. */
  fetcher: number
  since: number
  waiting: number
}

/** Whoever missed it was told so, and fetches it without this node. */
const ELSEWHERE = -1

/** One fetch at a time for each thing: whoever misses it meanwhile waits for that one. */
export class SingleFlight {
  private readonly _flights = new Map<number, Flight>()

  /** Whether the thing is being fetched already, so that the call waits for it. */
  join(engine: Machine, call: number, thing: number): boolean {
    const flight = this._flights.get(thing)
    if (flight === undefined) return false
    const at = call * CALL_INTS
    roomOf(engine).calls.ints[at + C_STATE] = WAITING
    roomOf(engine).calls.ints[at + C_NEXT] = flight.waiting
    flight.waiting = call
    return true
  }

  begin(engine: Machine, call: number, thing: number, isElsewhere: boolean): void {
    this._flights.set(thing, { fetcher: isElsewhere ? ELSEWHERE : call, since: engine.now, waiting: -1 })
  }

  /** Whether the call is the one that fetches. */
  isFetchedBy(call: number, thing: number): boolean {
    return this._flights.get(thing)?.fetcher === call
  }

  /** How long the fetch takes already; NaN where there is none. */
  ticksOf(engine: Machine, thing: number): number {
    return engine.now - (this._flights.get(thing)?.since ?? Number.NaN)
  }

  /** The fetch is over: `visit` gets every call that has waited for it. */
  end(engine: Machine, thing: number, visit: (call: number) => void): void {
    const flight = this._flights.get(thing)
    if (flight === undefined) return
    this._flights.delete(thing)
    for (let call = flight.waiting; call >= 0; ) {
      // An answer frees the call, and the next one that is made may take its record.
      const next = roomOf(engine).calls.ints[call * CALL_INTS + C_NEXT]!
      visit(call)
      call = next
    }
  }

  /** Lets one of those who wait fetch instead; -1 when nobody waits, which ends the fetch. */
  handOver(engine: Machine, thing: number): number {
    const flight = this._flights.get(thing)
    const call = flight?.waiting ?? -1
    if (flight === undefined || call < 0) {
      this._flights.delete(thing)
      return -1
    }
    flight.waiting = roomOf(engine).calls.ints[call * CALL_INTS + C_NEXT]!
    flight.since = engine.now
    if (flight.fetcher !== ELSEWHERE) flight.fetcher = call
    return call
  }

  /** Those who wait are lost with their node. */
  clear(): void {
    this._flights.clear()
  }
}
