import type { Params } from '../../model/field.ts'
import { cosine } from '../core/arithmetic.ts'
import { TICKS_PER_SEC } from '../core/vocabulary.ts'
import { numberParam } from './station.ts'

/** How the rate of an open load changes over time, as a factor between 1 and the peak. */
export interface Shape {
  readonly name: string
  readonly peak: number
  readonly periodTicks: number
  /** When it began: the start of the run, or the edit that chose it. */
  readonly beganAt: number
}

/** Frozen, because it is told from others by its identity: copies of a run share it. */
export const STEADY: Shape = Object.freeze({ name: 'steady', peak: 1, periodTicks: 1, beganAt: 0 })
const STEPS = 5

/** The shape that a client's fields ask for; the one before where they ask for the same. */
export function shapeOf(params: Params, before: Shape, now: number): Shape {
  if (params.shape === 'steady') return STEADY
  const name = params.shape as string
  const peak = numberParam(params, 'shapePeak')
  const periodTicks = numberParam(params, 'shapeSec') * TICKS_PER_SEC
  if (name === before.name && peak === before.peak && periodTicks === before.periodTicks) return before
  return { name, peak, periodTicks, beganAt: now }
}

/** Factor of the rate at a tick. */
export function factorAt(shape: Shape, now: number): number {
  const elapsed = (now - shape.beganAt) / shape.periodTicks
  const phase = elapsed - Math.floor(elapsed)
  return 1 + (shape.peak - 1) * height(shape.name, elapsed, phase)
}

/** Height of the shape from 0 to 1. */
function height(name: string, elapsed: number, phase: number): number {
  switch (name) {
    case 'ramp':
      return Math.min(1, elapsed)
    case 'steps':
      return Math.min(1, Math.floor(elapsed * STEPS) / (STEPS - 1))
    case 'spike':
      return phase >= 0.1 && phase < 0.2 ? 1 : 0
    case 'day':
      return (1 - cosine(phase)) / 2
    default:
      return 0
  }
}
