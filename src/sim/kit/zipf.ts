import { exp, log, pow } from '../core/arithmetic.ts'
import type { Streams } from '../core/random.ts'

/** Above so many keys no table is laid out: it would take a tenth of a second and megabytes for each client. */
const TABLE_KEYS_MAX = 1 << 17

/** Draws keys 0 … n-1 with probability proportional to 1 / (key + 1)^alpha. */
export interface Zipf {
  readonly keys: number
  draw(streams: Streams, stream: number): number
}

/** By Walker's alias table: one word, two loads. */
class ZipfTable implements Zipf {
  readonly keys: number
  /** Pairs of (threshold of the column as a 32-bit word, alias of the column). */
  private readonly _table: Uint32Array

  constructor(keys: number, alpha: number) {
    this.keys = keys
    this._table = aliasTable(zipfWeights(keys, alpha))
    Object.freeze(this)
  }

  draw(streams: Streams, stream: number): number {
    const column = streams.below(stream, this.keys)
    return streams.word(stream) <= this._table[2 * column]! ? column : this._table[2 * column + 1]!
  }
}

/**
 * Without a table, by rejection-inversion (Hörmann and Derflinger 1996): the integral of x^-alpha is inverted at a uniform
 * value, and the nearest whole number is taken unless it lies in the small part that the integral has too much.
 */
class ZipfSampler implements Zipf {
  readonly keys: number
  private readonly _alpha: number
  private readonly _begin: number
  private readonly _end: number
  private readonly _sure: number

  constructor(keys: number, alpha: number) {
    this.keys = keys
    this._alpha = alpha
    this._begin = this._integral(1.5) - 1
    this._end = this._integral(keys + 0.5)
    this._sure = 2 - this._inverse(this._integral(2.5) - pow(2, -alpha))
    Object.freeze(this)
  }

  draw(streams: Streams, stream: number): number {
    for (;;) {
      const area = this._begin + streams.uniform(stream) * (this._end - this._begin)
      const x = this._inverse(area)
      const rank = Math.min(this.keys, Math.max(1, Math.round(x)))
      if (rank - x <= this._sure || area >= this._integral(rank + 0.5) - pow(rank, -this._alpha))
        return rank - 1
    }
  }

  private _integral(x: number): number {
    const power = 1 - this._alpha
    return Math.abs(power) < LOGARITHMIC ? log(x) : (pow(x, power) - 1) / power
  }

  private _inverse(area: number): number {
    const power = 1 - this._alpha
    return Math.abs(power) < LOGARITHMIC ? exp(area) : pow(1 + area * power, 1 / power)
  }
}

/** So near to 1 the exponent makes the integral a logarithm: nearer, the difference of the powers has no digits left. */
const LOGARITHMIC = 1e-9

/** Tables that somebody holds, by keys and exponent. */
const known = new Map<string, WeakRef<ZipfTable>>()

/** How keys of a popularity are drawn; clients with the same one share a table, also across runs. */
export function zipf(keys: number, alpha: number): Zipf {
  return keys > TABLE_KEYS_MAX ? new ZipfSampler(keys, alpha) : sharedTable(keys, alpha)
}

function sharedTable(keys: number, alpha: number): ZipfTable {
  const name = `${keys}^${alpha}`
  const shared = known.get(name)?.deref()
  if (shared) return shared
  for (const [other, table] of known) if (!table.deref()) known.delete(other)
  const made = new ZipfTable(keys, alpha)
  known.set(name, new WeakRef(made))
  return made
}

/** Probabilities of the keys, adding up to 1. */
export function zipfWeights(keys: number, alpha: number): Float64Array {
  const weights = new Float64Array(keys)
  let sum = 0
  for (let key = 0; key < keys; key++) {
    const weight = 1 / pow(key + 1, alpha)
    weights[key] = weight
    sum += weight
  }
  for (let key = 0; key < keys; key++) weights[key] = weights[key]! / sum
  return weights
}

function aliasTable(weights: Float64Array): Uint32Array {
  const n = weights.length
  const table = new Uint32Array(2 * n)
  const scaled = weights.map((weight) => weight * n)
  const small: number[] = []
  const large: number[] = []
  for (let i = n - 1; i >= 0; i--) (scaled[i]! < 1 ? small : large).push(i)
  while (small.length > 0 && large.length > 0) {
    const low = small.pop()!
    const high = large[large.length - 1]!
    table[2 * low] = Math.floor(scaled[low]! * 4_294_967_295)
    table[2 * low + 1] = high
    scaled[high] = scaled[high]! - (1 - scaled[low]!)
    if (scaled[high]! < 1) small.push(large.pop()!)
  }
  for (const rest of [...small, ...large]) {
    table[2 * rest] = 4_294_967_295
    table[2 * rest + 1] = rest
  }
  return table
}
