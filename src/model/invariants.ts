import { DESIGN_LIMITS, type Design, type DesignEdge, type DesignNode } from './design.ts'
import { countProblem, type FindKind, fieldProblems, isGoodId, isWellPlaced } from './document-checks.ts'
import { EDGE_FIELDS } from './edge-fields.ts'
import { amountProblem, FAULT_SEC_MAX } from './fault.ts'
import type { Field, Params } from './field.ts'
import { type ParseError, problem } from './parse-error.ts'
import { cleanLine, cleanText } from './plain-text.ts'
import { byId } from './tree.ts'

const { coordinate, eventAtSec, idLength, labelLength, sloLatencyMs, textLength } = DESIGN_LIMITS

/**
 * What an edit would break: the first thing because of which `after` could not be written and read back, or null. What is
 * the same object as before is not looked at again, so an edit of one node in thousands costs next to nothing.
 */
export function editProblem(before: Design, after: Design, findKind: FindKind): ParseError | null {
  return (
    countProblem(after) ??
    textProblem(before, after) ??
    (after.nodes === before.nodes ? null : nodesProblem(before, after, findKind)) ??
    (after.nodes === before.nodes && after.edges === before.edges ? null : edgesProblem(before, after)) ??
    (after.scenario === before.scenario ? null : scenarioProblem(after)) ??
    (after.slo === before.slo ? null : sloProblem(after))
  )
}

function textProblem(before: Design, after: Design): ParseError | null {
  if (after.title !== before.title && !isLine(after.title)) return shape('title')
  const { notes } = after
  if (notes !== before.notes && (notes.length > textLength || cleanText(notes) !== notes))
    return shape('notes')
  return null
}

const isLine = (text: string): boolean => text.length <= labelLength && cleanLine(text) === text

function nodesProblem(before: Design, after: Design, findKind: FindKind): ParseError | null {
  const index = byId(after.nodes)
  if (index.size < after.nodes.length) return problem('duplicateId', 'nodes', {}, firstTwin(after.nodes))
  const known = new Set(before.nodes)
  for (const [i, node] of after.nodes.entries()) {
    // A node that nobody touched may still have lost its frame, or got it deeper.
    if (node.parent !== undefined && !isWellPlaced(node, index, findKind))
      return problem('badParent', `nodes[${i}].parent`, { parent: node.parent ?? '' }, node.id, 'parent')
    if (known.has(node)) continue
    const wrong = nodeProblem(node, `nodes[${i}]`, findKind(node.kind)?.fields)
    if (wrong) return wrong
  }
  return null
}

function nodeProblem(
  node: DesignNode,
  path: string,
  fields: readonly Field[] | undefined,
): ParseError | null {
  const { id, kind, label, position, params } = node
  if (!isId(id) || !isId(kind)) return problem('badId', `${path}.id`, {}, id)
  if (!isLine(label)) return shape(`${path}.label`, id)
  if (!isPlace(position.x) || !isPlace(position.y)) return shape(`${path}.position`, id)
  return fields ? paramsProblem(fields, params, `${path}.params`, id) : null
}

const isId = (id: string): boolean => id !== '' && id.length <= idLength && isGoodId(id)
const isPlace = (value: number): boolean => Math.abs(value) <= coordinate

const paramsProblem = (
  fields: readonly Field[],
  params: Params,
  path: string,
  target: string,
): ParseError | null => fieldProblems(fields, params, path, target)[0]?.[1] ?? null

function edgesProblem(before: Design, after: Design): ParseError | null {
  const ids = new Set(after.nodes.map((node) => node.id))
  const known = new Set(before.edges)
  const seen = new Set<string>()
  for (const [i, edge] of after.edges.entries()) {
    const wrong = joinProblem(edge, i, ids, seen) ?? (known.has(edge) ? null : edgeProblem(edge, i))
    if (wrong) return wrong
    seen.add(edge.id)
  }
  return null
}

function joinProblem(
  edge: DesignEdge,
  index: number,
  ids: ReadonlySet<string>,
  seen: ReadonlySet<string>,
): ParseError | null {
  const { id, source, target } = edge
  if (seen.has(id)) return problem('duplicateId', `edges[${index}].id`, {}, id)
  const missing = ids.has(source) ? (ids.has(target) ? null : target) : source
  return missing === null ? null : problem('danglingWire', `edges[${index}]`, { missing }, id)
}

const edgeProblem = ({ id, params }: DesignEdge, index: number): ParseError | null =>
  isId(id)
    ? paramsProblem(EDGE_FIELDS, params, `edges[${index}].params`, id)
    : problem('badId', `edges[${index}].id`, {}, id)

function scenarioProblem({ scenario }: Design): ParseError | null {
  for (const [i, { at, type, target, duration = 0, amount = null }] of scenario.events.entries()) {
    const path = `scenario.events[${i}]`
    if (!isBetween(at, 0, eventAtSec)) return shape(`${path}.at`, target)
    if (!isBetween(duration, 0, FAULT_SEC_MAX)) return shape(`${path}.duration`, target)
    const values = amountProblem(type, amount)
    if (values) return problem('badParam', `${path}.amount`, values, target, 'amount')
  }
  return null
}

function sloProblem({ slo }: Design): ParseError | null {
  if (!isBetween(slo.availability, 0, 1)) return shape('slo.availability')
  return isBetween(slo.latencyMsP95, 0, sloLatencyMs) ? null : shape('slo.latencyMsP95')
}

/** Not so for anything that is not a number. */
const isBetween = (value: number, min: number, max: number): boolean => value >= min && value <= max

function firstTwin(things: readonly { readonly id: string }[]): string {
  const seen = new Set<string>()
  return things.find(({ id }) => seen.has(id) || !seen.add(id))?.id ?? ''
}

const shape = (path: string, target = ''): ParseError => problem('shape', path, { problem: 'limits' }, target)
