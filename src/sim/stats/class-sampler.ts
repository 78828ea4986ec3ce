import { FAILURE_REASONS, REQUEST_CLASSES } from '../../model/request-class.ts'
import { BUCKETS } from '../core/histogram.ts'
import type { Tally } from '../core/tally.ts'
import { CLASS_COUNT, OUTCOMES, TICKS_PER_MS } from '../core/vocabulary.ts'
import { FadingHistograms, FadingRates } from './fading.ts'
import { type ClassColumn, SYSTEM_AT } from './frame.ts'

/** Offered, and ended by outcome. */
const COLUMNS = 1 + OUTCOMES.length

/** The part of a `Sampler` that tells the requests of each class apart. */
export class ClassSampler {
  private readonly _tally: Tally
  private readonly _weight: number
  private readonly _rates = new FadingRates(CLASS_COUNT, COLUMNS)
  private readonly _histograms = new FadingHistograms(CLASS_COUNT)
  private readonly _totals = new Float64Array(CLASS_COUNT * COLUMNS)

  constructor(tally: Tally, weight: number) {
    this._tally = tally
    this._weight = weight
  }

  /** Says how long ago the last fold was; call it before `fold` and `read`. */
  elapse(seconds: number): void {
    this._rates.elapse(seconds)
    this._histograms.elapse(seconds)
  }

  fold(): void {
    this._count()
    this._rates.foldAll(this._totals)
    const { latencyCounts, done } = this._tally
    for (let c = 0; c < CLASS_COUNT; c++) this._histograms.fold(c, latencyCounts, c * BUCKETS, 1, done[c]!)
  }

  /** Fills the columns of all classes that somebody has asked for. */
  read(out: Float64Array): void {
    this._count()
    for (let c = 0; c < CLASS_COUNT; c++) if (this._tally.offered[c]! > 0) this._readClass(out, c)
  }

  private _readClass(out: Float64Array, c: number): void {
    const set = (column: ClassColumn, value: number): void => {
      out[SYSTEM_AT[`${REQUEST_CLASSES[c]!}.${column}`]] = value
    }
    const rate = (column: number): number => this._rates.rate(c, column, this._totals[c * COLUMNS + column]!)
    const failed = FAILURE_REASONS.map((_, i) => rate(2 + i))
    set('offeredPerSec', rate(0))
    set('goodputPerSec', rate(1))
    set(
      'failPerSec',
      failed.reduce((sum, one) => sum + one, 0),
    )
    set('reason', failed.indexOf(Math.max(...failed)))
    set('latencyMsP95', this._histograms.percentile(c, 1) / TICKS_PER_MS)
  }

  private _count(): void {
    const { offered, outcomes } = this._tally
    for (let c = 0; c < CLASS_COUNT; c++) {
      this._totals[c * COLUMNS] = offered[c]! * this._weight
      for (let o = 0; o < OUTCOMES.length; o++)
        this._totals[c * COLUMNS + 1 + o] = outcomes[c * OUTCOMES.length + o]! * this._weight
    }
  }
}
