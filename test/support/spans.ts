import { kindModel } from '../../src/kinds/models.ts'
import { plainFault } from '../../src/model/fault.ts'
import type { Params } from '../../src/model/field.ts'
import type { RunMark } from '../../src/model/mark.ts'
import {
  FAILURE_REASONS,
  type FailureReason,
  REQUEST_CLASSES,
  type RequestClass,
} from '../../src/model/request-class.ts'
import { NODE_AT, type NodeColumn, SYSTEM } from '../../src/sim/stats/frame.ts'
import { BUCKETS, OK, OUTCOMES, quantile, Sampler, TICKS_PER_MS } from './engine.ts'
import type { Scene } from './simulate.ts'

/** The fields that a profile of a kind sets. */
export function presetOf(kind: string, id: string): Params {
  const preset = kindModel(kind)?.presets.find((candidate) => candidate.id === id)
  if (!preset) throw new Error(`no preset ${id} of ${kind}`)
  return preset.params
}

/** What the requests that ended in a span of a run came to. */
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

/** Runs on to a moment: what came to an end meanwhile, all of it and by class. */
export function spanUntil(scene: Scene, seconds: number): Span & { of: (name: RequestClass) => Span } {
  const { tally } = scene.run.engine
  const from = scene.now
  const outcomesBefore = tally.outcomes.slice()
  const latencyBefore = tally.latencyCounts.slice()
  scene.until(seconds)
  const outcomes = tally.outcomes.map((count, i) => count - outcomesBefore[i]!)
  const latencies = tally.latencyCounts.map((count, i) => count - latencyBefore[i]!)
  const span = (classes: readonly number[]): Span => {
    const count = (outcome: number): number =>
      classes.reduce((sum, c) => sum + outcomes[c * OUTCOMES.length + outcome]!, 0)
    const ended = OUTCOMES.reduce((sum, _, outcome) => sum + count(outcome), 0)
    const done = count(OK)
    const histogram = Float64Array.from({ length: BUCKETS }, (_, bucket) =>
      classes.reduce((sum, c) => sum + latencies[c * BUCKETS + bucket]!, 0),
    )
    return {
      done,
      ended,
      errors: (ended - done) / ended,
      perSec: done / (seconds - from),
      by: (reason) => count(1 + FAILURE_REASONS.indexOf(reason)) / ended,
      latencyMs: (share) => quantile(histogram, 0, share) / TICKS_PER_MS,
    }
  }
  return {
    ...span(REQUEST_CLASSES.map((_, c) => c)),
    of: (name) => span([REQUEST_CLASSES.indexOf(name)]),
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

/** Frames of a run as the page gets them: the value of a column of a node at the present moment. */
export function frames(scene: Scene): (id: string, column: NodeColumn) => number {
  const sampler = new Sampler(scene.run, 1)
  const { nodes } = scene.run.model
  return (id, column) => {
    const frame = new Float64Array(sampler.length)
    sampler.fold()
    sampler.read(frame, 1)
    const index = nodes.findIndex((node) => node.id === id)
    return frame[SYSTEM.length + NODE_AT[column] * nodes.length + index]!
  }
}

/** Requests come so many times as fast from now on. */
export const spike = (scene: Scene, factor: number): void =>
  scene.run.inject({ type: 'spike', target: 'client', amount: factor, durationSec: null })

/** No new requests from now on. */
export const silence = (scene: Scene): void => spike(scene, 0)

export const drain = (scene: Scene, target: string): void => scene.run.inject(plainFault('drain', target))

/** Mean over the numbers of a list. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length
