import { kindModel } from '../../kinds/models.ts'
import { type Design, type DesignNode, nextId } from '../../model/design.ts'
import type { Change } from './changes.ts'
import { framesOf, type Place } from './design-edits.ts'

/** Another zone than the node's own where there is one, else where it stands. */
export function otherPlace(design: Design, node: DesignNode): Place {
  const home = framesOf(design, node.id).find((frame) => isDomain(frame))
  if (home === undefined || home.id !== node.parent) return node.parent ?? null
  return siblingsOf(design, home)[0]?.id ?? home.id
}

/** Somewhere that does not go with a frame: a sibling of it, or a new one. */
export function placeOutside(design: Design, frame: DesignNode): { id: Place; change?: Change } {
  const [sibling] = siblingsOf(design, frame)
  if (sibling) return { id: sibling.id }
  const prefix = kindModel(frame.kind)?.idPrefix ?? frame.kind
  const id = nextId(prefix, new Set(design.nodes.map((node) => node.id)))
  return { id, change: { type: 'frame', id, beside: frame.id } }
}

/** Tiers group what is alike; what dies as one by itself are zones and regions. */
const isDomain = (frame: DesignNode): boolean => frame.kind === 'zone' || frame.kind === 'region'

const siblingsOf = (design: Design, frame: DesignNode): DesignNode[] =>
  design.nodes.filter(
    (other) => other.id !== frame.id && other.kind === frame.kind && other.parent === frame.parent,
  )
