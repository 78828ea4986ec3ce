import { err, ok, type Result } from '../../model/result.ts'
import { fitBuckets } from './fit-buckets.ts'
import { fitPercentile } from './fit-percentile.ts'
import { gammaQuantile, gammaShare } from './gamma.ts'
import { k6Series } from './k6.ts'
import { type FitProblem, type Measured, problem, type Series, seriesName } from './measured.ts'
import { prometheusSeries } from './prometheus.ts'
import type { Spread } from './spread.ts'

/** What a measurement says of a service time: the gamma distribution that is nearest to it. */
export interface Fit extends Spread {
  readonly meanMs: number
  readonly samples: number | null
  readonly ratePerSec: number | null
  readonly rows: readonly FitRow[]
  /** The largest difference between the measured and the fitted share of requests that took at most a time. */
  readonly distance: number
}

/** A percentile, measured and fitted. */
export interface FitRow {
  readonly share: number
  /** Null where it was not measured. */
  readonly measuredMs: number | null
  readonly fittedMs: number
}

/** Every measurement in a text: a summary of k6, or the histograms of a Prometheus exposition. */
export function readSeries(text: string): Result<readonly Series[], FitProblem> {
  const content = text.replace(/^\uFEFF/, '').trim()
  if (content === '') return err(problem('empty'))
  return /^[{[]/.test(content) ? k6Series(content) : prometheusSeries(content)
}

/** A name, labels, or neither: what somebody says of the one series that is meant. */
export interface Choice {
  readonly metric: string | null
  readonly labels: readonly (readonly [name: string, value: string])[]
}

/** The one series that is meant. Without a name it is what a request waited for its first byte, where a text has that. */
export function chooseSeries(all: readonly Series[], { metric, labels }: Choice): Result<Series, FitProblem> {
  const name = metric ?? usualMetric(all)
  const named = name === null ? all : all.filter((one) => one.metric === name)
  if (named.length === 0) return err(problem('metricUnknown', { metric: name ?? '', known: listed(all) }))
  const fit = named.filter((one) =>
    labels.every(([key, value]) => one.labels.some(([k, v]) => k === key && v === value)),
  )
  const [first] = fit
  if (first === undefined)
    return err(
      problem('labelsUnknown', { labels: labels.map((l) => l.join('=')).join(' '), known: listed(named) }),
    )
  return fit.length === 1
    ? ok(first)
    : err(problem('severalSeries', { count: fit.length, known: listed(fit) }))
}

/** k6 counts connecting apart from waiting for the answer, and the answer's way apart from both. */
const USUAL = ['http_req_waiting', 'http_req_duration']

const usualMetric = (all: readonly Series[]): string | null =>
  USUAL.find((name) => all.some(({ source, metric }) => source === 'k6' && metric === name)) ?? null

/** Names that a sentence lists. */
const LISTED_MAX = 10

function listed(all: readonly Series[]): string {
  const names = [...new Set(all.map(seriesName))]
  const rest = names.length > LISTED_MAX ? `, … (${names.length})` : ''
  return names.slice(0, LISTED_MAX).join(', ') + rest
}

export interface FitOptions {
  /** A round trip of the network that every measured time holds. */
  readonly rttMs: number
  /** Milliseconds of the unit, where the text does not say it. */
  readonly msPerUnit: number | null
}

/** Fits a gamma distribution to a series. */
export function fitSeries(series: Series, { rttMs, msPerUnit }: FitOptions): Result<Fit, FitProblem> {
  const metric = seriesName(series)
  const unit = series.msPerUnit ?? msPerUnit
  if (unit === null) return err(problem('noUnit', { metric }))
  const read = series.measure(unit)
  if (!read.ok) return read
  const own = withoutRoundTrip(read.value, rttMs, metric)
  if (!own.ok) return own
  const measured = own.value
  const spread = measured.buckets
    ? fitBuckets(measured.meanMs, measured.buckets, metric)
    : fitPercentile(measured, metric)
  if (!spread.ok) return spread
  const { cv } = spread.value
  return ok({
    ...spread.value,
    meanMs: measured.meanMs,
    samples: measured.samples,
    ratePerSec: measured.ratePerSec,
    rows: rowsOf(measured, cv),
    distance: distanceOf(measured, cv),
  })
}

/** Every time less a constant one, which changes the mean and nothing about how far the times lie apart. */
function withoutRoundTrip(measured: Measured, rttMs: number, metric: string): Result<Measured, FitProblem> {
  if (rttMs === 0) return ok(measured)
  const fastest = measured.buckets?.find(({ count }) => count > 0)?.highMs
  const least = fastest ?? measured.minMs ?? measured.points[0]?.ms ?? measured.meanMs
  if (rttMs >= least || rttMs >= measured.meanMs)
    return err(problem('roundTrip', { metric, rtt: rttMs, least: Math.min(least, measured.meanMs) }))
  const less = (ms: number): number => Math.max(0, ms - rttMs)
  return ok({
    ...measured,
    meanMs: measured.meanMs - rttMs,
    minMs: measured.minMs === null ? null : less(measured.minMs),
    points: measured.points.map(({ share, ms }) => ({ share, ms: less(ms) })),
    buckets:
      measured.buckets?.map(({ lowMs, highMs, count }) => ({
        lowMs: less(lowMs),
        highMs: less(highMs),
        count,
      })) ?? null,
  })
}

const SHARES = [0.5, 0.9, 0.95, 0.99]

const rowsOf = (measured: Measured, cv: number): FitRow[] =>
  SHARES.map((share) => ({
    share,
    measuredMs: percentile(measured, share),
    fittedMs: measured.meanMs * gammaQuantile(share, cv),
  }))

/** As it was measured, or between the two bounds of its range, as Prometheus' histogram_quantile() has it. */
function percentile({ points, buckets }: Measured, share: number): number | null {
  if (buckets === null) return points.find((point) => point.share === share)?.ms ?? null
  const rank = share * buckets.reduce((all, { count }) => all + count, 0)
  let below = 0
  for (const { lowMs, highMs, count } of buckets) {
    if (count > 0 && below + count >= rank)
      return highMs === Number.POSITIVE_INFINITY ? null : lowMs + ((highMs - lowMs) * (rank - below)) / count
    below += count
  }
  return null
}

function distanceOf({ meanMs, points, buckets }: Measured, cv: number): number {
  const known = buckets === null ? points : pointsOf(buckets)
  return Math.max(0, ...known.map(({ share, ms }) => distanceAt(share, ms / meanMs, cv)))
}

/** All of a constant time comes at once: any share is right there. */
function distanceAt(share: number, x: number, cv: number): number {
  const before = gammaShare(x * (1 - ROUNDING), cv) - share
  const after = share - gammaShare(x * (1 + ROUNDING), cv)
  return Math.max(0, before, after)
}

const ROUNDING = 1e-9

/** The share up to each bound. */
function pointsOf(buckets: NonNullable<Measured['buckets']>): { share: number; ms: number }[] {
  const total = buckets.reduce((all, { count }) => all + count, 0)
  let below = 0
  return buckets.map(({ highMs, count }) => {
    below += count
    return { share: below / total, ms: highMs }
  })
}
