import type { DesignNode, Position } from './design.ts'

/** Frames inside one another, at most: a walk up from any node of a valid design ends within as many steps. */
export const FRAME_DEPTH_MAX = 16

/** What a walk up the frames needs of a node. */
interface Child {
  readonly id: string
  readonly parent?: string
}

export const byId = <T extends { readonly id: string }>(things: readonly T[]): ReadonlyMap<string, T> =>
  new Map(things.map((thing) => [thing.id, thing]))

/** Whatever gives a node by its id. */
interface Lookup<T> {
  get(id: string): T | undefined
}

/** The frames round a node, innermost first. It ends by itself in a document that is not valid. */
export function ancestors<T extends Child>(node: Child, nodes: Lookup<T>): T[] {
  const found: T[] = []
  let frame = node.parent === undefined ? undefined : nodes.get(node.parent)
  while (frame !== undefined && found.length <= FRAME_DEPTH_MAX) {
    found.push(frame)
    frame = frame.parent === undefined ? undefined : nodes.get(frame.parent)
  }
  return found
}

/** Position of a node on the canvas, frames added up. */
export function absolutePosition(node: DesignNode, nodes: Lookup<DesignNode>): Position {
  let { x, y } = node.position
  for (const { position } of ancestors(node, nodes)) {
    x += position.x
    y += position.y
  }
  return { x, y }
}

/** Children by the id of their frame; those outside of all frames stand under an empty string. */
export function childrenByFrame<T extends Child>(nodes: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const children = new Map<string, T[]>()
  for (const node of nodes) {
    const list = children.get(node.parent ?? '')
    if (list) list.push(node)
    else children.set(node.parent ?? '', [node])
  }
  return children
}

/**
 * Frames before what is in them, as every reader of a document wants to meet them; all else keeps its order. What holds
 * something counts as a frame, even where its kind is not known.
 */
export function framesFirst(
  nodes: readonly DesignNode[],
  isFrame: (node: DesignNode) => boolean,
): readonly DesignNode[] {
  const index = byId(nodes)
  const holders = new Set(nodes.map((node) => node.parent))
  const rank = (node: DesignNode): number =>
    isFrame(node) || holders.has(node.id) ? ancestors(node, index).length : Number.POSITIVE_INFINITY
  const ranked = nodes.map((node, at) => ({ node, at, rank: rank(node) }))
  const inOrder = ranked.every(({ rank: own }, i) => i === 0 || ranked[i - 1]!.rank <= own)
  if (inOrder) return nodes
  return ranked.sort((a, b) => (a.rank === b.rank ? a.at - b.at : a.rank - b.rank)).map(({ node }) => node)
}
