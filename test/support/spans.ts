import { kindModel } from '../../src/kinds/models.ts'
import { plainFault } from '../../src/model/fault.ts'
import type { Params } from '../../src/model/field.ts'
import { FAILURE_REASONS, type FailureReason, REQUEST_CLASSES } from '../../src/model/request-class.ts'
import type { RunMark } from '../../src/sim/sim-model.ts'
import { BUCKETS, OK, OUTCOMES, quantile, TICKS_PER_MS } from './engine.ts'
import type { Scene } from './simulate.ts'

/** The fields that a profile of a kind sets. */
export function presetOf(kind: string, id: string): Params {
  const preset = kindModel(kind)?.presets.find((candidate) => candidate.id === id)
  if (!preset) throw new Error(`no preset ${id} of ${kind}`)
  return preset.params
}

/** What a scene's requests of one class (all where it is left out) came to in a span: those that ended in it. */
export interface Span {
  readonly done: number
  readonly ended: number
  /** Share that did not succeed. */
  readonly errors: number
  readonly perSec: number
  /** Share of all that ended so. */
  readonly by: (reason: FailureReason) => number
  /** Latency of those that succeeded. */
  readonly latencyMs: (share: number) => number
}

export function spanUntil(scene: Scene, seconds: number, requestClass?: string): Span {
  const { tally } = scene.run.engine
  const from = scene.now
  const outcomesBefore = tally.outcomes.slice()
  const latencyBefore = tally.latencyCounts.slice()
  scene.until(seconds)
  const classes = REQUEST_CLASSES.map((name, c) => ({ name, c })).filter(
    ({ name }) => requestClass === undefined || name === requestClass,
  )
  const count = (outcome: number): number =>
    classes.reduce((sum, { c }) => {
      const at = c * OUTCOMES.length + outcome
      return sum + tally.outcomes[at]! - outcomesBefore[at]!
    }, 0)
  const ended = OUTCOMES.reduce((sum, _, outcome) => sum + count(outcome), 0)
  const done = count(OK)
  const latencies = new Float64Array(BUCKETS)
  for (const { c } of classes)
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      const at = c * BUCKETS + bucket
      latencies[bucket] = latencies[bucket]! + tally.latencyCounts[at]! - latencyBefore[at]!
    }
  return {
    done,
    ended,
    errors: (ended - done) / ended,
    perSec: done / (seconds - from),
    by: (reason) => count(1 + FAILURE_REASONS.indexOf(reason)) / ended,
    latencyMs: (share) => quantile(latencies, 0, share) / TICKS_PER_MS,
  }
}

/** Runs on until a mark of a type comes, and gives it; a test that waits in vain fails. */
export function untilMark(scene: Scene, type: RunMark['type'], withinSec: number): RunMark {
  const known = scene.marks(type).length
  const end = scene.now + withinSec
  while (scene.now < end) {
    scene.until(Math.min(end, scene.now + 0.01))
    const mark = scene.marks(type)[known]
    if (mark) return mark
  }
  throw new Error(`no ${type} within ${withinSec} s`)
}

/** No new requests of a client from now on. */
export const silence = (scene: Scene, client = 'client'): void =>
  scene.run.inject({ type: 'spike', target: client, amount: 0, durationSec: null })

export const drain = (scene: Scene, target: string): void => scene.run.inject(plainFault('drain', target))

/** Mean over the numbers of a list. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length
