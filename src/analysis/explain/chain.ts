import type { RequestClass } from '../../model/request-class.ts'
import type { Said } from '../verdict.ts'

/** What begins a chain: a fault, the load, or something that the design lacks. */
const CAUSE_CODES = [
  'kill',
  'drain',
  'freeze',
  'slow',
  'errors',
  'cut',
  'flush',
  'pause',
  'spike',
  'coldCache',
  'loadRose',
  'overload',
  'shortQueue',
  'smallPool',
  'quota',
  'consumers',
  'noPath',
  'takes',
  'way',
] as const

/** What came of it on the way, and last what is asked about. */
const EFFECT_CODES = [
  'refuses',
  'failsBehind',
  'failsHere',
  'hits',
  'onlyLeft',
  'load',
  'queue',
  'held',
  'depth',
  'lags',
  'retries',
  'staysDown',
  'recovers',
  'failing',
  'unanswered',
  'late',
  'alert',
] as const
export type LinkCode = (typeof CAUSE_CODES)[number] | (typeof EFFECT_CODES)[number]

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
