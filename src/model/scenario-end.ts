import type { Scenario } from './design.ts'
import { DEFAULT_DURATION_SEC, DURATION_MAX_SEC } from './measure.ts'

/** How long a run must be to show what a scenario leads to: a minute after its last event is over. */
export function scenarioEndSec({ events }: Scenario): number {
  const last = events.reduce((end, { at, duration = 0 }) => Math.max(end, at + duration), 0)
  return Math.min(DURATION_MAX_SEC, Math.ceil(last) + DEFAULT_DURATION_SEC)
}
