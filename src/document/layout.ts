import dagre from '@dagrejs/dagre'
import { kindModel } from '../kinds/models.ts'
import type { Design, DesignNode, Position } from '../model/design.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

/** Where every node goes, relative to what holds it, and how large the frames become. */
export interface Arrangement {
  readonly places: ReadonlyMap<string, Position>
  readonly sizes: ReadonlyMap<string, Size>
}

/** Room that a frame leaves round what it holds; the top also holds its title. */
const FRAME_PAD = 16
const FRAME_HEAD = 32
const NODE_GAP = 32
const RANK_GAP = 64
/** The canvas's grid, and the step of a frame's sides. */
const GRID = 16
/** The smallest and the largest side that a frame's fields allow. */
const FRAME_SIDE = { min: 96, max: 20_000 } as const

/** Boxes and wires that are laid out by their wires: what is larger would take many seconds, and stands in a plain grid. */
export const LAYERED_MAX = { boxes: 500, wires: 300 } as const

/** Lays a design out from left to right: innermost frames first, each then a box in the layout of what holds it. */
export function arrangement(design: Design, sizeOf: (node: DesignNode) => Size): Arrangement {
  const sizes = new Map<string, Size>(design.nodes.map((node) => [node.id, sizeOf(node)]))
  const places = new Map<string, Position>()
  const children = childrenByParent(design)
  const edges = edgesByLevel(design)
  const layDown = (parent: string): void => {
    const members = children.get(parent) ?? []
    for (const node of members) if (isFrame(node)) layDown(node.id)
    if (members.length === 0) return
    const extent = placeMembers(members, edges.get(parent) ?? [], parent !== '', sizes, places)
    if (parent !== '') sizes.set(parent, extent)
  }
  layDown('')
  return { places, sizes }
}

/** A design with everything where an arrangement puts it. */
export function arranged(design: Design, { places, sizes }: Arrangement): Design {
  const nodes = design.nodes.map((node) => {
    const position = places.get(node.id) ?? node.position
    const size = isFrame(node) ? sizes.get(node.id) : undefined
    return { ...node, position, params: size ? { ...node.params, ...size } : node.params }
  })
  return { ...design, nodes }
}

/** Gives the room that the members need, with the rim of a frame. */
function placeMembers(
  members: readonly DesignNode[],
  edges: readonly (readonly [string, string])[],
  framed: boolean,
  sizes: ReadonlyMap<string, Size>,
  places: Map<string, Position>,
): Size {
  // Wires between the same two boxes lie on one another and count as one.
  const wires = new Set(edges.map(([source, target]) => `${source}\n${target}`)).size
  const isLarge = members.length > LAYERED_MAX.boxes || wires > LAYERED_MAX.wires
  const corners = isLarge ? gridCorners(members, sizes) : layeredCorners(members, edges, sizes)
  const [padX, padY] = framed ? [FRAME_PAD, FRAME_HEAD] : [0, 0]
  let [right, bottom] = [0, 0]
  for (const { id } of members) {
    const { x, y } = corners.get(id)!
    const { width, height } = sizes.get(id)!
    const place = { x: snap(x + padX), y: snap(y + padY) }
    places.set(id, place)
    right = Math.max(right, place.x + width)
    bottom = Math.max(bottom, place.y + height)
  }
  return { width: side(right + FRAME_PAD), height: side(bottom + FRAME_PAD) }
}

function layeredCorners(
  members: readonly DesignNode[],
  edges: readonly (readonly [string, string])[],
  sizes: ReadonlyMap<string, Size>,
): ReadonlyMap<string, Position> {
  const graph = new dagre.graphlib.Graph()
  graph.setGraph({ rankdir: 'LR', nodesep: NODE_GAP, ranksep: RANK_GAP, marginx: 0, marginy: 0 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const node of members) graph.setNode(node.id, { ...sizes.get(node.id)! })
  for (const [source, target] of edges) graph.setEdge(source, target)
  dagre.layout(graph)
  return new Map(
    members.map(({ id }) => {
      const { x, y } = graph.node(id)
      const { width, height } = sizes.get(id)!
      return [id, { x: x - width / 2, y: y - height / 2 }]
    }),
  )
}

/** Rows in the order of the design, each as high as the highest box in it. */
function gridCorners(
  members: readonly DesignNode[],
  sizes: ReadonlyMap<string, Size>,
): ReadonlyMap<string, Position> {
  const corners = new Map<string, Position>()
  const columns = Math.ceil(Math.sqrt(members.length))
  let [x, y, rowHeight] = [0, 0, 0]
  for (const [i, { id }] of members.entries()) {
    if (i > 0 && i % columns === 0) [x, y, rowHeight] = [0, y + rowHeight + NODE_GAP, 0]
    corners.set(id, { x, y })
    const { width, height } = sizes.get(id)!
    x += width + RANK_GAP
    rowHeight = Math.max(rowHeight, height)
  }
  return corners
}

const snap = (value: number): number => Math.round(value / GRID) * GRID

const side = (value: number): number =>
  Math.min(FRAME_SIDE.max, Math.max(FRAME_SIDE.min, Math.ceil(value / GRID) * GRID))

const isFrame = (node: DesignNode): boolean => kindModel(node.kind)?.traits.contains === true

function childrenByParent(design: Design): ReadonlyMap<string, DesignNode[]> {
  const children = new Map<string, DesignNode[]>()
  for (const node of design.nodes) {
    const parent = node.parent ?? ''
    const list = children.get(parent)
    if (list) list.push(node)
    else children.set(parent, [node])
  }
  return children
}

/** For each frame, and for the outside, the wires between its boxes: an end deep inside one of them counts as that box's. */
function edgesByLevel(design: Design): ReadonlyMap<string, (readonly [string, string])[]> {
  const parents = new Map(design.nodes.map((node) => [node.id, node.parent ?? '']))
  const levels = new Map<string, (readonly [string, string])[]>()
  for (const { source, target } of design.edges) {
    const chain = ancestors(source, parents)
    const boxes = new Map(chain.map((id) => [parents.get(id) ?? '', id]))
    const to = ancestors(target, parents).find((id) => boxes.has(parents.get(id) ?? ''))
    if (to === undefined || chain.includes(to)) continue
    const level = parents.get(to) ?? ''
    const from = boxes.get(level)!
    const list = levels.get(level)
    if (list) list.push([from, to])
    else levels.set(level, [[from, to]])
  }
  return levels
}

/** The node and what holds it, from the inside out. A circle of frames, which only a broken design has, ends it. */
function ancestors(id: string, parents: ReadonlyMap<string, string>): string[] {
  const chain: string[] = []
  for (let at = id; at !== '' && parents.has(at) && !chain.includes(at); at = parents.get(at)!) chain.push(at)
  return chain
}
