import { exp } from '../core/arithmetic.ts'
import { BUCKETS, bucketMiddle } from '../core/histogram.ts'

/** Time constant of everything on screen that is smoothed, in simulated seconds. */
export const SMOOTHING_SEC = 2.5

/**
 * Rates of many cumulative counters, smoothed over simulated time: `columns` counters for each of `rows` things. Only
 * `foldAll` changes them; `rate` looks at what has been counted since, so that looking more often gives no other figures.
 */
export class FadingRates {
  private readonly _columns: number
  private readonly _last: Float64Array
  private readonly _rate: Float64Array
  /** How much has been seen of each row: what has just begun leans on the little there is, not on zero. */
  private readonly _weight: Float64Array
  /** Seconds since the last fold, and the share of what was known then that is left of it now. */
  private _seconds = 0
  private _keep = 1

  constructor(rows: number, columns: number) {
    this._columns = columns
    this._last = new Float64Array(rows * columns)
    this._rate = new Float64Array(rows * columns)
    this._weight = new Float64Array(rows)
  }

  /** Takes all counters' values, row by row, as the start. */
  startAll(values: Float64Array): void {
    this._last.set(values)
  }

  /** Says how long ago the last fold was; call it before the rows are folded or read. */
  elapse(seconds: number): void {
    this._seconds = seconds
    this._keep = exp(-seconds / SMOOTHING_SEC)
  }

  /** Folds the values of all counters in, row by row. */
  foldAll(values: Float64Array): void {
    for (let at = 0; at < values.length; at++) this._rate[at] = this._faded(at, values[at]!)
    this._last.set(values)
    for (let row = 0; row < this._weight.length; row++) this._weight[row] = this._seen(row)
  }

  /** Smoothed increase a second, of a counter that stands at `value` now. */
  rate(row: number, column: number, value: number): number {
    const weight = this._seen(row)
    return weight > 0 ? this._faded(row * this._columns + column, value) / weight : 0
  }

  copyRow(row: number, from: FadingRates, fromRow: number): void {
    this._weight[row] = from._weight[fromRow]!
    for (let c = 0; c < this._columns; c++) {
      this._last[row * this._columns + c] = from._last[fromRow * this._columns + c]!
      this._rate[row * this._columns + c] = from._rate[fromRow * this._columns + c]!
    }
  }

  private _seen(row: number): number {
    return this._weight[row]! * this._keep + (1 - this._keep)
  }

  private _faded(at: number, value: number): number {
    if (this._seconds <= 0) return this._rate[at]!
    return this._rate[at]! * this._keep + ((value - this._last[at]!) / this._seconds) * (1 - this._keep)
  }
}

/** Percentiles that a frame shows. */
const SHOWN = [0.5, 0.95, 0.99] as const

/** Histograms that forget with the same time constant, and their p50, p95 and p99 in ticks. */
export class FadingHistograms {
  private readonly _faded: Float64Array
  private readonly _last: Uint32Array
  /** First and last bucket that ever held something, by row. */
  private readonly _low: Int32Array
  private readonly _high: Int32Array
  /** What is left of each row since its buckets were last touched; most rows of a large design gain nothing in between. */
  private readonly _left: Float64Array
  /** Recorded durations of each row when it was last folded. */
  private readonly _recorded: Float64Array
  /** Percentiles by row, and whether they are those of the buckets: they are looked for when somebody reads them. */
  private readonly _percentiles: Float64Array
  private readonly _known: Uint8Array
  /** Share of each row in its first bucket, of what is too short to be a duration. */
  private readonly _first: Float64Array
  private _keep = 1

  constructor(rows: number) {
    this._percentiles = new Float64Array(rows * SHOWN.length).fill(Number.NaN)
    this._faded = new Float64Array(rows * BUCKETS)
    this._last = new Uint32Array(rows * BUCKETS)
    this._low = new Int32Array(rows).fill(BUCKETS)
    this._high = new Int32Array(rows).fill(-1)
    this._left = new Float64Array(rows).fill(1)
    this._recorded = new Float64Array(rows)
    this._known = new Uint8Array(rows)
    this._first = new Float64Array(rows).fill(Number.NaN)
  }

  /** Says how long ago the last fold was; call it before the rows are folded. */
  elapse(seconds: number): void {
    this._keep = exp(-Math.min(seconds, 1000) / SMOOTHING_SEC)
  }

  /** Takes in what `groups` histograms from `offset` on have gained, of which `recorded` durations are known in all. */
  fold(row: number, counts: Uint32Array, offset: number, groups: number, recorded: number): void {
    const gained = recorded - this._recorded[row]!
    this._recorded[row] = recorded
    this._left[row] = this._left[row]! * this._keep
    this._known[row] = 0
    if (gained === 0) return
    const [low, high] = [this._low[row]!, this._high[row]!]
    let missing = gained
    for (let bucket = low; bucket <= high; bucket++)
      missing -= this._take(row, counts, offset, groups, bucket)
    for (let bucket = 0; bucket < low && bucket < BUCKETS && missing > 0; bucket++)
      missing -= this._take(row, counts, offset, groups, bucket)
    for (let bucket = high + 1; bucket < BUCKETS && missing > 0; bucket++)
      missing -= this._take(row, counts, offset, groups, bucket)
    this._left[row] = 1
  }

  /** A percentile of a row in ticks: 0 the median, 1 p95, 2 p99. */
  percentile(row: number, which: 0 | 1 | 2): number {
    if (this._known[row] === 0) this._findPercentiles(row)
    return this._percentiles[row * SHOWN.length + which]!
  }

  /** Share of a row's durations that are longer than nothing; NaN where there are none. */
  shareAbove(row: number): number {
    if (this._known[row] === 0) this._findPercentiles(row)
    return 1 - this._first[row]!
  }

  copyRow(row: number, from: FadingHistograms, fromRow: number): void {
    this._faded.set(from._faded.subarray(fromRow * BUCKETS, (fromRow + 1) * BUCKETS), row * BUCKETS)
    this._last.set(from._last.subarray(fromRow * BUCKETS, (fromRow + 1) * BUCKETS), row * BUCKETS)
    this._low[row] = from._low[fromRow]!
    this._high[row] = from._high[fromRow]!
    this._left[row] = from._left[fromRow]!
    this._recorded[row] = from._recorded[fromRow]!
    this._known[row] = 0
  }

  /** Fades a bucket and adds what it has gained; gives the gain. */
  private _take(row: number, counts: Uint32Array, offset: number, groups: number, bucket: number): number {
    const at = row * BUCKETS + bucket
    let count = 0
    for (let g = 0; g < groups; g++) count += counts[offset + g * BUCKETS + bucket]!
    const gained = count - this._last[at]!
    if (gained === 0 && this._faded[at] === 0) return 0
    this._last[at] = count
    if (bucket < this._low[row]!) this._low[row] = bucket
    if (bucket > this._high[row]!) this._high[row] = bucket
    const faded = this._faded[at]! * this._left[row]! + gained
    // What is left of an old request must not be read for ever.
    this._faded[at] = faded < 1e-6 ? 0 : faded
    return gained
  }

  private _findPercentiles(row: number): void {
    this._known[row] = 1
    const base = row * BUCKETS
    const [low, high] = [this._low[row]!, this._high[row]!]
    let total = 0
    for (let bucket = low; bucket <= high; bucket++) total += this._faded[base + bucket]!
    this._first[row] = this._faded[base]! / total
    // Less than half a request within the window is no measurement.
    if (total * this._left[row]! < 0.5) {
      this._first[row] = Number.NaN
      this._percentiles.fill(Number.NaN, row * SHOWN.length, (row + 1) * SHOWN.length)
      return
    }
    let below = 0
    let p = 0
    for (let bucket = low; bucket <= high && p < SHOWN.length; bucket++) {
      const count = this._faded[base + bucket]!
      while (p < SHOWN.length && count > 0 && below + count >= SHOWN[p]! * total) {
        this._percentiles[row * SHOWN.length + p] = bucketMiddle(bucket)
        p++
      }
      below += count
    }
  }
}
