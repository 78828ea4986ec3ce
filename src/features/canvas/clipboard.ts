import { kindModel } from '../../kinds/models.ts'
import { DESIGN_LIMITS, type DesignEdge, type DesignNode } from '../../model/design.ts'
import { EDGE_FIELDS } from '../../model/edge-fields.ts'
import type { Field, Params, ParamValue } from '../../model/field.ts'
import { REQUEST_CLASSES } from '../../model/request-class.ts'
import { err, ok, type Result } from '../../model/result.ts'
import type { Clip } from '../../store/edits.ts'

/** Copied nodes travel as text, so that they pass between tabs, mails and chats. */
const MARK = 'faultline-clip'

/** `foreign`: some other text, which is none of our business. */
export type ClipProblem = 'foreign' | 'json' | 'shape' | 'size'

/** Longest text that is looked at; the largest design fits in it several times. */
const TEXT_MAX = 8_000_000

export const clipText = (clipped: Clip): string =>
  JSON.stringify({ [MARK]: 1, nodes: clipped.nodes, edges: clipped.edges })

/** Reads a clip from text that anyone may have written. Values out of range are left out. */
export function readClip(text: string): Result<Clip, ClipProblem> {
  if (!text.includes(MARK)) return err('foreign')
  if (text.length > TEXT_MAX) return err('size')
  const data = parsed(text)
  if (!isRecord(data)) return err('json')
  if (data[MARK] !== 1) return err('foreign')
  const { nodes, edges } = data
  if (!Array.isArray(nodes) || !Array.isArray(edges)) return err('shape')
  if (nodes.length > DESIGN_LIMITS.nodes || edges.length > DESIGN_LIMITS.edges) return err('size')
  const readNodes = nodes.map(readNode)
  const readEdges = edges.map(readEdge)
  if (readNodes.includes(null) || readEdges.includes(null)) return err('shape')
  return ok({
    nodes: rooted(readNodes.filter((node) => node !== null)),
    edges: readEdges.filter((edge) => edge !== null),
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isName = (value: unknown, max: number): value is string =>
  typeof value === 'string' && value.length <= max

function readNode(value: unknown): DesignNode | null {
  if (!isRecord(value) || !isRecord(value.position)) return null
  const { id, kind, label, parent, params, extra } = value
  const { x, y } = value.position
  const named =
    isName(id, DESIGN_LIMITS.idLength) && id !== '' && isName(kind, DESIGN_LIMITS.idLength) && kind !== ''
  if (!named || !isName(label, DESIGN_LIMITS.labelLength) || !isPlace(x) || !isPlace(y)) return null
  if (parent !== undefined && !isName(parent, DESIGN_LIMITS.idLength)) return null
  const model = kindModel(kind)
  return {
    id,
    kind,
    label,
    position: { x, y },
    // What this version does not know is passed on as it is, as it is in a file.
    params: model ? readParams(model.fields, params) : isRecord(params) ? (params as Params) : {},
    ...(parent === undefined ? {} : { parent }),
    ...(isRecord(extra) ? { extra } : {}),
  }
}

const isPlace = (value: unknown): value is number =>
  typeof value === 'number' && Math.abs(value) <= DESIGN_LIMITS.coordinate

function readEdge(value: unknown): DesignEdge | null {
  if (!isRecord(value)) return null
  const { id, source, target, params } = value
  const max = DESIGN_LIMITS.idLength
  if (!isName(id, max) || !isName(source, max) || !isName(target, max)) return null
  return { id, source, target, params: readParams(EDGE_FIELDS, params) }
}

function readParams(fields: readonly Field[], value: unknown): Params {
  if (!isRecord(value)) return {}
  const params: Record<string, ParamValue> = {}
  for (const field of fields) {
    if (!Object.hasOwn(value, field.key)) continue
    const given = value[field.key]
    if (holds(field, given)) params[field.key] = given
  }
  return params
}

function holds(field: Field, value: unknown): value is ParamValue {
  switch (field.type) {
    case 'number':
      return isNumberOf(field, value)
    case 'limit':
      return value === null || isNumberOf(field, value)
    case 'toggle':
      return typeof value === 'boolean'
    case 'choice':
      return field.options.some((option) => option.value === value)
    case 'mix':
      return (
        isRecord(value) &&
        REQUEST_CLASSES.every(
          (name) => typeof value[name] === 'number' && Number.isFinite(value[name]) && value[name] >= 0,
        )
      )
  }
}

const isNumberOf = (
  field: { readonly min: number; readonly max: number; readonly integer: boolean },
  value: unknown,
) =>
  typeof value === 'number' &&
  value >= field.min &&
  value <= field.max &&
  (!field.integer || Number.isInteger(value))

/** Ids are taken once; every parent must come before its child and hold others, or its child is let out of it. */
function rooted(nodes: readonly DesignNode[]): DesignNode[] {
  const taken = new Set<string>()
  const frames = new Set<string>()
  const kept: DesignNode[] = []
  for (const node of nodes) {
    if (taken.has(node.id)) continue
    taken.add(node.id)
    const { parent, ...free } = node
    kept.push(parent !== undefined && frames.has(parent) ? node : free)
    if (kindModel(node.kind)?.traits.contains) frames.add(node.id)
  }
  return kept
}
