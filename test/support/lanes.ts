import { type Lane, lanesOf } from '../../src/analysis/failover.ts'
import type { Scene } from './simulate.ts'

/** What the faults of a run have led to, as a report would tell it if the run ended now. */
export function lanes(scene: Scene): Lane[] {
  scene.run.watch.conclude()
  const { chronicle } = scene.run.engine
  return lanesOf(scene.marks(), chronicle.faults, { timeSec: scene.now, ...scene.run.engine.totals() })
}

/** Of a lane the moments of its phases, in seconds after the fault; of each only the last. */
export const momentsOf = (lane: Lane): Readonly<Record<string, number>> =>
  Object.fromEntries(lane.phases.map(({ phase, sec }) => [phase, sec - lane.fault.atSec]))
