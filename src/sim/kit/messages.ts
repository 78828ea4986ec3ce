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
  C_STEP,
  C_USER,
  CALL_DOUBLES,
  CALL_INTS,
  F_ARRIVED,
  F_DEADLINE,
  F_SENT,
  MESSAGE_EDGE,
  N_DONE,
  N_LATENCY_SUM,
  NODE_DOUBLES,
  QUEUED,
  WAITING,
} from '../core/codes.ts'
import type { Machine } from '../core/contract.ts'
import { roomOf } from '../core/engine-room.ts'
import { BUCKETS, bucketOf } from '../core/histogram.ts'
import { TIMER } from '../core/timers.ts'
import { OK, OP, TASK } from '../core/vocabulary.ts'
import { reserve, unreserve } from './consumers.ts'

/**
 * A message stands for the task that a call has brought, and is a call of its own: queued while it waits, waiting while it is out
 * for delivery. `order` is how many of all messages came before it. -1 where the engine has no room for it.
 */
export function newMessage(engine: Machine, call: number, node: number, order: number): number {
  const { calls } = roomOf(engine)
  const message = engine.tasks.full ? -1 : calls.allocate()
  if (message < 0) return -1
  const { ints, doubles } = calls
  const from = call * CALL_INTS
  const at = message * CALL_INTS
  ints[at + C_PARENT] = -1
  ints[at + C_CHILD] = -1
  ints[at + C_EDGE] = MESSAGE_EDGE
  ints[at + C_NODE] = node
  ints[at + C_CLASS] = TASK
  ints[at + C_KEY] = ints[from + C_KEY]!
  ints[at + C_USER] = ints[from + C_USER]!
  ints[at + C_OUTCOME] = OK
  calls.setCause(message, -1)
  // Who asked for it may want to know when it is done.
  ints[at + C_STEP] = engine.tasks.accept(ints[from + C_USER]!, engine.now)
  doubles[message * CALL_DOUBLES + F_DEADLINE] = Number.POSITIVE_INFINITY
  startPolling(engine, ints[at + C_STEP]!)
  // Deliveries so far, less one: the first one is no repetition.
  ints[at + C_ATTEMPT] = -1
  doubles[message * CALL_DOUBLES + F_ARRIVED] = engine.now
  // A message travels over no wire.
  doubles[message * CALL_DOUBLES + F_SENT] = order
  if (engine.observer !== null) engine.observer.queued(message, call)
  return message
}

/** How many of all messages came before this one. */
export const orderOf = (engine: Machine, message: number): number =>
  roomOf(engine).calls.doubles[message * CALL_DOUBLES + F_SENT]!

/** How often a message was delivered. */
export const deliveriesOf = (engine: Machine, message: number): number => engine.calls.attemptOf(message) + 1

/** Slot of the consumer that a message was given to last. */
export const consumerOf = (engine: Machine, message: number): number => engine.calls.noteOf(message)

/** The call by which a message is out for delivery, or -1. */
export const deliveryOf = (engine: Machine, message: number): number =>
  roomOf(engine).calls.ints[message * CALL_INTS + C_CHILD]!

/** Gives a message over an edge to a consumer, which has promised a slot for it; `timedOut` follows after `visibleAfterTicks`. */
export function deliverMessage(
  engine: Machine,
  message: number,
  edge: number,
  visibleAfterTicks: number,
): void {
  const { calls } = roomOf(engine)
  calls.ints[message * CALL_INTS + C_STATE] = WAITING
  calls.setAttempt(message, calls.attemptOf(message) + 1)
  if (deliveriesOf(engine, message) === 1)
    engine.lags[calls.nodeOf(message)]!.note(engine.now - calls.arrivedAt(message))
  calls.renew(message)
  engine.setTimeLimit(message, visibleAfterTicks)
  // The slot is given back by the consumer's number, not by the wire: an edit may lead that to somebody else.
  const consumer = engine.edgeTargets[edge]!
  calls.setNote(message, consumer)
  reserve(engine, consumer)
  engine.callOn(message, edge, OP.consume)
}

/** The work of a message is done: its time from publishing to this moment is the queue's latency. */
export function countDone(engine: Machine, message: number, node: number): void {
  const { nodeDoubles, latencyCounts } = roomOf(engine)
  const latency = engine.now - engine.calls.arrivedAt(message)
  const n = node * NODE_DOUBLES
  nodeDoubles[n + N_DONE] = nodeDoubles[n + N_DONE]! + 1
  nodeDoubles[n + N_LATENCY_SUM] = nodeDoubles[n + N_LATENCY_SUM]! + latency
  const bucket = node * BUCKETS + bucketOf(latency)
  latencyCounts[bucket] = latencyCounts[bucket]! + 1
}

/** A message ends, with its task done or not: whoever asked for it may learn of the former. */
export function endMessage(engine: Machine, message: number, isDone: boolean): void {
  const { calls } = roomOf(engine)
  const ticket = calls.ints[message * CALL_INTS + C_STEP]!
  if (isDone) announce(engine, ticket)
  else engine.tasks.forget(ticket)
  if (engine.observer !== null) engine.observer.returned(message)
  calls.free(message)
}

/** An edit removed a queue: its messages are gone, while what their consumers do with them goes on. */
export function endAllMessages(engine: Machine, node: number): void {
  const { calls } = roomOf(engine)
  const messages: number[] = []
  calls.forEachLive((call) => {
    const at = call * CALL_INTS
    const state = calls.ints[at + C_STATE]
    if (calls.ints[at + C_NODE] === node && (state === QUEUED || state === WAITING)) messages.push(call)
  })
  roomOf(engine).emptyStation(node)
  for (const message of messages) {
    if (deliveryOf(engine, message) >= 0) unreserve(engine, consumerOf(engine, message))
    engine.abandon(message)
    endMessage(engine, message, false)
  }
}

function startPolling(engine: Machine, ticket: number): void {
  const task = engine.tasks.get(ticket)
  if (task?.completion.way === 'polling')
    engine.after(task.completion.pollTicks, task.client, TIMER.poll, ticket)
}

/** Whoever asked for a task learns that it is done: at once, or when it asks the next time. */
function announce(engine: Machine, ticket: number): void {
  const task = engine.tasks.get(ticket)
  if (!task) return
  task.done = true
  if (task.completion.way === 'callback')
    engine.behaviours[task.client]!.timer(engine, task.client, TIMER.taskDone, ticket)
}
