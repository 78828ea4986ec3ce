import { M_RESERVED, N_SLOTS, NODE_DOUBLES, NODE_INTS } from './codes.ts'
import type { Engine } from './engine.ts'

/** Timer code: a consumer has room again, so its queues may hand out messages. */
export const WAKE = 4

/** Slots of a consumer that are neither busy nor promised to a message on its way; none while it drains or is down. */
export function freeSlots(engine: Engine, consumer: number): number {
  if (!engine.isAlive(consumer) || engine.isDraining(consumer)) return 0
  return (
    engine.nodeDoubles[consumer * NODE_DOUBLES + N_SLOTS]! -
    engine.nodeInts[consumer * NODE_INTS + M_RESERVED]!
  )
}

export function reserve(engine: Engine, consumer: number): void {
  const at = consumer * NODE_INTS + M_RESERVED
  engine.nodeInts[at] = engine.nodeInts[at]! + 1
}

export function unreserve(engine: Engine, consumer: number): void {
  const at = consumer * NODE_INTS + M_RESERVED
  engine.nodeInts[at] = engine.nodeInts[at]! - 1
  wakeFeeders(engine, consumer)
}

/** Lets the queues that feed a consumer hand out messages: it has room, or is back. */
export function wakeFeeders(engine: Engine, consumer: number): void {
  for (const feeder of engine.feedersOf.get(consumer) ?? [])
    engine.behaviours[feeder]!.timer(engine, feeder, WAKE, 0)
}
