import type { WatchedRun } from '../core/placed-run.ts'
import { TICKS_PER_SEC } from '../core/vocabulary.ts'
import { type Report, reportOf, resetStatistics } from '../stats/report.ts'
import { Paced } from './pace.ts'

/** Times that a run is looked at on its way, evenly, the end among them. */
const LOOKS = 100

/** Runs a model for `durationSec` in all; the first `warmupSec` of them do not count. `look` is called on the way. */
export function runReport(
  run: WatchedRun,
  warmupSec: number,
  durationSec: number,
  look: (() => void) | null = null,
): Report {
  const { engine } = run
  const pace = new Paced(engine, (tick, eventsMax) => engine.run(tick, eventsMax))
  const until = (sec: number): void => {
    if (look === null) pace.advance(Math.round(sec * TICKS_PER_SEC))
    else
      lookedAt(pace, engine.now, Math.round(sec * TICKS_PER_SEC), (durationSec * TICKS_PER_SEC) / LOOKS, look)
  }
  until(warmupSec)
  const warm = !pace.stuck
  if (warm) resetStatistics(run)
  until(durationSec)
  return reportOf(run, warm ? warmupSec : 0, durationSec, pace.stuck)
}

/** Goes on to a tick, and looks after every `every` ticks and at the end: how a run is cut leaves no trace in it. */
function lookedAt(pace: Paced, from: number, to: number, every: number, look: () => void): void {
  for (let tick = from + every; tick < to && !pace.stuck; tick += every) {
    pace.advance(Math.round(tick))
    look()
  }
  pace.advance(to)
  look()
}
