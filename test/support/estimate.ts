import { expect } from 'vitest'
import type { Design } from '../../src/model/design.ts'
import { BUCKETS, CLASS_COUNT, quantile, type Run, TICKS_PER_MS, TICKS_PER_SEC } from './engine.ts'
import { start } from './simulate.ts'

/** One of the oracles' seconds is 10 ms here, which only shifts the unit. */
export const MS = 10
export const PER_SEC = 1000 / MS

/** How far a mean may be off. */
export const MEAN = 0.02
export const PERCENTILE = 0.03
/** How far either may be off at a utilisation of 0.95. */
export const NEARLY_FULL = 0.05

/** Batches of one run. Requests that follow each other wait for each other; their batch means hardly do. */
const BATCHES = 40
/** Student's t for 39 degrees of freedom: half the width of a 95 % interval in standard errors. */
const T95 = 2.023
/** A correct engine is further off than this once in 100,000 figures. */
const ERRORS_MAX = 4.5

/** A figure with the standard error of its mean over the batches, or over as many replications. */
export interface Estimate {
  readonly value: number
  readonly standardError: number
}

export interface Measured {
  readonly mean: Estimate
  readonly p95: Estimate
  readonly p99: Estimate
  readonly donePerSec: Estimate
  /** Share of the ended requests that did not succeed. */
  readonly lost: Estimate
}

/** Times in milliseconds and losses of about so many requests, after a tenth of them as warm-up. */
export function measure(design: Design, requests: number, seed = 1): Measured {
  const ratePerSec = design.nodes.reduce((sum, node) => sum + Number(node.params.ratePerSec ?? 0), 0)
  const batchSec = requests / ratePerSec / BATCHES
  const run = start(design, seed)
  const { engine } = run
  engine.run(Math.round(0.1 * BATCHES * batchSec * TICKS_PER_SEC))
  const all = new Float64Array(BUCKETS)
  const batches = Array.from({ length: BATCHES }, () => batch(run, batchSec, all))
  const of = (pick: (one: ReturnType<typeof batch>) => number, value: number): Estimate => ({
    value,
    standardError: standardError(batches.map(pick)),
  })
  const total = (pick: (one: ReturnType<typeof batch>) => number): number =>
    batches.reduce((sum, one) => sum + pick(one), 0)
  return {
    mean: of((one) => one.sumMs / one.done, total((one) => one.sumMs) / total((one) => one.done)),
    p95: of((one) => one.p95, quantile(all, 0, 0.95) / TICKS_PER_MS),
    p99: of((one) => one.p99, quantile(all, 0, 0.99) / TICKS_PER_MS),
    donePerSec: of((one) => one.done / batchSec, total((one) => one.done) / (BATCHES * batchSec)),
    lost: of((one) => one.lost / one.ended, total((one) => one.lost) / total((one) => one.ended)),
  }
}

function batch(run: Run, seconds: number, all: Float64Array) {
  const { engine } = run
  const { tally } = engine
  tally.reset()
  engine.run(engine.now + Math.round(seconds * TICKS_PER_SEC))
  const counts = new Float64Array(BUCKETS)
  for (let i = 0; i < CLASS_COUNT * BUCKETS; i++) counts[i % BUCKETS]! += tally.latencyCounts[i]!
  counts.forEach((count, bucket) => {
    all[bucket]! += count
  })
  const done = sum(tally.done)
  const ended = sum(tally.outcomes)
  return {
    done,
    ended,
    lost: ended - done,
    sumMs: sum(tally.latencySum) / TICKS_PER_MS,
    p95: quantile(counts, 0, 0.95) / TICKS_PER_MS,
    p99: quantile(counts, 0, 0.99) / TICKS_PER_MS,
  }
}

/** Mean of independent replications, forty or more of them. */
export const estimate = (values: readonly number[]): Estimate => ({
  value: values.reduce((total, value) => total + value, 0) / values.length,
  standardError: standardError(values),
})

function standardError(values: readonly number[]): number {
  const mean = values.reduce((total, value) => total + value, 0) / values.length
  const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0)
  return Math.sqrt(squares / (values.length - 1) / values.length)
}

/** What speaks against a figure being what theory says, or null: it is off, or too uncertain to tell. */
export function disagreement(estimate: Estimate, theory: number, tolerance: number): string | null {
  const { value, standardError: error } = estimate
  const interval = T95 * error
  const text = `measured ${value.toPrecision(5)} ± ${interval.toPrecision(2)}, theory ${theory.toPrecision(5)}`
  if (!(Math.abs(value - theory) <= tolerance * theory)) return `${text}: more than ${tolerance * 100} % off`
  if (!(interval <= tolerance * theory)) return `${text}: the interval is wider than ${tolerance * 100} %`
  if (!(Math.abs(value - theory) <= ERRORS_MAX * error + 1e-9 * theory))
    return `${text}: more than ${ERRORS_MAX} standard errors off`
  return null
}

/** Every figure is what theory says: [figure, theory, tolerance]. */
export function expectTheory(figures: readonly (readonly [Estimate, number, number])[]): void {
  for (const [estimate, theory, tolerance] of figures)
    expect(disagreement(estimate, theory, tolerance)).toBeNull()
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0)
