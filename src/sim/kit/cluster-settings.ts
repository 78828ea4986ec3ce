import type { Machine } from '../core/contract.ts'

export interface ClusterSettings {
  readonly synchronous: boolean
  readonly promotes: boolean
  readonly detectTicks: number
  /** Interval of the probes by which a death is noticed: it falls anywhere between two of them; 0 for a constant time. */
  readonly detectEveryTicks: number
  readonly promoteTicks: number
}

export const LONE: ClusterSettings = {
  synchronous: false,
  promotes: false,
  detectTicks: 0,
  detectEveryTicks: 0,
  promoteTicks: 0,
}

/** Ticks until the death of a leader is noticed, which was alive at the last probe before it, anywhere within an interval. */
export function drawDetectTicks(engine: Machine, owner: number, settings: ClusterSettings): number {
  const { detectTicks, detectEveryTicks } = settings
  const every = Math.min(detectTicks, detectEveryTicks)
  if (every === 0) return detectTicks
  const stream = engine.streams.stream(engine.nodeIds[owner]!, 'detect')
  return detectTicks - engine.streams.below(stream, every)
}
