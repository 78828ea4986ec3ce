import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  BUCKETS,
  bucketFloor,
  bucketOf,
  quantile,
  SPAN,
  spanBucket,
} from '../../../src/sim/core/histogram.ts'
import { Streams } from '../../../src/sim/core/random.ts'

const HOUR = 3.6e12
/** Stated on screen as "at most 1 %". */
const ERROR_MAX = 0.01

function recorded(values: readonly number[]): Uint32Array {
  const counts = new Uint32Array(BUCKETS)
  for (const value of values) counts[bucketOf(value)]!++
  return counts
}

/** The value that a share q of the sorted ones does not exceed. */
const exact = (sorted: readonly number[], q: number): number =>
  sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)]!

describe('a quantile', () => {
  const duration = fc.double({ min: 2000, max: 72 * HOUR, noNaN: true })

  it('is at most one percent off the recorded value, whatever was recorded', () => {
    const share = fc.constantFrom(0.01, 0.5, 0.95, 0.99, 1)
    fc.assert(
      fc.property(fc.array(duration, { minLength: 1, maxLength: 60 }), share, (values, q) => {
        const value = exact(
          [...values].sort((a, b) => a - b),
          q,
        )
        expect(Math.abs(quantile(recorded(values), 0, q) / value - 1)).toBeLessThanOrEqual(ERROR_MAX)
      }),
    )
  })

  it('is at most one percent off at both ends of every bucket', () => {
    for (let bucket = 1; bucket < BUCKETS - 1; bucket++) {
      const [low, high] = [bucketFloor(bucket), bucketFloor(bucket + 1)]
      const read = quantile(recorded([low]), 0, 0.99)
      expect(Math.abs(read / low - 1)).toBeLessThanOrEqual(ERROR_MAX)
      expect(Math.abs(read / high - 1)).toBeLessThanOrEqual(ERROR_MAX)
    }
  })

  it('of a thousand exponential times is that of the times themselves', () => {
    const streams = new Streams(1)
    const stream = streams.stream('a', 'test')
    const values = Array.from({ length: 1000 }, () => 1e7 * streams.exponential(stream)).sort((a, b) => a - b)
    const counts = recorded(values)
    for (const q of [0.5, 0.9, 0.95, 0.99]) {
      expect(Math.abs(quantile(counts, 0, q) / exact(values, q) - 1)).toBeLessThanOrEqual(ERROR_MAX)
    }
  })

  it('of nothing is not a number', () => {
    expect(quantile(new Uint32Array(BUCKETS), 0, 0.5)).toBeNaN()
  })
})

it('two histograms added are the histogram of both', () => {
  const duration = fc.integer({ min: 0, max: 1e15 })
  fc.assert(
    fc.property(fc.array(duration), fc.array(duration), (a, b) => {
      const [one, other] = [recorded(a), recorded(b)]
      expect(one.map((count, bucket) => count + other[bucket]!)).toEqual(recorded([...a, ...b]))
    }),
  )
})

it('buckets rise without a gap, and each holds its own lower edge', () => {
  expect(bucketOf(0)).toBe(0)
  for (let bucket = 1; bucket < BUCKETS; bucket++) {
    expect(bucketFloor(bucket)).toBeGreaterThan(bucketFloor(bucket - 1))
    expect(bucketOf(bucketFloor(bucket))).toBe(bucket)
    expect(bucketOf(bucketFloor(bucket) * (1 - 1e-12))).toBe(bucket - 1)
  }
})

it('times beyond the last bucket share it', () => {
  expect(bucketOf(1e18)).toBe(BUCKETS - 1)
  expect(bucketOf(Number.MAX_VALUE)).toBe(BUCKETS - 1)
})

it('the duration in the cell is the one that is recorded', () => {
  SPAN[0] = 12_345_678
  expect(spanBucket()).toBe(bucketOf(12_345_678))
})
