import { err, ok, type Result } from '../../model/result.ts'
import { CV_LEAST, CV_MOST, gammaDensity, gammaQuantile, gammaShare } from './gamma.ts'
import { type FitProblem, type Measured, type Point, problem } from './measured.ts'
import type { Spread } from './spread.ts'

/**
 * The spread of the gamma distribution with the measured mean whose percentile is the measured one. A percentile over the mean rises
 * with the spread up to a top (5.8 means at a spread of 3.4 for the 95th) and then falls: where two spreads give it, the one stands
 * that is nearer to the other percentiles, and without any the smaller one.
 */
export function fitPercentile(measured: Measured, metric: string): Result<Spread, FitProblem> {
  const { meanMs, points, samples } = measured
  const byShare = BY_SHARES.find((share) => points.some((point) => point.share === share))
  if (byShare === undefined) return err(problem('missing', { metric, what: 'p(95)' }))
  const { ms } = points.find(({ share }) => share === byShare)!
  const named = { metric, mean: meanMs, percentile: ms, percent: byShare * 100 }
  if (meanMs === 0) return ok({ cv: 0, byShare, cvError: null, cvBounds: null })
  const ratio = ms / meanMs
  if (ratio < 1) return err(problem('meanAbove', named))
  const top = topCv(byShare)
  const most = gammaQuantile(byShare, top)
  if (ratio > most) return err(problem('tooWide', { ...named, most }))
  const narrow = solve(byShare, ratio, 0, top)
  const wide = gammaQuantile(byShare, CV_MOST) > ratio ? narrow : solve(byShare, ratio, CV_MOST, top)
  const others = points.filter(({ share }) => share !== byShare)
  const cv = misfit(others, meanMs, wide) < misfit(others, meanMs, narrow) ? wide : narrow
  return ok({ cv, byShare, cvError: samples === null ? null : errorOf(byShare, cv, samples), cvBounds: null })
}

/** Percentiles that tell a spread, the best one first. */
const BY_SHARES = [0.95, 0.99, 0.9]
const BISECTIONS = 60
const ROUNDING = 1e-6
const GOLDEN = 0.6180339887498949

/** The spread at which a percentile is largest. */
function topCv(share: number): number {
  let low = 0.5
  let high = CV_MOST
  for (let step = 0; step < BISECTIONS; step++) {
    const [a, b] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)]
    if (gammaQuantile(share, a) < gammaQuantile(share, b)) low = a
    else high = b
  }
  return (low + high) / 2
}

/** The spread between one whose percentile is too small and one whose percentile is not. */
function solve(share: number, ratio: number, little: number, enough: number): number {
  let [low, high] = [little, enough]
  for (let step = 0; step < BISECTIONS; step++) {
    const middle = (low + high) / 2
    if (gammaShare(ratio, middle) > share) low = middle
    else high = middle
  }
  const cv = (low + high) / 2
  return cv < CV_LEAST + ROUNDING ? 0 : cv
}

/** How far percentiles are off, in means. */
const misfit = (points: readonly Point[], meanMs: number, cv: number): number =>
  points.reduce((sum, { share, ms }) => sum + Math.abs(gammaQuantile(share, cv) - ms / meanMs), 0)

/** Two standard errors: those of the percentile and of the mean, over how fast the one rises with the spread. */
function errorOf(share: number, cv: number, samples: number): number | null {
  if (cv < 2 * CV_LEAST) return null
  const ratio = gammaQuantile(share, cv)
  const ofPercentile = Math.sqrt((share * (1 - share)) / samples) / gammaDensity(ratio, cv)
  const ofMean = (ratio * cv) / Math.sqrt(samples)
  const step = cv / 100
  const slope = (gammaQuantile(share, cv + step) - gammaQuantile(share, cv - step)) / (2 * step)
  return Math.min(CV_MOST, (2 * Math.hypot(ofPercentile, ofMean)) / Math.abs(slope))
}
