import type { Fit } from '../analysis/fit/fit.ts'
import type { Series } from '../analysis/fit/measured.ts'
import {
  type FittedNode,
  fitCv,
  fitMethod,
  fitNotes,
  fitQuality,
  fitTime,
  percentileName,
  samplesText,
} from '../reading/fit-sentence.ts'
import { english as t } from './english.ts'
import { columns } from './table.ts'

/** What a measurement means, for people. */
export function fitText(
  name: string,
  source: Series['source'],
  fit: Fit,
  rttMs: number,
  node: FittedNode | null,
): string {
  const round = rttMs === 0 ? '' : `, less a round trip of ${fitTime(rttMs, t)}`
  const lines = [
    `${name}: ${t('fit.found', { source, samples: samplesText(fit, t) })}${round}`,
    `service time: mean ${fitTime(fit.meanMs, t)}, coefficient of variation ${fitCv(fit.cv, t)}`,
    ...fitMethod(fit, t),
    '',
    ...columns([
      ['share', fit.byShare === null ? 'interpolated' : 'measured', 'gamma'],
      ...fit.rows.map(({ share, measuredMs, fittedMs }) => [
        percentileName(share),
        measuredMs === null ? '–' : fitTime(measuredMs, t),
        fitTime(fittedMs, t),
      ]),
    ]),
    fitQuality(fit, t),
    '',
    ...fitNotes(fit, rttMs, node, t).map((note) => `note: ${note}`),
  ]
  return `${lines.join('\n').replaceAll('\u00a0', ' ')}\n`
}
