import type { FaultType } from './fault.ts'
import type { Params } from './field.ts'

export const DESIGN_FORMAT = 'faultline'
export const DESIGN_VERSION = 4

/** Named limits of a document; a design beyond them is refused with a message that names the limit. */
export const DESIGN_LIMITS = {
  nodes: 2000,
  edges: 8000,
  events: 1000,
  textLength: 20_000,
  labelLength: 120,
  idLength: 64,
  coordinate: 1_000_000,
  /** Latest moment of a planned fault, in simulated seconds: a hundred days. */
  eventAtSec: 8_640_000,
  /** Largest objective for a latency: an hour. */
  sloLatencyMs: 3_600_000,
  /** Of anything in a document: properties inside properties. */
  nesting: 32,
} as const

export interface Position {
  readonly x: number
  readonly y: number
}

/** Properties that this version does not know, kept at the level where they stood. */
export type Extra = Readonly<Record<string, unknown>>

/** A component. `position` is relative to the parent frame where there is one. `kind` may be unknown to this version. */
export interface DesignNode {
  readonly id: string
  readonly kind: string
  readonly label: string
  readonly position: Position
  readonly parent?: string
  /** Only what differs from the defaults need be here; a missing key means the default. */
  readonly params: Params
  readonly extra?: Extra
}

/** A wire from `source` to `target`: the source calls the target. */
export interface DesignEdge {
  readonly id: string
  readonly source: string
  readonly target: string
  readonly params: Params
  readonly extra?: Extra
}

export interface ScenarioEvent {
  /** Simulated seconds from the start of the run. */
  readonly at: number
  readonly type: FaultType
  /** Id of a node, of a frame, or of a wire. */
  readonly target: string
  /** Simulated seconds until it ends by itself; without it, it lasts until it is restored. */
  readonly duration?: number
  /** Its degree; see `FAULTS`. */
  readonly amount?: number
  readonly extra?: Extra
}

/** A seed is a whole number of 32 bits. */
export const SEED_MAX = 4_294_967_295

export interface Scenario {
  readonly seed: number
  readonly events: readonly ScenarioEvent[]
  readonly extra?: Extra
}

/** Service level objective of the whole design. */
export interface Slo {
  /** Share of requests that must succeed, 0 to 1. */
  readonly availability: number
  readonly latencyMsP95: number
  readonly extra?: Extra
}

export interface Design {
  readonly format: typeof DESIGN_FORMAT
  readonly version: typeof DESIGN_VERSION
  readonly title: string
  readonly notes: string
  readonly nodes: readonly DesignNode[]
  readonly edges: readonly DesignEdge[]
  readonly scenario: Scenario
  readonly slo: Slo
  readonly extra?: Extra
}

/** 99.9 % in 30 days is 43.2 minutes; both figures are the teaching story's goal. */
export const DEFAULT_SLO: Slo = { availability: 0.999, latencyMsP95: 500 }

export const emptyDesign = (title = ''): Design => ({
  format: DESIGN_FORMAT,
  version: DESIGN_VERSION,
  title,
  notes: '',
  nodes: [],
  edges: [],
  scenario: { seed: 1, events: [] },
  slo: DEFAULT_SLO,
})

/** A fresh id `prefix-n` with the smallest n that is not taken. */
export function nextId(prefix: string, taken: ReadonlySet<string>): string {
  let n = 1
  while (taken.has(`${prefix}-${n}`)) n++
  return `${prefix}-${n}`
}
