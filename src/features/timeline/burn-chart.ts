import { burnOver } from '../../analysis/availability/burn.ts'
import { formatCompact } from '../../i18n/format.ts'
import type { Frame } from '../../runtime/frame-ring.ts'
import type { Session } from '../../session/session.ts'
import { historyOfRun } from '../../session/why.ts'
import { type ChartPlan, formerSeries, quietAxis } from './live-chart.ts'

/** The windows that are drawn: what happens now, and what has happened lately. */
export const BURN_SHOWN_SEC = [60, 300] as const

/** How fast a window up to a moment uses up the error budget; what an objective of all allows has no rate. */
export function burnAt(session: Session, sec: number, windowSec: number): number {
  const { availability } = session.design.getState().design.slo
  const { burn } = burnOver(historyOfRun(session), sec, windowSec, availability)
  return Number.isFinite(burn) ? burn : Number.NaN
}

/** Burn rates over two windows; at the dotted line the budget of a month lasts just a month. */
export const burnPlan = (session: Session): ChartPlan => {
  const over = (windowSec: number) => (frame: Frame) => burnAt(session, frame.timeSec, windowSec)
  const [now, lately] = BURN_SHOWN_SEC
  return {
    read: [over(now), over(lately), () => 1],
    former: () => Number.NaN,
    options: (colours, language) => ({
      scales: { x: { time: false, auto: false }, y: { range: (_, __, max) => [0, topOf(max)] } },
      series: [
        {},
        { stroke: colours.ink, width: 2, points: { show: false } },
        { stroke: colours.ink2, width: 1.5, dash: [6, 2], points: { show: false } },
        { stroke: colours.ink3, width: 1, dash: [2, 2], points: { show: false } },
        formerSeries(colours),
      ],
      axes: [
        { show: false },
        {
          ...quietAxis(colours, 'y', 40),
          splits: (_, __, ___, max) => [0, max / 2, max],
          values: (_, splits) => splits.map((value) => `×${formatCompact(value, language)}`),
        },
      ],
    }),
  }
}

/** A round number above; the dotted line is always in view. */
function topOf(max: number | null): number {
  const wanted = Math.max(2, max ?? 0)
  const decade = 10 ** Math.floor(Math.log10(wanted))
  return ([1, 2, 4, 10].find((step) => step * decade >= wanted) ?? 10) * decade
}
