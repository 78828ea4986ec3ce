import type { Field, Need, Params, ParamValue } from './field.ts'
import type { Mix } from './request-class.ts'
import { fieldError } from './validate.ts'

/** What a field says in the params of a node or wire: its default where nothing stands there. */
export function paramOf(field: Field, params: Params): ParamValue {
  const value = Object.hasOwn(params, field.key) ? params[field.key] : undefined
  return value === undefined ? field.default : value
}

/** The same by the field's key; undefined where the table has no such field. */
export function fieldValue(fields: readonly Field[], params: Params, key: string): ParamValue | undefined {
  const field = fields.find((candidate) => candidate.key === key)
  return field && paramOf(field, params)
}

/**
 * The field of the table because of which `field` does nothing under the present values, or undefined. A field also does
 * nothing when the one that it needs does nothing.
 */
export function idleBecause(field: Field, fields: readonly Field[], params: Params): Field | undefined {
  const { needs } = field
  const needed = needs && fields.find((candidate) => candidate.key === needs.key)
  if (!needs || !needed) return undefined
  return isMet(needs, paramOf(needed, params)) ? idleBecause(needed, fields, params) : needed
}

/** Whether the table has the needed field, and it says what is needed. */
export function meets(need: Need, fields: readonly Field[], params: Params): boolean {
  const value = fieldValue(fields, params, need.key)
  return value !== undefined && isMet(need, value)
}

const isMet = (need: Need, value: ParamValue): boolean =>
  'is' in need ? need.is.includes(value) : !need.not.includes(value)

/** A number of the table; undefined where the field is missing or holds something else. */
export function numberOf(fields: readonly Field[], params: Params, key: string): number | undefined {
  const value = fieldValue(fields, params, key)
  return typeof value === 'number' ? value : undefined
}

/** Every field's value, the default where none is given or the given one is wrong. */
export function paramsWithDefaults(fields: readonly Field[], given: Params): Params {
  const params: Record<string, ParamValue> = {}
  for (const field of fields) {
    const value = paramOf(field, given)
    params[field.key] = fieldError(field, value) ? field.default : complete(field, value)
  }
  return params
}

/** A mix may leave classes out: they have no weight. */
const complete = (field: Field, value: ParamValue): ParamValue =>
  field.type === 'mix'
    ? { static: 0, read: 0, write: 0, upload: 0, task: 0, ...(value as Partial<Mix>) }
    : value

/** The nearest value that a field may hold: numbers move into their range, everything else stays. */
export function intoRange(field: Field, value: ParamValue): ParamValue {
  if ((field.type !== 'number' && field.type !== 'limit') || typeof value !== 'number') return value
  if (Number.isNaN(value)) return field.default
  const within = Math.min(field.max, Math.max(field.min, value))
  return field.integer ? Math.round(within) : within
}
