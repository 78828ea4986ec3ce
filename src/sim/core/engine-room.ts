import type { CallPool } from './call-pool.ts'
import type { Machine } from './contract.ts'
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
