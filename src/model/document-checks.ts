import { DESIGN_LIMITS, type Design, type DesignEdge, type DesignNode, type ScenarioEvent } from './design.ts'
import { EDGE_FIELDS } from './edge-fields.ts'
import { amountProblem } from './fault.ts'
import type { Field, Params } from './field.ts'
import type { KindModel } from './kind.ts'
import { type ParseError, problem } from './parse-error.ts'
import { byId, FRAME_DEPTH_MAX, framesFirst } from './tree.ts'
import { fieldError } from './validate.ts'

export type FindKind = (kind: string) => KindModel | undefined

/**
 * The invariants of a design, each with the way to put it right: whatever breaks one is left out and added to `repairs`.
 * A design without repairs comes back equal, with its frames first.
 */
export function mended(design: Design, findKind: FindKind, repairs: ParseError[]): Design {
  const nodes = withParents(distinct(design.nodes, 'nodes', repairs), findKind, repairs)
  const edges = joined(distinct(design.edges, 'edges', repairs), nodes, repairs)
  return {
    ...design,
    nodes: framesFirst(
      nodes.map((node, i) => withFields(node, findKind(node.kind)?.fields, `nodes[${i}].params`, repairs)),
      (node) => findKind(node.kind)?.traits.contains === true,
    ),
    edges: edges.map((edge, i) => withFields(edge, EDGE_FIELDS, `edges[${i}].params`, repairs)),
    scenario: {
      ...design.scenario,
      events: design.scenario.events.map((event, i) => withDegree(event, i, repairs)),
    },
  }
}

/** Ids are unique and can be written and read back: no control characters, no half characters. */
function distinct<T extends { readonly id: string }>(
  things: readonly T[],
  list: string,
  repairs: ParseError[],
): readonly T[] {
  const seen = new Set<string>()
  return things.filter(({ id }, i) => {
    const code = seen.has(id) ? 'duplicateId' : isGoodId(id) ? null : 'badId'
    if (code !== null) repairs.push(problem(code, `${list}[${i}].id`, {}, id))
    seen.add(id)
    return code === null
  })
}

/** Half a character is lost when a text becomes bytes, and another id would come back. */
export const isGoodId = (id: string): boolean => !/\p{Cs}/u.test(id)

/** A wire joins two nodes of the document. */
function joined(
  edges: readonly DesignEdge[],
  nodes: readonly DesignNode[],
  repairs: ParseError[],
): readonly DesignEdge[] {
  const ids = new Set(nodes.map((node) => node.id))
  return edges.filter((edge, i) => {
    const end = (['source', 'target'] as const).find((one) => !ids.has(edge[one]))
    if (end === undefined) return true
    repairs.push(problem('danglingWire', `edges[${i}].${end}`, { missing: edge[end] }, edge.id, end))
    return false
  })
}

/** A parent is a frame of the document; frames do not hold each other in a circle, nor one inside another without end. */
function withParents(
  nodes: readonly DesignNode[],
  findKind: FindKind,
  repairs: ParseError[],
): readonly DesignNode[] {
  const index = byId(nodes)
  return nodes.map((node, i) => {
    if (isWellPlaced(node, index, findKind)) return node
    const { parent = '', ...free } = node
    repairs.push(problem('badParent', `nodes[${i}].parent`, { parent }, node.id, 'parent'))
    return free
  })
}

export function isWellPlaced(
  node: DesignNode,
  index: ReadonlyMap<string, DesignNode>,
  findKind: FindKind,
): boolean {
  let parent = node.parent
  for (let depth = 0; parent !== undefined; depth++) {
    const frame = index.get(parent)
    const model = frame && findKind(frame.kind)
    if (!frame || depth >= FRAME_DEPTH_MAX || (model && !model.traits.contains)) return false
    parent = frame.parent
  }
  return true
}

function withFields<T extends { readonly id: string; readonly params: Params }>(
  thing: T,
  fields: readonly Field[] | undefined,
  path: string,
  repairs: ParseError[],
): T {
  const wrong = fields && fieldProblems(fields, thing.params, path, thing.id)
  if (!wrong || wrong.length === 0) return thing
  repairs.push(...wrong.map(([, error]) => error))
  const left = new Set(wrong.map(([key]) => key))
  const params = Object.fromEntries(Object.entries(thing.params).filter(([key]) => !left.has(key)))
  return { ...thing, params }
}

/** Keys of wrong fields with what is wrong with each. */
export function fieldProblems(
  fields: readonly Field[],
  given: Params,
  path: string,
  target: string,
): (readonly [key: string, error: ParseError])[] {
  return Object.keys(given).flatMap((key) => {
    const field = fields.find((candidate) => candidate.key === key)
    const values = field
      ? fieldError(field, given[key])?.values
      : { problem: 'unknown', known: fields.map((candidate) => candidate.key).join(', ') }
    return values ? [[key, problem('badParam', `${path}.${key}`, values, target, key)] as const] : []
  })
}

/** Each type of fault has a range of its own for its degree. */
function withDegree(event: ScenarioEvent, index: number, repairs: ParseError[]): ScenarioEvent {
  const { amount, ...plain } = event
  const values = amountProblem(event.type, amount ?? null)
  if (!values) return event
  const path = `scenario.events[${index}].amount`
  repairs.push(problem('badParam', path, values, event.target, 'amount'))
  return plain
}

/** How many of each a design may hold; what is too many of what, or null. */
export function countProblem({ nodes, edges, scenario }: Design): ParseError | null {
  const counts = [
    ['nodes', nodes.length, DESIGN_LIMITS.nodes],
    ['edges', edges.length, DESIGN_LIMITS.edges],
    ['scenario.events', scenario.events.length, DESIGN_LIMITS.events],
  ] as const
  const over = counts.find(([, count, limit]) => count > limit)
  return over ? problem('limit', over[0], { count: over[1], limit: over[2] }) : null
}
