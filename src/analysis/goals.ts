import type { Design } from '../model/design.ts'
import type { Report } from '../sim/stats/report.ts'

/** What a design promises, and what a run measured of it. */
export interface Goal {
  readonly goal: 'availability' | 'latencyMsP95'
  readonly target: number
  /** null where nothing ended. */
  readonly measured: number | null
  readonly met: boolean
}

export interface Check {
  readonly met: boolean
  readonly goals: readonly Goal[]
  /** Requests at the end that have waited for longer than any answer should take; they count as failed. */
  readonly overdue: number
}

/** Requests that are under way for so many times the latency of the objective are overdue. */
const OVERDUE_FACTOR = 2
const OVERDUE_SEC_MIN = 1

/** Whether a run met the objectives of its design. What has no answer at its end is not met by silence. */
export function checkGoals({ slo }: Pick<Design, 'slo'>, report: Report): Check {
  const { system, measuredSec, conservation, stuckAtSec } = report
  const underWaySec = Math.max(OVERDUE_SEC_MIN, (OVERDUE_FACTOR * slo.latencyMsP95) / 1000)
  const overdue = Math.max(0, Math.round(conservation.inFlight - system.offeredPerSec * underWaySec))
  const done = system.goodputPerSec * measuredSec
  const failed = system.errorRate < 1 ? (done * system.errorRate) / (1 - system.errorRate) : endedOf(report)
  const ended = done + failed + overdue
  const availability = ended > 0 ? done / ended : null
  const { p95 } = system.latencyMs
  const goals: Goal[] = [
    {
      goal: 'availability',
      target: slo.availability,
      measured: availability,
      met: stuckAtSec === null && (availability === null || availability >= slo.availability),
    },
    {
      goal: 'latencyMsP95',
      target: slo.latencyMsP95,
      measured: p95,
      met: stuckAtSec === null && (p95 === null ? availability === null : p95 <= slo.latencyMsP95),
    },
  ]
  return { met: goals.every(({ met }) => met), goals, overdue }
}

const endedOf = ({ conservation }: Report): number => conservation.failed + conservation.shed
