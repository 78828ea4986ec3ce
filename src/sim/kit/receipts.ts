import { C_STATE, CALL_INTS, WAITING } from '../core/codes.ts'
import type { Machine } from '../core/contract.ts'
import { roomOf } from '../core/engine-room.ts'
import type { LogWays } from './log-ways.ts'

/** Writes that wait for a replica before they are acknowledged. */
export class Receipts {
  private readonly _ways: LogWays
  /** Calls, and when each was committed. */
  private readonly _committedAt = new Map<number, number>()
  /** Of these the ones for which no living replica can be reached. */
  private _stalled: number[] = []

  constructor(ways: LogWays) {
    this._ways = ways
  }

  get size(): number {
    return this._committedAt.size
  }

  /** A write has been committed. False where it need not wait for anybody; else `served` follows. */
  awaits(engine: Machine, call: number): boolean {
    const ticks = this._ticks(engine)
    if (ticks === 0) return false
    this._committedAt.set(call, engine.now)
    this._wait(engine, call, ticks)
    return true
  }

  /** A write has waited for a replica. False when none has received it, because its log was cut off: it waits on. */
  acknowledge(engine: Machine, call: number): boolean {
    const committedAt = this._committedAt.get(call)
    if (committedAt !== undefined && !this._isReceived(engine, committedAt)) {
      const ticks = this._ticks(engine)
      if (ticks > 0) {
        this._wait(engine, call, ticks)
        return false
      }
    }
    this._committedAt.delete(call)
    return true
  }

  /** Lets writes go on for which a replica can be reached now, or none lives any more, or which are no longer `ours`. */
  lookAgain(engine: Machine, areOurs: (call: number) => boolean): void {
    const stalled = this._stalled
    this._stalled = []
    for (const call of stalled) this._wait(engine, call, areOurs(call) ? this._ticks(engine) : 0)
  }

  /** An edit took the leader away: what waited is answered as it comes. */
  forgive(): void {
    this._committedAt.clear()
  }

  /** They are gone with the leader. */
  clear(): void {
    this._committedAt.clear()
    this._stalled = []
  }

  private _wait(engine: Machine, call: number, ticks: number): void {
    if (Number.isFinite(ticks)) engine.keepBusy(call, ticks)
    else {
      roomOf(engine).calls.ints[call * CALL_INTS + C_STATE] = WAITING
      this._stalled.push(call)
    }
  }

  /**
   * Ticks until the nearest living replica has received what is committed now, and has said so: infinite while there is no
   * way to any of them; 0 where none lives, or nobody waits for them.
   */
  private _ticks(engine: Machine): number {
    const ways = this._ways
    if (!ways.synchronous) return 0
    const living = ways.links.filter(({ node }) => node !== ways.leader && engine.isAlive(node))
    if (living.length === 0) return 0
    const reached = living.filter(({ node }) => engine.now < ways.cutOffAt(node))
    return Math.min(...reached.map((link) => 2 * ways.wayTicks(engine, link)))
  }

  /** Whether a living replica has received what was committed at a time. */
  private _isReceived(engine: Machine, committedAt: number): boolean {
    const ways = this._ways
    return ways.links.some((link) => {
      if (link.node === ways.leader || !engine.isAlive(link.node)) return false
      const arrival = committedAt + ways.wayTicks(engine, link)
      return arrival <= Math.min(engine.now, ways.cutOffAt(link.node))
    })
  }
}
