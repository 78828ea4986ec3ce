import { pow } from './arithmetic.ts'
import type { Streams } from './random.ts'

/** Draws keys 0 … n-1 with probability proportional to 1 / (key + 1)^alpha, by Walker's alias table: one word, two loads. */
export class ZipfTable {
  readonly keys: number
  /** Pairs of (threshold of the column as a 32-bit word, alias of the column). */
  private readonly _table: Uint32Array

  constructor(keys: number, alpha: number) {
    this.keys = keys
    this._table = aliasTable(zipfWeights(keys, alpha))
  }

  draw(streams: Streams, stream: number): number {
    const column = streams.below(stream, this.keys)
    return streams.word(stream) <= this._table[2 * column]! ? column : this._table[2 * column + 1]!
  }
}

/** Tables that somebody holds, by keys and exponent. */
const known = new Map<string, WeakRef<ZipfTable>>()

/** The table of so many keys and an exponent; clients with the same popularity of keys share one, also across runs. */
export function zipfTable(keys: number, alpha: number): ZipfTable {
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
