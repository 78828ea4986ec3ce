import type { Result } from '../../model/result.ts'

/** What somebody measured of one thing, in milliseconds. */
export interface Measured {
  readonly meanMs: number
  /** Null where the measurement does not say. */
  readonly samples: number | null
  readonly ratePerSec: number | null
  readonly minMs: number | null
  /** Percentiles that were measured as such, from the lowest on. */
  readonly points: readonly Point[]
  /** Counts by range, where that is what was measured. */
  readonly buckets: readonly Bucket[] | null
}

/** A share of the requests took at most so long. */
export interface Point {
  readonly share: number
  readonly ms: number
}

/** Requests that took longer than `lowMs` and at most `highMs`; the last range may be without end. */
export interface Bucket {
  readonly lowMs: number
  readonly highMs: number
  readonly count: number
}

export type Labels = readonly (readonly [name: string, value: string])[]

/** Something measured that a text holds, found by its name and not looked into yet. */
export interface Series {
  readonly source: 'k6' | 'prometheus'
  readonly metric: string
  readonly labels: Labels
  /** Milliseconds of its unit; null where the text does not say which one it is. */
  readonly msPerUnit: number | null
  measure(msPerUnit: number): Result<Measured, FitProblem>
}

/** What is wrong with a text or its figures; `values` are what a sentence needs to say where. */
export interface FitProblem {
  readonly code: FitProblemCode
  readonly values: Readonly<Record<string, string | number>>
}

export type FitProblemCode =
  | 'empty'
  | 'notJson'
  | 'notK6'
  | 'noTrend'
  | 'badLine'
  | 'noHistogram'
  | 'metricUnknown'
  | 'labelsUnknown'
  | 'severalSeries'
  | 'noUnit'
  | 'missing'
  | 'notNumber'
  | 'order'
  | 'falling'
  | 'twice'
  | 'noInf'
  | 'countsDiffer'
  | 'noSamples'
  | 'tooManyBuckets'
  | 'oneBucket'
  | 'sumOutside'
  | 'meanAbove'
  | 'tooWide'
  | 'roundTrip'
  | 'tooLong'
  | 'textTooLong'

export const problem = (code: FitProblemCode, values: FitProblem['values'] = {}): FitProblem => ({
  code,
  values,
})

/** Its name, with labels as Prometheus writes them. */
export const seriesName = ({ metric, labels }: Pick<Series, 'metric' | 'labels'>): string =>
  labels.length === 0 ? metric : `${metric}{${labels.map(([name, value]) => `${name}="${value}"`).join(',')}}`
