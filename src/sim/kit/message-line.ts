import {
  C_NEXT,
  CALL_DOUBLES,
  CALL_INTS,
  F_ARRIVED,
  N_QUEUE,
  N_QUEUE_PEAK,
  NODE_DOUBLES,
} from '../core/codes.ts'
import type { Machine } from '../core/contract.ts'
import { roomOf } from '../core/engine-room.ts'
import { nextInLine, waitInLine } from './nodes.ts'
import type { Partitions } from './partitions.ts'

/** Puts a message where it waits; one that comes `back` goes where it was: in front of its partition, or before all younger ones. */
export function lineUp(
  engine: Machine,
  node: number,
  partitions: Partitions | null,
  message: number,
  back: boolean,
): void {
  if (partitions === null && !back) {
    waitInLine(engine, message, node)
    return
  }
  roomOf(engine).accumulate(node)
  if (partitions === null) roomOf(engine).enqueueAfter(message, node, lastOlder(engine, message, node))
  else {
    partitions.put(engine, message, back)
    count(engine, node, 1)
  }
}

/** The message that waits longest, or -1. */
export const oldestOf = (engine: Machine, node: number, partitions: Partitions | null): number =>
  partitions === null ? roomOf(engine).headOf(node) : partitions.oldest(engine)

/** Takes the message that waits longest, or gives -1. */
export function takeOldest(engine: Machine, node: number, partitions: Partitions | null): number {
  if (partitions === null) return nextInLine(engine, node)
  roomOf(engine).accumulate(node)
  const message = partitions.takeOldest(engine)
  if (message >= 0) count(engine, node, -1)
  return message
}

/** Takes the oldest message of a partition to be worked on. */
export function takeFrom(engine: Machine, node: number, partitions: Partitions, partition: number): number {
  roomOf(engine).accumulate(node)
  count(engine, node, -1)
  return partitions.take(engine, partition)
}

function count(engine: Machine, node: number, more: number): void {
  const { nodeDoubles } = roomOf(engine)
  const n = node * NODE_DOUBLES
  const depth = nodeDoubles[n + N_QUEUE]! + more
  nodeDoubles[n + N_QUEUE] = depth
  if (depth > nodeDoubles[n + N_QUEUE_PEAK]!) nodeDoubles[n + N_QUEUE_PEAK] = depth
}

/** Of the messages that wait the last one that is older than another; -1 when none is. */
function lastOlder(engine: Machine, message: number, node: number): number {
  const { ints, doubles } = roomOf(engine).calls
  const arrivedAt = doubles[message * CALL_DOUBLES + F_ARRIVED]!
  let last = -1
  for (
    let next = roomOf(engine).headOf(node);
    next >= 0 && doubles[next * CALL_DOUBLES + F_ARRIVED]! <= arrivedAt;
    next = ints[next * CALL_INTS + C_NEXT]!
  )
    last = next
  return last
}
