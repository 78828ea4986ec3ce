import { err, ok, type Result } from '../../model/result.ts'
import { type Exposition, readExposition, type Sample, toNumber } from './exposition.ts'
import { type Bucket, type FitProblem, type Labels, type Measured, problem, type Series } from './measured.ts'

/** Most ranges of a histogram that is fitted; the clients' libraries have 10 to 20, and some generators 200. */
export const BUCKETS_MAX = 1000

/** Every histogram of a text exposition: one for each name and set of labels. */
export function prometheusSeries(text: string): Result<readonly Series[], FitProblem> {
  const read = readExposition(text)
  if (!read.ok) return read
  const found = [...histograms(read.value).values()].filter(({ bounds }) => bounds.length > 0)
  if (found.length === 0) return err(problem('noHistogram'))
  return ok(
    found.map((one) => ({
      source: 'prometheus',
      metric: one.metric,
      labels: one.labels,
      msPerUnit: msPerUnit(read.value.units.get(one.metric) ?? one.metric),
      measure: (ms) => measured(one, ms),
    })),
  )
}

interface Bound {
  /** As it was written. */
  readonly le: string
  readonly count: number
}

interface Histogram {
  readonly metric: string
  readonly labels: Labels
  readonly bounds: Bound[]
  sum: number | undefined
  count: number | undefined
}

/** Milliseconds of each unit that the end of a name may say. */
const UNITS: readonly (readonly [ending: RegExp, ms: number])[] = [
  [/(^|_)(milliseconds|millis|ms)$/, 1],
  [/(^|_)(microseconds|micros|us)$/, 1e-3],
  [/(^|_)(nanoseconds|nanos|ns)$/, 1e-6],
  [/(^|_)(seconds|s)$/, 1000],
]

const msPerUnit = (name: string): number | null => UNITS.find(([ending]) => ending.test(name))?.[1] ?? null

function histograms({ samples }: Exposition): Map<string, Histogram> {
  const found = new Map<string, Histogram>()
  for (const sample of samples) {
    const [, metric, part] = /^(.+)_(bucket|sum|count)$/.exec(sample.name) ?? []
    if (metric === undefined || part === undefined) continue
    const le = sample.labels.find(([name]) => name === 'le')?.[1]
    if ((part === 'bucket') !== (le !== undefined)) continue
    const one = histogramOf(found, metric, sample)
    if (part === 'bucket') one.bounds.push({ le: le!, count: sample.value })
    else if (part === 'sum') one.sum = sample.value
    else one.count = sample.value
  }
  return found
}

function histogramOf(found: Map<string, Histogram>, metric: string, sample: Sample): Histogram {
  const labels = sample.labels.filter(([name]) => name !== 'le')
  const key = keyOf(metric, labels)
  const known = found.get(key)
  if (known) return known
  const one: Histogram = { metric, labels, bounds: [], sum: undefined, count: undefined }
  found.set(key, one)
  return one
}

/** The same for the same labels in any order; no name holds what parts them here. */
function keyOf(metric: string, labels: Labels): string {
  const parts = labels.map(([name, value]) => `${name}=${value.length}=${value}`)
  return parts.length < 2 ? `${metric},${parts[0] ?? ''}` : `${metric},${parts.sort().join()}`
}

function measured(one: Histogram, ms: number): Result<Measured, FitProblem> {
  const { metric } = one
  const buckets = bucketsOf(one, ms)
  if (!buckets.ok) return buckets
  const samples = buckets.value.reduce((all, { count }) => all + count, 0)
  if (one.count !== undefined && one.count !== samples)
    return err(problem('countsDiffer', { metric, count: one.count, inf: samples }))
  if (samples === 0) return err(problem('noSamples', { metric }))
  if (one.sum === undefined) return err(problem('missing', { metric, what: `${metric}_sum` }))
  if (!(one.sum >= 0 && one.sum < Number.POSITIVE_INFINITY))
    return err(problem('notNumber', { metric, what: `${metric}_sum`, value: one.sum }))
  return ok({
    meanMs: (one.sum * ms) / samples,
    samples,
    ratePerSec: null,
    minMs: null,
    points: [],
    buckets: buckets.value,
  })
}

/** Counts by range, from the cumulative counts up to each bound. */
function bucketsOf({ metric, bounds }: Histogram, ms: number): Result<Bucket[], FitProblem> {
  if (bounds.length > BUCKETS_MAX)
    return err(problem('tooManyBuckets', { metric, count: bounds.length, limit: BUCKETS_MAX }))
  const sorted: { le: number; text: string; count: number }[] = []
  for (const { le: text, count } of bounds) {
    const le = toNumber(text) ?? Number.NaN
    if (!(le >= 0)) return err(problem('notNumber', { metric, what: 'le', value: text.slice(0, 60) }))
    if (!(count >= 0 && count < Number.POSITIVE_INFINITY))
      return err(problem('notNumber', { metric, what: `le="${text}"`, value: String(count) }))
    sorted.push({ le, text, count })
  }
  sorted.sort((a, b) => (a.le === b.le ? 0 : a.le - b.le))
  if (sorted.at(-1)?.le !== Number.POSITIVE_INFINITY) return err(problem('noInf', { metric }))
  const buckets: Bucket[] = []
  for (const [i, { le, text, count }] of sorted.entries()) {
    const below = sorted[i - 1]
    if (below?.le === le) return err(problem('twice', { metric, le: text }))
    if (below && count < below.count)
      return err(problem('falling', { metric, le: text, count, lower: below.text, before: below.count }))
    buckets.push({ lowMs: (below?.le ?? 0) * ms, highMs: le * ms, count: count - (below?.count ?? 0) })
  }
  return ok(buckets)
}
