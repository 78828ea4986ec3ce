import { durationText } from '../../i18n/quantity.ts'
import type { Session } from '../../session/session.ts'
import { type ChartPlan, formerSeries, quietAxis } from './live-chart.ts'

const sloMs = (session: Session): number => session.design.getState().design.slo.latencyMsP95

/** Percentiles of latency on a log scale, told apart by their dashes, with the promised p95 as a dotted line. */
export const latencyPlan = (session: Session): ChartPlan => ({
  read: [
    (frame) => frame.system('latencyMsP50'),
    (frame) => frame.system('latencyMsP95'),
    (frame) => frame.system('latencyMsP99'),
    () => sloMs(session),
  ],
  former: (frame) => frame.system('latencyMsP95'),
  options: (colours, language) => ({
    scales: {
      x: { time: false, auto: false },
      y: { distr: 3, range: (_, min, max) => decades(min, max) },
    },
    series: [
      {},
      { stroke: colours.ink2, width: 1.5, dash: [1.5, 2.5], points: { show: false } },
      { stroke: colours.ink2, width: 1.5, dash: [6, 2], points: { show: false } },
      { stroke: colours.ink, width: 2, points: { show: false } },
      { stroke: colours.ink3, width: 1, dash: [2, 2], points: { show: false } },
      formerSeries(colours),
    ],
    axes: [
      { show: false },
      {
        ...quietAxis(colours, 'y', 50),
        splits: (_, __, min, max) => powers(min, max),
        // By default a log axis leaves out labels that it holds for too dense; these are few on purpose.
        filter: (_, splits) => splits,
        values: (_, splits) => splits.map((value) => durationText(value, language)),
      },
    ],
  }),
})

/** At least two whole decades, so that the lines do not leap when one value changes. */
function decades(min: number | null, max: number | null): [number, number] {
  const low = Math.max(0, Math.floor(Math.log10(Math.max(1, min ?? 10))))
  const high = Math.max(low + 2, Math.ceil(Math.log10(Math.max(1, max ?? 1000))))
  return [10 ** low, 10 ** high]
}

function powers(min: number, max: number): number[] {
  const from = Math.round(Math.log10(min))
  const to = Math.round(Math.log10(max))
  const step = Math.max(1, Math.ceil((to - from) / 3))
  const values: number[] = []
  for (let power = from; power <= to; power += step) values.push(10 ** power)
  return values
}
