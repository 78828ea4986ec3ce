import { LIMIT } from './calls.ts'
import {
  C_GENERATION,
  C_NODE,
  C_STATE,
  CALL_DOUBLES_SHIFT,
  CALL_INTS,
  CALL_INTS_SHIFT,
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
  HELD,
  M_ALIVE,
  M_DRAINING,
  M_FROZEN,
  M_LEFT,
  M_SILENT,
  N_DOWN_SINCE,
  N_DRAIN_UNTIL,
  N_ERRORS,
  N_SLOW,
  NODE_DOUBLES_SHIFT,
  NODE_INTS_SHIFT,
  QUEUED,
  SERVING,
  WAITING,
} from './codes.ts'
import type { Machine } from './contract.ts'
import type { EngineRoom } from './engine-room.ts'
import { Freezing, THAW } from './freezing.ts'
import { HELD_EXPIRY, HELD_START, heldCall } from './frozen.ts'
import { SPAN } from './histogram.ts'
import { BROKEN, TICKS_PER_MS, UNAVAILABLE } from './vocabulary.ts'

/** Timer code: whether a draining node is empty. `data` is the tick at which it is cut off, in milliseconds. */
const DRAINED = -2
/** How often a draining node is looked at. */
const DRAIN_LOOK_TICKS = 10 * TICKS_PER_MS

/**
 * The discrete-event engine: clock, future events, call records, stations and their statistics. It knows no component
 * kind; behaviours do. Everything here is a function of the model, the seed and the moments of edits and faults.
 */
export class Engine extends Freezing implements EngineRoom {
  protected readonly engine: Machine = this
  private readonly _until = new Float64Array(1)
  /** Calls in the nodes that die at this moment, by node. */
  private _lost: ReadonlyMap<number, readonly number[]> | null = null
  /** Nodes with calls in them, as they were at a tick. */
  private readonly _occupied = { tick: -1, nodes: new Set<number>() }

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
        const node = this.calls.ints[(index << CALL_INTS_SHIFT) + C_NODE]!
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
      const node = this.calls.ints[(call << CALL_INTS_SHIFT) + C_NODE]!
      this.behaviours[node]!.timedOut(this, call, node)
    } else if (code === EV_START || code === EV_EXPIRED) this._endWaiting(code, call)
    else if (code === EV_CALL_LIMIT) this.cutOff(call)
    else if (code === EV_LOST) this.missed(call)
  }

  /** Approximate mode: a call has waited long enough, for its slot or for its patience. */
  private _endWaiting(code: number, call: number): void {
    const node = this.calls.ints[(call << CALL_INTS_SHIFT) + C_NODE]!
    if (this.isFrozen(node)) {
      const what = code === EV_START ? HELD_START : HELD_EXPIRY
      this.holdBack(node, heldCall(what, call))
    } else if (code === EV_START) this.startWaiting(call)
    else this.giveUp(call)
  }

  protected startWaiting(call: number): void {
    SPAN[0] = this.clock[0]! - this.calls.doubles[(call << CALL_DOUBLES_SHIFT) + F_ARRIVED]!
    this.start(call, this.calls.ints[(call << CALL_INTS_SHIFT) + C_NODE]!)
  }

  private _fire(index: number): void {
    const timer = this.timers[index]
    this.timers[index] = undefined
    this.freeTimers.push(index)
    if (!timer) return
    const { node, code, data, generation } = timer
    if (code === DRAINED) this._lookIfDrained(node, data)
    else if (code === THAW) this.workOff(node)
    else if (code !== LIMIT) this.behaviours[node]!.timer(this, node, code, data)
    // The node of a limit's timer is its event code.
    else if (this.calls.ints[(data << CALL_INTS_SHIFT) + C_GENERATION] === generation) this._end(node, data)
  }

  /** Stops nodes at one moment: what is in them is lost, what arrives is refused. */
  kill(nodes: readonly number[]): void {
    const alive = nodes.filter((node) => this.isAlive(node))
    for (const node of alive) this.mark('kill', node, '', 0, this.blame.ofDeath(node))
    this._takeDown(alive)
  }

  /** All are down before what is in the first of them fails, so that nothing goes to one that dies with it. */
  private _takeDown(nodes: readonly number[]): void {
    for (const node of nodes) {
      this.accumulate(node)
      this.nodeInts[(node << NODE_INTS_SHIFT) + M_ALIVE] = 0
      this.nodeInts[(node << NODE_INTS_SHIFT) + M_DRAINING] = 0
      this.updateGate(node)
      this.nodeDoubles[(node << NODE_DOUBLES_SHIFT) + N_DOWN_SINCE] = this.clock[0]!
    }
    const held = nodes.map((node) => this.dieFrozen(node))
    this._lost = nodes.length > 1 ? this._residentsOf(nodes) : null
    for (const node of nodes) this.behaviours[node]!.killed(this, node)
    this._lost = null
    nodes.forEach((node, i) => {
      this.loseHeld(node, held[i]!)
    })
  }

  /** An edit removed a node: what is in it ends as its kind says, and nothing reaches it any more. */
  retire(node: number): void {
    this.nodeInts[(node << NODE_INTS_SHIFT) + M_ALIVE] = 0
    this.updateGate(node)
    this.loseHeld(node, this.dieFrozen(node))
    this.behaviours[node]!.retired(this, node)
  }

  /** Forgets the timers of nodes that are gone, so that none finds one that has come back in their place. */
  dropTimers(nodes: ReadonlySet<number>): void {
    this.schedule.filter((payload) => {
      const index = payload >> EVENT_BITS
      const timer = (payload & 15) === EV_TIMER ? this.timers[index] : undefined
      if (!timer || timer.code === LIMIT || !nodes.has(timer.node)) return true
      this.timers[index] = undefined
      this.freeTimers.push(index)
      return false
    })
  }

  /** Takes a node out of rotation; when it has finished what it had, or after a time at most, it goes down. */
  drain(node: number, ticksMax: number): void {
    if (!this.isAlive(node) || this.isDraining(node)) return
    const until = this.clock[0]! + ticksMax
    this.nodeInts[(node << NODE_INTS_SHIFT) + M_DRAINING] = 1
    this.nodeDoubles[(node << NODE_DOUBLES_SHIFT) + N_DRAIN_UNTIL] = until
    this.updateGate(node)
    this.mark('drain', node, '', 0, this.blame.ofDeath(node))
    this.refreshCallers()
    this.after(DRAIN_LOOK_TICKS, node, DRAINED, until)
  }

  private _lookIfDrained(node: number, until: number): void {
    if (!this.isDraining(node) || !this.isAlive(node)) return
    // It was restored meanwhile and drains anew: that has a look of its own.
    if (until !== this.nodeDoubles[(node << NODE_DOUBLES_SHIFT) + N_DRAIN_UNTIL]) return
    if (this.clock[0]! < until && this._isOccupied(node)) {
      this.after(DRAIN_LOOK_TICKS, node, DRAINED, until)
      return
    }
    this.mark('drained', node, '', 0, this.blame.ofDeath(node))
    this.nodeInts[(node << NODE_INTS_SHIFT) + M_LEFT] = 1
    this._takeDown([node])
  }

  /**
   * Whether calls are in a node, as all nodes were looked at once at this moment: where a thousand drain together, each
   * look at the calls would be one at all of them. A node that drains gets none in addition.
   */
  private _isOccupied(node: number): boolean {
    if (this._occupied.tick !== this.clock[0]!) {
      this._occupied.tick = this.clock[0]!
      this._occupied.nodes.clear()
      this.calls.forEachLive((call) => {
        if (this._isResident(call))
          this._occupied.nodes.add(this.calls.ints[(call << CALL_INTS_SHIFT) + C_NODE]!)
      })
    }
    return this._occupied.nodes.has(node)
  }

  /** A node is up and in rotation again. False where it was all the time; `cause` is the fault that is over. */
  revive(node: number, cause: number): boolean {
    const m = node << NODE_INTS_SHIFT
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
    if (this.nodeInts[(node << NODE_INTS_SHIFT) + M_FROZEN] === 1) this.stopProcesses([node])
    return true
  }

  /** Service times are multiplied from now on. */
  slow(node: number, factor: number): void {
    this.nodeDoubles[(node << NODE_DOUBLES_SHIFT) + N_SLOW] = factor
  }

  /** A share of what arrives fails from now on. */
  failShare(node: number, share: number): void {
    this.nodeDoubles[(node << NODE_DOUBLES_SHIFT) + N_ERRORS] = share
    this.updateGate(node)
  }

  /** Who may be chosen has changed: whoever keeps a list of it makes it anew. */
  refreshCallers(): void {
    for (const node of this.placed) this.behaviours[node]!.refreshed(this, node)
  }

  /** Whether a call waits, is served or waits for others in its node. */
  private _isResident(call: number): boolean {
    const state = this.calls.ints[(call << CALL_INTS_SHIFT) + C_STATE]
    return state === QUEUED || state === SERVING || state === WAITING || state === HELD
  }

  /** Calls in nodes, by node, each with its generation. */
  private _residentsOf(nodes: readonly number[]): Map<number, number[]> {
    const { ints } = this.calls
    const residents = new Map<number, number[]>(nodes.map((node) => [node, []]))
    this.calls.forEachLive((call) => {
      const at = call << CALL_INTS_SHIFT
      if (this._isResident(call)) residents.get(ints[at + C_NODE]!)?.push(call, ints[at + C_GENERATION]!)
    })
    if (nodes.length > 1) this._cancelServingAt((node) => residents.has(node))
    return residents
  }

  /** Fails every call that is in a node, and empties its slots and queue. Of a machine that is gone nothing is heard. */
  failResidents(node: number): void {
    const { ints } = this.calls
    this.cause = this.blame.ofDeath(node)
    if (!this._lost?.has(node)) this.cancelServing(node)
    const lost = (this._lost ?? this._residentsOf([node])).get(node) ?? []
    this.emptyStation(node)
    for (let i = 0; i < lost.length; i += 2) {
      const call = lost[i]!
      // It may have ended meanwhile: with one that died at the same moment.
      if (ints[(call << CALL_INTS_SHIFT) + C_GENERATION] !== lost[i + 1] || !this._isResident(call)) continue
      this.cause = this.blame.ofDeath(node)
      this.abandon(call)
      if (this.nodeInts[(node << NODE_INTS_SHIFT) + M_SILENT] === 1) this.vanish(call, node)
      else {
        this.fate = BROKEN
        this.reply(call, UNAVAILABLE)
      }
    }
  }

  /** Takes the `served` events of a node's calls out of the schedule. */
  cancelServing(node: number): void {
    this._cancelServingAt((other) => other === node)
  }

  private _cancelServingAt(isMeant: (node: number) => boolean): void {
    this.schedule.filter((payload) => {
      if ((payload & 15) !== EV_SERVED) return true
      return !isMeant(this.calls.ints[(payload >> EVENT_BITS) * CALL_INTS + C_NODE]!)
    })
  }
}
