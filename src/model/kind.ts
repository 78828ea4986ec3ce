import type { FaultType } from './fault.ts'
import type { Field, Params } from './field.ts'
import type { NamedNodeColumn } from './readings.ts'
import type { RequestClass } from './request-class.ts'
import type { Text } from './text.ts'

/** What a component does in the plan of a request. Shared code asks for the role and the traits, never for the kind. */
export type Role =
  | 'source'
  | 'resolver'
  | 'edgeCache'
  | 'balancer'
  | 'service'
  | 'consumer'
  | 'buffer'
  | 'lookAside'
  | 'primary'
  | 'replica'
  | 'shard'
  | 'objects'
  | 'session'
  | 'observer'
  | 'frame'

/** What flows over a wire. */
export const WIRE_MEANINGS = ['calls', 'routes', 'publishes', 'consumes', 'replicates', 'watches'] as const
export type WireMeaning = (typeof WIRE_MEANINGS)[number]

export const KIND_GROUPS = ['traffic', 'compute', 'data', 'around'] as const
export type KindGroup = (typeof KIND_GROUPS)[number]

/** The numbers that the inspector shows of a kind; `quota` is its utilisation where that is a share of a quota. */
export type Reading = NamedNodeColumn | 'quota'

export interface KindModel {
  readonly id: string
  readonly role: Role
  readonly group: KindGroup
  readonly name: Text
  /** One sentence for the palette and the inspector. */
  readonly summary: Text
  /** Prefix of ids and default labels of new nodes: `web` gives `web-1`, `web-2`, … */
  readonly idPrefix: string
  /** What may be wired from this kind, and what the wire means. A role that is absent is refused. */
  readonly wires: Readonly<Partial<Record<Role, WireMeaning>>>
  /** Request classes that it can answer by itself, whatever it is wired to. */
  readonly answers: readonly RequestClass[]
  readonly traits: {
    /** It asks others by a plan of its own (session, cache, data …), instead of passing the request on unchanged. */
    readonly plans: boolean
    /** It passes a request on unchanged to one of its targets. */
    readonly forwards: boolean
    /** Its death costs time, never success. */
    readonly optional: boolean
    /** It can be killed and restored. */
    readonly mortal: boolean
    /** It holds other nodes. */
    readonly contains: boolean
  }
  /** What can be done to it in a run, in the order of the menu. `kill`, `freeze` and `restore` come with the trait `mortal`. */
  readonly faults: readonly FaultType[]
  /** Of a source: requests a second that its users want to make. */
  readonly offeredPerSec?: (params: Params) => number
  /** Of a source: the fields with which it sends nothing. */
  readonly restingParams?: Params
  readonly readings: readonly Reading[]
  readonly fields: readonly Field[]
  /** Sets of values under well-known names: a product's defaults, for example. The first one holds the kind's defaults. */
  readonly presets: readonly Preset[]
}

/** Everything that can be done to a component of a kind. */
export function faultsOn(model: KindModel): readonly FaultType[] {
  const down: readonly FaultType[] = model.traits.mortal ? ['kill', 'freeze'] : []
  const some = [...down, ...model.faults]
  return some.length > 0 ? [...some, 'restore'] : []
}

export interface Preset {
  readonly id: string
  readonly label: Text
  /** Where the values come from. */
  readonly help: Text
  readonly params: Params
}
