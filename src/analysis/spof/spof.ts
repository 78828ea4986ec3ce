import type { RequestClass } from '../../model/request-class.ts'
import type { SimModel } from '../../sim/core/sim-model.ts'
import { type ClassVerdicts, SpofAnalysis } from './analysis.ts'
import type { HitRatios } from './hit-ratios.ts'
import { factsOf } from './node-facts.ts'

export type { Target } from './analysis.ts'
export { NOTICED } from './loss.ts'

export interface SpofVerdicts {
  /** The classes that some client asks for. */
  readonly byClass: Readonly<Partial<Record<RequestClass, ClassVerdicts>>>
}

/** The analysis of one model, with what the kinds of its nodes are. */
export class Spof extends SpofAnalysis {
  constructor(model: SimModel, hitRatios: HitRatios) {
    super(model, hitRatios, factsOf(model))
  }
}

/**
 * What the loss of each node and each frame means for each class, by the structure alone: the same plans that the engine
 * runs, walked with the target dead. `hitRatios` are measured ones, where a run exists.
 */
export function spofVerdicts(model: SimModel, hitRatios: HitRatios = {}): SpofVerdicts {
  const byClass: Partial<Record<RequestClass, ClassVerdicts>> = {}
  for (const one of new Spof(model, hitRatios).all()) byClass[one.requestClass] = one
  return { byClass }
}
