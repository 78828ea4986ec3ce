import type { RequestClass } from '../model/request-class.ts'

/** What the loss of a part means for a class of requests, worst first; FAILURE.md's six cases. */
export const VERDICTS = ['hard', 'partial', 'transient', 'overload', 'delay', 'none'] as const
/**
 * `hard`: none succeeds. `partial`: some succeed. `transient`: all succeed after a gap. `overload`: all have a way, and a survivor
 * is driven to its capacity or beyond. `delay`: only asynchronous or optional work is touched. `none`: nothing a user notices.
 */
export type Verdict = (typeof VERDICTS)[number]

/** A part that can be lost: a node, or a frame with everything in it. */
export type TargetKind = 'node' | 'tier' | 'zone' | 'region' | 'wire'

/** A survivor that gets more than it can carry: load over capacity. */
export interface Overload {
  readonly target: string
  readonly factor: number
}

/** A sentence before it is put into words: which one, and its names and figures. Ids of parts are put in as ids. */
export interface Said<Code extends string = string> {
  readonly code: Code
  readonly values: Readonly<Record<string, string | number>>
}

/** What the structure says of the loss of one part for one class of requests. */
export interface ClassVerdict {
  readonly target: string
  readonly targetKind: TargetKind
  readonly requestClass: RequestClass
  readonly verdict: Verdict
  /** Share that succeeds once the system has settled, capacity aside: 0 to 1. Without measured hit ratios both ends of the range. */
  readonly success: number
  readonly successMax: number
  /** Length of the gap before it has settled, in seconds; 0 where there is none. */
  readonly sec: number
  readonly overloads: readonly Overload[]
  /** A whole domain goes at once: the target is a frame, or all alternatives stand in one. */
  readonly domain: boolean
}
