import { kindModel } from '../../kinds/models.ts'
import type { Role } from '../../model/kind.ts'
import type { SimModel } from '../../sim/core/sim-model.ts'

/** What the analysis asks of the kind of each node. */
export interface NodeFacts {
  readonly role: Role
  /** It passes requests on unchanged. */
  readonly forwards: boolean
  readonly mortal: boolean
  /** Requests a second that a source wants to make. */
  readonly offeredPerSec: number
}

/** By node. A worker gets them along with the model: it need not know the kinds, with all their fields and texts. */
export const factsOf = (model: SimModel): NodeFacts[] =>
  model.nodes.map(({ kind, params }) => {
    const { role, traits, offeredPerSec } = kindModel(kind)!
    return {
      role,
      forwards: traits.forwards,
      mortal: traits.mortal,
      offeredPerSec: offeredPerSec?.(params) ?? 0,
    }
  })
