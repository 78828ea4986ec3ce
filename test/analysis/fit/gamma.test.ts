import { describe, expect, it } from 'vitest'
import { gammaBetween, gammaDensity, gammaQuantile, gammaShare } from '../../../src/analysis/fit/gamma.ts'

describe('the gamma distribution with mean 1', () => {
  it('is exponential at a coefficient of variation of 1', () => {
    for (const x of [0.01, 0.5, 1, 3, 20]) expect(gammaShare(x, 1)).toBeCloseTo(1 - Math.exp(-x), 13)
    expect(gammaQuantile(0.95, 1)).toBeCloseTo(Math.log(20), 12)
    expect(gammaDensity(2, 1)).toBeCloseTo(Math.exp(-2), 13)
  })

  it('is Erlang at the root of a whole number', () => {
    // Shape 4: one minus the first four terms of the Poisson distribution with mean 4x.
    const poisson = (mean: number) => Math.exp(-mean) * (1 + mean + mean ** 2 / 2 + mean ** 3 / 6)
    for (const x of [0.1, 0.9, 1, 1.1, 4]) expect(gammaShare(x, 0.5)).toBeCloseTo(1 - poisson(4 * x), 13)
  })

  it('is the square of a normal one at the root of two', () => {
    // Chi square with one degree of freedom: P(X <= 3.841459) = 0.95.
    expect(gammaQuantile(0.95, Math.SQRT2)).toBeCloseTo(3.841458820694124, 10)
  })

  it('is constant at 0', () => {
    expect([gammaShare(0.999, 0), gammaShare(1, 0), gammaQuantile(0.95, 0)]).toEqual([0, 1, 1])
  })

  it('tells shares far out to their own precision', () => {
    expect(gammaBetween(50, 60, 1) / (Math.exp(-50) - Math.exp(-60))).toBeCloseTo(1, 10)
    expect(gammaBetween(50, Number.POSITIVE_INFINITY, 1) / Math.exp(-50)).toBeCloseTo(1, 10)
    expect(gammaBetween(0, Number.POSITIVE_INFINITY, 3)).toBeCloseTo(1, 12)
  })
})
