import { chooseSeries, type Fit, type FitOptions, fitSeries, readSeries } from '../../src/analysis/fit/fit.ts'
import { gammaQuantile, gammaShare } from '../../src/analysis/fit/gamma.ts'
import type { FitProblem } from '../../src/analysis/fit/measured.ts'
import type { Result } from '../../src/model/result.ts'

/** Bounds in milliseconds as the clients of Prometheus have them by default, from 5 ms to 10 s. */
export const BOUNDS = [5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000]

/** What k6 writes at the end of a run whose requests waited for gamma distributed times. */
export const k6Summary = (meanMs: number, cv: number, samples = 10_000): string =>
  JSON.stringify({
    metrics: {
      http_reqs: { count: samples, rate: 100 },
      vus: { value: 1, min: 1, max: 10 },
      http_req_waiting: {
        avg: meanMs,
        med: meanMs * gammaQuantile(0.5, cv),
        'p(90)': meanMs * gammaQuantile(0.9, cv),
        'p(95)': meanMs * gammaQuantile(0.95, cv),
      },
    },
  })

/** The exposition of a histogram with these counts up to each bound. */
export function histogram(
  bounds: readonly number[],
  upTo: readonly number[],
  all: number,
  sum: number,
  name = 'http_wait_ms',
): string {
  const lines = bounds.map((bound, i) => `${name}_bucket{le="${bound}"} ${upTo[i]}`)
  return [...lines, `${name}_bucket{le="+Inf"} ${all}`, `${name}_sum ${sum}`, `${name}_count ${all}`].join(
    '\n',
  )
}

/** A histogram of gamma distributed times, with the counts that are expected of so many. */
export const gammaHistogram = (meanMs: number, cv: number, samples = 1e6): string =>
  histogram(
    BOUNDS,
    BOUNDS.map((bound) => Math.round(samples * gammaShare(bound / meanMs, cv))),
    samples,
    meanMs * samples,
  )

/** What a text means, with what the shell takes where nothing is said. */
export function fitOf(text: string, options: Partial<FitOptions> = {}): Result<Fit, FitProblem> {
  const all = readSeries(text)
  if (!all.ok) return all
  const series = chooseSeries(all.value, { metric: null, labels: [] })
  return series.ok ? fitSeries(series.value, { rttMs: 0, msPerUnit: null, ...options }) : series
}
