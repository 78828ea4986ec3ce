import { useMemo, useState } from 'react'
import { chooseSeries, type Fit, fitSeries, readSeries } from '../../analysis/fit/fit.ts'
import { type FitProblem, problem, type Series } from '../../analysis/fit/measured.ts'
import { fittedParams, type ServiceFields } from '../../analysis/fit/service.ts'
import { type NumberShape, readNumber } from '../../i18n/read-number.ts'
import { useT } from '../../i18n/use-t.ts'
import { type Params, TIME_MS_MAX } from '../../model/field.ts'
import { err, type Result } from '../../model/result.ts'

/** Characters of a text that is read while the page waits; a page of /metrics of a large service has half of it. */
export const FIT_TEXT_MAX = 500_000

/** What was pasted and chosen, as it stands in the form. */
export interface FitDraft {
  readonly text: string
  /** Index of the series; null for the usual one. */
  readonly series: number | null
  readonly field: number
  readonly msPerUnit: number
  readonly rtt: string
}

export const EMPTY_FIT: FitDraft = { text: '', series: null, field: 0, msPerUnit: 1000, rtt: '0' }

/** What a draft comes to. */
export interface FitRead {
  readonly all: readonly Series[]
  readonly series: Series | null
  readonly fit: Fit | null
  readonly params: Params | null
  readonly rttMs: number
  /** What is wrong with the text, or null. */
  readonly problem: FitProblem | null
  /** What is wrong with the round trip, or an empty sentence. */
  readonly rttProblem: string
}

const RTT: NumberShape = { min: 0, max: TIME_MS_MAX, integer: false, unit: 'ms' }

/** The draft of a form, and what it means. The text is read once for each change of it, and fitted once for each choice. */
export function useFit(fields: ServiceFields) {
  const t = useT()
  const [draft, setDraft] = useState(EMPTY_FIT)
  const { text, series: chosen, field, msPerUnit } = draft
  const rtt = readNumber(draft.rtt, RTT, t)
  const rttMs = rtt.ok ? rtt.value : 0
  const all = useMemo(() => seriesIn(text), [text])
  const series = useMemo(() => (all.ok ? seriesOf(all.value, chosen) : null), [all, chosen])
  const fit = useMemo(() => series && fitSeries(series, { rttMs, msPerUnit }), [series, rttMs, msPerUnit])
  const params = fit?.ok ? fittedParams(fit.value, fields.means[field]!, fields) : null
  const wrong = [all, fit, params].find((result) => result !== null && !result.ok)
  const read: FitRead = {
    all: all.ok ? all.value : [],
    series,
    fit: fit?.ok ? fit.value : null,
    params: params?.ok && rtt.ok ? params.value : null,
    rttMs,
    problem: text.trim() === '' || !wrong || wrong.ok ? null : wrong.error,
    rttProblem: rtt.ok ? '' : rtt.error,
  }
  return { draft, read, change: (part: Partial<FitDraft>) => setDraft({ ...draft, ...part }) }
}

const seriesIn = (text: string): Result<readonly Series[], FitProblem> =>
  text.length > FIT_TEXT_MAX ? err(problem('textTooLong', { limit: FIT_TEXT_MAX })) : readSeries(text)

/** Series that are tried in search of one that has something to say. */
const TRIED_MAX = 20

/** The one that was chosen; else the usual one, or the first that can be fitted. */
function seriesOf(all: readonly Series[], chosen: number | null): Series | null {
  if (chosen !== null) return all[chosen] ?? null
  const usual = chooseSeries(all, { metric: null, labels: [] })
  if (usual.ok) return usual.value
  const fits = (series: Series): boolean => fitSeries(series, { rttMs: 0, msPerUnit: 1 }).ok
  return all.slice(0, TRIED_MAX).find(fits) ?? all[0] ?? null
}
