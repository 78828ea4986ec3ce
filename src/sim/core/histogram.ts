/**
 * Log-linear histograms of durations in ticks (nanoseconds), straight from the bits of the float: 64 buckets an octave,
 * so a value read back as the middle of its bucket is at most 0.78 % off. They merge by adding. Everything up to a microsecond shares bucket 0,
 * everything from 78 hours on the last one.
 */

const SUB_BITS = 6
const OCTAVES = 38
const LOWEST_OCTAVE = 10
const BASE = ((1023 + LOWEST_OCTAVE) << SUB_BITS) - 1
export const BUCKETS = (OCTAVES << SUB_BITS) + 2

const double = new Float64Array(1)
const words = new Uint32Array(double.buffer)
const edge = new Float64Array(1)
const edgeWords = new Uint32Array(edge.buffer)

/**
 * The duration, in ticks, that is recorded next. Doubles travel between the engine's functions in this cell, because as
 * arguments they may be boxed on the heap.
 */
export const SPAN: Float64Array = double

/** Bucket of the duration in `SPAN`. */
export function spanBucket(): number {
  const bucket = (words[1]! >>> (20 - SUB_BITS)) - BASE
  return bucket < 0 ? 0 : bucket < BUCKETS ? bucket : BUCKETS - 1
}

/** Bucket of a duration in ticks. */
export function bucketOf(ticks: number): number {
  double[0] = ticks
  return spanBucket()
}

/** Lower edge of a bucket in ticks. */
export function bucketFloor(bucket: number): number {
  if (bucket <= 0) return 0
  edgeWords[0] = 0
  edgeWords[1] = (bucket + BASE) << (20 - SUB_BITS)
  return edge[0]!
}

/** The value in ticks that stands for all of a bucket. */
export const bucketMiddle = (bucket: number): number => (bucketFloor(bucket) + bucketFloor(bucket + 1)) / 2

/**
 * The value in ticks below which a share `q` of the recorded ones lies: the middle of its bucket. Interpolating within the
 * bucket would read up to 1.56 % too much where all values lie at its lower edge, as constant times do.
 * `counts` holds `BUCKETS` counts from `offset` on. NaN when nothing was recorded.
 */
export function quantile(counts: ArrayLike<number>, offset: number, q: number): number {
  let total = 0
  for (let bucket = 0; bucket < BUCKETS; bucket++) total += counts[offset + bucket]!
  if (total <= 0) return Number.NaN
  const rank = q * total
  let below = 0
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const count = counts[offset + bucket]!
    if (count > 0 && below + count >= rank) return bucketMiddle(bucket)
    below += count
  }
  return bucketFloor(BUCKETS - 1)
}
