import type { History } from '../explain/history.ts'

/** How fast the error budget is used up over a window; 1 uses it up just at the end of the month. */
export interface BurnWindow {
  readonly windowSec: number
  /** What of the window the run has had so far. */
  readonly coveredSec: number
  /** NaN where nothing ended in it. */
  readonly errorShare: number
  readonly burn: number
}

/** An alert rings when both its windows burn faster: the long one says that it matters, the short one that it still goes on. */
interface BurnAlert {
  readonly id: 'page' | 'ticket'
  readonly longSec: number
  readonly shortSec: number
  readonly burn: number
}

/** The two of the Site Reliability Workbook, chapter 5: 2 % of the month's budget in an hour, 5 % in six. */
const BURN_ALERTS: readonly BurnAlert[] = [
  { id: 'page', longSec: 3600, shortSec: 300, burn: 14.4 },
  { id: 'ticket', longSec: 21_600, shortSec: 1800, burn: 6 },
]

export const BURN_WINDOWS_SEC = [60, 300, 3600, 21_600] as const

/** Ended requests between two moments, counted exactly. What has no answer yet is not among them. */
export function burnOver(history: History, sec: number, windowSec: number, availability: number): BurnWindow {
  const fromSec = Math.max(history.fromSec, sec - windowSec)
  const [before, now] = [history.at(fromSec), history.at(sec)]
  const count = (column: 'completed' | 'failed' | 'shed'): number => {
    const start = fromSec <= history.fromSec && history.fromSec < 1 ? 0 : (before?.system(column) ?? 0)
    return (now?.system(column) ?? 0) - start
  }
  const failed = count('failed') + count('shed')
  const ended = failed + count('completed')
  const errorShare = ended > 0 ? failed / ended : Number.NaN
  const allowed = 1 - availability
  const burn = allowed > 0 ? errorShare / allowed : errorShare > 0 ? Number.POSITIVE_INFINITY : errorShare
  return {
    windowSec,
    coveredSec: Math.min(windowSec, sec - (fromSec <= history.fromSec && history.fromSec < 1 ? 0 : fromSec)),
    errorShare,
    burn,
  }
}

/** Alerts that ring at a moment. A run that is shorter than a window stands for the whole of it. */
export const burnAlerts = (history: History, sec: number, availability: number): BurnAlert[] =>
  BURN_ALERTS.filter(({ longSec, shortSec, burn }) =>
    [longSec, shortSec].every((windowSec) => burnOver(history, sec, windowSec, availability).burn > burn),
  )
