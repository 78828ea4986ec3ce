import { REQUEST_CLASSES } from '../../model/request-class.ts'
import { type Series, SeriesSpan } from './series.ts'

/** How a run is taken to its steady state: looked at after each batch, from `leastSec` on, and given up at `mostSec`. */
export interface WarmUp {
  readonly batchSec: number
  readonly leastSec: number
  readonly mostSec: number
}

/** How a warm-up ended. */
export interface WarmState {
  readonly sec: number
  readonly steady: boolean
  /** What still moved: requests that succeed, or what waits in queues. null where nothing did. */
  readonly moving: 'goodput' | 'queue' | null
}

/** Batches of each of the two halves that are compared. */
const BATCHES = 5
/** Halves agree when they lie within so many standard errors, or within a share of what is offered. */
const ERRORS = 3
const GOODPUT_SHARE = 0.01
/** A queue that takes in more than this share of the arrivals is growing. */
const GROWTH_SHARE = 0.01

/**
 * Whether a run is steady at the end of a series: the means of the last batches agree with those before them, for the requests
 * that succeed and for what waits. null is yes; otherwise what moves.
 */
export function movesStill(series: Series, batchSec: number): WarmState['moving'] {
  const endSec = series.fromSec + (series.steps - 1) * series.everySec
  const batches = Array.from({ length: 2 * BATCHES }, (_, i) => {
    const fromSec = endSec - (2 * BATCHES - i) * batchSec
    return new SeriesSpan(series, fromSec, fromSec + batchSec)
  })
  const all = (count: (span: SeriesSpan, c: number) => number): number[] =>
    batches.map((span) => REQUEST_CLASSES.reduce((sum, _, c) => sum + count(span, c), 0) / batchSec)
  const offeredPerSec = mean(all((span, c) => span.ofClass(c).offered))
  const goodput = all((span, c) => span.ofClass(c).succeeded)
  const queue = batches.map((span) => series.nodes.reduce((sum, _, i) => sum + span.ofNode(i).queue, 0))
  if (!agrees(goodput, GOODPUT_SHARE * offeredPerSec)) return 'goodput'
  return agrees(queue, GROWTH_SHARE * offeredPerSec * BATCHES * batchSec) ? null : 'queue'
}

function agrees(batches: readonly number[], slack: number): boolean {
  const [before, after] = [batches.slice(0, BATCHES), batches.slice(BATCHES)]
  const error = Math.sqrt((variance(before) + variance(after)) / BATCHES)
  return Math.abs(mean(after) - mean(before)) <= Math.max(slack, ERRORS * error)
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

function variance(values: readonly number[]): number {
  const middle = mean(values)
  return values.reduce((sum, value) => sum + (value - middle) * (value - middle), 0) / (values.length - 1)
}
