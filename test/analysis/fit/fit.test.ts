import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gammaQuantile } from '../../../src/analysis/fit/gamma.ts'
import { Streams } from '../../../src/sim/core/random.ts'
import { BOUNDS, fitOf, gammaHistogram, histogram, k6Summary } from '../../support/measurements.ts'
import '../../support/properties.ts'

const fitted = (text: string, options = {}) => {
  const fit = fitOf(text, options)
  if (!fit.ok) throw new Error(JSON.stringify(fit.error))
  return fit.value
}

describe('mean and p95 of k6', () => {
  it('an exponential time is known by a p95 of ln 20 means', () => {
    const fit = fitted(
      JSON.stringify({ metrics: { http_req_waiting: { avg: 10, 'p(95)': 10 * Math.log(20) } } }),
    )
    expect(fit.meanMs).toBe(10)
    expect(fit.cv).toBeCloseTo(1, 10)
    expect(fit.rows.map(({ fittedMs }) => fittedMs)).toEqual(
      [2, 10, 20, 100].map((n) => expect.closeTo(10 * Math.log(n), 8)),
    )
  })

  it('a constant time is known by a p95 that is the mean', () => {
    expect(fitted('{"metrics":{"http_req_waiting":{"avg":10,"p(95)":10}}}').cv).toBe(0)
    expect(fitted('{"metrics":{"http_req_waiting":{"avg":0,"p(95)":0}}}').cv).toBe(0)
    const all = fitted(
      '{"metrics":{"http_req_waiting":{"avg":10,"min":10,"med":10,"max":10,"p(90)":10,"p(95)":10}}}',
    )
    expect([all.cv, all.distance]).toEqual([0, 0])
  })

  it('gives back what a gamma distribution was made of, on both sides of its widest p95', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.02, max: 8, noNaN: true }),
        fc.double({ min: 0.1, max: 1e5, noNaN: true }),
        (cv, mean) => {
          const fit = fitted(k6Summary(mean, cv))
          expect(fit.cv / cv).toBeCloseTo(1, 3)
          expect(fit.distance).toBeLessThan(1e-6)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('without other percentiles the smaller of two spreads stands', () => {
    const p95 = 10 * gammaQuantile(0.95, 5)
    const fit = fitted(JSON.stringify({ metrics: { http_req_waiting: { avg: 10, 'p(95)': p95 } } }))
    expect(fit.cv).toBeLessThan(2.5)
    expect(gammaQuantile(0.95, fit.cv) * 10).toBeCloseTo(p95, 8)
  })

  it('the stated error holds what samples of that size give, 19 times of 20', () => {
    const streams = new Streams(7)
    const stream = streams.stream('k6', 'times')
    const samples = 2000
    let inside = 0
    for (let turn = 0; turn < 60; turn++) {
      const times = Array.from({ length: samples }, () => streams.gamma(stream, 0.7)).sort((a, b) => a - b)
      const at = (share: number) => times[Math.floor(share * samples)]!
      const fit = fitted(
        JSON.stringify({
          metrics: {
            http_reqs: { count: samples },
            http_req_waiting: {
              avg: times.reduce((a, b) => a + b) / samples,
              med: at(0.5),
              'p(95)': at(0.95),
            },
          },
        }),
      )
      if (Math.abs(fit.cv - 0.7) <= fit.cvError!) inside++
    }
    expect(inside).toBeGreaterThanOrEqual(53)
  })

  it('other percentiles stand in for a missing p95', () => {
    const of = (key: string, n: number) =>
      fitted(JSON.stringify({ metrics: { http_req_waiting: { avg: 10, [key]: 10 * Math.log(n) } } }))
    expect([of('p(99)', 100).cv, of('p(99)', 100).byShare]).toEqual([expect.closeTo(1, 8), 0.99])
    expect([of('p(90)', 10).cv, of('p(90)', 10).byShare]).toEqual([expect.closeTo(1, 8), 0.9])
  })

  it('a round trip that is taken out leaves how far the times lie apart', () => {
    const own = fitted(k6Summary(20, 0.5))
    const summary = JSON.parse(k6Summary(20, 0.5))
    const { http_req_waiting: times } = summary.metrics
    for (const key of Object.keys(times)) times[key] += 30
    const fit = fitted(JSON.stringify(summary), { rttMs: 30 })
    expect(fit.meanMs).toBeCloseTo(20, 10)
    expect(fit.cv).toBeCloseTo(own.cv, 10)
  })
})

describe('counts by bucket', () => {
  it('give back what a gamma distribution was made of, within the stated error', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.3, max: 5, noNaN: true }),
        fc.double({ min: 15, max: 800, noNaN: true }),
        (cv, mean) => {
          const fit = fitted(gammaHistogram(mean, cv))
          expect(Math.abs(fit.cv - cv)).toBeLessThan(fit.cvError!)
          expect(fit.cvBounds!.low).toBeLessThan(cv)
          expect(fit.cvBounds!.high ?? Number.POSITIVE_INFINITY).toBeGreaterThan(cv)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('of drawn samples are within two standard errors 19 times of 20, and the spread of the samples is inside the bounds', () => {
    const streams = new Streams(3)
    const stream = streams.stream('prometheus', 'times')
    let inside = 0
    const cvs = Array.from({ length: 40 }, (_, i) => 0.1 * 50 ** (i / 39))
    for (const cv of cvs) {
      const times = Array.from({ length: 4000 }, () => 40 * streams.gamma(stream, cv))
      const fit = fitted(
        histogram(
          BOUNDS,
          BOUNDS.map((bound) => times.filter((ms) => ms <= bound).length),
          times.length,
          times.reduce((a, b) => a + b),
        ),
      )
      const mean = times.reduce((a, b) => a + b) / times.length
      const own = Math.sqrt(times.reduce((sum, ms) => sum + (ms / mean - 1) ** 2, 0) / times.length)
      expect(fit.cvBounds!.low).toBeLessThanOrEqual(own)
      expect(fit.cvBounds!.high ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(own)
      if (Math.abs(fit.cv - cv) <= (fit.cvError ?? 0)) inside++
    }
    expect(inside).toBeGreaterThanOrEqual(35)
  })

  it('bound the spread by the nearest and the furthest places that the sum leaves', () => {
    // Two from 0 to 10 and two from 10 to 20 with a sum of 40: at least 10, 10, 10, 10; at most 0, 0, 20, 20.
    const fit = fitted(histogram([10, 20], [2, 4], 4, 40))
    expect(fit.cvBounds).toEqual({ low: expect.closeTo(0, 6), high: expect.closeTo(1, 10) })
  })

  it('have no upper bound where requests are above the last one', () => {
    expect(fitted(histogram([10, 20], [2, 3], 4, 60)).cvBounds).toMatchObject({ high: null })
  })

  it('tell percentiles as histogram_quantile() does', () => {
    // 60 up to 10 ms and 40 more up to 20 ms: the median is 50 of 60 ways up the first, p90 30 of 40 up the second.
    const fit = fitted(histogram([10, 20], [60, 100], 100, 900))
    expect(fit.rows.map(({ measuredMs }) => measuredMs)).toEqual([
      expect.closeTo((10 * 50) / 60, 10),
      17.5,
      18.75,
      19.75,
    ])
  })
})
