import { FAILURE_REASONS, type FailureReason } from '../model/request-class.ts'
import type { Frame } from '../runtime/frame-ring.ts'

export interface HeadlineFigures {
  readonly offeredPerSec: number
  readonly goodputPerSec: number
  /** Of the requests that ended lately; 0 to 1, NaN while none has ended. */
  readonly goodShare: number
  readonly errorShare: number
  readonly reasons: readonly { readonly reason: FailureReason; readonly share: number }[]
}

/** Reasons that stand in the headline even while nobody meets them, so that they keep their places. */
const MAIN: readonly FailureReason[] = ['unavailable', 'timeout', 'shed']
const OTHERS = FAILURE_REASONS.filter((reason) => !MAIN.includes(reason))

/** Both shares are of what ended, so that they add up to one while requests are still on their way. */
export function headlineFigures(frame: Frame | undefined): HeadlineFigures {
  const read = (column: Parameters<Frame['system']>[0]) => frame?.system(column) ?? Number.NaN
  const good = read('goodputPerSec')
  const rates = new Map(FAILURE_REASONS.map((reason) => [reason, read(`${reason}PerSec`)]))
  const failed = FAILURE_REASONS.reduce((sum, reason) => sum + (rates.get(reason) ?? 0), 0)
  const ended = good + failed
  const share = (rate: number) => (ended > 0 ? rate / ended : Number.NaN)
  const happening = OTHERS.filter((reason) => share(rates.get(reason) ?? 0) >= 0.00005)
  return {
    offeredPerSec: read('offeredPerSec'),
    goodputPerSec: good,
    goodShare: share(good),
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
