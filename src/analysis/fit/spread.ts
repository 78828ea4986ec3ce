/** How far service times lie apart, and how well that is known. */
export interface Spread {
  readonly cv: number
  /** The percentile that it was taken from; null where it was taken from counts by range. */
  readonly byShare: number | null
  /** By how much it may be off for the number of samples, 19 times of 20; null where that is not known. */
  readonly cvError: number | null
  /** What the ranges allow, however the times lie inside them; null where percentiles were measured. */
  readonly cvBounds: CvBounds | null
}

export interface CvBounds {
  readonly low: number
  /** Null where requests lie above the last bound: there is no end to what they may have taken. */
  readonly high: number | null
}
