import { packShares } from '../../model/class-shares.ts'
import { CLASS_COUNT } from '../core/vocabulary.ts'
import { FadingRates } from './fading.ts'

/** Whose failures those are that have lately happened at each node, or on each wire: smoothed like all rates of a frame. */
export class FailureShares {
  private readonly _rows: readonly number[]
  private readonly _slots: readonly number[]
  private readonly _rates: FadingRates
  private readonly _totals: Float64Array
  private readonly _now = new Float64Array(CLASS_COUNT)

  /** What is counted in `slots[k]` belongs to row `rows[k]` of `count`. */
  constructor(rows: readonly number[], slots: readonly number[], count: number) {
    this._rows = rows
    this._slots = slots
    this._rates = new FadingRates(count, CLASS_COUNT)
    this._totals = new Float64Array(count * CLASS_COUNT)
  }

  start(counts: Float64Array): void {
    this.count(counts)
    this._rates.startAll(this._totals)
  }

  elapse(seconds: number): void {
    this._rates.elapse(seconds)
  }

  fold(counts: Float64Array): void {
    this.count(counts)
    this._rates.foldAll(this._totals)
  }

  /** Takes the counts by slot and class as they stand now; call it before rows are read. */
  count(counts: Float64Array): void {
    const totals = this._totals.fill(0)
    for (let k = 0; k < this._rows.length; k++) {
      const from = this._slots[k]! * CLASS_COUNT
      const into = this._rows[k]! * CLASS_COUNT
      for (let c = 0; c < CLASS_COUNT; c++) totals[into + c] = totals[into + c]! + counts[from + c]!
    }
  }

  /** The shares of a row, packed. */
  read(row: number): number {
    for (let c = 0; c < CLASS_COUNT; c++)
      this._now[c] = this._rates.rate(row, c, this._totals[row * CLASS_COUNT + c]!)
    return packShares(this._now)
  }

  copyRow(row: number, from: FailureShares, fromRow: number): void {
    this._rates.copyRow(row, from._rates, fromRow)
  }
}
