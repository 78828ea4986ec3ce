import type { Fault, FaultType } from '../../model/fault.ts'
import type { Params } from '../../model/field.ts'
import type { WireMeaning } from '../../model/kind.ts'
import type { FailureReason } from '../../model/request-class.ts'

/** What a step of a plan does; see `compile/plans.ts` for the order in which steps are laid. */
export const STEP_OPS = [
  'lookup',
  'session',
  'cacheGet',
  'cacheInvalidate',
  'cacheUpdate',
  'call',
  'publish',
  /** A read of data, with an index and without. */
  'dataGet',
  'dataScan',
  'dataPut',
] as const
export type StepOp = (typeof STEP_OPS)[number]

/** How one of several targets is chosen: in turn by weight; or by the key: modulo, by range, from a table, on a hash ring. */
export type StepChoice = 'turn' | 'modulo' | 'range' | 'directory' | 'ring'

/** One step of a plan: ask one of `edges`. */
export interface SimStep {
  readonly op: StepOp
  readonly choice: StepChoice
  /** Indices into `SimModel.edges`. Never empty. */
  readonly edges: readonly number[]
  /** For each of `edges` that leads to a primary: paths to its replicas, which take its reads and may take its place. */
  readonly under: readonly (readonly number[])[]
  /** Steps that a cache hit makes needless. */
  readonly skipOnHit: number
  /** After a miss the request goes on when the cache has been filled. */
  readonly fillWaits: boolean
  /** The plan goes on when the step fails. */
  readonly optional: boolean
  /** How often it is done, one after the other. */
  readonly times: number
  /** Reads of a user who has written within so many milliseconds go to the primary; 0 where that does not matter, -1 for all reads. */
  readonly ownWritesMs: number
}

export interface SimNode {
  readonly id: string
  readonly kind: string
  /** Every field of the kind, defaults filled in. */
  readonly params: Params
  /** Faults that can strike it. */
  readonly faults: readonly FaultType[]
  /** Where it stands, as an index into `PLACES`; -1 where nothing is said about it. */
  readonly place: number
}

/** A call path between two nodes. Several of them may belong to one wire of the design (a trunk). */
export interface SimEdge {
  /** Stable identity: `wire>source>target`. */
  readonly id: string
  /** Index into `SimModel.wires`. */
  readonly wire: number
  readonly source: number
  readonly target: number
  readonly meaning: WireMeaning
  /** Round trip in milliseconds. */
  readonly latencyMs: number
  /** The source is everywhere: the distance from the user's place comes on top, with or without the last mile. */
  readonly far: 'no' | 'edge' | 'user'
  readonly weight: number
}

/** A frame of the design: what is in it can be struck as one. */
export interface SimFrame {
  readonly id: string
  readonly kind: string
  /** Indices of all nodes inside it, at any depth. */
  readonly members: readonly number[]
}

/** A fault of the scenario. */
export interface SimFault extends Fault {
  readonly atSec: number
}

/** A design, compiled: everything that the engine needs by index, nothing about where a box stands or what it is called. */
export interface SimModel {
  readonly seed: number
  readonly nodes: readonly SimNode[]
  /** Ids of the design's edges. */
  readonly wires: readonly string[]
  readonly edges: readonly SimEdge[]
  /** By node, then by request class: the steps of the plan; none where the node answers by itself, null where nobody can. */
  readonly plans: readonly (readonly (readonly SimStep[] | null)[])[]
  readonly frames: readonly SimFrame[]
  /** For a replica the index of the node whose log it applies, else -1. */
  readonly primaryOf: readonly number[]
  readonly faults: readonly SimFault[]
  /** Size of the shared key space. */
  readonly keys: number
  /** Requests that all clients want to make, on average; spikes and shapes apart. */
  readonly offeredPerSec: number
  /** What says that every request has to be simulated: no run of it is approximate. null where nothing does. */
  readonly exactOnly: { readonly node: string; readonly field: string } | null
  /** What every request class has to keep: by it a run knows when it has recovered. */
  readonly slo: { readonly availability: number; readonly latencyMsP95: number }
}

export type Outcome = 'ok' | FailureReason
