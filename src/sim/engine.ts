import { Calls, LIMIT } from './calls.ts'
import {
  C_GENERATION,
  C_NODE,
  C_STATE,
  CALL_DOUBLES,
  CALL_INTS,
  EV_ARRIVAL,
  EV_CALL_LIMIT,
  EV_DELIVER,
  EV_EXPIRED,
  EV_LOST,
  EV_RETURN,
  EV_SERVED,
  EV_START,
  EV_TIMEOUT,
  EV_TIMER,
  EVENT_BITS,
  F_ARRIVED,
  M_ALIVE,
  M_DRAINING,
  M_LEFT,
  M_SILENT,
  N_DOWN_SINCE,
  N_DRAIN_UNTIL,
  N_ERRORS,
  N_SLOW,
  NODE_DOUBLES,
  NODE_INTS,
  QUEUED,
  SERVING,
  TICKS_PER_MS,
  UNAVAILABLE,
  WAITING,
} from './codes.ts'
import { Crowds } from './crowds.ts'
import { SPAN } from './histogram.ts'

/** Timer code: whether a draining node is empty. `data` is the tick at which it is cut off, in milliseconds. */
const DRAINED = -2
/** How often a draining node is looked at. */
const DRAIN_LOOK_TICKS = 10 * TICKS_PER_MS

/**
 * The discrete-event engine: clock, future events, call records, stations and their statistics. It knows no component
 * kind; behaviours do. Everything here is a function of the model, the seed and the moments of edits and faults.
 */
export class Engine extends Calls {
  protected readonly engine: Engine = this
  private readonly _until = new Float64Array(1)

  /** Above 1, `weight` makes it approximate: one of so many requests is followed; see `Crowds`. */
  constructor(seed: number, weight = 1) {
    super(seed)
    if (weight > 1) this.crowds = new Crowds(this, weight)
  }

  /** Handles events up to and including a time, at most so many; the clock ends there when none is left. Gives their number. */
  run(untilTicks: number, eventsMax = Number.MAX_SAFE_INTEGER): number {
    const schedule = this.schedule
    const until = this._until
    until[0] = untilTicks
    let events = 0
    while (events < eventsMax) {
      const payload = schedule.take(until)
      if (payload < 0) {
        if (untilTicks > this.clock[0]!) this.clock[0] = untilTicks
        return events
      }
      this._handle(payload)
      events++
    }
    return events
  }

  private _handle(payload: number): void {
    const index = payload >> EVENT_BITS
    this.hops = 0
    this.cause = -1
    switch (payload & 15) {
      case EV_ARRIVAL:
        this.behaviours[index]!.timer(this, index, EV_ARRIVAL, 0)
        break
      case EV_SERVED: {
        const node = this.calls.ints[index * CALL_INTS + C_NODE]!
        if (this.observer !== null) this.observer.served(index)
        this.behaviours[node]!.served(this, index, node)
        break
      }
      case EV_DELIVER:
        this.deliver(index)
        break
      case EV_RETURN:
        this.comeBack(index)
        break
      case EV_TIMER:
        this._fire(index)
        break
      default:
        this._end(payload & 15, index)
    }
  }

  /** A time limit is over. */
  private _end(code: number, call: number): void {
    if (code === EV_TIMEOUT) {
      const node = this.calls.ints[call * CALL_INTS + C_NODE]!
      this.behaviours[node]!.timedOut(this, call, node)
    } else if (code === EV_START) this._startWaiting(call)
    else if (code === EV_EXPIRED) this.giveUp(call)
    else if (code === EV_CALL_LIMIT) this.cutOff(call)
    else if (code === EV_LOST) this.missed(call)
  }

  private _startWaiting(call: number): void {
    SPAN[0] = this.clock[0]! - this.calls.doubles[call * CALL_DOUBLES + F_ARRIVED]!
    this.start(call, this.calls.ints[call * CALL_INTS + C_NODE]!)
  }

  private _fire(index: number): void {
    const timer = this.timers[index]
    this.timers[index] = undefined
    this.freeTimers.push(index)
    if (!timer) return
    const { node, code, data, generation } = timer
    if (code === DRAINED) this._lookIfDrained(node, data)
    else if (code !== LIMIT) this.behaviours[node]!.timer(this, node, code, data)
    // The node of a limit's timer is its event code.
    else if (this.calls.ints[data * CALL_INTS + C_GENERATION] === generation) this._end(node, data)
  }

  /** Stops a node: what is in it is lost, what arrives is refused. */
  kill(node: number): void {
    if (!this.isAlive(node)) return
    this.mark('kill', node, '', 0, this.blame.ofDeath(node))
    this._takeDown(node)
  }

  private _takeDown(node: number): void {
    this.accumulate(node)
    this.nodeInts[node * NODE_INTS + M_ALIVE] = 0
    this.nodeInts[node * NODE_INTS + M_DRAINING] = 0
    this.updateGate(node)
    this.nodeDoubles[node * NODE_DOUBLES + N_DOWN_SINCE] = this.clock[0]!
    this.behaviours[node]!.killed(this, node)
    this.clusterOf[node]?.died(this, node)
  }

  /** Takes a node out of rotation; when it has finished what it had, or after a time at most, it goes down. */
  drain(node: number, ticksMax: number): void {
    if (!this.isAlive(node) || this.isDraining(node)) return
    const until = this.clock[0]! + ticksMax
    this.nodeInts[node * NODE_INTS + M_DRAINING] = 1
    this.nodeDoubles[node * NODE_DOUBLES + N_DRAIN_UNTIL] = until
    this.updateGate(node)
    this.mark('drain', node, '', 0, this.blame.ofDeath(node))
    this.refreshCallers()
    this.after(DRAIN_LOOK_TICKS, node, DRAINED, until)
  }

  private _lookIfDrained(node: number, until: number): void {
    if (!this.isDraining(node) || !this.isAlive(node)) return
    // It was restored meanwhile and drains anew: that has a look of its own.
    if (until !== this.nodeDoubles[node * NODE_DOUBLES + N_DRAIN_UNTIL]) return
    if (this.clock[0]! < until && this._residents(node).length > 0) {
      this.after(DRAIN_LOOK_TICKS, node, DRAINED, until)
      return
    }
    this.mark('drained', node, '', 0, this.blame.ofDeath(node))
    this.nodeInts[node * NODE_INTS + M_LEFT] = 1
    this._takeDown(node)
  }

  /** A node is up and in rotation again. False where it was all the time; `cause` is the fault that is over. */
  revive(node: number, cause: number): boolean {
    const m = node * NODE_INTS
    const wasOut = this.isLeaving(node)
    const wasAlive = this.isAlive(node)
    if (wasAlive && !wasOut) return false
    this.nodeInts[m + M_DRAINING] = 0
    this.nodeInts[m + M_LEFT] = 0
    if (!wasAlive) {
      this.accumulate(node)
      this.nodeInts[m + M_ALIVE] = 1
    }
    this.updateGate(node)
    this.mark('restore', node, '', 0, cause)
    // Whoever had been told that it leaves is told that it is back.
    if (wasOut) this.refreshCallers()
    if (wasAlive) return true
    this.behaviours[node]!.restored(this, node)
    this.clusterOf[node]?.returned(this, node)
    return true
  }

  /** Service times are multiplied from now on. */
  slow(node: number, factor: number): void {
    this.nodeDoubles[node * NODE_DOUBLES + N_SLOW] = factor
  }

  /** A share of what arrives fails from now on. */
  failShare(node: number, share: number): void {
    this.nodeDoubles[node * NODE_DOUBLES + N_ERRORS] = share
    this.updateGate(node)
  }

  /** Who may be chosen has changed: whoever keeps a list of it makes it anew. */
  refreshCallers(): void {
    for (const node of this.placed) this.behaviours[node]!.refreshed(this, node)
  }

  /** Calls that wait, are served or wait for others in a node. */
  private _residents(node: number): number[] {
    const ints = this.calls.ints
    const residents: number[] = []
    this.calls.forEachLive((call) => {
      const at = call * CALL_INTS
      const state = ints[at + C_STATE]
      if (ints[at + C_NODE] === node && (state === QUEUED || state === SERVING || state === WAITING))
        residents.push(call)
    })
    return residents
  }

  /** Fails every call that is in a node, and empties its slots and queue. Of a machine that is gone nothing is heard. */
  failResidents(node: number): void {
    const lost = this._residents(node)
    this.cause = this.blame.ofDeath(node)
    this.cancelServing(node)
    this.emptyStation(node)
    for (const call of lost) {
      this.abandon(call)
      if (this.nodeInts[node * NODE_INTS + M_SILENT] === 1) this.vanish(call, node)
      else this.reply(call, UNAVAILABLE)
    }
  }

  /** Takes the `served` events of a node's calls out of the schedule. */
  cancelServing(node: number): void {
    const ints = this.calls.ints
    this.schedule.filter((payload) => {
      if ((payload & 15) !== EV_SERVED) return true
      return ints[(payload >> EVENT_BITS) * CALL_INTS + C_NODE] !== node
    })
  }
}

export const msToTicks = (ms: number): number => Math.floor(ms * TICKS_PER_MS + 0.5)
