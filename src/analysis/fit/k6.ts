import { err, ok, type Result } from '../../model/result.ts'
import { type FitProblem, type Measured, type Point, problem, type Series } from './measured.ts'

/**
 * The end-of-test summary of k6 as JSON: what `--summary-export` writes, with the figures right in the metric, and what
 * `handleSummary(data)` is given, with the figures in `values`. Times are milliseconds in both.
 */
export function k6Series(text: string): Result<readonly Series[], FitProblem> {
  const read = parsed(text)
  if (!read.ok) return read
  const metrics = isRecord(read.value) ? read.value.metrics : undefined
  if (!isRecord(metrics)) return err(problem('notK6'))
  const found = Object.entries(metrics).flatMap(([metric, entry]): Series[] => {
    const values = timesOf(entry)
    if (values === null) return []
    const measure = () => trend(metric, values, counterOf(metrics, metric))
    return [{ source: 'k6', metric, labels: [], msPerUnit: 1, measure }]
  })
  return found.length > 0 ? ok(found) : err(problem('noTrend'))
}

type Values = Readonly<Record<string, unknown>>

function parsed(text: string): Result<unknown, FitProblem> {
  try {
    return ok(JSON.parse(text) as unknown)
  } catch (error) {
    return err(problem('notJson', { problem: error instanceof Error ? error.message.slice(0, 200) : '' }))
  }
}

const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The figures of a trend of times; null for counters, rates, gauges, and trends of something else. */
function timesOf(entry: unknown): Values | null {
  if (!isRecord(entry) || (entry.contains !== undefined && entry.contains !== 'time')) return null
  const values = isRecord(entry.values) ? entry.values : entry
  return Object.keys(values).some((key) => key === 'avg' || shareOf(key) !== null) ? values : null
}

/** How many requests or iterations a metric tells of, and how many a second, where another metric counts just those. */
function counterOf(metrics: Values, metric: string): Values {
  // A part of the metric, as of the requests that were answered as expected, has no count of its own.
  const name = /^http_req_\w+$/.test(metric)
    ? 'http_reqs'
    : metric === 'iteration_duration'
      ? 'iterations'
      : ''
  const entry = Object.hasOwn(metrics, name) ? metrics[name] : undefined
  if (!isRecord(entry)) return {}
  return isRecord(entry.values) ? entry.values : entry
}

function trend(metric: string, values: Values, counter: Values): Result<Measured, FitProblem> {
  const wrong = Object.entries(values).find(([key, value]) => isTime(key) && !isDuration(value))
  if (wrong) return err(problem('notNumber', { metric, what: wrong[0], value: shown(wrong[1]) }))
  const figures = values as Readonly<Record<string, number>>
  if (figures.avg === undefined) return err(problem('missing', { metric, what: 'avg' }))
  const points = pointsOf(figures)
  const samples = counted(figures.count) ?? counted(counter.count)
  if (samples === 0) return err(problem('noSamples', { metric }))
  const disorder = disorderOf(metric, figures, points)
  if (disorder !== null) return err(disorder)
  return ok({
    meanMs: figures.avg,
    samples,
    ratePerSec: counted(counter.rate),
    minMs: figures.min ?? null,
    points,
    buckets: null,
  })
}

const isTime = (key: string): boolean => ['avg', 'min', 'max'].includes(key) || shareOf(key) !== null
const isDuration = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value < Number.POSITIVE_INFINITY
const shown = (value: unknown): string => String(JSON.stringify(value) ?? value).slice(0, 60)

const counted = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null

/** The share that a name of k6 stands for, as 0.95 for `p(95)`. */
function shareOf(key: string): number | null {
  if (key === 'med') return 0.5
  const percent = /^p\((\d{1,2}(?:\.\d{1,6})?)\)$/.exec(key)?.[1]
  return percent === undefined ? null : Number(percent) / 100
}

function pointsOf(figures: Readonly<Record<string, number>>): Point[] {
  const shares = new Map<number, number>()
  for (const [key, ms] of Object.entries(figures)) {
    const share = shareOf(key)
    if (share !== null && share > 0) shares.set(share, ms)
  }
  return [...shares].map(([share, ms]) => ({ share, ms })).sort((a, b) => a.share - b.share)
}

/** Percentiles rise, and all lies between the least and the most: two neighbours that do not, or null. */
function disorderOf(
  metric: string,
  { avg, min, max }: Readonly<Record<string, number>>,
  points: readonly Point[],
): FitProblem | null {
  const least = { name: 'min', ms: min ?? 0 }
  const most = { name: 'max', ms: max ?? Number.POSITIVE_INFINITY }
  const middle = points.map(({ share, ms }) => ({ name: `p(${Number((share * 100).toFixed(6))})`, ms }))
  const mean = { name: 'avg', ms: avg! }
  for (const row of [
    [least, ...middle, most],
    [least, mean, most],
  ])
    for (let i = 1; i < row.length; i++) {
      const [low, high] = [row[i - 1]!, row[i]!]
      if (low.ms > high.ms)
        return problem('order', { metric, low: low.name, lowMs: low.ms, high: high.name, highMs: high.ms })
    }
  return null
}
