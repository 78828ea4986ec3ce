import { DESIGN_LIMITS } from './design.ts'
import { documentShape } from './document-shape.ts'
import { EDGE_FIELDS } from './edge-fields.ts'
import type { Field } from './field.ts'
import type { KindModel } from './kind.ts'
import { REQUEST_CLASSES } from './request-class.ts'
import { assert } from './result.ts'
import { MIX_WEIGHT_MAX } from './validate.ts'

export type JsonSchema = Readonly<Record<string, unknown>>

const DESCRIPTION =
  'A document that passes can still be refused when it is read: ids must be unique, a wire must join nodes of the ' +
  'document, and a parent must be a frame (tier, zone or region). Lengths of texts are counted in UTF-16 units.'

/** JSON Schema (draft 2020-12) of a design: the shapes of `parse.ts`, with the field tables of the kinds and wires. */
export function designJsonSchema(kinds: readonly KindModel[]): JsonSchema {
  const { nodes, edges, scenario } = documentShape.entries
  const root = objectSchema(documentShape.entries)
  const edge = objectSchema(edges.wrapped.item.entries)
  const story = objectSchema(scenario.wrapped.entries)
  const events = story.properties.events
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:faultline:design-v1',
    title: 'Faultline design',
    description: DESCRIPTION,
    type: 'object',
    properties: {
      ...root.properties,
      nodes: list(DESIGN_LIMITS.nodes, {
        anyOf: [...kinds.map((kind) => reference(kindName(kind))), reference('unknown-kind')],
      }),
      edges: {
        ...list(DESIGN_LIMITS.edges, withParams(edge, paramsSchema(EDGE_FIELDS))),
        default: edges.default,
      },
      scenario: {
        ...story,
        properties: { ...story.properties, events: { ...events, maxItems: DESIGN_LIMITS.events } },
        default: scenario.default,
      },
    },
    required: root.required,
    $defs: {
      node: objectSchema(nodes.item.entries),
      ...Object.fromEntries(kinds.map((kind) => [kindName(kind), kindSchema(kind)])),
      'unknown-kind': {
        description: 'A component of another version: kept as it is, and without a part in the run.',
        ...reference('node'),
        properties: { kind: { not: { enum: kinds.map((kind) => kind.id) } } },
      },
    },
  }
}

const reference = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` })
const kindName = (kind: KindModel): string => `kind-${kind.id}`
const list = (maxItems: number, items: JsonSchema): JsonSchema => ({ type: 'array', maxItems, items })

const withParams = (schema: ObjectSchema, params: JsonSchema): JsonSchema => ({
  ...schema,
  properties: { ...schema.properties, params },
})

const kindSchema = (kind: KindModel): JsonSchema => ({
  title: kind.name.en,
  description: kind.summary.en,
  ...reference('node'),
  properties: { kind: { const: kind.id }, params: paramsSchema(kind.fields) },
})

const paramsSchema = (fields: readonly Field[]): JsonSchema => ({
  type: 'object',
  properties: Object.fromEntries(fields.map((field) => [field.key, fieldSchema(field)])),
  additionalProperties: false,
  default: {},
})

function fieldSchema(field: Field): JsonSchema {
  const unit = 'unit' in field && field.unit !== '' ? ` Unit: ${field.unit}.` : ''
  const description = `${field.help.en}${unit}`
  return { title: field.label.en, description, ...valueSchema(field), default: field.default }
}

/** What `fieldError` lets pass. */
function valueSchema(field: Field): JsonSchema {
  switch (field.type) {
    case 'number':
      return { type: numberType(field), minimum: field.min, maximum: field.max }
    case 'limit':
      return { type: [numberType(field), 'null'], minimum: field.min, maximum: field.max }
    case 'choice':
      return { enum: field.options.map((option) => option.value) }
    case 'toggle':
      return { type: 'boolean' }
    case 'mix':
      return mixSchema()
  }
}

const numberType = (field: { readonly integer: boolean }): string => (field.integer ? 'integer' : 'number')

/** Any class may be left out, but one at least must have a weight. */
function mixSchema(): JsonSchema {
  const weight = { type: 'number', minimum: 0, maximum: MIX_WEIGHT_MAX }
  return {
    type: 'object',
    properties: Object.fromEntries(REQUEST_CLASSES.map((name) => [name, weight])),
    additionalProperties: false,
    anyOf: REQUEST_CLASSES.map((name) => ({
      properties: { [name]: { exclusiveMinimum: 0 } },
      required: [name],
    })),
  }
}

/** As much of a valibot schema as the shapes of `parse.ts` use. */
interface Shape {
  readonly type: string
  readonly entries?: Readonly<Record<string, Shape>>
  readonly item?: Shape
  readonly wrapped?: Shape
  readonly default?: unknown
  readonly literal?: unknown
  readonly options?: readonly unknown[]
  readonly pipe?: readonly { readonly kind: string; readonly type: string; readonly requirement?: unknown }[]
}

interface ObjectSchema {
  readonly type: 'object'
  readonly properties: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly [keyword: string]: unknown
}

/** Properties that no shape names are let pass, as they are when a design is read. */
function objectSchema(entries: Readonly<Record<string, unknown>>): ObjectSchema {
  const shapes = Object.entries(entries) as [string, Shape][]
  const required = shapes.flatMap(([key, shape]) =>
    shape.type === 'optional' || shape.type === 'exact_optional' ? [] : [key],
  )
  const properties = Object.fromEntries(shapes.map(([key, shape]) => [key, shapeSchema(shape)]))
  return { type: 'object', properties, ...(required.length > 0 ? { required } : {}) }
}

function shapeSchema(shape: Shape): JsonSchema {
  const rules = (shape.pipe ?? []).filter((step) => step.kind === 'validation').map(ruleSchema)
  return Object.assign({}, typeSchema(shape), ...rules)
}

function typeSchema(shape: Shape): JsonSchema {
  switch (shape.type) {
    case 'object':
    case 'loose_object':
      return objectSchema(shape.entries!)
    case 'array':
      return { type: 'array', items: shapeSchema(shape.item!) }
    case 'record':
      return { type: 'object' }
    case 'exact_optional':
    case 'optional':
      return {
        ...shapeSchema(shape.wrapped!),
        ...(shape.default === undefined ? {} : { default: shape.default }),
      }
    case 'nullable': {
      const { type, ...rest } = shapeSchema(shape.wrapped!)
      return { type: [type, 'null'], ...rest }
    }
    case 'literal':
      return { const: shape.literal }
    case 'picklist':
      return { enum: shape.options }
    case 'string':
    case 'number':
      return { type: shape.type }
    default:
      assert(false, `no JSON Schema for a shape of type ${shape.type}`)
  }
}

const KEYWORDS: Readonly<Record<string, string>> = {
  min_length: 'minLength',
  max_length: 'maxLength',
  min_value: 'minimum',
  max_value: 'maximum',
}

function ruleSchema(rule: { readonly type: string; readonly requirement?: unknown }): JsonSchema {
  if (rule.type === 'integer') return { type: 'integer' }
  // Numbers of a JSON text are finite.
  if (rule.type === 'finite') return {}
  const keyword = KEYWORDS[rule.type]
  assert(keyword, `no JSON Schema for a rule of type ${rule.type}`)
  return { [keyword]: rule.requirement }
}
