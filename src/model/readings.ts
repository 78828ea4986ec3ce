import type { Need } from './field.ts'
import type { RequestClass } from './request-class.ts'

/** What a number of a frame counts in; it is shown by that. Of bits, those that are set are counted; a code is no number. */
export type ReadingUnit = 'perSec' | 'ms' | 'sec' | 'share' | 'mean' | 'count' | 'factor' | 'bits' | 'code'

/** What is said of a number that is measured. */
export interface ReadingModel {
  readonly unit: ReadingUnit
  /** It has a name in words, the message `measured.<its column>`. */
  readonly named?: true
  /** A behaviour of a kind says it; all others are counted by the engine for every node alike. */
  readonly ofKind?: true
  /** Another column, or a field of the component, that it is a part of: 3 / 8. */
  readonly outOf?: { readonly column: 'slots' | 'targets' } | { readonly field: string }
  /** It is shown only where a field says so, or where the component has more than none of what it is a part of. */
  readonly needs?: Need
}

/** Numbers of the whole system, in the order of a frame's columns. Rates are per simulated second. */
export const SYSTEM_READINGS = {
  timeSec: { unit: 'sec' },
  layoutVersion: { unit: 'code' },
  nodeCount: { unit: 'count' },
  wireCount: { unit: 'count' },
  /** Simulated seconds per wall second that the worker reached lately. */
  speed: { unit: 'factor' },
  offeredPerSec: { unit: 'perSec' },
  goodputPerSec: { unit: 'perSec' },
  timeoutPerSec: { unit: 'perSec' },
  shedPerSec: { unit: 'perSec' },
  noHealthyTargetPerSec: { unit: 'perSec' },
  unavailablePerSec: { unit: 'perSec' },
  notFoundPerSec: { unit: 'perSec' },
  quotaPerSec: { unit: 'perSec' },
  latencyMsP50: { unit: 'ms' },
  latencyMsP95: { unit: 'ms' },
  latencyMsP99: { unit: 'ms' },
  inFlight: { unit: 'count' },
  generated: { unit: 'count' },
  completed: { unit: 'count' },
  failed: { unit: 'count' },
  shed: { unit: 'count' },
  /** Calls that the engine's own limits turned away; the requests among them count as shed. */
  limited: { unit: 'count' },
  /** One of so many requests is followed; 1 while the run is exact. */
  oneOf: { unit: 'count' },
  /** 1 while time stands still, because requests take none. */
  stuck: { unit: 'code' },
  /** The moment to the tick, which the seconds no longer tell in a long run; and how many live actions came before it. */
  tick: { unit: 'code' },
  actions: { unit: 'count' },
} as const satisfies Readonly<Record<string, ReadingModel>>

/** Numbers of the requests of one class, for each class after those of the whole system. */
export const CLASS_READINGS = {
  offeredPerSec: { unit: 'perSec' },
  goodputPerSec: { unit: 'perSec' },
  failPerSec: { unit: 'perSec' },
  /** Why most of those that fail do so, by its place among the reasons. */
  reason: { unit: 'code' },
  latencyMsP95: { unit: 'ms' },
} as const satisfies Readonly<Record<string, ReadingModel>>

/** Numbers of a node, in the order of a frame's columns. */
export const NODE_READINGS = {
  /** 0 up, 1 down. */
  down: { unit: 'code' },
  downSinceSec: { unit: 'sec' },
  /** Busy slots over slots, or rate over quota; 0 to 1. */
  utilisation: { unit: 'share', named: true },
  busy: { unit: 'mean', named: true, outOf: { column: 'slots' } },
  slots: { unit: 'count' },
  /** Requests waiting for a slot, smoothed. */
  queue: { unit: 'mean', named: true },
  ratePerSec: { unit: 'perSec', named: true },
  donePerSec: { unit: 'perSec' },
  /** Replies that it failed, for whatever reason. */
  failPerSec: { unit: 'perSec', named: true },
  /** Of these: turned away here because the queue was full, the quota used up, or it was down. */
  dropPerSec: { unit: 'perSec', named: true },
  latencyMsP50: { unit: 'ms' },
  latencyMsP95: { unit: 'ms', named: true },
  latencyMsP99: { unit: 'ms' },
  waitMsP95: { unit: 'ms' },
  /** Share of the calls lately begun that had waited for a slot. */
  waitedShare: { unit: 'share' },
  /** Hits over look-ups, smoothed; 0 to 1. */
  hitRatio: { unit: 'share', named: true },
  lagMs: { unit: 'ms', named: true, ofKind: true },
  /** Stale reads over reads, smoothed; 0 to 1. */
  staleRatio: { unit: 'share', named: true },
  /** Messages waiting in a queue. */
  depth: { unit: 'count', named: true, ofKind: true },
  depthPerSec: { unit: 'perSec', named: true },
  oldestMs: { unit: 'ms', named: true, ofKind: true },
  deadLetters: { unit: 'count', named: true, ofKind: true },
  /** Rules of a monitor that fire now, as bits: 1 errors, 2 latency, 4 component down. */
  alerts: { unit: 'bits', named: true, ofKind: true },
  healthyTargets: { unit: 'count', named: true, ofKind: true, outOf: { column: 'targets' } },
  targets: { unit: 'count', ofKind: true },
  /** Of a queue: messages dropped because they were kept too long. */
  expired: { unit: 'count', named: true, ofKind: true },
  /** Deliveries of messages after their first ones, over the run. */
  redelivered: { unit: 'count', named: true, ofKind: true },
  /** Instances that run. */
  instances: {
    unit: 'count',
    named: true,
    ofKind: true,
    outOf: { field: 'instancesMax' },
    needs: { key: 'autoscale', is: [true] },
  },
  /** What an autoscaler does: 0 observing, 1 warming up, 2 about to shrink, 3 at its maximum. NaN without one. */
  scaling: { unit: 'code', ofKind: true },
  /** Users who had to log in again because this server did not know them. */
  poolWaiting: { unit: 'count', named: true, ofKind: true, needs: { key: 'poolMax', not: [null] } },
  sessionsLost: { unit: 'count', named: true, ofKind: true, needs: { key: 'sessions', is: ['memory'] } },
  /** 1 primary, 0 replica; NaN where nothing is replicated. */
  leader: { unit: 'code', ofKind: true },
  /** Simulated seconds until a replica is promoted; NaN while the primary lives. A kind says it in milliseconds. */
  promoteInSec: { unit: 'sec' },
  /** Acknowledged writes that failovers have lost. */
  lostWrites: { unit: 'count', named: true, ofKind: true, needs: { key: 'promotion', is: [true] } },
  /** 1 while a replica that was away catches up and serves no reads. */
  syncing: { unit: 'code', ofKind: true },
  /** Keys that still have to move to another shard. */
  moving: { unit: 'count', ofKind: true },
  /** Of a client: mean time until it knew that a task was done. */
  completionMs: { unit: 'ms', named: true, ofKind: true, needs: { key: 'completion', not: ['none'] } },
  /** Faults that go on now: factor of its service times (1 none), share of calls that it fails, 1 replication paused, 1 draining, 1 its process hangs. */
  slowFactor: { unit: 'factor' },
  errorShare: { unit: 'share' },
  paused: { unit: 'code' },
  draining: { unit: 'code' },
  frozen: { unit: 'code' },
  /** Factor of a client's rate while a spike was injected. */
  spike: { unit: 'factor', ofKind: true },
  /** Mean wait for a slot: measured, and what queueing theory gives for the measured arrivals; NaN where no theory holds. */
  waitMsMean: { unit: 'ms' },
  theoryWaitMs: { unit: 'ms' },
  /** Which theory that is: 0 M/M/c, 1 M/G/1, 2 M/M/c/K. */
  theoryModel: { unit: 'code' },
  /** Whose replies fail: the share of each class, packed (`model/class-shares.ts`). */
  failingClasses: { unit: 'code' },
} as const satisfies Readonly<Record<string, ReadingModel>>

/** Numbers of a wire, in the order of a frame's columns. */
export const WIRE_READINGS = {
  ratePerSec: { unit: 'perSec', named: true },
  failPerSec: { unit: 'perSec', named: true },
  /** Of the rate: repeated attempts. */
  retryPerSec: { unit: 'perSec', named: true },
  /** Mean time from the call to its reply, both ways of the wire included. */
  latencyMs: { unit: 'ms', named: true },
  /** Utilisation of what it leads to, the highest for a trunk; NaN where the target has none. */
  load: { unit: 'share' },
  /** Share of its call paths that are ejected from a balancer or resolver; 0 to 1. */
  ejected: { unit: 'share', named: true },
  /** Simulated seconds until the next ejection of a failing target, as long as its probes go on failing; else NaN. */
  ejectsInSec: { unit: 'sec' },
  /** Share of its call paths that are cut, and over which a circuit breaker lets nothing pass; 0 to 1. */
  cut: { unit: 'share' },
  open: { unit: 'share' },
  /** Whose calls fail, packed like those of a node. */
  failingClasses: { unit: 'code' },
} as const satisfies Readonly<Record<string, ReadingModel>>

export type ClassColumn = keyof typeof CLASS_READINGS
export type SystemColumn = keyof typeof SYSTEM_READINGS | `${RequestClass}.${ClassColumn}`
export type NodeColumn = keyof typeof NODE_READINGS
export type WireColumn = keyof typeof WIRE_READINGS

/** What has a name in words. */
type Named<Table> = {
  [Name in keyof Table]: Table[Name] extends { readonly named: true } ? Name : never
}[keyof Table]
export type NamedNodeColumn = Named<typeof NODE_READINGS>
export type NamedWireColumn = Named<typeof WIRE_READINGS>

/** What behaviours of kinds say of their nodes. */
export type KindColumn = {
  [Name in NodeColumn]: (typeof NODE_READINGS)[Name] extends { readonly ofKind: true } ? Name : never
}[NodeColumn]

export const KIND_COLUMNS: readonly KindColumn[] = (Object.keys(NODE_READINGS) as NodeColumn[]).filter(
  (name): name is KindColumn => 'ofKind' in NODE_READINGS[name],
)
