import dagre from '@dagrejs/dagre'
import type { Design, DesignNode, Position } from '../../model/design.ts'
import { isFrame, nodeSize } from '../../scene/sizes.ts'
import { type Move, moveNodes, setNodeParam, snap } from '../../store/edits.ts'

interface Size {
  readonly width: number
  readonly height: number
}

/** Room that a frame leaves round what it holds; the top also holds its title. */
const FRAME_PAD = 16
const FRAME_HEAD = 32
const NODE_GAP = 32
const RANK_GAP = 64

/** Lays the design out from left to right: innermost frames first, each then a box in the layout of what holds it. */
export function autoLayout(design: Design): (current: Design) => Design {
  const sizes = new Map<string, Size>(design.nodes.map((node) => [node.id, nodeSize(node)]))
  const places = new Map<string, Position>()
  const children = childrenByParent(design)
  const layDown = (parent: string): void => {
    const members = children.get(parent) ?? []
    for (const node of members) if (isFrame(node)) layDown(node.id)
    if (members.length === 0) return
    const graph = new dagre.graphlib.Graph()
    graph.setGraph({ rankdir: 'LR', nodesep: NODE_GAP, ranksep: RANK_GAP, marginx: 0, marginy: 0 })
    graph.setDefaultEdgeLabel(() => ({}))
    for (const node of members) graph.setNode(node.id, { ...sizes.get(node.id)! })
    for (const [source, target] of liftedEdges(design, members)) graph.setEdge(source, target)
    dagre.layout(graph)
    const [padX, padY] = parent === '' ? [0, 0] : [FRAME_PAD, FRAME_HEAD]
    let [right, bottom] = [0, 0]
    for (const { id } of members) {
      const { x, y } = graph.node(id)
      const { width, height } = sizes.get(id)!
      const place = { x: snap(x - width / 2 + padX), y: snap(y - height / 2 + padY) }
      places.set(id, place)
      right = Math.max(right, place.x + width)
      bottom = Math.max(bottom, place.y + height)
    }
    if (parent !== '')
      sizes.set(parent, { width: upTo16(right + FRAME_PAD), height: upTo16(bottom + FRAME_PAD) })
  }
  layDown('')
  return (current) => applied(current, places, sizes)
}

const upTo16 = (value: number): number => Math.ceil(value / 16) * 16

function applied(
  design: Design,
  places: ReadonlyMap<string, Position>,
  sizes: ReadonlyMap<string, Size>,
): Design {
  const moves: Move[] = []
  let next = design
  for (const node of design.nodes) {
    const position = places.get(node.id)
    if (!position) continue
    moves.push({ id: node.id, position, parent: node.parent })
    const size = sizes.get(node.id)
    if (!isFrame(node) || !size) continue
    next = setNodeParam(setNodeParam(next, node.id, 'width', size.width), node.id, 'height', size.height)
  }
  return moveNodes(next, moves)
}

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

/** Wires between the boxes of one level: an end deep inside a frame counts as the frame's. */
function liftedEdges(design: Design, members: readonly DesignNode[]): (readonly [string, string])[] {
  const here = new Set(members.map((node) => node.id))
  const parents = new Map(design.nodes.map((node) => [node.id, node.parent]))
  const lift = (id: string): string | undefined => {
    let at: string | undefined = id
    for (let depth = 0; at !== undefined && !here.has(at) && depth < 17; depth++) at = parents.get(at)
    return at
  }
  const edges: (readonly [string, string])[] = []
  for (const { source, target } of design.edges) {
    const [from, to] = [lift(source), lift(target)]
    if (from !== undefined && to !== undefined && from !== to && here.has(from) && here.has(to))
      edges.push([from, to])
  }
  return edges
}
