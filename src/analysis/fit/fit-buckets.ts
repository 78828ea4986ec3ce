import { err, ok, type Result } from '../../model/result.ts'
import { CV_LEAST, CV_MOST, gammaBetween } from './gamma.ts'
import { type Bucket, type FitProblem, problem } from './measured.ts'
import type { CvBounds, Spread } from './spread.ts'

/**
 * The spread that makes the counts likeliest (maximum likelihood over the ranges), with the mean that the sum says. What lies inside a
 * range is not known, so the same ranges and sum also say between which spreads the true one certainly is; the likeliest stays inside.
 */
export function fitBuckets(
  meanMs: number,
  buckets: readonly Bucket[],
  metric: string,
): Result<Spread, FitProblem> {
  const filled = buckets.filter(({ count }) => count > 0)
  const samples = filled.reduce((all, { count }) => all + count, 0)
  const least = filled.reduce((all, { lowMs, count }) => all + lowMs * count, 0) / samples
  const most = filled.reduce((all, { highMs, count }) => all + highMs * count, 0) / samples
  if (meanMs < least * (1 - ROUNDING) || meanMs > most * (1 + ROUNDING))
    return err(problem('sumOutside', { metric, mean: meanMs, low: least, high: most }))
  const [first] = filled
  if (filled.length === 1)
    return err(problem('oneBucket', { metric, count: samples, low: first!.lowMs, high: first!.highMs }))
  const bounds = boundsOf(meanMs, filled, samples)
  const chance = (logCv: number): number => logLikelihood(meanMs, filled, Math.exp(logCv))
  const likeliest = peakOf(chance)
  const cv = Math.min(bounds.high ?? CV_MOST, Math.max(bounds.low, Math.exp(likeliest)), CV_MOST)
  return ok({ cv, byShare: null, cvError: errorOf(chance, likeliest), cvBounds: bounds })
}

const ROUNDING = 1e-6
const GRID = 48
const GOLDEN = 0.6180339887498949
const REFINEMENTS = 40
/** A range that a distribution never reaches counts as this unlikely. */
const CHANCE_LEAST = 1e-300

const LOG_LEAST = Math.log(CV_LEAST)
const LOG_MOST = Math.log(CV_MOST)

function logLikelihood(meanMs: number, filled: readonly Bucket[], cv: number): number {
  return filled.reduce((sum, { lowMs, highMs, count }) => {
    const chance = gammaBetween(lowMs / meanMs, highMs / meanMs, cv)
    return sum + count * Math.log(Math.max(CHANCE_LEAST, chance))
  }, 0)
}

/** Where a function of the spread's logarithm is largest: the best of a grid, made finer. */
function peakOf(chance: (logCv: number) => number): number {
  const step = (LOG_MOST - LOG_LEAST) / GRID
  const grid = Array.from({ length: GRID + 1 }, (_, i) => LOG_LEAST + i * step)
  const chances = grid.map(chance)
  const best = grid[chances.indexOf(Math.max(...chances))]!
  let low = Math.max(LOG_LEAST, best - step)
  let high = Math.min(LOG_MOST, best + step)
  for (let turn = 0; turn < REFINEMENTS; turn++) {
    const [a, b] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)]
    if (chance(a) < chance(b)) low = a
    else high = b
  }
  return (low + high) / 2
}

/** Two standard errors, by how sharp the peak of the likelihood is; null at an end, where it has none. */
function errorOf(chance: (logCv: number) => number, at: number): number | null {
  const step = 1e-3
  const bend = (2 * chance(at) - chance(at - step) - chance(at + step)) / (step * step)
  const inside = at > LOG_LEAST + 2 * step && at < LOG_MOST - 2 * step
  return bend > 0 && inside ? Math.min(CV_MOST, (2 * Math.exp(at)) / Math.sqrt(bend)) : null
}

/** The least and the largest spread of values with this mean and these counts. */
function boundsOf(meanMs: number, filled: readonly Bucket[], samples: number): CvBounds {
  const spread = (square: number): number => Math.sqrt(Math.max(0, square / (meanMs * meanMs) - 1))
  const most = largestSquare(meanMs, filled, samples)
  return { low: spread(leastSquare(meanMs, filled, samples)), high: most === null ? null : spread(most) }
}

/** The mean of squares is least when all values lie as near to one level as their ranges let them; the mean tells the level. */
function leastSquare(meanMs: number, filled: readonly Bucket[], samples: number): number {
  const mean = (level: number, power: 1 | 2): number =>
    filled.reduce(
      (sum, { lowMs, highMs, count }) => sum + count * Math.min(highMs, Math.max(lowMs, level)) ** power,
      0,
    ) / samples
  let low = 0
  let high = meanMs * samples
  for (let turn = 0; turn < 200; turn++) {
    const middle = (low + high) / 2
    if (mean(middle, 1) < meanMs) low = middle
    else high = middle
  }
  return mean((low + high) / 2, 2)
}

/**
 * The mean of squares is largest when every value stands at an end of its range, and those at the upper end are in the highest ranges.
 * Null where a range has no end.
 */
function largestSquare(meanMs: number, filled: readonly Bucket[], samples: number): number | null {
  let square = 0
  let room = meanMs * samples
  for (const { lowMs, count } of filled) {
    square += count * lowMs * lowMs
    room -= count * lowMs
  }
  for (const { lowMs, highMs, count } of [...filled].reverse()) {
    if (highMs === Number.POSITIVE_INFINITY) return null
    const raised = Math.min(count, Math.max(0, room) / (highMs - lowMs))
    square += raised * (highMs * highMs - lowMs * lowMs)
    room -= raised * (highMs - lowMs)
  }
  return square / samples
}
