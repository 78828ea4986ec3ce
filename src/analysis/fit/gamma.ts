/**
 * The gamma distribution with mean 1, by its coefficient of variation: what the engine draws service times from. 0 is constant and 1
 * exponential. Shares by the series and the continued fraction of the incomplete gamma function (Numerical Recipes 6.2).
 */

/** Below this spread a distribution counts as constant. */
export const CV_LEAST = 0.01
/** The widest spread that a field takes. */
export const CV_MOST = 10

/** Share of the values that are at most x. */
export const gammaShare = (x: number, cv: number): number =>
  cv < CV_LEAST ? (x >= 1 ? 1 : 0) : split(x, cv)[0]

/** Share of the values between two bounds; far out it is counted from above, where a difference of shares would be nought. */
export function gammaBetween(low: number, high: number, cv: number): number {
  if (low < 1) return gammaShare(high, cv) - gammaShare(low, cv)
  return gammaTail(low, cv) - gammaTail(high, cv)
}

/** The value that this share of all is at most. */
export function gammaQuantile(share: number, cv: number): number {
  if (cv < CV_LEAST) return 1
  let low = LOG_LEAST
  let high = LOG_MOST
  for (let step = 0; step < BISECTIONS; step++) {
    const middle = (low + high) / 2
    if (gammaShare(Math.exp(middle), cv) < share) low = middle
    else high = middle
  }
  return Math.exp((low + high) / 2)
}

/** How dense the values lie at x. */
export function gammaDensity(x: number, cv: number): number {
  const shape = 1 / (cv * cv)
  return Math.exp(shape * Math.log(shape) + (shape - 1) * Math.log(x) - shape * x - logGamma(shape))
}

const LOG_LEAST = -700
const LOG_MOST = 12
const BISECTIONS = 64
const TERMS_MAX = 100_000
const PRECISION = 1e-16
const TINY = 1e-300

const gammaTail = (x: number, cv: number): number => (cv < CV_LEAST ? (x >= 1 ? 0 : 1) : split(x, cv)[1])

/** Shares at most x and above it, each to its own precision. */
function split(x: number, cv: number): readonly [below: number, above: number] {
  if (x <= 0) return [0, 1]
  if (x === Number.POSITIVE_INFINITY) return [1, 0]
  const shape = 1 / (cv * cv)
  const scaled = x * shape
  const weight = Math.exp(shape * Math.log(scaled) - scaled - logGamma(shape))
  if (scaled < shape + 1) {
    const below = weight * series(shape, scaled)
    return [below, 1 - below]
  }
  const above = weight * fraction(shape, scaled)
  return [1 - above, above]
}

function series(shape: number, x: number): number {
  let term = 1 / shape
  let sum = term
  for (let n = 1; n < TERMS_MAX && term > sum * PRECISION; n++) {
    term *= x / (shape + n)
    sum += term
  }
  return sum
}

/** Lentz's way through the continued fraction. */
function fraction(shape: number, x: number): number {
  let b = x + 1 - shape
  let c = 1 / TINY
  let d = 1 / b
  let product = d
  for (let n = 1; n < TERMS_MAX; n++) {
    const a = n * (shape - n)
    b += 2
    d = 1 / (a * d + b || TINY)
    c = b + a / c || TINY
    product *= d * c
    if (Math.abs(d * c - 1) < PRECISION * 10) break
  }
  return product
}

/** Coefficients of Lanczos for g = 7, as Godfrey gives them. */
const LANCZOS: readonly number[] = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
  12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
]
const LOG_ROOT_TWO_PI = 0.9189385332046727

/** Logarithm of the gamma function of a positive number. */
function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const z = x - 1
  const t = z + 7.5
  const sum = LANCZOS.reduce((all, coefficient, n) => all + (n === 0 ? coefficient : coefficient / (z + n)))
  return LOG_ROOT_TWO_PI + (z + 0.5) * Math.log(t) - t + Math.log(sum)
}
