import type { TargetGroup } from '../../sim/core/choice.ts'
import type { Behaviour, Capacity, Machine, MessageBacklog } from '../../sim/core/contract.ts'
import { LagCount } from '../../sim/core/node-measures.ts'
import { NodeState } from '../../sim/core/node-state.ts'
import { ownTimer } from '../../sim/core/timers.ts'
import { OK, SHED, TASK, TICKS_PER_SEC } from '../../sim/core/vocabulary.ts'
import { asStation, freeSlots, unreserve } from '../../sim/kit/consumers.ts'
import { lineUp, oldestOf, takeFrom, takeOldest } from '../../sim/kit/message-line.ts'
import {
  consumerOf,
  countDone,
  deliveriesOf,
  deliverMessage,
  deliveryOf,
  endAllMessages,
  endMessage,
  newMessage,
  orderOf,
} from '../../sim/kit/messages.ts'
import { downSince, hasQueueRoom, queueOf } from '../../sim/kit/nodes.ts'
import { Partitions } from '../../sim/kit/partitions.ts'
import { limitParam, numberParam, setCaller, setWaitingRoom, ticksParam } from '../../sim/kit/station.ts'

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
    // Messages wait for consumers, not for slots of the queue.
    setWaitingRoom(engine, node, limitParam(params, 'depthMax'))
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
    const { partitions, backlog } = STATE.of(engine, node)
    const message = newMessage(engine, call, node, backlog?.accepted ?? 0)
    if (message < 0) {
      engine.noteNoRoom()
      engine.refuse(call, node, SHED)
      return
    }
    engine.replyUncounted(call, OK)
    putIn(engine, message, node)
    if (partitions === null) deliver(engine, node)
    else deliverFrom(engine, node, partitions, partitions.partitionOf(engine, message))
  },

  served() {},

  replied(engine, message, _edge, _op, outcome) {
    const node = engine.calls.nodeOf(message)
    giveBack(engine, message, node)
    engine.calls.setCause(message, outcome === OK ? -1 : engine.cause)
    // A worker that died does not report: its message comes back when the visibility timeout ends, or its session.
    if (outcome === OK && engine.isAlive(node)) acknowledge(engine, message, node)
    else if (outcome !== OK) endWithSession(engine, message, STATE.of(engine, node))
    deliver(engine, node)
  },

  timedOut(engine, message, node) {
    const state = STATE.of(engine, node)
    const delivery = deliveryOf(engine, message)
    if (delivery >= 0) {
      engine.calls.setCause(message, engine.causeOfWait(delivery))
      // The worker is still at it: the message is delivered a second time, and the first answer will be ignored.
      giveBack(engine, message, node)
      engine.abandon(message)
    }
    if (deliveriesOf(engine, message) >= state.receivesMax) {
      state.deadLetters++
      engine.mark('deadLetter', node, '', 0, engine.calls.causeOf(message))
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
    STATE.of(engine, node).partitions = null
    endAllMessages(engine, node)
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

  hasSlot: () => false,

  audit: (engine, node) => STATE.of(engine, node).partitions?.broken(engine, node) ?? [],

  read(engine, node) {
    const state = STATE.of(engine, node)
    const { weight } = engine
    const head = oldestOf(engine, node, state.partitions)
    const oldest = head < 0 ? 0 : engine.now - engine.calls.arrivedAt(head)
    return {
      depth: queueOf(engine, node) * weight,
      oldestMs: oldest / 1e6,
      deadLetters: state.deadLetters * weight,
      redelivered: state.redelivered * weight,
      expired: state.expired * weight,
    }
  },
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
  const state = STATE.of(engine, node)
  while (queueOf(engine, node) > 0) {
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
  handOver(engine, takeOldest(engine, node, null), consumersOf(engine, node)!.edges[index]!, state)
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
  const edge = consumersOf(engine, node)!.edges[consumer]!
  handOver(engine, takeFrom(engine, node, partitions, partition), edge, state)
}

function handOver(engine: Machine, message: number, edge: number, state: QueueState): void {
  state.backlog?.start(engine)
  deliverMessage(engine, message, edge, state.visibilityTicks)
}

/** The consumer of a message has its slot back. */
function giveBack(engine: Machine, message: number, node: number): void {
  STATE.of(engine, node).backlog?.leave(engine)
  unreserve(engine, consumerOf(engine, message))
}

/** A message that arrives is kept, or worked on at once. */
function hasRoom(engine: Machine, node: number): boolean {
  const { backlog } = STATE.of(engine, node)
  if (backlog !== null) return backlog.arrive(engine, consumption(engine, node))
  return hasQueueRoom(engine, node) || canDeliver(engine, node)
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
  const order = orderOf(engine, oldestOf(engine, node, state.partitions))
  return state.backlog.isDue(engine, node, order, consumption(engine, node))
}

/** A message of a partition that was not done comes back a session timeout later, or after the death of its consumer. */
function endWithSession(engine: Machine, message: number, state: QueueState): void {
  if (state.partitions === null) return
  const consumer = consumerOf(engine, message)
  const goneAt = engine.isAlive(consumer) ? engine.now : downSince(engine, consumer)
  engine.calls.renew(message)
  engine.setTimeLimit(message, Math.max(0, goneAt + state.sessionTicks - engine.now))
}

/** Puts a message where it waits, and sees to it that it does not do so for ever. */
function putIn(engine: Machine, message: number, node: number, back = false): void {
  const state = STATE.of(engine, node)
  lineUp(engine, node, state.partitions, message, back)
  if (state.watching) return
  state.watching = true
  engine.after(state.retentionTicks, node, EXPIRE, 0)
}

/** Drops what has waited longer than the retention, and comes back when the next one is due. */
function expire(engine: Machine, node: number, state: QueueState): void {
  state.watching = false
  for (;;) {
    const message = oldestOf(engine, node, state.partitions)
    if (message < 0) return
    const due = engine.calls.arrivedAt(message) + state.retentionTicks
    if (due > engine.now) {
      state.watching = true
      engine.after(due - engine.now, node, EXPIRE, 0)
      return
    }
    takeOldest(engine, node, state.partitions)
    state.expired++
    drop(engine, message, node)
  }
}

/** A message ends without having been worked on. */
function drop(engine: Machine, message: number, node: number): void {
  leavePartition(engine, message, STATE.of(engine, node))
  endMessage(engine, message, false)
}

function leavePartition(engine: Machine, message: number, state: QueueState): void {
  state.partitions?.leave(engine, message)
}

/** Puts what waits into other partitions, or into one line. */
function setPartitions(engine: Machine, node: number, state: QueueState, count: number): void {
  if ((state.partitions?.count ?? 0) === count) return
  const waiting: number[] = []
  for (;;) {
    const message = takeOldest(engine, node, state.partitions)
    if (message < 0) break
    waiting.push(message)
  }
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

/** Messages wait in the queue while the engine has no room for their deliveries. */
function retryLater(engine: Machine, node: number, state: QueueState): void {
  if (state.retrying) return
  state.retrying = true
  engine.after(TICKS_PER_SEC, node, RETRY, 0)
}

/** The work of a message is done. */
function acknowledge(engine: Machine, message: number, node: number): void {
  countDone(engine, message, node)
  leavePartition(engine, message, STATE.of(engine, node))
  endMessage(engine, message, true)
}
