import { exp } from './arithmetic.ts'
import { BUCKETS, bucketMiddle } from './histogram.ts'

/** Time constant of everything on screen that is smoothed, in simulated seconds. */
export const SMOOTHING_SEC = 2.5

/** Rates of many cumulative counters, smoothed over simulated time: `columns` counters for each of `rows` things. */
export class FadingRates {
  readonly #columns: number
  readonly #last: Float64Array
  readonly #rate: Float64Array
  /** How much has been seen of each row: what has just begun leans on the little there is, not on zero. */
  readonly #weight: Float64Array

  constructor(rows: number, columns: number) {
    this.#columns = columns
    this.#last = new Float64Array(rows * columns)
    this.#rate = new Float64Array(rows * columns)
    this.#weight = new Float64Array(rows)
  }

  /** Takes a counter's value as the start, without a rate. */
  start(row: number, column: number, value: number): void {
    this.#last[row * this.#columns + column] = value
  }

  /** Lets a row fade by `seconds`; call it once before the row's counters. */
  elapse(row: number, seconds: number): void {
    const keep = exp(-seconds / SMOOTHING_SEC)
    this.#weight[row] = this.#weight[row]! * keep + (1 - keep)
  }

  count(row: number, column: number, value: number, seconds: number): void {
    const at = row * this.#columns + column
    const difference = value - this.#last[at]!
    this.#last[at] = value
    if (seconds <= 0) return
    const keep = exp(-seconds / SMOOTHING_SEC)
    this.#rate[at] = this.#rate[at]! * keep + (difference / seconds) * (1 - keep)
  }

  /** Smoothed increase a second. */
  rate(row: number, column: number): number {
    const weight = this.#weight[row]!
    return weight > 0 ? this.#rate[row * this.#columns + column]! / weight : 0
  }

  copyRow(row: number, from: FadingRates, fromRow: number): void {
    this.#weight[row] = from.#weight[fromRow]!
    for (let c = 0; c < this.#columns; c++) {
      this.#last[row * this.#columns + c] = from.#last[fromRow * this.#columns + c]!
      this.#rate[row * this.#columns + c] = from.#rate[fromRow * this.#columns + c]!
    }
  }
}

/** Percentiles that a frame shows. */
const SHOWN = [0.5, 0.95, 0.99] as const

/** Histograms that forget with the same time constant, and their p50, p95 and p99 in ticks. */
export class FadingHistograms {
  readonly percentiles: Float64Array
  readonly #faded: Float64Array
  readonly #last: Uint32Array
  /** First and last bucket that ever held something, by row. */
  readonly #low: Int32Array
  readonly #high: Int32Array

  constructor(rows: number) {
    this.percentiles = new Float64Array(rows * SHOWN.length).fill(Number.NaN)
    this.#faded = new Float64Array(rows * BUCKETS)
    this.#last = new Uint32Array(rows * BUCKETS)
    this.#low = new Int32Array(rows).fill(BUCKETS)
    this.#high = new Int32Array(rows).fill(-1)
  }

  /** Takes in what `groups` histograms from `offset` on have gained, after `seconds`. */
  update(row: number, counts: Uint32Array, offset: number, groups: number, seconds: number): void {
    const keep = exp(-Math.min(seconds, 1000) / SMOOTHING_SEC)
    const base = row * BUCKETS
    let total = 0
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      let count = 0
      for (let g = 0; g < groups; g++) count += counts[offset + g * BUCKETS + bucket]!
      const gained = count - this.#last[base + bucket]!
      if (gained === 0 && (bucket < this.#low[row]! || bucket > this.#high[row]!)) continue
      this.#last[base + bucket] = count
      if (bucket < this.#low[row]!) this.#low[row] = bucket
      if (bucket > this.#high[row]!) this.#high[row] = bucket
      const faded = this.#faded[base + bucket]! * keep + gained
      // What is left of an old request must not be read for ever.
      this.#faded[base + bucket] = faded < 1e-6 ? 0 : faded
      total += this.#faded[base + bucket]!
    }
    this.#readPercentiles(row, total)
  }

  copyRow(row: number, from: FadingHistograms, fromRow: number): void {
    this.#faded.set(from.#faded.subarray(fromRow * BUCKETS, (fromRow + 1) * BUCKETS), row * BUCKETS)
    this.#last.set(from.#last.subarray(fromRow * BUCKETS, (fromRow + 1) * BUCKETS), row * BUCKETS)
    this.#low[row] = from.#low[fromRow]!
    this.#high[row] = from.#high[fromRow]!
    for (let p = 0; p < SHOWN.length; p++) {
      this.percentiles[row * SHOWN.length + p] = from.percentiles[fromRow * SHOWN.length + p]!
    }
  }

  #readPercentiles(row: number, total: number): void {
    const base = row * BUCKETS
    let below = 0
    let p = 0
    // Less than half a request within the window is no measurement.
    if (total < 0.5) {
      this.percentiles.fill(Number.NaN, row * SHOWN.length, (row + 1) * SHOWN.length)
      return
    }
    for (let bucket = this.#low[row]!; bucket <= this.#high[row]! && p < SHOWN.length; bucket++) {
      const count = this.#faded[base + bucket]!
      while (p < SHOWN.length && count > 0 && below + count >= SHOWN[p]! * total) {
        this.percentiles[row * SHOWN.length + p] = bucketMiddle(bucket)
        p++
      }
      below += count
    }
  }
}
