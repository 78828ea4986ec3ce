import { LAST_MILE_MS, roundTripMs } from '../../model/place.ts'
import { UNREAD } from './call-pool.ts'
import {
  C_ATTEMPT,
  C_CHILD,
  C_CLASS,
  C_EDGE,
  C_GENERATION,
  C_KEY,
  C_NODE,
  C_OP,
  C_OUTCOME,
  C_PARENT,
  C_STATE,
  C_STEP,
  C_USER,
  CALL_DOUBLES_SHIFT,
  CALL_INTS_SHIFT,
  CUT,
  CUT_OFF,
  E_DELAY,
  E_DONE,
  E_FAILED,
  E_LATENCY_SUM,
  E_OPEN,
  E_RETRIED,
  E_SENT,
  E_WAY,
  EDGE_DOUBLES_SHIFT,
  EV_CALL_LIMIT,
  EV_DELIVER,
  EV_EXPIRED,
  EV_LOST,
  EV_RETURN,
  EV_START,
  EV_TIMEOUT,
  EV_TIMER,
  EVENT_BITS,
  F_ARRIVED,
  F_DEADLINE,
  F_SENT,
  FAR,
  GATE_OPEN,
  GATE_STATION,
  LOST,
  M_FAILED_BY,
  M_GATE,
  M_PLACE,
  M_SILENT,
  N_ARRIVED,
  N_BUSY,
  N_CALL_LIMIT,
  N_CONNECT,
  N_DONE,
  N_DROPPED,
  N_ERRORS,
  N_LATENCY_SUM,
  N_QUEUE,
  N_QUEUE_MAX,
  N_SLOTS,
  NODE_DOUBLES_SHIFT,
  NODE_INTS_SHIFT,
  OUTBOUND,
  QUEUED,
  RETURNING,
} from './codes.ts'
import { BUCKETS, SPAN, spanBucket } from './histogram.ts'
import { Stations } from './stations.ts'
import {
  ANSWERED,
  BROKEN,
  CLASS_COUNT,
  MISS,
  OK,
  OP,
  SHED,
  TICKS_PER_MS,
  TIMEOUT,
  UNAVAILABLE,
  UNREACHED,
  USERS,
} from './vocabulary.ts'

/** Whether an answer consists of what is known of the key, by what was asked for. */
const CARRIES_CONTENT: readonly boolean[] = Object.keys(OP).map((op) =>
  ['call', 'cacheGet', 'dataGet', 'dataScan'].includes(op),
)
/** Timer code of a time limit that found no ring. */
export const LIMIT = -1
/** Timers that there may be before those of past time limits are looked for. */
const TIMERS_MIN = 1 << 12
/** Calls that one event may deliver without time passing; further ones become events, so that no event grows without bound. */
const HOPS_MAX = 100

/** Calls on their way: sent, delivered or lost, answered, abandoned. */
export abstract class Calls extends Stations {
  /** Calls that the present event has delivered at once. */
  protected hops = 0
  /** Of the call that came back last: whether its callee has answered, or how far it had come; see `ANSWERED`. */
  answerFate = ANSWERED
  /** What the next failure says of its call. */
  protected fate = ANSWERED
  private _timersMax = TIMERS_MIN

  /** Sends a call over an edge on behalf of `parent`, with its class, key and user. Gives the new call, or -1 at the limit. */
  callOn(parent: number, edge: number, op: number): number {
    const call = this.calls.allocate()
    if (call < 0) return -1
    const ints = this.calls.ints
    const doubles = this.calls.doubles
    const at = call << CALL_INTS_SHIFT
    const from = parent << CALL_INTS_SHIFT
    ints[at + C_PARENT] = parent
    ints[from + C_CHILD] = call
    ints[at + C_CLASS] = ints[from + C_CLASS]!
    ints[at + C_KEY] = ints[from + C_KEY]!
    ints[at + C_ATTEMPT] = ints[from + C_ATTEMPT]!
    ints[at + C_USER] = ints[from + C_USER]!
    doubles[(call << CALL_DOUBLES_SHIFT) + F_DEADLINE] = doubles[(parent << CALL_DOUBLES_SHIFT) + F_DEADLINE]!
    const limit = this.nodeDoubles[(ints[from + C_NODE]! << NODE_DOUBLES_SHIFT) + N_CALL_LIMIT]!
    if (limit > 0) this.limitCall(call, limit, EV_CALL_LIMIT)
    // What a write through a cache puts in is what the data has just acknowledged.
    if (this.versions !== null)
      this.calls.versions[call] = op === OP.cacheUpdate ? this.answerVersion : UNREAD
    this._send(call, edge, op)
    return call
  }

  /** Sends a call whose answer nobody waits for; `version` is what a fill puts in. */
  tell(edge: number, op: number, requestClass: number, key: number, version: number): void {
    const call = this.calls.allocate()
    if (call < 0) {
      this.noteNoRoom()
      return
    }
    const ints = this.calls.ints
    const at = call << CALL_INTS_SHIFT
    ints[at + C_PARENT] = -1
    ints[at + C_CLASS] = requestClass
    ints[at + C_KEY] = key
    ints[at + C_ATTEMPT] = 0
    ints[at + C_USER] = 0
    this.calls.versions[call] = version
    this.calls.doubles[(call << CALL_DOUBLES_SHIFT) + F_DEADLINE] = Number.POSITIVE_INFINITY
    this._send(call, edge, op)
  }

  private _send(call: number, edge: number, op: number): void {
    const ints = this.calls.ints
    const at = call << CALL_INTS_SHIFT
    ints[at + C_CHILD] = -1
    ints[at + C_STEP] = 0
    ints[at + C_NODE] = this.edgeTargets[edge]!
    ints[at + C_EDGE] = edge
    ints[at + C_OP] = op
    ints[at + C_STATE] = OUTBOUND
    this.calls.doubles[(call << CALL_DOUBLES_SHIFT) + F_SENT] = this.clock[0]!
    const e = edge << EDGE_DOUBLES_SHIFT
    const edges = this.edgeDoubles
    edges[e + E_SENT]! += 1
    edges[e + E_OPEN]! += 1
    if (ints[at + C_ATTEMPT]! > 0) edges[e + E_RETRIED]! += 1
    if (this.observer !== null) this.observer.sent(call, ints[at + C_PARENT]!, edge, op)
    if (edges[e + E_DELAY]! === 0 && ++this.hops < HOPS_MAX) this.deliver(call)
    else this._travel(call, edge, EV_DELIVER)
  }

  protected deliver(call: number): void {
    const node = this.calls.ints[(call << CALL_INTS_SHIFT) + C_NODE]!
    const n = node << NODE_DOUBLES_SHIFT
    this.nodeDoubles[n + N_ARRIVED]! += 1
    this.calls.doubles[(call << CALL_DOUBLES_SHIFT) + F_ARRIVED] = this.clock[0]!
    if (this.observer !== null) this.observer.arrived(call)
    const gate = this.nodeInts[(node << NODE_INTS_SHIFT) + M_GATE]!
    if (gate === GATE_STATION) this.enter(call, node)
    else if (gate === GATE_OPEN) this.behaviours[node]!.arrive(this.engine, call, node)
    else this.knock(call, node)
  }

  /** A call at the gate of a node that is dead, draining, or fails some of what arrives. */
  protected knock(call: number, node: number): void {
    const behaviour = this.behaviours[node]!
    if (!this.isAlive(node)) {
      if (behaviour.arrivesDown) behaviour.arrive(this.engine, call, node)
      else this.turnAway(call, node)
      return
    }
    const fails = !behaviour.failsItself && this.drawFailure(node)
    if (fails) this.refuse(call, node, UNAVAILABLE, this.blame.of(node, 'errors'))
    else if (this.isDraining(node)) {
      this.fate = UNREACHED
      this.refuse(call, node, UNAVAILABLE, this.blame.ofDeath(node))
    } else behaviour.arrive(this.engine, call, node)
  }

  /** Whether what arrives just now is of the share that fails. */
  drawFailure(node: number): boolean {
    const share = this.nodeDoubles[(node << NODE_DOUBLES_SHIFT) + N_ERRORS]!
    return share > 0 && this.streams.uniform(this.streams.stream(this.nodeIds[node]!, 'errors')) < share
  }

  /** A dead node refuses at once, or says nothing. */
  turnAway(call: number, node: number): void {
    if (this.nodeInts[(node << NODE_INTS_SHIFT) + M_SILENT] !== 1) {
      this.fate = UNREACHED
      this.refuse(call, node, UNAVAILABLE, this.blame.ofDeath(node))
      return
    }
    const n = node << NODE_DOUBLES_SHIFT
    this.nodeDoubles[n + N_DROPPED]! += 1
    this.countFailure(node, this.calls.ints[(call << CALL_INTS_SHIFT) + C_CLASS]!)
    this._lose(call, this.blame.ofDeath(node), UNREACHED)
  }

  /** A call is gone with its node. It had arrived: only a caller without a time limit for its calls goes by the connect timeout. */
  protected vanish(call: number, node: number): void {
    const { ints } = this.calls
    this.countFailure(node, ints[(call << CALL_INTS_SHIFT) + C_CLASS]!)
    const parent = ints[(call << CALL_INTS_SHIFT) + C_PARENT]!
    const isLimited =
      parent >= 0 &&
      this.nodeDoubles[(ints[(parent << CALL_INTS_SHIFT) + C_NODE]! << NODE_DOUBLES_SHIFT) + N_CALL_LIMIT]! >
        0
    this.calls.causes[call] = this.cause
    this.calls.fates[call] = BROKEN
    if (isLimited) ints[(call << CALL_INTS_SHIFT) + C_STATE] = LOST
    else this._lose(call, this.cause, BROKEN)
  }

  /** Turns an arriving call away: the node is down, full, or over its quota. `cause` is the fault behind it. */
  refuse(call: number, node: number, outcome: number, cause = this.causeOfLoad(node)): void {
    this.cause = cause
    const n = node << NODE_DOUBLES_SHIFT
    this.nodeDoubles[n + N_DROPPED]! += 1
    this.reply(call, outcome)
  }

  /** Ends a call at its node, counts it, and sends the answer back to the caller. */
  reply(call: number, outcome: number): void {
    const node = this.calls.ints[(call << CALL_INTS_SHIFT) + C_NODE]!
    const n = node << NODE_DOUBLES_SHIFT
    const nodes = this.nodeDoubles
    if (outcome === OK || outcome === MISS) {
      const latency = this.clock[0]! - this.calls.doubles[(call << CALL_DOUBLES_SHIFT) + F_ARRIVED]!
      nodes[n + N_DONE]! += 1
      nodes[n + N_LATENCY_SUM]! += latency
      SPAN[0] = latency
      const bucket = node * BUCKETS + spanBucket()
      this.latencyCounts[bucket]! += 1
      if (this.versions !== null) this._date(call)
    } else {
      this.countFailure(node, this.calls.ints[(call << CALL_INTS_SHIFT) + C_CLASS]!)
      this.calls.causes[call] = this.cause
      this.calls.fates[call] = this.fate
      // The answer may be there at once, and its receiver fail of it in turn.
      this.fate = ANSWERED
      this.nodeInts[(node << NODE_INTS_SHIFT) + M_FAILED_BY] = this.cause
    }
    this.replyUncounted(call, outcome)
  }

  /** An answer that nothing was read for is of the moment at which it is given. */
  private _date(call: number): void {
    const { versions, ints } = this.calls
    if (versions[call] === UNREAD) versions[call] = this.versionOf(ints[(call << CALL_INTS_SHIFT) + C_KEY]!)
  }

  /** Sends an answer back that is no work of this node: a queue's acknowledgement, for example. */
  replyUncounted(call: number, outcome: number): void {
    const ints = this.calls.ints
    const at = call << CALL_INTS_SHIFT
    ints[at + C_STATE] = RETURNING
    ints[at + C_OUTCOME] = outcome
    if (this.observer !== null) this.observer.replied(call, outcome)
    const edge = ints[at + C_EDGE]!
    if (this.edgeDoubles[(edge << EDGE_DOUBLES_SHIFT) + E_DELAY]! === 0) this.comeBack(call)
    else this._travel(call, edge, EV_RETURN)
  }

  /** One way over a wire; `code` is what happens at its end. */
  private _travel(call: number, edge: number, code: number): void {
    const ring = this.edgeRings[edge]!
    const payload = (call << EVENT_BITS) | code
    if (ring >= 0) {
      this.schedule.pushRing(ring, payload, 0)
      return
    }
    if (ring === CUT) {
      this._lose(call, this.blame.ofCut(edge), code === EV_DELIVER ? UNREACHED : BROKEN)
      return
    }
    const way =
      ring === FAR
        ? this._farTicks(call, edge)
        : Math.max(0, this.edgeDoubles[(edge << EDGE_DOUBLES_SHIFT) + E_DELAY]!)
    this.schedule.cell[0] = this.clock[0]! + way
    this.schedule.push(payload)
  }

  /** One way from the user's place to where the edge leads, for a caller that is everywhere. */
  private _farTicks(call: number, edge: number): number {
    const user = this.calls.ints[(call << CALL_INTS_SHIFT) + C_USER]!
    const here = this.nodeInts[(Math.floor(user / USERS) << NODE_INTS_SHIFT) + M_PLACE]!
    const there = this.nodeInts[(this.edgeTargets[edge]! << NODE_INTS_SHIFT) + M_PLACE]!
    const base = this.edgeDoubles[(edge << EDGE_DOUBLES_SHIFT) + E_WAY]!
    if (here < 0 || there < 0) return base
    const lastMile = this.edgeDoubles[(edge << EDGE_DOUBLES_SHIFT) + E_DELAY] === FAR_USER ? LAST_MILE_MS : 0
    return base + Math.round(((roundTripMs(here, there) + lastMile) / 2) * TICKS_PER_MS)
  }

  /** Nothing is heard of a call any more: its caller gives up after its connect timeout, or its own time limit. */
  private _lose(call: number, cause: number, fate: number): void {
    const ints = this.calls.ints
    const at = call << CALL_INTS_SHIFT
    this.calls.causes[call] = cause
    this.calls.fates[call] = fate
    const parent = ints[at + C_PARENT]!
    ints[at + C_STATE] = LOST
    if (parent < 0) this._freeLost(call)
    else {
      const wait =
        this.nodeDoubles[(ints[(parent << CALL_INTS_SHIFT) + C_NODE]! << NODE_DOUBLES_SHIFT) + N_CONNECT]!
      if (wait > 0) this.limitCall(call, wait, EV_LOST)
    }
  }

  /** The caller notices that a call is lost. */
  protected missed(call: number): void {
    const at = call << CALL_INTS_SHIFT
    this.calls.ints[at + C_OUTCOME] = TIMEOUT
    this.comeBack(call)
  }

  private _freeLost(call: number): void {
    const at = call << CALL_INTS_SHIFT
    if (this.calls.ints[at + C_PARENT] !== CUT_OFF)
      this._countReturn(call, this.calls.ints[at + C_EDGE]!, TIMEOUT)
    if (this.observer !== null) this.observer.returned(call)
    this.calls.free(call)
  }

  protected comeBack(call: number): void {
    const ints = this.calls.ints
    const at = call << CALL_INTS_SHIFT
    const edge = ints[at + C_EDGE]!
    const outcome = ints[at + C_OUTCOME]!
    const parent = ints[at + C_PARENT]!
    const op = ints[at + C_OP]!
    if (parent !== CUT_OFF) this._countReturn(call, edge, outcome)
    if (outcome !== OK && outcome !== MISS) {
      this.cause = this.calls.causes[call]!
      this.answerFate = this.calls.fates[call]!
    }
    if (this.versions !== null) this._passOn(call, parent, op, outcome)
    if (this.observer !== null) this.observer.returned(call)
    this.calls.free(call)
    if (parent < 0) return
    ints[(parent << CALL_INTS_SHIFT) + C_CHILD] = -1
    const node = ints[(parent << CALL_INTS_SHIFT) + C_NODE]!
    this.behaviours[node]!.replied(this.engine, parent, edge, op, outcome)
  }

  /** An answer is as old as the oldest of what went into it. */
  private _passOn(call: number, parent: number, op: number, outcome: number): void {
    const { versions } = this.calls
    const version = versions[call]!
    this.answerVersion = version
    if (parent < 0 || outcome !== OK || version === UNREAD || !CARRIES_CONTENT[op]) return
    const before = versions[parent]!
    versions[parent] = before === UNREAD ? version : Math.min(before, version)
  }

  private _countReturn(call: number, edge: number, outcome: number): void {
    const e = edge << EDGE_DOUBLES_SHIFT
    const edges = this.edgeDoubles
    edges[e + E_OPEN]! -= 1
    if (outcome === OK || outcome === MISS) {
      edges[e + E_DONE]! += 1
      edges[e + E_LATENCY_SUM]! += this.clock[0]! - this.calls.doubles[(call << CALL_DOUBLES_SHIFT) + F_SENT]!
    } else {
      edges[e + E_FAILED]! += 1
      const at = edge * CLASS_COUNT + this.calls.ints[(call << CALL_INTS_SHIFT) + C_CLASS]!
      this.edgeFailures[at]! += 1
    }
  }

  /** A caller's time limit for one call is over: it goes on without the answer, while the callee does not know. */
  protected cutOff(call: number): void {
    const ints = this.calls.ints
    const at = call << CALL_INTS_SHIFT
    const parent = ints[at + C_PARENT]!
    if (parent < 0 || ints[at + C_STATE] === LOST) {
      if (ints[at + C_STATE] === LOST) this.missed(call)
      return
    }
    const edge = ints[at + C_EDGE]!
    const op = ints[at + C_OP]!
    this.answerFate = ints[at + C_STATE] === OUTBOUND ? UNREACHED : BROKEN
    this._countReturn(call, edge, TIMEOUT)
    this.cause = this.causeOfWait(parent)
    this.abandon(parent)
    ints[at + C_PARENT] = CUT_OFF
    const node = ints[(parent << CALL_INTS_SHIFT) + C_NODE]!
    this.behaviours[node]!.replied(this.engine, parent, edge, op, TIMEOUT)
  }

  /** The fault by which a call waits for as long as it does: the one at the lowest place where it, or what it asked, stands. */
  causeOfWait(call: number): number {
    if (this.blame.isIdle) return -1
    const { ints, causes } = this.calls
    let cause = -1
    for (let next = call; next >= 0; next = ints[(next << CALL_INTS_SHIFT) + C_CHILD]!) {
      const at = next << CALL_INTS_SHIFT
      const here = ints[at + C_STATE] === LOST ? causes[next]! : this.causeOfLoad(ints[at + C_NODE]!)
      if (here >= 0) cause = here
    }
    return cause
  }

  /** Cuts a call off from what it waits for; the abandoned work goes on burning capacity. */
  abandon(call: number): void {
    const ints = this.calls.ints
    const child = ints[(call << CALL_INTS_SHIFT) + C_CHILD]!
    if (child < 0) return
    ints[(child << CALL_INTS_SHIFT) + C_PARENT] = -1
    ints[(call << CALL_INTS_SHIFT) + C_CHILD] = -1
    if (ints[(child << CALL_INTS_SHIFT) + C_STATE] === LOST) this._freeLost(child)
  }

  protected giveUp(call: number): void {
    this.cause = this.causeOfLoad(this.calls.ints[(call << CALL_INTS_SHIFT) + C_NODE]!)
    this.reply(call, TIMEOUT)
  }

  /** Gives an arriving call a slot, or lets it wait in the queue; sheds it when the queue is full. */
  enter(call: number, node: number): void {
    if (this.crowds?.enter(call, node)) return
    const n = node << NODE_DOUBLES_SHIFT
    const nodes = this.nodeDoubles
    if (nodes[n + N_BUSY]! < nodes[n + N_SLOTS]!) {
      this.accumulate(node)
      nodes[n + N_BUSY]! += 1
      SPAN[0] = 0
      this.start(call, node)
      return
    }
    if (nodes[n + N_QUEUE]! >= nodes[n + N_QUEUE_MAX]!) {
      this.refuse(call, node, SHED)
      return
    }
    this.accumulate(node)
    this.enqueue(call, node)
  }

  /** Begins the service of a call after a time. */
  startIn(call: number, ticks: number): void {
    this.calls.ints[(call << CALL_INTS_SHIFT) + C_STATE] = QUEUED
    this.limitSingly(call, ticks, EV_START)
  }

  /** Gives a waiting call up after a time, because nobody waits for it any more. */
  expireIn(call: number, ticks: number): void {
    this.calls.ints[(call << CALL_INTS_SHIFT) + C_STATE] = QUEUED
    this.limitSingly(call, ticks, EV_EXPIRED)
  }

  /** Ends the waiting of a call after a time (`timedOut` follows), unless its generation changes first. */
  setTimeLimit(call: number, ticks: number): void {
    this.limitCall(call, ticks, EV_TIMEOUT)
  }

  /** Something happens to a call after a time, unless its generation changes first. */
  protected limitCall(call: number, ticks: number, code: number): void {
    const generation = this.calls.ints[(call << CALL_INTS_SHIFT) + C_GENERATION]!
    const ring = this.schedule.ring(ticks, true)
    if (ring >= 0) this.schedule.pushRing(ring, (call << EVENT_BITS) | code, generation)
    else this.limitSingly(call, ticks, code)
  }

  /** The same for a time that no other call has. */
  protected limitSingly(call: number, ticks: number, code: number): void {
    if (this.timers.length - this.freeTimers.length >= this._timersMax) this._forgetLimits()
    const index = this.newTimer(code, LIMIT, call)
    this.timers[index]!.generation = this.calls.ints[(call << CALL_INTS_SHIFT) + C_GENERATION]!
    this.schedule.cell[0] = this.clock[0]! + ticks
    this.schedule.push((index << EVENT_BITS) | EV_TIMER)
  }

  /** Forgets time limits without a ring whose calls are over: there are never many more of them than calls that live. */
  private _forgetLimits(): void {
    this.schedule.filter((payload) => {
      const index = payload >> EVENT_BITS
      const timer = (payload & 15) === EV_TIMER ? this.timers[index] : undefined
      if (timer?.code !== LIMIT) return true
      if (this.calls.ints[(timer.data << CALL_INTS_SHIFT) + C_GENERATION] === timer.generation) return true
      this.timers[index] = undefined
      this.freeTimers.push(index)
      return false
    })
    this._timersMax = Math.max(TIMERS_MIN, 2 * (this.timers.length - this.freeTimers.length))
  }
}

/** `E_DELAY` of a far edge over which users travel themselves: their last mile counts too. */
export const FAR_USER = -1
/** `E_DELAY` of a far edge whose caller stands at the user's place. */
export const FAR_EDGE = -2
