import * as v from 'valibot'
import {
  DESIGN_FORMAT,
  DESIGN_LIMITS,
  DESIGN_VERSION,
  type Design,
  type DesignEdge,
  type DesignNode,
  type Extra,
  type ScenarioEvent,
} from './design.ts'
import { type FindKind, mended } from './document-checks.ts'
import { type DocumentShape, documentShape } from './document-shape.ts'
import type { Params } from './field.ts'
import { migrate } from './migrations.ts'
import { type ParseError, problem } from './parse-error.ts'
import { isForbiddenKey, isRecord, isTooDeep, withoutForbiddenKeys } from './plain-data.ts'
import { cleanLine, cleanText } from './plain-text.ts'
import { err, ok, type Result } from './result.ts'

/** A design that was read, and what had to be changed for it. */
export interface ReadDocument {
  readonly design: Design
  /** What was left out or put right, in the order of the document. */
  readonly repairs: readonly ParseError[]
}

/** Reads a design from text. `findKind` gives the field tables; unknown kinds pass through untouched. */
export function parseDesign(text: string, findKind: FindKind): Result<Design, ParseError> {
  const read = parseDocument(text, findKind)
  return read.ok ? ok(read.value.design) : read
}

/** Reads a design from a value that came out of JSON. */
export function readDesign(raw: unknown, findKind: FindKind): Result<Design, ParseError> {
  const read = readDocument(raw, findKind)
  return read.ok ? ok(read.value.design) : read
}

/** Reads a design from text, and says what was put right in it. */
export function parseDocument(text: string, findKind: FindKind): Result<ReadDocument, ParseError> {
  const raw = parseJson(text)
  return raw.ok ? readDocument(raw.value, findKind) : raw
}

/** Text to a JSON value. */
export function parseJson(text: string): Result<unknown, ParseError> {
  try {
    return ok(JSON.parse(text))
  } catch (error) {
    return err(problem('notJson', '', { problem: error instanceof Error ? error.message : String(error) }))
  }
}

/**
 * Reads a design from a value that came out of JSON. Unwanted characters and keys are left out; whatever else is wrong
 * refuses it, and says where.
 */
export function readDocument(raw: unknown, findKind: FindKind): Result<ReadDocument, ParseError> {
  const read = mendDocument(raw, findKind)
  if (!read.ok) return read
  const fatal = read.value.repairs.find(({ code }) => code !== 'unwantedText' && code !== 'unwantedKey')
  return fatal ? err(fatal) : read
}

/**
 * Reads whatever of a document is sound: what breaks an invariant (an id that stands twice, a wire to nobody, a value out
 * of range) is left out and listed. Only a document whose shape is wrong is refused.
 */
export function mendDocument(raw: unknown, findKind: FindKind): Result<ReadDocument, ParseError> {
  const shaped = shapeOf(raw)
  if (!shaped.ok) return shaped
  const repairs: ParseError[] = []
  const design = mended(toDesign(shaped.value, repairs), findKind, repairs)
  return ok({ design, repairs })
}

function shapeOf(raw: unknown): Result<DocumentShape, ParseError> {
  if (!isRecord(raw) || raw.format !== DESIGN_FORMAT) return err(problem('notFaultline', 'format'))
  const { version } = raw
  if (typeof version === 'number' && version > DESIGN_VERSION)
    return err(problem('newerVersion', 'version', { version, known: DESIGN_VERSION }))
  const wrong = lengthProblem(raw) ?? listProblem(raw)
  if (wrong) return err(wrong)
  if (isTooDeep(raw))
    return err(problem('limit', '', { count: DESIGN_LIMITS.nesting + 1, limit: DESIGN_LIMITS.nesting }))
  const document = migrate(raw)
  const shaped = v.safeParse(documentShape, document, { abortEarly: true })
  return shaped.success ? ok(shaped.output) : err(shapeError(document, shaped.issues[0]))
}

function lengthProblem(head: Readonly<Record<string, unknown>>): ParseError | null {
  const events = isRecord(head.scenario) ? head.scenario.events : undefined
  const lists: readonly (readonly [string, unknown, number])[] = [
    ['nodes', head.nodes, DESIGN_LIMITS.nodes],
    ['edges', head.edges, DESIGN_LIMITS.edges],
    ['scenario.events', events, DESIGN_LIMITS.events],
  ]
  for (const [path, list, limit] of lists) {
    if (Array.isArray(list) && list.length > limit)
      return problem('limit', path, { count: list.length, limit })
  }
  return null
}

/** Where an object is due, a list would pass as one with numbered keys. */
function listProblem(head: Readonly<Record<string, unknown>>): ParseError | null {
  const wrong = (path: string) =>
    problem('shape', path, { problem: 'type', expected: 'Object', received: 'Array' })
  if (Array.isArray(head.scenario)) return wrong('scenario')
  if (Array.isArray(head.slo)) return wrong('slo')
  for (const name of ['nodes', 'edges'] as const) {
    const things: unknown = head[name]
    if (!Array.isArray(things)) continue
    const at = things.findIndex((thing: unknown) => isRecord(thing) && Array.isArray(thing.params))
    if (at >= 0) return wrong(`${name}[${at}].params`)
  }
  return null
}

function toDesign(shape: DocumentShape, repairs: ParseError[]): Design {
  const { format: _, version: __, title, notes, nodes, edges, scenario, slo, ...more } = shape
  const { seed, events, ...moreScenario } = scenario
  const { availability, latencyMsP95, ...moreSlo } = slo
  return {
    format: DESIGN_FORMAT,
    version: DESIGN_VERSION,
    title: cleaned(title, cleanLine, 'title', repairs),
    notes: cleaned(notes, cleanText, 'notes', repairs),
    nodes: nodes.map((node, i) => toNode(node, i, repairs)),
    edges: namedEdges(edges, repairs),
    scenario: {
      seed,
      events: events.map((event, i) => toEvent(event, i, repairs)),
      ...kept(moreScenario, 'scenario', repairs),
    },
    slo: { availability, latencyMsP95, ...kept(moreSlo, 'slo', repairs) },
    ...kept(more, '', repairs),
  }
}

function toNode(node: DocumentShape['nodes'][number], index: number, repairs: ParseError[]): DesignNode {
  const { id, kind, label, position, parent, params, ...extra } = node
  const path = `nodes[${index}]`
  return {
    id,
    kind,
    label: cleaned(label, cleanLine, `${path}.label`, repairs, id),
    position,
    ...(parent === undefined || parent === null ? {} : { parent }),
    params: safe(params, `${path}.params`, repairs, id) as Params,
    ...kept(extra, path, repairs, id),
  }
}

function toEvent(
  event: DocumentShape['scenario']['events'][number],
  index: number,
  repairs: ParseError[],
): ScenarioEvent {
  const { at, type, target, duration, amount, ...extra } = event
  return {
    at,
    type,
    target,
    ...(duration === undefined ? {} : { duration }),
    ...(amount === undefined ? {} : { amount }),
    ...kept(extra, `scenario.events[${index}]`, repairs, target),
  }
}

/** Wires without an id get one from their ends. */
function namedEdges(edges: DocumentShape['edges'], repairs: ParseError[]): DesignEdge[] {
  const taken = new Set(edges.flatMap((edge) => edge.id ?? []))
  const counts = new Map<string, number>()
  return edges.map(({ id: given, source, target, params, ...extra }, i) => {
    const id = given ?? freeName(`${source}>${target}`, taken, counts)
    taken.add(id)
    return {
      id,
      source,
      target,
      params: safe(params, `edges[${i}].params`, repairs, id) as Params,
      ...kept(extra, `edges[${i}]`, repairs, id),
    }
  })
}

/** `wanted`, or `wanted#2`, `wanted#3`, … as many as there were; each count is tried once, however many wires share it. */
function freeName(wanted: string, taken: ReadonlySet<string>, counts: Map<string, number>): string {
  const { idLength } = DESIGN_LIMITS
  let name = wanted.slice(0, idLength)
  let n = counts.get(wanted) ?? 1
  while (taken.has(name)) name = `${wanted.slice(0, idLength - 6)}#${++n}`
  counts.set(wanted, n)
  return name
}

function cleaned(
  text: string,
  clean: (text: string) => string,
  path: string,
  repairs: ParseError[],
  target = '',
): string {
  const result = clean(text)
  if (result !== text) repairs.push(problem('unwantedText', path, {}, target))
  return result
}

function safe(value: unknown, path: string, repairs: ParseError[], target: string): unknown {
  return withoutForbiddenKeys(value, path, (at) => repairs.push(problem('unwantedKey', at, {}, target)))
}

/** Unknown properties, as a part of what they stood in; nothing where there are none. */
function kept(
  extra: Readonly<Record<string, unknown>>,
  path: string,
  repairs: ParseError[],
  target = '',
): { extra?: Extra } {
  const clean = safe(extra, path, repairs, target) as Extra
  return Object.keys(clean).length === 0 ? {} : { extra: clean }
}

function shapeError(document: Readonly<Record<string, unknown>>, issue: v.BaseIssue<unknown>): ParseError {
  const keys = issue.path?.map((item) => item.key) ?? []
  const path = keys
    .map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i > 0 ? '.' : ''}${String(key)}`))
    .join('')
  const list = isForbiddenKey(String(keys[0])) ? undefined : document[String(keys[0])]
  const thing: unknown = Array.isArray(list) ? list[Number(keys[1])] : undefined
  const target = isRecord(thing) && typeof thing.id === 'string' ? thing.id : ''
  return problem('shape', path, shapeValues(issue), target, String(keys[2] ?? ''))
}

/** What the validator found, as a code and its figures: the sentence is made where the language is known. */
function shapeValues({
  kind,
  type,
  expected,
  received,
  requirement,
}: v.BaseIssue<unknown>): ParseError['values'] {
  if (kind === 'schema' && received === 'undefined') return { problem: 'missing', expected: expected ?? '' }
  if (kind === 'schema') return { problem: 'type', expected: expected ?? '', received }
  const limit = typeof requirement === 'number' ? requirement : ''
  switch (type) {
    case 'min_length':
      return { problem: 'empty' }
    case 'max_length':
      return { problem: 'tooLong', limit }
    case 'min_value':
      return { problem: 'tooSmall', limit, value: received }
    case 'max_value':
      return { problem: 'tooLarge', limit, value: received }
    default:
      return { problem: 'number', value: received }
  }
}
