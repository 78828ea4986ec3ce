/**
 * Logarithm, exponential and power in plain IEEE additions, multiplications and divisions. The language leaves the last
 * bit of its own functions to each browser engine; with these the same seed gives the same bytes everywhere.
 * Relative error is below 1e-14 over the range that the engine uses.
 */

const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
const INVERSE_LN2 = Math.LOG2E
const SQRT2 = Math.SQRT2

/** 1, 1/3, … 1/21, and 1/0!, 1/1!, … 1/14!: a division takes as long as four multiplications. */
const ODD_INVERSES = Float64Array.from({ length: 11 }, (_, i) => 1 / (2 * i + 1))
const FACTORIAL_INVERSES = new Float64Array(15).fill(1)
for (let n = 2; n <= 14; n++) FACTORIAL_INVERSES[n] = FACTORIAL_INVERSES[n - 1]! / n

const double = new Float64Array(1)
const words = new Int32Array(double.buffer)

/** Natural logarithm of a positive, finite, normal number. */
export function log(x: number): number {
  double[0] = x
  const high = words[1]!
  let exponent = (high >>> 20) - 1023
  words[1] = (high & 0x000fffff) | 0x3ff00000
  let mantissa = double[0]!
  if (mantissa > SQRT2) {
    mantissa *= 0.5
    exponent += 1
  }
  // 2 artanh(s) with |s| <= 0.1716; the last term is below 1e-17.
  const s = (mantissa - 1) / (mantissa + 1)
  const z = s * s
  let sum = 1 / 23
  for (let i = ODD_INVERSES.length - 1; i >= 0; i--) sum = sum * z + ODD_INVERSES[i]!
  return exponent * LN2_HIGH + (exponent * LN2_LOW + 2 * s * sum)
}

/** Beyond these the exponential is no normal number: it is none, or without bound. */
const EXP_MIN = -708
const EXP_MAX = 709

/** e to the power x. */
export function exp(x: number): number {
  if (x < EXP_MIN) return 0
  if (x > EXP_MAX) return Number.POSITIVE_INFINITY
  const k = Math.round(x * INVERSE_LN2)
  const r = x - k * LN2_HIGH - k * LN2_LOW
  // Taylor with |r| <= 0.347; the last term is below 1e-17.
  let sum = FACTORIAL_INVERSES[14]!
  for (let n = 13; n >= 0; n--) sum = sum * r + FACTORIAL_INVERSES[n]!
  words[0] = 0
  words[1] = (k + 1023) << 20
  return sum * double[0]!
}

/** x to the power y for a positive x. */
export const pow = (x: number, y: number): number => (y === 0 ? 1 : y === 1 ? x : exp(y * log(x)))

const TWO_PI = 6.283185307179586

/** Cosine of a whole turn times `turns`, for turns between 0 and 1: the series on the quarter next to 0, mirrored. */
export function cosine(turns: number): number {
  const half = turns > 0.5 ? 1 - turns : turns
  const sign = half > 0.25 ? -1 : 1
  const x = (half > 0.25 ? 0.5 - half : half) * TWO_PI
  const square = x * x
  let sum = 1
  for (let n = 20; n >= 2; n -= 2) sum = 1 - (sum * square) / (n * (n - 1))
  return sign * sum
}
