import type { Field } from './field.ts'
import { shortened } from './plain-text.ts'
import { REQUEST_CLASSES } from './request-class.ts'

/** Largest weight of one class in a mix. */
export const MIX_WEIGHT_MAX = 1_000_000

/** What is wrong with a value: a stable code, and the figures for the sentence. */
export interface FieldProblem {
  readonly code: 'type' | 'range' | 'integer' | 'choice' | 'mix'
  readonly values: Readonly<Record<string, string | number>>
}

/** What is wrong with a field's value, or null where it is right. */
export function fieldError(field: Field, value: unknown): FieldProblem | null {
  switch (field.type) {
    case 'number':
      return numberError(field, value)
    case 'limit':
      return value === null ? null : numberError(field, value)
    case 'choice': {
      const allowed = field.options.map((option) => option.value)
      if (typeof value === 'string' && allowed.includes(value)) return null
      return problem('choice', { allowed: allowed.join(', '), value: say(value) })
    }
    case 'toggle':
      return typeof value === 'boolean'
        ? null
        : problem('type', { expected: 'true or false', value: say(value) })
    case 'mix':
      return mixError(value)
  }
}

function numberError(
  field: Extract<Field, { type: 'number' | 'limit' }>,
  value: unknown,
): FieldProblem | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    const expected = field.type === 'limit' ? 'a number, or null for no limit' : 'a number'
    return problem('type', { expected, value: say(value) })
  }
  if (value < field.min || value > field.max) {
    return problem('range', { min: field.min, max: field.max, unit: field.unit, value })
  }
  return field.integer && !Number.isInteger(value) ? problem('integer', { value }) : null
}

function mixError(value: unknown): FieldProblem | null {
  const expected = `weights for ${REQUEST_CLASSES.join(', ')}`
  if (typeof value !== 'object' || value === null) return problem('type', { expected, value: say(value) })
  const weights = value as Record<string, unknown>
  if (Array.isArray(value)) return problem('type', { expected, value: say(value) })
  const unknown = Object.keys(weights).find((name) => !(REQUEST_CLASSES as readonly string[]).includes(name))
  if (unknown !== undefined) return problem('mix', { expected, value: unknown })
  let sum = 0
  for (const name of REQUEST_CLASSES) {
    const weight = Object.hasOwn(weights, name) ? weights[name] : 0
    if (typeof weight !== 'number' || !(weight >= 0 && weight <= MIX_WEIGHT_MAX)) {
      return problem('mix', { expected, value: `${name}: ${say(weight)}` })
    }
    sum += weight
  }
  return sum > 0 ? null : problem('mix', { expected: 'at least one weight above 0', value: 'all 0' })
}

const problem = (code: FieldProblem['code'], values: FieldProblem['values']): FieldProblem => ({
  code,
  values: { problem: code, ...values },
})

/** A short account of any value, for a message. */
function say(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value))
  return shortened(text)
}
