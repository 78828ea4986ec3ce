import type { SpofAnalysis } from './analysis.ts'
import { lossOf, NOTICED, SETTLED_MS } from './loss.ts'

export interface CutPairs {
  /** Ids of nodes that bring a class down together, while it survives either of them alone. */
  readonly sets: readonly (readonly [string, string])[]
  /** All pairs were looked at. */
  readonly isWhole: boolean
}

/** Pairs that are looked at; of more parts than that only those come first that the class needs most. */
const PAIRS_MAX = 50_000

/** The minimal cut sets of two nodes of a class. */
export function cutPairs(spof: SpofAnalysis, requestClass: number): CutPairs {
  const { network } = spof
  const walk = spof.walk
  const fails = (nodes: readonly number[]): boolean =>
    walk.outcome(requestClass, lossOf(network, nodes), SETTLED_MS).success < NOTICED
  if (fails([])) return { sets: [], isWhole: true }
  const inUse = spof.inUse(requestClass).filter((node) => network.mortal[node] && !fails([node]))
  const sets: [string, string][] = []
  let looked = 0
  for (let i = 0; i < inUse.length; i++)
    for (let j = i + 1; j < inUse.length; j++) {
      if (looked++ >= PAIRS_MAX) return { sets, isWhole: false }
      if (fails([inUse[i]!, inUse[j]!]))
        sets.push([network.model.nodes[inUse[i]!]!.id, network.model.nodes[inUse[j]!]!.id])
    }
  return { sets, isWhole: true }
}
