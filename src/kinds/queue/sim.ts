import type { TargetGroup } from '../../sim/core/choice.ts'
import {
  C_ATTEMPT,
  C_CHILD,
  C_CLASS,
  C_EDGE,
  C_FIRST,
  C_KEY,
  C_NEXT,
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
  N_DONE,
  N_DOWN_SINCE,
  N_LATENCY_SUM,
  N_QUEUE,
  N_QUEUE_MAX,
  N_QUEUE_PEAK,
  N_SLOTS,
  NODE_DOUBLES,
  QUEUED,
  WAITING,
} from '../../sim/core/codes.ts'
import type { Behaviour, Capacity, Machine, MessageBacklog } from '../../sim/core/contract.ts'
import { BUCKETS, bucketOf } from '../../sim/core/histogram.ts'
import { LagCount } from '../../sim/core/node-measures.ts'
import { NodeState } from '../../sim/core/node-state.ts'
import { ownTimer, TIMER } from '../../sim/core/timers.ts'
import { OK, OP, SHED, TASK, TICKS_PER_SEC } from '../../sim/core/vocabulary.ts'

import { asStation, freeSlots, reserve, unreserve } from '../../sim/kit/consumers.ts'
import { Partitions } from '../../sim/kit/partitions.ts'
import { limitParam, numberParam, setCaller, ticksParam } from '../../sim/kit/station.ts'

/** Own timers: the engine may have room again; the oldest message may be next; it may be too old. */
const RETRY = ownTimer(0)
const DUE = ownTimer(1)
const EXPIRE = ownTimer(2)

interface QueueState {
  visibilityTicks: number
  /** Of partitions: how long a consumer may be silent until others get what it had. */
  sessionTicks: number
  receivesMax: number
  retentionTicks: number
  deadLetters: number
  redelivered: number
  expired: number
  /** A delivery found no call record and is about to be tried again. */
  retrying: boolean
  /** Somebody looks whether messages are too old. */
  watching: boolean
  /** Approximate mode, else null. */
  readonly backlog: MessageBacklog | null
  /** Where messages wait in partitions; null where any consumer takes the oldest one. */
  partitions: Partitions | null
  /** By consumer: 1 where it has a free slot; filled anew whenever one is looked for. */
  usable: Uint8Array
}

const STATE = new NodeState<QueueState>()

/**
 * Acknowledges at once and keeps the message until a worker has acknowledged it. A message is a call of its own: queued
 * while it waits, waiting while it is out for delivery; its time limit is the visibility timeout.
 */
export const queue: Behaviour = {
  keyed: (params) => params.delivery === 'partitioned',

  configure(engine, node, params) {
    const state = STATE.ensure(engine, node, () => newState(engine.crowds?.newBacklog(node, DUE) ?? null))
    state.visibilityTicks = ticksParam(params, 'visibilityMs')
    state.sessionTicks = ticksParam(params, 'sessionMs')
    state.receivesMax = numberParam(params, 'receivesMax')
    state.retentionTicks = ticksParam(params, 'retentionMs')
    engine.lags[node] ??= new LagCount()
    setCaller(engine, node, params)
    engine.nodeDoubles[node * NODE_DOUBLES + N_QUEUE_MAX] = limitParam(params, 'depthMax')
    // Messages wait for consumers, not for slots of the queue.
    engine.nodeDoubles[node * NODE_DOUBLES + N_SLOTS] = 0
    setPartitions(
      engine,
      node,
      state,
      params.delivery === 'partitioned' ? numberParam(params, 'partitions') : 0,
    )
  },

  arrive(engine, call, node) {
    if (!hasRoom(engine, node)) {
      engine.refuse(call, node, SHED)
      return
    }
    const message = newMessage(engine, call, node)
    if (message < 0) {
      engine.noteLimit()
      engine.refuse(call, node, SHED)
      return
    }
    if (engine.observer !== null) engine.observer.queued(message, call)
    engine.replyUncounted(call, OK)
    putIn(engine, message, node)
    const { partitions } = STATE.of(engine, node)
    if (partitions === null) deliver(engine, node)
    else deliverFrom(engine, node, partitions, partitions.partitionOf(engine, message))
  },

  served() {},

  replied(engine, message, _edge, _op, outcome) {
    const node = engine.calls.ints[message * CALL_INTS + C_NODE]!
    giveBack(engine, message, node)
    engine.calls.causes[message] = outcome === OK ? -1 : engine.cause
    // A worker that died does not report: its message comes back when the visibility timeout ends, or its session.
    if (outcome === OK && engine.isAlive(node)) acknowledge(engine, message, node)
    else if (outcome !== OK) endWithSession(engine, message, STATE.of(engine, node))
    deliver(engine, node)
  },

  timedOut(engine, message, node) {
    const state = STATE.of(engine, node)
    const ints = engine.calls.ints
    const at = message * CALL_INTS
    const child = ints[at + C_CHILD]!
    if (child >= 0) {
      engine.calls.causes[message] = engine.causeOfWait(child)
      // The worker is still at it: the message is delivered a second time, and the first answer will be ignored.
      giveBack(engine, message, node)
      engine.abandon(message)
    }
    if (ints[at + C_ATTEMPT]! + 1 >= state.receivesMax) {
      state.deadLetters++
      engine.mark('deadLetter', node, '', 0, engine.calls.causes[message])
      drop(engine, message, node)
      deliver(engine, node)
      return
    }
    state.redelivered++
    leavePartition(engine, message, state)
    putIn(engine, message, node, true)
    deliver(engine, node)
  },

  /** Messages are on disk: an outage delays them, and loses none. */
  killed() {},

  restored(engine, node) {
    deliver(engine, node)
  },

  /** A consumer drains, or does so no longer. */
  refreshed(engine, node) {
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
    STATE.of(engine, node).partitions = null
    for (const message of messages) {
      const child = ints[message * CALL_INTS + C_CHILD]!
      if (child >= 0) unreserve(engine, ints[message * CALL_INTS + C_FIRST]!)
      engine.abandon(message)
      engine.tasks.forget(ints[message * CALL_INTS + C_STEP]!)
      if (engine.observer !== null) engine.observer.returned(message)
      engine.calls.free(message)
    }
  },

  timer(engine, node, code) {
    const state = STATE.of(engine, node)
    if (code === EXPIRE) expire(engine, node, state)
    else {
      if (code === RETRY) state.retrying = false
      if (code === DUE) state.backlog?.looked()
      deliver(engine, node)
    }
  },

  read(engine, node) {
    const state = STATE.of(engine, node)
    const { weight } = engine
    const head = oldestMessage(engine, node, state)
    const oldest = head < 0 ? 0 : engine.now - engine.calls.doubles[head * CALL_DOUBLES + F_ARRIVED]!
    return {
      depth: engine.nodeDoubles[node * NODE_DOUBLES + N_QUEUE]! * weight,
      oldestMs: oldest / 1e6,
      deadLetters: state.deadLetters * weight,
      redelivered: state.redelivered * weight,
      expired: state.expired * weight,
    }
  },
}

function newMessage(engine: Machine, call: number, node: number): number {
  const message = engine.tasks.full ? -1 : engine.calls.allocate()
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
  ints[at + C_USER] = ints[from + C_USER]!
  ints[at + C_OUTCOME] = OK
  engine.calls.causes[message] = -1
  // Who asked for it may want to know when it is done.
  ints[at + C_STEP] = engine.tasks.accept(ints[from + C_USER]!, engine.now)
  engine.calls.doubles[message * CALL_DOUBLES + F_DEADLINE] = Number.POSITIVE_INFINITY
  startPolling(engine, ints[at + C_STEP]!)
  // Deliveries so far, less one: the first one is no repetition.
  ints[at + C_ATTEMPT] = -1
  engine.calls.doubles[message * CALL_DOUBLES + F_ARRIVED] = engine.now
  // A message travels over no wire; here stands how many of all messages came before it.
  engine.calls.doubles[message * CALL_DOUBLES + F_SENT] = STATE.of(engine, node).backlog?.accepted ?? 0
  return message
}

const consumersOf = (engine: Machine, node: number): TargetGroup | undefined =>
  engine.plans[node]![TASK]?.[0]?.group

const canDeliver = (engine: Machine, node: number): boolean =>
  engine.isAlive(node) && nextConsumer(engine, node) >= 0

/** Index of a consumer with a free slot, in turn; -1 when all are busy or down. */
function nextConsumer(engine: Machine, node: number): number {
  const group = consumersOf(engine, node)
  if (!group) return -1
  const state = STATE.of(engine, node)
  if (state.usable.length !== group.size) state.usable = new Uint8Array(group.size)
  for (let i = 0; i < group.size; i++)
    state.usable[i] = freeSlots(engine, engine.edgeTargets[group.edges[i]!]!) > 0 ? 1 : 0
  return group.next(state.usable)
}

/** Hands out messages as long as a consumer has a free slot. */
function deliver(engine: Machine, node: number): void {
  if (!engine.isAlive(node)) return
  const n = node * NODE_DOUBLES
  const state = STATE.of(engine, node)
  while (engine.nodeDoubles[n + N_QUEUE]! > 0) {
    if (!isDue(engine, node, state)) return
    if (engine.calls.full) {
      retryLater(engine, node, state)
      return
    }
    if (
      !(state.partitions === null
        ? deliverOldest(engine, node, state)
        : deliverPart(engine, node, state, state.partitions))
    )
      return
  }
}

/** The oldest message to whoever has a free slot; false when nobody has. */
function deliverOldest(engine: Machine, node: number, state: QueueState): boolean {
  const index = nextConsumer(engine, node)
  if (index < 0) return false
  engine.accumulate(node)
  handOver(engine, engine.dequeue(node), consumersOf(engine, node)!.edges[index]!, state)
  return true
}

/** The oldest message of a partition that is not worked on, to the consumer that the partition belongs to. */
function deliverPart(engine: Machine, node: number, state: QueueState, partitions: Partitions): boolean {
  const found = partitions.next((partition) => freeConsumer(engine, node, state, partitions, partition))
  if (!found) return false
  handOverFrom(engine, node, state, partitions, found.partition, found.consumer)
  return true
}

/** A message has come into a partition: nothing of the others can be handed out that could not be before. */
function deliverFrom(engine: Machine, node: number, partitions: Partitions, partition: number): void {
  const state = STATE.of(engine, node)
  if (!engine.isAlive(node) || !partitions.isReady(partition) || !isDue(engine, node, state)) return
  if (engine.calls.full) {
    retryLater(engine, node, state)
    return
  }
  const consumer = freeConsumer(engine, node, state, partitions, partition)
  if (consumer >= 0) handOverFrom(engine, node, state, partitions, partition, consumer)
}

/** Index of the consumer of a partition if it has a free slot, else -1. */
function freeConsumer(
  engine: Machine,
  node: number,
  state: QueueState,
  partitions: Partitions,
  partition: number,
): number {
  const group = consumersOf(engine, node)
  const index = group ? partitions.consumerOf(engine, partition, group, state.sessionTicks) : -1
  if (!group || index < 0) return -1
  return freeSlots(engine, engine.edgeTargets[group.edges[index]!]!) > 0 ? index : -1
}

function handOverFrom(
  engine: Machine,
  node: number,
  state: QueueState,
  partitions: Partitions,
  partition: number,
  consumer: number,
): void {
  engine.accumulate(node)
  const n = node * NODE_DOUBLES
  engine.nodeDoubles[n + N_QUEUE] = engine.nodeDoubles[n + N_QUEUE]! - 1
  const edge = consumersOf(engine, node)!.edges[consumer]!
  handOver(engine, partitions.take(engine, partition), edge, state)
}

function handOver(engine: Machine, message: number, edge: number, state: QueueState): void {
  const at = message * CALL_INTS
  engine.calls.ints[at + C_STATE] = WAITING
  engine.calls.ints[at + C_ATTEMPT] = engine.calls.ints[at + C_ATTEMPT]! + 1
  if (engine.calls.ints[at + C_ATTEMPT] === 0)
    engine.lags[engine.calls.ints[at + C_NODE]!]!.note(
      engine.now - engine.calls.doubles[message * CALL_DOUBLES + F_ARRIVED]!,
    )
  engine.calls.renew(message)
  engine.limit(message, state.visibilityTicks)
  // The slot is given back by the consumer's number, not by the wire: an edit may lead that to somebody else.
  const consumer = engine.edgeTargets[edge]!
  engine.calls.ints[at + C_FIRST] = consumer
  reserve(engine, consumer)
  state.backlog?.start(engine)
  engine.callOn(message, edge, OP.consume)
}

/** The consumer of a message has its slot back. */
function giveBack(engine: Machine, message: number, node: number): void {
  STATE.of(engine, node).backlog?.leave(engine)
  unreserve(engine, engine.calls.ints[message * CALL_INTS + C_FIRST]!)
}

/** A message that arrives is kept, or worked on at once. */
function hasRoom(engine: Machine, node: number): boolean {
  const { backlog } = STATE.of(engine, node)
  if (backlog !== null) return backlog.arrive(engine, consumption(engine, node))
  const n = node * NODE_DOUBLES
  return engine.nodeDoubles[n + N_QUEUE]! < engine.nodeDoubles[n + N_QUEUE_MAX]! || canDeliver(engine, node)
}

/** The consumers as one station, as the approximate mode wants them. */
const consumption = (engine: Machine, node: number): Capacity =>
  asStation(
    engine,
    node,
    consumersOf(engine, node),
    STATE.of(engine, node).partitions?.count ?? Number.POSITIVE_INFINITY,
  )

/** In the approximate mode the oldest message may have to wait for others that are not here. */
function isDue(engine: Machine, node: number, state: QueueState): boolean {
  if (state.backlog === null) return true
  const place = engine.calls.doubles[oldestMessage(engine, node, state) * CALL_DOUBLES + F_SENT]!
  return state.backlog.isDue(engine, node, place, consumption(engine, node))
}

/** A message of a partition that was not done comes back a session timeout later, or after the death of its consumer. */
function endWithSession(engine: Machine, message: number, state: QueueState): void {
  if (state.partitions === null) return
  const consumer = engine.calls.ints[message * CALL_INTS + C_FIRST]!
  const goneAt = engine.isAlive(consumer)
    ? engine.now
    : engine.nodeDoubles[consumer * NODE_DOUBLES + N_DOWN_SINCE]!
  engine.calls.renew(message)
  engine.limit(message, Math.max(0, goneAt + state.sessionTicks - engine.now))
}

/** Puts a message where it waits; one that comes back goes where it was: in front of its partition, or before all younger ones. */
function putIn(engine: Machine, message: number, node: number, back = false): void {
  const state = STATE.of(engine, node)
  engine.accumulate(node)
  if (state.partitions === null) {
    if (back) engine.enqueueAfter(message, node, lastOlder(engine, message, node))
    else engine.enqueue(message, node)
  } else {
    state.partitions.put(engine, message, back)
    const n = node * NODE_DOUBLES
    const depth = engine.nodeDoubles[n + N_QUEUE]! + 1
    engine.nodeDoubles[n + N_QUEUE] = depth
    if (depth > engine.nodeDoubles[n + N_QUEUE_PEAK]!) engine.nodeDoubles[n + N_QUEUE_PEAK] = depth
  }
  if (state.watching) return
  state.watching = true
  engine.after(state.retentionTicks, node, EXPIRE, 0)
}

/** Of the messages that wait the last one that is older than another; -1 when none is. */
function lastOlder(engine: Machine, message: number, node: number): number {
  const { ints, doubles } = engine.calls
  const arrivedAt = doubles[message * CALL_DOUBLES + F_ARRIVED]!
  let last = -1
  for (
    let next = engine.headOf(node);
    next >= 0 && doubles[next * CALL_DOUBLES + F_ARRIVED]! <= arrivedAt;
    next = ints[next * CALL_INTS + C_NEXT]!
  )
    last = next
  return last
}

const oldestMessage = (engine: Machine, node: number, state: QueueState): number =>
  state.partitions === null ? engine.headOf(node) : state.partitions.oldest(engine)

/** Drops what has waited longer than the retention, and comes back when the next one is due. */
function expire(engine: Machine, node: number, state: QueueState): void {
  state.watching = false
  for (;;) {
    const message = oldestMessage(engine, node, state)
    if (message < 0) return
    const due = engine.calls.doubles[message * CALL_DOUBLES + F_ARRIVED]! + state.retentionTicks
    if (due > engine.now) {
      state.watching = true
      engine.after(due - engine.now, node, EXPIRE, 0)
      return
    }
    engine.accumulate(node)
    if (state.partitions === null) engine.dequeue(node)
    else {
      state.partitions.takeOldest(engine)
      engine.nodeDoubles[node * NODE_DOUBLES + N_QUEUE] =
        engine.nodeDoubles[node * NODE_DOUBLES + N_QUEUE]! - 1
    }
    state.expired++
    drop(engine, message, node)
  }
}

/** A message ends without having been worked on. */
function drop(engine: Machine, message: number, node: number): void {
  leavePartition(engine, message, STATE.of(engine, node))
  engine.tasks.forget(engine.calls.ints[message * CALL_INTS + C_STEP]!)
  if (engine.observer !== null) engine.observer.returned(message)
  engine.calls.free(message)
}

function leavePartition(engine: Machine, message: number, state: QueueState): void {
  state.partitions?.leave(engine, message)
}

/** Puts what waits into other partitions, or into one line. */
function setPartitions(engine: Machine, node: number, state: QueueState, count: number): void {
  if ((state.partitions?.count ?? 0) === count) return
  const waiting: number[] = []
  for (
    let message = oldestMessage(engine, node, state);
    message >= 0;
    message = oldestMessage(engine, node, state)
  ) {
    waiting.push(message)
    if (state.partitions === null) engine.dequeue(node)
    else state.partitions.takeOldest(engine)
  }
  engine.accumulate(node)
  engine.nodeDoubles[node * NODE_DOUBLES + N_QUEUE] = 0
  state.partitions = count === 0 ? null : new Partitions(count)
  for (const message of waiting) putIn(engine, message, node)
}

const newState = (backlog: MessageBacklog | null): QueueState => ({
  visibilityTicks: 0,
  sessionTicks: 0,
  receivesMax: 1,
  retentionTicks: Number.POSITIVE_INFINITY,
  deadLetters: 0,
  redelivered: 0,
  expired: 0,
  retrying: false,
  watching: false,
  backlog,
  partitions: null,
  usable: new Uint8Array(0),
})

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

/** Messages wait in the queue while the engine has no room for their deliveries. */
function retryLater(engine: Machine, node: number, state: QueueState): void {
  if (state.retrying) return
  state.retrying = true
  engine.after(TICKS_PER_SEC, node, RETRY, 0)
}

/** The work of a message is done: its time from publishing to this moment is the queue's latency. */
function acknowledge(engine: Machine, message: number, node: number): void {
  const latency = engine.now - engine.calls.doubles[message * CALL_DOUBLES + F_ARRIVED]!
  const n = node * NODE_DOUBLES
  engine.nodeDoubles[n + N_DONE] = engine.nodeDoubles[n + N_DONE]! + 1
  engine.nodeDoubles[n + N_LATENCY_SUM] = engine.nodeDoubles[n + N_LATENCY_SUM]! + latency
  const bucket = node * BUCKETS + bucketOf(latency)
  engine.latencyCounts[bucket] = engine.latencyCounts[bucket]! + 1
  leavePartition(engine, message, STATE.of(engine, node))
  announce(engine, engine.calls.ints[message * CALL_INTS + C_STEP]!)
  if (engine.observer !== null) engine.observer.returned(message)
  engine.calls.free(message)
}
