import {
  C_ATTEMPT,
  C_CHILD,
  C_CLASS,
  C_EDGE,
  C_KEY,
  C_NODE,
  C_OUTCOME,
  C_PARENT,
  C_STATE,
  C_USER,
  CALL_DOUBLES_SHIFT,
  CALL_INTS_SHIFT,
  EV_SERVED,
  EVENT_BITS,
  F_ARRIVED,
  F_DEADLINE,
  M_FAILED_BY,
  MESSAGE_EDGE,
  N_ARRIVED,
  N_CONNECT,
  N_DONE,
  N_LATENCY_SUM,
  NODE_DOUBLES_SHIFT,
  NODE_INTS_SHIFT,
  SERVING,
} from '../core/codes.ts'
import type { Machine } from '../core/contract.ts'
import { roomOf } from '../core/engine-room.ts'
import { BUCKETS, SPAN, spanBucket } from '../core/histogram.ts'
import { OK, SHED, USERS } from '../core/vocabulary.ts'
import { type Zipf, zipf } from './zipf.ts'

/** Where a request of a client comes from, in place of an edge: an open load, somebody who only asks whether a task is done, a user who thinks after it. */
export const ORIGIN = { arrived: -1, poll: -2, user: -3 } as const

/** Whom the requests of a client come from, and which keys they are about. */
export class Audience {
  private readonly _keyStream: number
  private readonly _userStream: number
  private _keys = 0
  private _alpha = 0
  private _zipf: Zipf | null = null
  private _users = 1

  constructor(keyStream: number, userStream: number) {
    this._keyStream = keyStream
    this._userStream = userStream
  }

  /** So many users are told apart, and their keys are as popular as Zipf's law with this exponent says. */
  configure(users: number, keys: number, alpha: number): void {
    this._users = users
    if (keys === this._keys && alpha === this._alpha) return
    this._keys = keys
    this._alpha = alpha
    this._zipf = null
  }

  drawKey(engine: Machine, stream = this._keyStream): number {
    this._zipf ??= zipf(this._keys, this._alpha)
    return this._zipf.draw(engine.streams, stream)
  }

  drawUser(engine: Machine, node: number): number {
    return node * USERS + engine.streams.below(this._userStream, this._users)
  }
}

/** The time limit of a client's requests is its own; none of its calls has one besides. */
export function setAsker(engine: Machine, node: number): void {
  roomOf(engine).nodeDoubles[(node << NODE_DOUBLES_SHIFT) + N_CONNECT] = 0
}

/** A request of a client begins: its call, or -1 where the engine has no record for it, so that it is shed and counted. */
export function beginRequest(
  engine: Machine,
  node: number,
  requestClass: number,
  origin: number,
  audience: Audience,
): number {
  const { nodeDoubles, calls, keyed, clock } = roomOf(engine)
  const n = node << NODE_DOUBLES_SHIFT
  nodeDoubles[n + N_ARRIVED] = nodeDoubles[n + N_ARRIVED]! + 1
  engine.tally.begin(requestClass)
  const call = calls.allocate()
  if (call < 0) {
    engine.noteNoRoom()
    engine.tally.end(requestClass, SHED)
    roomOf(engine).countFailure(node, requestClass)
    return -1
  }
  const ints = calls.ints
  const at = call << CALL_INTS_SHIFT
  ints[at + C_PARENT] = -1
  ints[at + C_CHILD] = -1
  ints[at + C_EDGE] = origin
  ints[at + C_NODE] = node
  ints[at + C_CLASS] = requestClass
  ints[at + C_OUTCOME] = OK
  ints[at + C_ATTEMPT] = 0
  ints[at + C_KEY] = keyed ? audience.drawKey(engine) : 0
  ints[at + C_USER] = keyed ? audience.drawUser(engine, node) : 0
  calls.doubles[(call << CALL_DOUBLES_SHIFT) + F_ARRIVED] = clock[0]!
  if (engine.observer !== null) engine.observer.begun(call, node)
  return call
}

/** Begins the wait for an answer: whoever works for it may know until when, and `timedOut` follows. */
export function giveTime(engine: Machine, call: number, ticks: number): void {
  const { calls, clock } = roomOf(engine)
  calls.doubles[(call << CALL_DOUBLES_SHIFT) + F_DEADLINE] = clock[0]! + ticks
  engine.setTimeLimit(call, ticks)
}

/** Another try of a request begins after a time that no other has: `served` follows. */
export function waitForRetry(engine: Machine, call: number, ticks: number): void {
  const { calls, clock, schedule } = roomOf(engine)
  calls.ints[(call << CALL_INTS_SHIFT) + C_STATE] = SERVING
  schedule.cell[0] = clock[0]! + ticks
  schedule.push((call << EVENT_BITS) | EV_SERVED)
}

/** A request is over for its client: it is counted, and its call is gone. Gives its origin. */
export function endRequest(engine: Machine, call: number, node: number, outcome: number): number {
  const { nodeDoubles, nodeInts, latencyCounts, calls, clock } = roomOf(engine)
  const ints = calls.ints
  const at = call << CALL_INTS_SHIFT
  const requestClass = ints[at + C_CLASS]!
  const n = node << NODE_DOUBLES_SHIFT
  const latency = clock[0]! - calls.doubles[(call << CALL_DOUBLES_SHIFT) + F_ARRIVED]!
  SPAN[0] = latency
  if (outcome === OK) {
    nodeDoubles[n + N_DONE] = nodeDoubles[n + N_DONE]! + 1
    nodeDoubles[n + N_LATENCY_SUM] = nodeDoubles[n + N_LATENCY_SUM]! + latency
    const bucket = node * BUCKETS + spanBucket()
    latencyCounts[bucket] = latencyCounts[bucket]! + 1
  } else {
    roomOf(engine).countFailure(node, requestClass)
    nodeInts[(node << NODE_INTS_SHIFT) + M_FAILED_BY] = engine.cause
    engine.tally.blame(requestClass, engine.cause)
  }
  engine.tally.end(requestClass, outcome)
  if (engine.observer !== null) engine.observer.ended(call, outcome)
  const origin = ints[at + C_EDGE]!
  calls.free(call)
  return origin
}

/** Users of a closed load whose request is under way. */
export const usersAskingAt = (engine: Machine, node: number): number =>
  requestsOf(engine, node).filter(
    (call) => roomOf(engine).calls.ints[(call << CALL_INTS_SHIFT) + C_EDGE] === ORIGIN.user,
  ).length

/** Calls of the requests of a client that are not over. */
export function requestsOf(engine: Machine, node: number): number[] {
  const { calls } = roomOf(engine)
  const open: number[] = []
  calls.forEachLive((call) => {
    const at = call << CALL_INTS_SHIFT
    const edge = calls.ints[at + C_EDGE]!
    const isRequest = edge < 0 && edge > MESSAGE_EDGE
    if (calls.ints[at + C_NODE] === node && isRequest) open.push(call)
  })
  return open
}
