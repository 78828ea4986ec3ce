import { FAILURE_REASONS, type FailureReason } from '../model/request-class.ts'
import type { Frame } from '../runtime/frame-ring.ts'

export interface HeadlineFigures {
  readonly offeredPerSec: number
  readonly goodputPerSec: number
  /** Of the requests that ended lately, and of those that should have; 0 to 1, NaN while there is none. */
  readonly goodShare: number
  /** Of the same, those that have no answer although so many come as before. */
  readonly unansweredShare: number
  /** Of the requests that ended; NaN while none has ended. */
  readonly errorShare: number
  readonly reasons: readonly { readonly reason: FailureReason; readonly share: number }[]
}

/** Reasons that stand in the headline even while nobody meets them, so that they keep their places. */
const MAIN: readonly FailureReason[] = ['unavailable', 'timeout', 'shed']
const OTHERS = FAILURE_REASONS.filter((reason) => !MAIN.includes(reason))

/** A difference of rates under this share of what is offered, or under so many deviations of chance, is no piling up. */
const UNANSWERED_MIN = 0.02
const DEVIATIONS = 4
/** Time constant of the rates in a frame. */
const SMOOTHING_SEC = 2.5
/** When a run begins its first requests are still under way. */
const BEGIN_SEC = 3

/** Requests a second that come and get no answer: neither a good one nor an error. */
function unansweredPerSec(frame: Frame | undefined, ended: number): number {
  const offered = frame?.system('offeredPerSec') ?? Number.NaN
  const missing = offered - ended
  const chance = DEVIATIONS * Math.sqrt((offered * (frame?.system('oneOf') || 1)) / SMOOTHING_SEC)
  const isMissing = missing > Math.max(UNANSWERED_MIN * offered, chance)
  return isMissing && (frame?.timeSec ?? 0) > BEGIN_SEC ? missing : 0
}

/** Errors are of what ended. The good ones are of what was to end, so that they are never all while half of it hangs. */
export function headlineFigures(frame: Frame | undefined): HeadlineFigures {
  const read = (column: Parameters<Frame['system']>[0]) => frame?.system(column) ?? Number.NaN
  const good = read('goodputPerSec')
  const rates = new Map(FAILURE_REASONS.map((reason) => [reason, read(`${reason}PerSec`)]))
  const failed = FAILURE_REASONS.reduce((sum, reason) => sum + (rates.get(reason) ?? 0), 0)
  const ended = good + failed
  const missing = unansweredPerSec(frame, ended)
  const share = (rate: number) => (ended > 0 ? rate / ended : Number.NaN)
  const happening = OTHERS.filter((reason) => share(rates.get(reason) ?? 0) >= 0.00005)
  return {
    offeredPerSec: read('offeredPerSec'),
    goodputPerSec: good,
    goodShare: ended + missing > 0 ? good / (ended + missing) : Number.NaN,
    unansweredShare: ended + missing > 0 ? missing / (ended + missing) : 0,
    errorShare: share(failed),
    reasons: [...MAIN, ...happening].map((reason) => ({ reason, share: share(rates.get(reason) ?? 0) })),
  }
}

/** How many times faster than planned the error budget is used up: error share over the share that the SLO allows. */
export function burnRate(errorShare: number, availability: number): number {
  const allowed = 1 - availability
  if (allowed > 0) return errorShare / allowed
  return errorShare > 0 ? Number.POSITIVE_INFINITY : errorShare
}

/** Why the figures are not what the design would do: time stands still, or the engine turned calls away. */
export type Limit = 'stuck' | 'limited'

export function limitOf(frame: Frame | undefined): Limit | null {
  if (frame?.system('stuck') === 1) return 'stuck'
  return (frame?.system('limited') ?? 0) > 0 ? 'limited' : null
}
