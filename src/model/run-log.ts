import type { DesignChange } from './design-change.ts'
import type { Fault } from './fault.ts'

/** Something that was done to a run while it went on, and the simulated moment (ticks of a nanosecond) at which it took effect. */
export type LiveAction =
  | { readonly type: 'fault'; readonly tick: number; readonly fault: Fault }
  | { readonly type: 'edit'; readonly tick: number; readonly change: DesignChange }

/**
 * A moment of a run. The engine is deterministic, so the design as it was at the start, what was done live and the tick
 * are the moment itself: whoever replays them sees the same frame.
 */
export interface RunMoment {
  /** `ENGINE_VERSION` of the run; another version gives other figures. */
  readonly engine: string
  /** One of so many requests was followed; 1 is an exact run. */
  readonly oneOf: number
  /** Simulated moment that is shown, in ticks. */
  readonly atTick: number
  /** In the order in which they took effect. */
  readonly actions: readonly LiveAction[]
}

/** Live actions of a run that is still shared or replayed. */
export const ACTIONS_MAX = 2000
/** Latest moment that is shared or replayed: a day of simulated time, in ticks of a nanosecond. */
export const MOMENT_TICK_MAX = 86_400 * 1_000_000_000
/**
 * Nodes and wires of all designs that a replay reads, with the components and call paths of their models: about what a page
 * holds at once.
 */
export const REPLAY_PARTS_MAX = 1_000_000
