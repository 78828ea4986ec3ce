import type { FaultType } from '../../model/fault.ts'
import type { FailureReason, RequestClass } from '../../model/request-class.ts'
import type { Said } from '../verdict.ts'

/** A fault of this run, as `RunFault` tells it. */
export interface StruckFault {
  readonly id: number
  readonly type: FaultType
  /** Id of a node, of a frame or of a wire. */
  readonly target: string
  readonly amount: number | null
  readonly atSec: number
  /** When it ended, or is going to end by itself; null while nobody knows. */
  readonly endsSec: number | null
}

/** What begins a chain: a fault, the load, or something that the design lacks. */
export const CAUSE_CODES = [
  'kill',
  'drain',
  'slow',
  'errors',
  'cut',
  'flush',
  'pause',
  'spike',
  'restarted',
  'edited',
  'coldCache',
  'loadRose',
  'overload',
  'writes',
  'hotKey',
  'shortQueue',
  'smallPool',
  'fewConnections',
  'quota',
  'consumers',
  'noPath',
  'noTarget',
  'takes',
] as const
export type CauseCode = (typeof CAUSE_CODES)[number]

/** What came of it on the way, and last what is asked about. */
export const EFFECT_CODES = [
  'refuses',
  'failsBehind',
  'failsHere',
  'hits',
  'onlyLeft',
  'moreCalls',
  'load',
  'queue',
  'full',
  'held',
  'depth',
  'lags',
  'retries',
  'staysDown',
  'failing',
  'unanswered',
  'late',
  'alert',
  'isDown',
] as const
export type EffectCode = (typeof EFFECT_CODES)[number]
export type LinkCode = CauseCode | EffectCode

/** One link of a chain; `node` and `sec` are where a click on it leads. */
export interface ChainLink extends Said<LinkCode> {
  /** Id of a node, a frame or a wire; empty where it is about the whole system. */
  readonly node: string
  readonly sec: number
  /** Id of the fault that it names; -1 where it names none. */
  readonly fault: number
}

/** What somebody asks about. */
export type Symptom =
  | { readonly of: 'system' }
  | { readonly of: 'class'; readonly requestClass: RequestClass }
  | { readonly of: 'node'; readonly id: string }
  | { readonly of: 'wire'; readonly id: string }

/** `links` begins with the cause and ends with the symptom; it is empty where there is nothing to explain. */
export interface Explanation {
  readonly links: readonly ChainLink[]
  /** Something is wrong, whether or not its cause was found. */
  readonly wrong: boolean
}

export const NOTHING_TO_EXPLAIN: Explanation = { links: [], wrong: false }

export type Reason = FailureReason
