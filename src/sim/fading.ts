import { exp } from './arithmetic.ts'
import { BUCKETS, bucketMiddle } from './histogram.ts'

/** Time constant of everything on screen that is smoothed, in simulated seconds. */
export const SMOOTHING_SEC = 2.5

/**
 * Rates of many cumulative counters, smoothed over simulated time: `columns` counters for each of `rows` things. Only
 * `foldAll` changes them; `rate` looks at what has been counted since, so that looking more often gives no other figures.
 */
export class FadingRates {
  readonly #columns: number
  readonly #last: Float64Array
  readonly #rate: Float64Array
  /** How much has been seen of each row: what has just begun leans on the little there is, not on zero. */
  readonly #weight: Float64Array
  /** Seconds since the last fold, and the share of what was known then that is left of it now. */
  #seconds = 0
  #keep = 1

  constructor(rows: number, columns: number) {
    this.#columns = columns
    this.#last = new Float64Array(rows * columns)
    this.#rate = new Float64Array(rows * columns)
    this.#weight = new Float64Array(rows)
  }

  /** Takes all counters' values, row by row, as the start. */
  startAll(values: Float64Array): void {
    this.#last.set(values)
  }

  /** Says how long ago the last fold was; call it before the rows are folded or read. */
  elapse(seconds: number): void {
    this.#seconds = seconds
    this.#keep = exp(-seconds / SMOOTHING_SEC)
  }

  /** Folds the values of all counters in, row by row. */
  foldAll(values: Float64Array): void {
    for (let at = 0; at < values.length; at++) this.#rate[at] = this.#faded(at, values[at]!)
    this.#last.set(values)
    for (let row = 0; row < this.#weight.length; row++) this.#weight[row] = this.#seen(row)
  }

  /** Smoothed increase a second, of a counter that stands at `value` now. */
  rate(row: number, column: number, value: number): number {
    const weight = this.#seen(row)
    return weight > 0 ? this.#faded(row * this.#columns + column, value) / weight : 0
  }

  copyRow(row: number, from: FadingRates, fromRow: number): void {
    this.#weight[row] = from.#weight[fromRow]!
    for (let c = 0; c < this.#columns; c++) {
      this.#last[row * this.#columns + c] = from.#last[fromRow * this.#columns + c]!
      this.#rate[row * this.#columns + c] = from.#rate[fromRow * this.#columns + c]!
    }
  }

  #seen(row: number): number {
    return this.#weight[row]! * this.#keep + (1 - this.#keep)
  }

  #faded(at: number, value: number): number {
    if (this.#seconds <= 0) return this.#rate[at]!
    return this.#rate[at]! * this.#keep + ((value - this.#last[at]!) / this.#seconds) * (1 - this.#keep)
  }
}

/** Percentiles that a frame shows. */
const SHOWN = [0.5, 0.95, 0.99] as const

/** Histograms that forget with the same time constant, and their p50, p95 and p99 in ticks. */
export class FadingHistograms {
  readonly #faded: Float64Array
  readonly #last: Uint32Array
  /** First and last bucket that ever held something, by row. */
  readonly #low: Int32Array
  readonly #high: Int32Array
  /** What is left of each row since its buckets were last touched; most rows of a large design gain nothing in between. */
  readonly #left: Float64Array
  /** Recorded durations of each row when it was last folded. */
  readonly #recorded: Float64Array
  /** Percentiles by row, and whether they are those of the buckets: they are looked for when somebody reads them. */
  readonly #percentiles: Float64Array
  readonly #known: Uint8Array
  #keep = 1

  constructor(rows: number) {
    this.#percentiles = new Float64Array(rows * SHOWN.length).fill(Number.NaN)
    this.#faded = new Float64Array(rows * BUCKETS)
    this.#last = new Uint32Array(rows * BUCKETS)
    this.#low = new Int32Array(rows).fill(BUCKETS)
    this.#high = new Int32Array(rows).fill(-1)
    this.#left = new Float64Array(rows).fill(1)
    this.#recorded = new Float64Array(rows)
    this.#known = new Uint8Array(rows)
  }

  /** Says how long ago the last fold was; call it before the rows are folded. */
  elapse(seconds: number): void {
    this.#keep = exp(-Math.min(seconds, 1000) / SMOOTHING_SEC)
  }

  /** Takes in what `groups` histograms from `offset` on have gained, of which `recorded` durations are known in all. */
  fold(row: number, counts: Uint32Array, offset: number, groups: number, recorded: number): void {
    const gained = recorded - this.#recorded[row]!
    this.#recorded[row] = recorded
    this.#left[row] = this.#left[row]! * this.#keep
    this.#known[row] = 0
    if (gained === 0) return
    const [low, high] = [this.#low[row]!, this.#high[row]!]
    let missing = gained
    for (let bucket = low; bucket <= high; bucket++)
      missing -= this.#take(row, counts, offset, groups, bucket)
    for (let bucket = 0; bucket < low && bucket < BUCKETS && missing > 0; bucket++)
      missing -= this.#take(row, counts, offset, groups, bucket)
    for (let bucket = high + 1; bucket < BUCKETS && missing > 0; bucket++)
      missing -= this.#take(row, counts, offset, groups, bucket)
    this.#left[row] = 1
  }

  /** A percentile of a row in ticks: 0 the median, 1 p95, 2 p99. */
  percentile(row: number, which: 0 | 1 | 2): number {
    if (this.#known[row] === 0) this.#findPercentiles(row)
    return this.#percentiles[row * SHOWN.length + which]!
  }

  copyRow(row: number, from: FadingHistograms, fromRow: number): void {
    this.#faded.set(from.#faded.subarray(fromRow * BUCKETS, (fromRow + 1) * BUCKETS), row * BUCKETS)
    this.#last.set(from.#last.subarray(fromRow * BUCKETS, (fromRow + 1) * BUCKETS), row * BUCKETS)
    this.#low[row] = from.#low[fromRow]!
    this.#high[row] = from.#high[fromRow]!
    this.#left[row] = from.#left[fromRow]!
    this.#recorded[row] = from.#recorded[fromRow]!
    this.#known[row] = 0
  }

  /** Fades a bucket and adds what it has gained; gives the gain. */
  #take(row: number, counts: Uint32Array, offset: number, groups: number, bucket: number): number {
    const at = row * BUCKETS + bucket
    let count = 0
    for (let g = 0; g < groups; g++) count += counts[offset + g * BUCKETS + bucket]!
    const gained = count - this.#last[at]!
    if (gained === 0 && this.#faded[at] === 0) return 0
    this.#last[at] = count
    if (bucket < this.#low[row]!) this.#low[row] = bucket
    if (bucket > this.#high[row]!) this.#high[row] = bucket
    const faded = this.#faded[at]! * this.#left[row]! + gained
    // What is left of an old request must not be read for ever.
    this.#faded[at] = faded < 1e-6 ? 0 : faded
    return gained
  }

  #findPercentiles(row: number): void {
    this.#known[row] = 1
    const base = row * BUCKETS
    const [low, high] = [this.#low[row]!, this.#high[row]!]
    let total = 0
    for (let bucket = low; bucket <= high; bucket++) total += this.#faded[base + bucket]!
    // Less than half a request within the window is no measurement.
    if (total * this.#left[row]! < 0.5) {
      this.#percentiles.fill(Number.NaN, row * SHOWN.length, (row + 1) * SHOWN.length)
      return
    }
    let below = 0
    let p = 0
    for (let bucket = low; bucket <= high && p < SHOWN.length; bucket++) {
      const count = this.#faded[base + bucket]!
      while (p < SHOWN.length && count > 0 && below + count >= SHOWN[p]! * total) {
        this.#percentiles[row * SHOWN.length + p] = bucketMiddle(bucket)
        p++
      }
      below += count
    }
  }
}
