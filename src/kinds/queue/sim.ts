import type { Behaviour } from '../../sim/behaviour.ts'
import type { TargetGroup } from '../../sim/choice.ts'
import {
  C_ATTEMPT,
  C_CHILD,
  C_CLASS,
  C_COHORT,
  C_EDGE,
  C_FIRST,
  C_KEY,
  C_NODE,
  C_OUTCOME,
  C_PARENT,
  C_STATE,
  CALL_DOUBLES,
  CALL_INTS,
  F_ARRIVED,
  N_DONE,
  N_LATENCY_SUM,
  N_QUEUE,
  N_QUEUE_MAX,
  N_SLOTS,
  NODE_DOUBLES,
  OK,
  OP,
  QUEUED,
  SHED,
  TASK,
  TICKS_PER_SEC,
  WAITING,
} from '../../sim/codes.ts'
import { freeSlots, reserve, unreserve } from '../../sim/consumers.ts'
import type { Engine } from '../../sim/engine.ts'
import { BUCKETS, bucketOf } from '../../sim/histogram.ts'
import { limitParam, numberParam, ticksParam } from '../../sim/station.ts'

/** Timer code: the engine may have room again. */
const RETRY = 6

interface QueueState {
  visibilityTicks: number
  receivesMax: number
  deadLetters: number
  redelivered: number
  /** A delivery found no call record and is about to be tried again. */
  retrying: boolean
}

/**
 * Acknowledges at once and keeps the message until a worker has acknowledged it. A message is a call of its own: queued
 * while it waits, waiting while it is out for delivery; its time limit is the visibility timeout.
 */
export const queue: Behaviour = {
  configure(engine, node, params) {
    const known = engine.local[node] as QueueState | undefined
    const state = known ?? {
      visibilityTicks: 0,
      receivesMax: 1,
      deadLetters: 0,
      redelivered: 0,
      retrying: false,
    }
    engine.local[node] = state
    state.visibilityTicks = ticksParam(params, 'visibilityMs')
    state.receivesMax = numberParam(params, 'receivesMax')
    engine.nodeDoubles[node * NODE_DOUBLES + N_QUEUE_MAX] = limitParam(params, 'depthMax')
    // Messages wait for consumers, not for slots of the queue.
    engine.nodeDoubles[node * NODE_DOUBLES + N_SLOTS] = 0
  },

  arrive(engine, call, node) {
    const n = node * NODE_DOUBLES
    if (
      engine.nodeDoubles[n + N_QUEUE]! >= engine.nodeDoubles[n + N_QUEUE_MAX]! &&
      !canDeliver(engine, node)
    ) {
      engine.refuse(call, node, SHED)
      return
    }
    const message = newMessage(engine, call, node)
    if (message < 0) {
      engine.noteLimit()
      engine.refuse(call, node, SHED)
      return
    }
    engine.replyUncounted(call, OK)
    engine.accumulate(node)
    engine.enqueue(message, node)
    deliver(engine, node)
  },

  served() {},

  replied(engine, message, _edge, _op, outcome) {
    const node = engine.calls.ints[message * CALL_INTS + C_NODE]!
    unreserve(engine, engine.calls.ints[message * CALL_INTS + C_FIRST]!)
    // A worker that died does not report: its message comes back when the visibility timeout ends.
    if (outcome === OK && engine.isAlive(node)) acknowledge(engine, message, node)
    deliver(engine, node)
  },

  timedOut(engine, message, node) {
    const state = engine.local[node] as QueueState
    const ints = engine.calls.ints
    const at = message * CALL_INTS
    const child = ints[at + C_CHILD]!
    if (child >= 0) {
      // The worker is still at it: the message is delivered a second time, and the first answer will be ignored.
      unreserve(engine, ints[at + C_FIRST]!)
      engine.abandon(message)
    }
    if (ints[at + C_ATTEMPT]! + 1 >= state.receivesMax) {
      state.deadLetters++
      engine.mark('deadLetter', node, '')
      engine.calls.free(message)
      return
    }
    state.redelivered++
    engine.accumulate(node)
    engine.enqueue(message, node)
    deliver(engine, node)
  },

  /** Messages are on disk: an outage delays them, and loses none. */
  killed() {},

  restored(engine, node) {
    deliver(engine, node)
  },

  retired(engine, node) {
    const ints = engine.calls.ints
    const messages: number[] = []
    engine.calls.forEachLive((call) => {
      const at = call * CALL_INTS
      const state = ints[at + C_STATE]
      if (ints[at + C_NODE] === node && (state === QUEUED || state === WAITING)) messages.push(call)
    })
    engine.emptyStation(node)
    for (const message of messages) {
      const child = ints[message * CALL_INTS + C_CHILD]!
      if (child >= 0) unreserve(engine, ints[message * CALL_INTS + C_FIRST]!)
      engine.abandon(message)
      engine.calls.free(message)
    }
  },

  timer(engine, node, code) {
    if (code === RETRY) (engine.local[node] as QueueState).retrying = false
    deliver(engine, node)
  },

  read(engine, node) {
    const state = engine.local[node] as QueueState
    const head = engine.headOf(node)
    const oldest = head < 0 ? 0 : engine.now - engine.calls.doubles[head * CALL_DOUBLES + F_ARRIVED]!
    return {
      depth: engine.nodeDoubles[node * NODE_DOUBLES + N_QUEUE]!,
      oldestMs: oldest / 1e6,
      deadLetters: state.deadLetters,
      redelivered: state.redelivered,
    }
  },
}

function newMessage(engine: Engine, call: number, node: number): number {
  const message = engine.calls.allocate()
  if (message < 0) return -1
  const ints = engine.calls.ints
  const from = call * CALL_INTS
  const at = message * CALL_INTS
  ints[at + C_PARENT] = -1
  ints[at + C_CHILD] = -1
  ints[at + C_EDGE] = -1
  ints[at + C_NODE] = node
  ints[at + C_CLASS] = TASK
  ints[at + C_KEY] = ints[from + C_KEY]!
  ints[at + C_COHORT] = ints[from + C_COHORT]!
  ints[at + C_OUTCOME] = OK
  // Deliveries so far, less one: the first one is no repetition.
  ints[at + C_ATTEMPT] = -1
  engine.calls.doubles[message * CALL_DOUBLES + F_ARRIVED] = engine.now
  return message
}

const consumersOf = (engine: Engine, node: number): TargetGroup | undefined =>
  engine.plans[node]![TASK]?.[0]?.group

const canDeliver = (engine: Engine, node: number): boolean =>
  engine.isAlive(node) && nextConsumer(engine, node) >= 0

/** Index of a consumer with a free slot, in turn; -1 when all are busy or down. */
function nextConsumer(engine: Engine, node: number): number {
  const group = consumersOf(engine, node)
  if (!group) return -1
  const usable = Uint8Array.from(group.edges, (edge) =>
    freeSlots(engine, engine.edgeTargets[edge]!) > 0 ? 1 : 0,
  )
  return group.next(usable)
}

/** Hands out messages as long as a consumer has a free slot. */
function deliver(engine: Engine, node: number): void {
  if (!engine.isAlive(node)) return
  const n = node * NODE_DOUBLES
  const state = engine.local[node] as QueueState
  while (engine.nodeDoubles[n + N_QUEUE]! > 0) {
    const index = nextConsumer(engine, node)
    if (index < 0) return
    if (engine.calls.full) {
      retryLater(engine, node, state)
      return
    }
    engine.accumulate(node)
    const message = engine.dequeue(node)
    const at = message * CALL_INTS
    const edge = consumersOf(engine, node)!.edges[index]!
    engine.calls.ints[at + C_STATE] = WAITING
    engine.calls.ints[at + C_ATTEMPT] = engine.calls.ints[at + C_ATTEMPT]! + 1
    engine.calls.renew(message)
    engine.limit(message, state.visibilityTicks)
    // The slot is given back by the consumer's number, not by the wire: an edit may lead that to somebody else.
    const consumer = engine.edgeTargets[edge]!
    engine.calls.ints[at + C_FIRST] = consumer
    reserve(engine, consumer)
    engine.callOn(message, edge, OP.consume)
  }
}

/** Messages wait in the queue while the engine has no room for their deliveries. */
function retryLater(engine: Engine, node: number, state: QueueState): void {
  if (state.retrying) return
  state.retrying = true
  engine.after(TICKS_PER_SEC, node, RETRY, 0)
}

/** The work of a message is done: its time from publishing to this moment is the queue's latency. */
function acknowledge(engine: Engine, message: number, node: number): void {
  const latency = engine.now - engine.calls.doubles[message * CALL_DOUBLES + F_ARRIVED]!
  const n = node * NODE_DOUBLES
  engine.nodeDoubles[n + N_DONE] = engine.nodeDoubles[n + N_DONE]! + 1
  engine.nodeDoubles[n + N_LATENCY_SUM] = engine.nodeDoubles[n + N_LATENCY_SUM]! + latency
  const bucket = node * BUCKETS + bucketOf(latency)
  engine.latencyCounts[bucket] = engine.latencyCounts[bucket]! + 1
  engine.calls.free(message)
}
