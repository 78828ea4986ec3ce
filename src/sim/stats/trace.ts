import type { RequestClass } from '../../model/request-class.ts'
import type { Outcome, StepOp } from '../core/sim-model.ts'

/** What a call asks for; `message` is what a queue keeps of a task until a worker has acknowledged it. */
export type SpanOp = StepOp | 'cacheFill' | 'consume' | 'message'

/** How a call ended: as a request does, or with "not in this cache", which is no failure. */
export type SpanOutcome = Outcome | 'miss'

/** One call of a request. Times are milliseconds since the request began; null where it has not come to that. */
export interface Span {
  /** Index of the call that made this one; -1 where the client itself did. */
  readonly parent: number
  readonly node: string
  /** Wire of the design; null for a message, which stays where it is. */
  readonly wire: string | null
  readonly op: SpanOp
  /** 0 for the first attempt of the client, 1 for its first retry, … */
  readonly attempt: number
  readonly sentMs: number
  readonly arrivedMs: number | null
  /** It got a slot; of a message: it was handed out for the first time. */
  readonly startedMs: number | null
  /** Its own work in the slot was over. */
  readonly servedMs: number | null
  readonly repliedMs: number | null
  /** The record is gone: the answer is with the caller, or came back to nobody. Of a message without outcome: given up. */
  readonly returnedMs: number | null
  readonly outcome: SpanOutcome | null
  /** When the caller stopped waiting for it; the work went on all the same. */
  readonly abandonedMs: number | null
}

/** A request with every call that was made for it, in the order in which they were made. */
export interface Trace {
  readonly id: number
  /** Node that sent it. */
  readonly client: string
  readonly class: RequestClass
  readonly key: number
  readonly beganSec: number
  /** When it was over for the client. */
  readonly endedSec: number | null
  readonly outcome: Outcome | null
  readonly attempts: number
  readonly spans: readonly Span[]
  /** Until here it was followed: abandoned calls and messages may go on for longer. */
  readonly followedMs: number
}

export interface TraceOptions {
  /** One request is followed in every such span of simulated time: the first one that begins in it. */
  readonly everySec: number
  /** Only requests of this class; null for any. */
  readonly class: RequestClass | null
}

export const TRACE_SHOWS = ['all', 'failed', 'slowest'] as const

export interface TraceFilter {
  readonly show: (typeof TRACE_SHOWS)[number]
  readonly class: RequestClass | null
  readonly max: number
}
