import uPlot from 'uplot'
import { formatCompact } from '../../i18n/format.ts'
import { FAILURE_REASONS } from '../../model/request-class.ts'
import type { Frame } from '../../runtime/frame-ring.ts'
import { type ChartPlan, formerSeries, quietAxis } from './live-chart.ts'

export const failedPerSec = (frame: Frame): number =>
  FAILURE_REASONS.reduce((sum, reason) => sum + (frame.system(`${reason}PerSec`) || 0), 0)

/** Offered against goodput, from zero; what failed is hatched on top of what succeeded. */
export const ratePlan: ChartPlan = {
  read: [
    (frame) => frame.system('offeredPerSec'),
    (frame) => frame.system('goodputPerSec') + failedPerSec(frame),
    (frame) => frame.system('goodputPerSec'),
  ],
  former: (frame) => frame.system('goodputPerSec'),
  options: (colours, language) => ({
    scales: { x: { time: false, auto: false }, y: { range: (_, __, max) => [0, niceMax(max)] } },
    series: [
      {},
      { stroke: colours.ink2, width: 1.5, dash: [4, 2], points: { show: false } },
      { stroke: 'transparent', width: 0, points: { show: false } },
      { stroke: colours.ink, width: 2, points: { show: false } },
      formerSeries(colours),
    ],
    bands: [{ series: [2, 3], fill: () => hatch(colours.fail) }],
    axes: [
      { show: false },
      {
        ...quietAxis(colours, 'y', 44),
        splits: (_, __, ___, max) => [0, max / 2, max],
        values: (_, splits) => splits.map((value) => formatCompact(value, language)),
      },
    ],
  }),
}

/** The next round number above, so that the axis changes seldom. */
function niceMax(max: number | null): number {
  const wanted = Math.max(1, (max ?? 0) * 1.1)
  const decade = 10 ** Math.floor(Math.log10(wanted))
  return ([1, 1.2, 1.6, 2, 3, 4, 6, 8, 10].find((step) => step * decade >= wanted) ?? 10) * decade
}

const hatches = new Map<string, CanvasPattern | string>()

function hatch(colour: string): CanvasPattern | string {
  const ratio = uPlot.pxRatio
  const key = `${colour} ${ratio}`
  const known = hatches.get(key)
  if (known !== undefined) return known
  const size = Math.round(5 * ratio)
  const tile = document.createElement('canvas')
  tile.width = size
  tile.height = size
  const context = tile.getContext('2d')
  if (!context) return colour
  context.strokeStyle = colour
  context.lineWidth = 1.3 * ratio
  // Three strokes, so that the diagonal is whole where the tiles meet.
  for (const shift of [-size, 0, size]) {
    context.beginPath()
    context.moveTo(shift, size)
    context.lineTo(shift + size, 0)
    context.stroke()
  }
  const pattern = context.createPattern(tile, 'repeat') ?? colour
  hatches.set(key, pattern)
  return pattern
}
