import {
  CUT,
  E_OPEN,
  EDGE_DOUBLES_SHIFT,
  M_FAILED_BY,
  M_INSTANCES,
  M_PLACE,
  N_BUSY,
  N_BUSY_INTEGRAL,
  N_DONE,
  N_DOWN_SINCE,
  N_FAILED,
  N_QUEUE,
  N_QUEUE_MAX,
  N_SLOT_INTEGRAL,
  N_SLOTS,
  NODE_DOUBLES_SHIFT,
  NODE_INTS_SHIFT,
} from '../core/codes.ts'
import type { Machine } from '../core/contract.ts'
import { roomOf } from '../core/engine-room.ts'
import { BUCKETS } from '../core/histogram.ts'

/** Calls that wait in a node's queue. */
export const queueOf = (engine: Machine, node: number): number =>
  roomOf(engine).nodeDoubles[(node << NODE_DOUBLES_SHIFT) + N_QUEUE]!

/** Whether a further call may wait there. */
export function hasQueueRoom(engine: Machine, node: number): boolean {
  const { nodeDoubles } = roomOf(engine)
  const n = node << NODE_DOUBLES_SHIFT
  return nodeDoubles[n + N_QUEUE]! < nodeDoubles[n + N_QUEUE_MAX]!
}

/** Calls over an edge that have not come back. */
export const openCallsOf = (engine: Machine, edge: number): number =>
  roomOf(engine).edgeDoubles[(edge << EDGE_DOUBLES_SHIFT) + E_OPEN]!

/** Equal machines behind a node that work at the moment. */
export const instancesOf = (engine: Machine, node: number): number =>
  roomOf(engine).nodeInts[(node << NODE_INTS_SHIFT) + M_INSTANCES]!

/** Where a node stands, as an index into `PLACES`; -1 where nothing is said about it. */
export const placeOf = (engine: Machine, node: number): number =>
  roomOf(engine).nodeInts[(node << NODE_INTS_SHIFT) + M_PLACE]!

/** When a node that is down went down, in ticks. */
export const downSince = (engine: Machine, node: number): number =>
  roomOf(engine).nodeDoubles[(node << NODE_DOUBLES_SHIFT) + N_DOWN_SINCE]!

/** The fault behind the last call that a node failed; -1 where none is known. */
export const lastFailureOf = (engine: Machine, node: number): number =>
  roomOf(engine).nodeInts[(node << NODE_INTS_SHIFT) + M_FAILED_BY]!

/** Nothing comes over an edge, because a fault cuts its wire. */
export const isCut = (engine: Machine, edge: number): boolean => roomOf(engine).edgeRings[edge] === CUT

/** Calls that a node has answered, well and badly, since the last report. */
export function repliesOf(engine: Machine, node: number): { done: number; failed: number } {
  const { nodeDoubles } = roomOf(engine)
  const n = node << NODE_DOUBLES_SHIFT
  return { done: nodeDoubles[n + N_DONE]!, failed: nodeDoubles[n + N_FAILED]! }
}

/** Histogram of the times in a node, `BUCKETS` counts. */
export const latenciesOf = (engine: Machine, node: number): Uint32Array =>
  roomOf(engine).latencyCounts.subarray(node * BUCKETS, (node + 1) * BUCKETS)

/** Integrals of busy slots and of slots over time since the last report, in ticks. */
export function workOf(engine: Machine, node: number): { busyTicks: number; slotTicks: number } {
  roomOf(engine).accumulate(node)
  const { nodeDoubles } = roomOf(engine)
  const n = node << NODE_DOUBLES_SHIFT
  return { busyTicks: nodeDoubles[n + N_BUSY_INTEGRAL]!, slotTicks: nodeDoubles[n + N_SLOT_INTEGRAL]! }
}

/** Says how many equal machines stand behind a node: a balancer counts what is open for each of them. */
export function setInstances(engine: Machine, node: number, instances: number): void {
  roomOf(engine).nodeInts[(node << NODE_INTS_SHIFT) + M_INSTANCES] = instances
}

/** A running node has another number of slots; `fillSlots` or `wakeFeeders` give new ones to those who wait. */
export function resize(engine: Machine, node: number, slots: number): void {
  roomOf(engine).accumulate(node)
  roomOf(engine).nodeDoubles[(node << NODE_DOUBLES_SHIFT) + N_SLOTS] = slots
}

/** A call waits at the end of the node's queue (in front, where the newest goes first) until somebody takes it. */
export function waitInLine(engine: Machine, call: number, node: number): void {
  roomOf(engine).accumulate(node)
  roomOf(engine).enqueue(call, node)
}

/** Takes the call that has waited longest out of the node's queue, or gives -1. */
export function nextInLine(engine: Machine, node: number): number {
  roomOf(engine).accumulate(node)
  return roomOf(engine).dequeue(node)
}

/** Serves an arriving call at once, whatever the slots of its node are; `release` gives its slot back. */
export function serveAtOnce(engine: Machine, call: number, node: number): void {
  roomOf(engine).accumulate(node)
  const { nodeDoubles } = roomOf(engine)
  const n = node << NODE_DOUBLES_SHIFT
  nodeDoubles[n + N_BUSY] = nodeDoubles[n + N_BUSY]! + 1
  engine.serve(call, node)
}
