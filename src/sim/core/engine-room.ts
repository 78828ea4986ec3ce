import type { CallPool } from './call-pool.ts'
import type { Held, Machine } from './contract.ts'
import type { Schedule } from './schedule.ts'

/**
 * The whole engine, for what is built right upon it: kit, approximate mode, runs and statistics know its columns (`codes.ts`)
 * and its schedule. Kinds see it as a `Machine`, and ask the kit for the rest.
 */
export interface EngineRoom extends Machine {
  readonly calls: CallPool
  readonly schedule: Schedule
  /** Now, in ticks, at index 0. */
  readonly clock: Float64Array
  readonly nodeDoubles: Float64Array
  readonly nodeInts: Int32Array
  readonly edgeDoubles: Float64Array
  /** Ring of the schedule for each edge's latency, or why there is none. */
  readonly edgeRings: Int32Array
  /** Histograms of time in the node and of waiting for a slot, `BUCKETS` each. */
  readonly latencyCounts: Uint32Array
  readonly waitCounts: Uint32Array
  /** By node and class; see `directWay`. */
  readonly directWays: Int32Array
  /** Keys that still have to move, by the slots of the shards that take part. */
  readonly movingKeys: Map<number, number>
  /** How often each key was written; null while no copy of it could be stale. */
  readonly versions: Uint32Array | null

  /** Brings the time integrals of a node up to now; call it before its counts change. */
  accumulate(node: number): void
  /** Puts a call at the end of the node's queue. */
  enqueue(call: number, node: number): void
  /** Takes the call at the head of the node's queue, or gives -1. */
  dequeue(node: number): number
  /** Opens or closes the gate of a node after its state has changed. */
  updateGate(node: number): void
  /** Keeps something that happened to a process that hangs until it runs again. */
  holdBack(node: number, held: Held): void
  /** A reply of a node failed. */
  countFailure(node: number, requestClass: number): void
  /** Begins the service of a call that has waited for the time in `SPAN`. */
  start(call: number, node: number): void
  /** Approximate mode: begins the service of a call, or gives it up, after a time. */
  startIn(call: number, ticks: number): void
  expireIn(call: number, ticks: number): void
  /** Puts a call behind another one in the node's queue (in front of all where that is -1). */
  enqueueAfter(call: number, node: number, last: number): void
  /** The call at the head of the node's queue, or -1. */
  headOf(node: number): number
  emptyStation(node: number): void
  /** Time to apply one log entry, which came at once after another one (`isBehind`) or was waited for. */
  drawApply(node: number, isBehind: boolean): number
}

/** There is one engine, and whoever may look into it has it in hand already. */
export const roomOf = (engine: Machine): EngineRoom => engine as EngineRoom
