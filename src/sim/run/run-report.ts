import type { WatchedRun } from '../core/placed-run.ts'
import { TICKS_PER_SEC } from '../core/vocabulary.ts'
import { type Report, reportOf, resetStatistics } from '../stats/report.ts'
import { Paced } from './pace.ts'

/** Runs a model for `durationSec` in all; the first `warmupSec` of them do not count. */
export function runReport(run: WatchedRun, warmupSec: number, durationSec: number): Report {
  const { engine } = run
  const pace = new Paced(engine, (tick, eventsMax) => engine.run(tick, eventsMax))
  pace.advance(Math.round(warmupSec * TICKS_PER_SEC))
  const warm = !pace.stuck
  if (warm) resetStatistics(run)
  pace.advance(Math.round(durationSec * TICKS_PER_SEC))
  return reportOf(run, warm ? warmupSec : 0, durationSec, pace.stuck)
}
