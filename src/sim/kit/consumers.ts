import type { TargetGroup } from '../core/choice.ts'
import {
  C_CHILD,
  C_EDGE,
  C_STATE,
  CALL_INTS,
  M_RESERVED,
  MESSAGE_EDGE,
  N_QUEUE_MAX,
  N_SERVICE,
  N_SLOTS,
  NODE_DOUBLES,
  NODE_INTS,
  WAITING,
} from '../core/codes.ts'
import type { Capacity, Machine } from '../core/contract.ts'
import { roomOf } from '../core/engine-room.ts'
import { TIMER } from '../core/timers.ts'
import { TASK } from '../core/vocabulary.ts'

/** Slots of a consumer that are neither busy nor promised to a message on its way; none while it drains or is down. */
export function freeSlots(engine: Machine, consumer: number): number {
  if (!engine.isAlive(consumer) || engine.isDraining(consumer)) return 0
  return (
    roomOf(engine).nodeDoubles[consumer * NODE_DOUBLES + N_SLOTS]! -
    roomOf(engine).nodeInts[consumer * NODE_INTS + M_RESERVED]!
  )
}

export function reserve(engine: Machine, consumer: number): void {
  const at = consumer * NODE_INTS + M_RESERVED
  roomOf(engine).nodeInts[at] = roomOf(engine).nodeInts[at]! + 1
}

export function unreserve(engine: Machine, consumer: number): void {
  const at = consumer * NODE_INTS + M_RESERVED
  roomOf(engine).nodeInts[at] = roomOf(engine).nodeInts[at]! - 1
  wakeFeeders(engine, consumer)
}

/** Lets the queues that feed a consumer hand out messages: it has room, or is back. */
export function wakeFeeders(engine: Machine, consumer: number): void {
  for (const feeder of engine.feedersOf.get(consumer) ?? [])
    engine.behaviours[feeder]!.timer(engine, feeder, TIMER.wake, 0)
}

/** Whether the slots that a consumer has promised are as many as messages that it was given and has not reported. */
export function brokenPromises(engine: Machine, consumer: number): string[] {
  const { calls, nodeInts } = roomOf(engine)
  const promised = nodeInts[consumer * NODE_INTS + M_RESERVED]!
  let given = 0
  calls.forEachLive((call) => {
    const at = call * CALL_INTS
    const isMessage = calls.ints[at + C_EDGE] === MESSAGE_EDGE
    const isOut = calls.ints[at + C_STATE] === WAITING && calls.ints[at + C_CHILD]! >= 0
    if (isMessage && isOut && calls.noteOf(call) === consumer) given++
  })
  return promised === given ? [] : [`${promised} slots are promised, and ${given} messages are out`]
}

/** The consumers of a queue as one station, of which at most so many slots work at once. */
export function asStation(
  engine: Machine,
  node: number,
  group: TargetGroup | undefined,
  slotsMax: number,
): Capacity {
  const consumers = [...(group?.edges ?? [])].map((edge) => engine.edgeTargets[edge]!)
  let slots = 0
  for (const consumer of consumers)
    if (engine.isAlive(node) && engine.isAlive(consumer))
      slots += roomOf(engine).nodeDoubles[consumer * NODE_DOUBLES + N_SLOTS]!
  return {
    slots: Math.min(slots, slotsMax),
    queueMax: roomOf(engine).nodeDoubles[node * NODE_DOUBLES + N_QUEUE_MAX]!,
    stayTicks: roomOf(engine).nodeDoubles[(consumers[0] ?? node) * NODE_DOUBLES + N_SERVICE + TASK]!,
    cv: 1,
    newestFirst: false,
  }
}
