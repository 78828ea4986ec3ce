import { kindModel } from '../kinds/models.ts'
import type { DesignNode } from '../model/design.ts'
import type { KindModel } from '../model/kind.ts'
import { LAST_MILE_MS, placeIndex, roundTripMs } from '../model/place.ts'
import type { SimEdge, SimNode } from '../sim/core/sim-model.ts'
import type { NodeIndex } from './node-index.ts'

/** Where a node stands: its own place, or that of the innermost region around it that says one. -1 where nothing is said. */
export function placeOf(index: NodeIndex, node: DesignNode): number {
  for (const { params } of [node, ...index.frames(node)]) {
    const place = placeIndex(params.place)
    if (place >= 0) return place
  }
  return -1
}

/** Resolvers and edge caches are near every user; how far it is from there depends on the user. */
const isEverywhere = (model: KindModel): boolean => model.role === 'resolver' || model.role === 'edgeCache'

/** Round trip of a call path: the wire's own, and the distance between the places of its ends. */
export function wayBetween(
  source: SimNode,
  sourceModel: KindModel,
  target: SimNode,
  targetModel: KindModel,
  baseMs: number,
): Pick<SimEdge, 'latencyMs' | 'far'> {
  if (isEverywhere(targetModel)) return { latencyMs: baseMs, far: 'no' }
  if (isEverywhere(sourceModel)) {
    const far = target.place < 0 ? 'no' : sourceModel.role === 'resolver' ? 'user' : 'edge'
    return { latencyMs: baseMs, far }
  }
  const apart = source.place >= 0 && target.place >= 0
  const lastMile = apart && sourceModel.role === 'source' ? LAST_MILE_MS : 0
  return { latencyMs: baseMs + roundTripMs(source.place, target.place) + lastMile, far: 'no' }
}

export const modelOf = (node: SimNode): KindModel => kindModel(node.kind)!
