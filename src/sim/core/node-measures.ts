import { BUCKETS, SPAN, spanBucket } from './histogram.ts'

/** Durations of one sort at a node, such as those of the hits of a cache. */
export class SpanCount {
  readonly counts = new Uint32Array(BUCKETS)
  count = 0
  sumTicks = 0

  /** Counts the duration in `SPAN`. */
  note(): void {
    this.count++
    this.sumTicks += SPAN[0]!
    const bucket = spanBucket()
    this.counts[bucket]! += 1
  }

  reset(): void {
    this.counts.fill(0)
    this.count = 0
    this.sumTicks = 0
  }
}

/** What a caching node has answered, from arrival to answer: out of its memory, or with what somebody had to fetch. */
export class CopyTimes {
  readonly hits = new SpanCount()
  readonly misses = new SpanCount()

  reset(): void {
    this.hits.reset()
    this.misses.reset()
  }
}

/** How far what a node has taken was behind: writes that a replica applies, messages that a queue hands out. */
export class LagCount {
  private _count = 0
  private _sumTicks = 0
  private _maxTicks = 0

  /** Something was taken so long after it had been there. */
  note(ticks: number): void {
    this._count++
    this._sumTicks += ticks
    if (ticks > this._maxTicks) this._maxTicks = ticks
  }

  get meanTicks(): number | null {
    return this._count === 0 ? null : this._sumTicks / this._count
  }

  get maxTicks(): number {
    return this._maxTicks
  }

  reset(): void {
    this._count = 0
    this._sumTicks = 0
    this._maxTicks = 0
  }
}
