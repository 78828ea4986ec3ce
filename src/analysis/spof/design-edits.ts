import { kindModel } from '../../kinds/models.ts'
import { type Design, type DesignEdge, type DesignNode, nextId } from '../../model/design.ts'
import type { Params } from '../../model/field.ts'
import { numberOf } from '../../model/params.ts'

/** Where a new part stands: a frame, or null for the open canvas. */
export type Place = string | null

/** Sizes of cards on the canvas, with the air around them, in steps of its grid. */
const STEP_X = 192
const STEP_Y = 112
const MARGIN = 48

export const nodeOf = (design: Design, id: string): DesignNode | undefined =>
  design.nodes.find((node) => node.id === id)

const isFrame = (node: DesignNode | undefined): boolean =>
  node !== undefined && kindModel(node.kind)?.traits.contains === true

/** The frames around a node, the innermost first. */
export function framesOf(design: Design, id: string): DesignNode[] {
  const frames: DesignNode[] = []
  for (let at = nodeOf(design, id); at?.parent !== undefined; ) {
    at = nodeOf(design, at.parent)
    if (at) frames.push(at)
  }
  return frames
}

/** Everything inside a frame that is no frame itself. */
export const partsIn = (design: Design, frame: string): DesignNode[] =>
  design.nodes.filter((node) => !isFrame(node) && framesOf(design, node.id).some((one) => one.id === frame))

/** A node, or what a frame stands for in a wire. */
const meant = (design: Design, id: string): DesignNode[] => {
  const node = nodeOf(design, id)
  return node === undefined ? [] : isFrame(node) ? partsIn(design, id) : [node]
}

/** Those with a wire to a node, their own or by a frame around either of them. */
export function callersOf(design: Design, id: string): DesignNode[] {
  const names = new Set([id, ...framesOf(design, id).map((frame) => frame.id)])
  const callers = design.edges
    .filter((edge) => names.has(edge.target))
    .flatMap((edge) => meant(design, edge.source))
  return [...new Set(callers)].filter((caller) => caller.id !== id)
}

export const withParams = (design: Design, id: string, params: Params): Design => ({
  ...design,
  nodes: design.nodes.map((node) =>
    node.id === id ? { ...node, params: { ...node.params, ...params } } : node,
  ),
})

export function withWire(design: Design, source: string, target: string, params: Params = {}): Design {
  if (design.edges.some((edge) => edge.source === source && edge.target === target)) return design
  const id = nextId('wire', new Set(design.edges.map((edge) => edge.id)))
  return { ...design, edges: [...design.edges, { id, source, target, params }] }
}

export const withoutWires = (design: Design, isGone: (edge: DesignEdge) => boolean): Design => {
  const gone = new Set(design.edges.filter(isGone).map((edge) => edge.id))
  const events = design.scenario.events.filter((event) => !gone.has(event.target))
  return {
    ...design,
    edges: design.edges.filter((edge) => !gone.has(edge.id)),
    scenario:
      events.length === design.scenario.events.length ? design.scenario : { ...design.scenario, events },
  }
}

/** A new node near another one, where nothing else of its frame stands; a frame grows to hold it. */
export function withNode(
  design: Design,
  kind: string,
  beside: DesignNode,
  place: Place,
  params: Params = {},
): { design: Design; id: string } {
  const id = nextId(kindModel(kind)?.idPrefix ?? kind, new Set(design.nodes.map((node) => node.id)))
  const position = freeSpot(design, beside, place)
  const node: DesignNode = {
    id,
    kind,
    label: '',
    position,
    ...(place === null ? {} : { parent: place }),
    params,
  }
  return { design: withRoom({ ...design, nodes: [...design.nodes, node] }, place, position), id }
}

/** A second one of a node, with the wires that it has of its own. */
export function withCopy(design: Design, id: string, place: Place): { design: Design; id: string } {
  const node = nodeOf(design, id)!
  const made = withNode(design, node.kind, node, place, node.params)
  const wired = wiresOf(design, id, place).reduce(
    (next, { source, target, params }) =>
      withWire(next, source === id ? made.id : source, target === id ? made.id : target, params),
    made.design,
  )
  return { design: wired, id: made.id }
}

/** The wires that a copy needs: its own, and those of frames that it does not stand in. */
function wiresOf(design: Design, id: string, place: Place): DesignEdge[] {
  const around = new Set(place === null ? [] : [place, ...framesOf(design, place).map((frame) => frame.id)])
  const left = new Set(
    framesOf(design, id)
      .map((frame) => frame.id)
      .filter((frame) => !around.has(frame)),
  )
  const stands = (end: string): string => (left.has(end) ? id : end)
  return design.edges
    .map((edge) => ({ ...edge, source: stands(edge.source), target: stands(edge.target) }))
    .filter((edge) => (edge.source === id) !== (edge.target === id))
}

/** Moves a node into another frame. Wires of the frames that it leaves become its own. */
export function withMove(design: Design, id: string, place: Place): Design {
  const node = nodeOf(design, id)!
  const needed = wiresOf(design, id, place)
  const position = freeSpot(design, node, place)
  const { parent: _, ...rest } = node
  const moved: DesignNode = { ...rest, position, ...(place === null ? {} : { parent: place }) }
  const nodes = [...design.nodes.filter((other) => other.id !== id), moved]
  return needed.reduce(
    (next, { source, target, params }) => withWire(next, source, target, params),
    withRoom({ ...design, nodes }, place, position),
  )
}

function freeSpot(design: Design, beside: DesignNode, place: Place): { x: number; y: number } {
  const taken = design.nodes.filter((node) => (node.parent ?? null) === place).map((node) => node.position)
  const isHome = (beside.parent ?? null) === place
  const start = isHome
    ? beside.position
    : place === null
      ? originOf(design, beside)
      : { x: MARGIN, y: MARGIN }
  const isFree = (x: number, y: number): boolean =>
    taken.every((other) => Math.abs(other.x - x) >= STEP_X - 16 || Math.abs(other.y - y) >= STEP_Y - 16)
  for (let ring = isHome ? 1 : 0; ring < 64; ring++) {
    const spot = { x: start.x, y: start.y + ring * STEP_Y }
    if (isFree(spot.x, spot.y)) return spot
  }
  return { x: start.x + STEP_X, y: start.y }
}

/** Where a node stands on the canvas. */
function originOf(design: Design, node: DesignNode): { x: number; y: number } {
  const frames = framesOf(design, node.id)
  return frames.reduce(
    (sum, frame) => ({ x: sum.x + frame.position.x, y: sum.y + frame.position.y }),
    node.position,
  )
}

function withRoom(design: Design, place: Place, spot: { x: number; y: number }): Design {
  const frame = place === null ? undefined : nodeOf(design, place)
  const fields = frame && kindModel(frame.kind)?.fields
  if (!frame || !fields) return design
  const width = Math.max(numberOf(fields, frame.params, 'width') ?? 0, spot.x + STEP_X)
  const height = Math.max(numberOf(fields, frame.params, 'height') ?? 0, spot.y + STEP_Y)
  return withParams(design, frame.id, { width, height })
}
