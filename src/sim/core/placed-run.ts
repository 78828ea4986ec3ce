import type { Engine } from './engine.ts'
import type { SimModel } from './sim-model.ts'

/** A run as those see it who only read it: an engine, and where the parts of the present model lie in it. */
export interface PlacedRun {
  readonly engine: Engine
  readonly model: SimModel
  /** Engine slot of each node of the model. */
  readonly slots: readonly number[]
  /** Engine slot of each edge of the model. */
  readonly edgeSlots: readonly number[]
}

/** A run somebody watches for the moments at which a class leaves its objective and is back in it. */
export interface WatchedRun extends PlacedRun {
  readonly watch: {
    /** All counts are about to begin anew. */
    countsBeginAnew(): void
    /** The run is over: what looks well by now counts as recovered, though nobody can see whether it stays so. */
    conclude(): void
  }
}
