/**
 * Layout of a metric frame: one columnar Float64Array of `SYSTEM.length + nodes x NODE.length + wires x WIRE.length`
 * doubles. Columns of nodes and wires are contiguous (column c of node i is at `base + c x nodes + i`), in the order of
 * the layout that the worker announced for `layoutVersion`. NaN means "does not apply here". Rates are per simulated
 * second and, like utilisation, smoothed with a time constant of 2.5 s. Percentiles cover about the last 5 s.
 */
export const SYSTEM = [
  'timeSec',
  'layoutVersion',
  'nodeCount',
  'wireCount',
  /** Simulated seconds per wall second that the worker reached lately. */
  'speed',
  'offeredPerSec',
  'goodputPerSec',
  'timeoutPerSec',
  'shedPerSec',
  'noHealthyTargetPerSec',
  'unavailablePerSec',
  'notFoundPerSec',
  'quotaPerSec',
  'latencyMsP50',
  'latencyMsP95',
  'latencyMsP99',
  'inFlight',
  'generated',
  'completed',
  'failed',
  'shed',
  /** Calls that the engine's own limits turned away; the requests among them count as shed. */
  'limited',
  /** One of so many requests is followed; 1 while the run is exact. */
  'oneOf',
  /** 1 while time stands still, because requests take none. */
  'stuck',
  /** The moment to the tick, which the seconds no longer tell in a long run; and how many live actions came before it. */
  'tick',
  'actions',
] as const

export const NODE = [
  /** 0 up, 1 down. */
  'down',
  'downSinceSec',
  /** Busy slots over slots, or rate over quota; 0 to 1. */
  'utilisation',
  'busy',
  'slots',
  /** Requests waiting for a slot, smoothed. */
  'queue',
  'ratePerSec',
  'donePerSec',
  /** Replies that it failed, for whatever reason. */
  'failPerSec',
  /** Of these: turned away here because the queue was full, the quota used up, or it was down. */
  'dropPerSec',
  'latencyMsP50',
  'latencyMsP95',
  'latencyMsP99',
  'waitMsP95',
  /** Hits over look-ups, smoothed; 0 to 1. */
  'hitRatio',
  'lagMs',
  /** Stale reads over reads, smoothed; 0 to 1. */
  'staleRatio',
  /** Messages waiting in a queue. */
  'depth',
  'depthPerSec',
  'oldestMs',
  'deadLetters',
  /** Rules of a monitor that fire now, as bits: 1 errors, 2 latency, 4 component down. */
  'alerts',
  'healthyTargets',
  'targets',
  'expired',
  /** Deliveries of messages after their first ones, over the run. */
  'redelivered',
  'instances',
  /** What an autoscaler does: 0 observing, 1 warming up, 2 about to shrink, 3 at its maximum. NaN without one. */
  'scaling',
  'sessionsLost',
  /** 1 primary, 0 replica; NaN where nothing is replicated. */
  'leader',
  /** Simulated seconds until a replica is promoted; NaN while the primary lives. */
  'promoteInSec',
  'lostWrites',
  'syncing',
  'moving',
  'completionMs',
  /** Faults that go on now: factor of its service times (1 none), share of calls that it fails, 1 replication paused, 1 draining. */
  'slowFactor',
  'errorShare',
  'paused',
  'draining',
  /** Factor of a client's rate while a spike was injected. */
  'spike',
  /** Mean wait for a slot: measured, and what queueing theory gives for the measured arrivals; NaN where no theory holds. */
  'waitMsMean',
  'theoryWaitMs',
  /** Which theory that is: 0 M/M/c, 1 M/G/1, 2 M/M/c/K. */
  'theoryModel',
] as const

export const WIRE = [
  'ratePerSec',
  'failPerSec',
  /** Of the rate: repeated attempts. */
  'retryPerSec',
  /** Mean time from the call to its reply, both ways of the wire included. */
  'latencyMs',
  /** Utilisation of what it leads to, the highest for a trunk; NaN where the target has none. */
  'load',
  /** Share of its call paths that are ejected from a balancer or resolver; 0 to 1. */
  'ejected',
  /** Simulated seconds until the next ejection of a failing target, as long as its probes go on failing; else NaN. */
  'ejectsInSec',
  /** Share of its call paths that are cut, and over which a circuit breaker lets nothing pass; 0 to 1. */
  'cut',
  'open',
] as const

export type SystemColumn = (typeof SYSTEM)[number]
export type NodeColumn = (typeof NODE)[number]
export type WireColumn = (typeof WIRE)[number]

const columnIndex = <C extends string>(columns: readonly C[]) =>
  Object.fromEntries(columns.map((column, index) => [column, index])) as Readonly<Record<C, number>>

export const SYSTEM_AT = columnIndex(SYSTEM)
export const NODE_AT = columnIndex(NODE)
export const WIRE_AT = columnIndex(WIRE)

/** Ids in the order of the columns. `version` counts the loads and patches of a run. */
export interface FrameLayout {
  readonly version: number
  readonly nodes: readonly string[]
  readonly wires: readonly string[]
}

export const frameLength = (nodes: number, wires: number): number =>
  SYSTEM.length + nodes * NODE.length + wires * WIRE.length
