import * as v from 'valibot'
import {
  DEFAULT_SLO,
  DESIGN_FORMAT,
  DESIGN_LIMITS,
  DESIGN_VERSION,
  type Design,
  type DesignEdge,
  type DesignNode,
  SEED_MAX,
} from './design.ts'
import { EDGE_FIELDS } from './edge-fields.ts'
import { amountProblem, FAULT_SEC_MAX, FAULT_TYPES } from './fault.ts'
import type { Field, Params } from './field.ts'
import type { KindModel } from './kind.ts'
import { err, ok, type Result } from './result.ts'
import { fieldError } from './validate.ts'

/** What is wrong with a document: where (`nodes[3].params.workers`), about whom, and what. */
export interface ParseError {
  readonly code:
    | 'notJson'
    | 'notFaultline'
    | 'newerVersion'
    | 'shape'
    | 'limit'
    | 'duplicateId'
    | 'danglingWire'
    | 'badParent'
    | 'badParam'
  readonly path: string
  /** Id of the node or wire that it is about, or an empty string. */
  readonly target: string
  readonly field: string
  readonly values: Readonly<Record<string, string | number>>
}

const {
  nodes: NODES_MAX,
  edges: EDGES_MAX,
  events: EVENTS_MAX,
  textLength,
  labelLength,
  idLength,
  coordinate,
} = DESIGN_LIMITS

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(idLength))
const finite = v.pipe(v.number(), v.finite())
const place = v.pipe(v.number(), v.finite(), v.minValue(-coordinate), v.maxValue(coordinate))
const params = v.optional(v.record(v.string(), v.unknown()), {})

const nodeShape = v.looseObject({
  id,
  kind: v.pipe(v.string(), v.minLength(1), v.maxLength(idLength)),
  label: v.optional(v.pipe(v.string(), v.maxLength(labelLength)), ''),
  position: v.optional(v.object({ x: place, y: place }), { x: 0, y: 0 }),
  parent: v.optional(v.nullable(id)),
  params,
})

const edgeShape = v.object({ id: v.optional(id), source: id, target: id, params })

const eventShape = v.object({
  at: v.pipe(v.number(), v.minValue(0), v.maxValue(8_640_000)),
  type: v.picklist(FAULT_TYPES),
  target: id,
  duration: v.exactOptional(v.pipe(finite, v.minValue(0), v.maxValue(FAULT_SEC_MAX))),
  amount: v.exactOptional(v.pipe(finite, v.minValue(0), v.maxValue(1000))),
})

/** Shape of a document; what depends on the kinds is checked after it. Also the source of the published JSON Schema. */
export const documentShape = v.object({
  format: v.literal(DESIGN_FORMAT),
  version: v.literal(DESIGN_VERSION),
  title: v.optional(v.pipe(v.string(), v.maxLength(labelLength)), ''),
  notes: v.optional(v.pipe(v.string(), v.maxLength(textLength)), ''),
  nodes: v.array(nodeShape),
  edges: v.optional(v.array(edgeShape), []),
  scenario: v.optional(
    v.object({
      seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(SEED_MAX)), 1),
      events: v.optional(v.array(eventShape), []),
    }),
    { seed: 1, events: [] },
  ),
  slo: v.optional(
    v.object({
      availability: v.optional(v.pipe(finite, v.minValue(0), v.maxValue(1)), DEFAULT_SLO.availability),
      latencyMsP95: v.optional(
        v.pipe(finite, v.minValue(0), v.maxValue(3_600_000)),
        DEFAULT_SLO.latencyMsP95,
      ),
    }),
    DEFAULT_SLO,
  ),
})

type Shape = v.InferOutput<typeof documentShape>
type FindKind = (kind: string) => KindModel | undefined

/** Reads a design from text. `findKind` gives the field tables; unknown kinds pass through untouched. */
export function parseDesign(text: string, findKind: FindKind): Result<Design, ParseError> {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch (error) {
    return fail('notJson', '', { problem: error instanceof Error ? error.message : String(error) })
  }
  return readDesign(raw, findKind)
}

/** Reads a design from a value that came out of JSON. */
export function readDesign(raw: unknown, findKind: FindKind): Result<Design, ParseError> {
  const head = raw as { format?: unknown; version?: unknown; nodes?: unknown; edges?: unknown } | null
  if (typeof head !== 'object' || head === null || head.format !== DESIGN_FORMAT)
    return fail('notFaultline', 'format')
  if (typeof head.version === 'number' && head.version > DESIGN_VERSION) {
    return fail('newerVersion', 'version', { version: head.version, known: DESIGN_VERSION })
  }
  const tooLong = lengthProblem(head)
  if (tooLong) return tooLong
  const list = listProblem(head)
  if (list) return list
  const shaped = v.safeParse(documentShape, raw, { abortEarly: true })
  if (!shaped.success) return shapeError(raw, shaped.issues[0])
  return checked(shaped.output, findKind)
}

function lengthProblem(head: {
  nodes?: unknown
  edges?: unknown
  scenario?: unknown
}): Result<never, ParseError> | null {
  const events = (head.scenario as { events?: unknown } | undefined)?.events
  const lists: readonly (readonly [string, unknown, number])[] = [
    ['nodes', head.nodes, NODES_MAX],
    ['edges', head.edges, EDGES_MAX],
    ['scenario.events', events, EVENTS_MAX],
  ]
  for (const [path, list, limit] of lists) {
    if (Array.isArray(list) && list.length > limit) return fail('limit', path, { count: list.length, limit })
  }
  return null
}

/** Where an object is due, a list would pass as one with numbered keys. */
function listProblem(head: {
  nodes?: unknown
  edges?: unknown
  scenario?: unknown
  slo?: unknown
}): Result<never, ParseError> | null {
  const wrong = (path: string) =>
    fail('shape', path, { problem: 'Invalid type: Expected Object but received Array' })
  if (Array.isArray(head.scenario)) return wrong('scenario')
  if (Array.isArray(head.slo)) return wrong('slo')
  for (const name of ['nodes', 'edges'] as const) {
    const things: unknown = head[name]
    if (!Array.isArray(things)) continue
    const at = things.findIndex((thing: unknown) =>
      Array.isArray((thing as { params?: unknown } | null)?.params),
    )
    if (at >= 0) return wrong(`${name}[${at}].params`)
  }
  return null
}

function checked(shape: Shape, findKind: FindKind): Result<Design, ParseError> {
  const nodes = shape.nodes.map(toNode)
  const edges = namedEdges(shape.edges)
  const error =
    duplicate(nodes, 'nodes') ??
    duplicate(edges, 'edges') ??
    dangling(nodes, edges) ??
    parentProblem(nodes, findKind) ??
    paramProblem(nodes, edges, findKind) ??
    degreeProblem(shape.scenario.events)
  if (error) return err(error)
  const { title, notes, scenario, slo } = shape
  return ok({ format: DESIGN_FORMAT, version: DESIGN_VERSION, title, notes, nodes, edges, scenario, slo })
}

function toNode(node: Shape['nodes'][number]): DesignNode {
  const { id: nodeId, kind, label, position, parent, params: given, ...extra } = node
  return {
    id: nodeId,
    kind,
    label,
    position,
    ...(parent === undefined || parent === null ? {} : { parent }),
    params: given as Params,
    ...(Object.keys(extra).length === 0 ? {} : { extra }),
  }
}

/** Wires without an id get one from their ends. */
function namedEdges(edges: Shape['edges']): DesignEdge[] {
  const taken = new Set(edges.flatMap((edge) => edge.id ?? []))
  return edges.map((edge) => {
    if (edge.id !== undefined) return { ...edge, id: edge.id, params: edge.params as Params }
    let name = `${edge.source}>${edge.target}`.slice(0, idLength)
    for (let n = 2; taken.has(name); n++)
      name = `${`${edge.source}>${edge.target}`.slice(0, idLength - 6)}#${n}`
    taken.add(name)
    return { ...edge, id: name, params: edge.params as Params }
  })
}

function duplicate(things: readonly { readonly id: string }[], list: string): ParseError | null {
  const seen = new Set<string>()
  for (const [i, thing] of things.entries()) {
    if (seen.has(thing.id)) return problem('duplicateId', `${list}[${i}].id`, {}, thing.id)
    seen.add(thing.id)
  }
  return null
}

function dangling(nodes: readonly DesignNode[], edges: readonly DesignEdge[]): ParseError | null {
  const ids = new Set(nodes.map((node) => node.id))
  for (const [i, edge] of edges.entries()) {
    for (const end of ['source', 'target'] as const) {
      if (!ids.has(edge[end]))
        return problem('danglingWire', `edges[${i}].${end}`, { missing: edge[end] }, edge.id, end)
    }
  }
  return null
}

/** A parent must be a frame of the document, and frames must not hold each other in a circle. */
function parentProblem(nodes: readonly DesignNode[], findKind: FindKind): ParseError | null {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  for (const [i, node] of nodes.entries()) {
    let parent = node.parent
    for (let depth = 0; parent !== undefined; depth++) {
      const frame = byId.get(parent)
      const model = frame && findKind(frame.kind)
      if (!frame || depth > 15 || (model && !model.traits.contains)) {
        return problem('badParent', `nodes[${i}].parent`, { parent }, node.id, 'parent')
      }
      parent = frame.parent
    }
  }
  return null
}

function paramProblem(
  nodes: readonly DesignNode[],
  edges: readonly DesignEdge[],
  findKind: FindKind,
): ParseError | null {
  for (const [i, node] of nodes.entries()) {
    const model = findKind(node.kind)
    const error = model && fieldProblem(model.fields, node.params, `nodes[${i}].params`, node.id)
    if (error) return error
  }
  for (const [i, edge] of edges.entries()) {
    const error = fieldProblem(EDGE_FIELDS, edge.params, `edges[${i}].params`, edge.id)
    if (error) return error
  }
  return null
}

/** Each type of fault has a range of its own. */
function degreeProblem(events: Shape['scenario']['events']): ParseError | null {
  for (const [i, { type, target, amount = null }] of events.entries()) {
    const values = amountProblem(type, amount)
    if (values) return problem('badParam', `scenario.events[${i}].amount`, values, target, 'amount')
  }
  return null
}

function fieldProblem(
  fields: readonly Field[],
  given: Params,
  path: string,
  target: string,
): ParseError | null {
  for (const key of Object.keys(given)) {
    const field = fields.find((candidate) => candidate.key === key)
    if (!field) {
      const known = fields.map((candidate) => candidate.key).join(', ')
      return problem('badParam', `${path}.${key}`, { problem: 'unknown', known }, target, key)
    }
    const wrong = fieldError(field, given[key])
    if (wrong) return problem('badParam', `${path}.${key}`, wrong.values, target, key)
  }
  return null
}

function shapeError(raw: unknown, issue: v.BaseIssue<unknown>): Result<never, ParseError> {
  const keys = issue.path?.map((item) => item.key) ?? []
  const path = keys
    .map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i > 0 ? '.' : ''}${String(key)}`))
    .join('')
  const thing = (raw as Record<string, unknown[] | undefined>)[String(keys[0])]?.[Number(keys[1])]
  const named = (thing as { id?: unknown } | undefined)?.id
  const target = typeof named === 'string' ? named : ''
  return err(problem('shape', path, { problem: issue.message }, target, String(keys[2] ?? '')))
}

const fail = (
  code: ParseError['code'],
  path: string,
  values: ParseError['values'] = {},
): Result<never, ParseError> => err(problem(code, path, values))

const problem = (
  code: ParseError['code'],
  path: string,
  values: ParseError['values'],
  target = '',
  field = '',
): ParseError => ({ code, path, target, field, values })
