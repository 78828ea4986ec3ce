import type { JsonSchema } from '../../src/model/json-schema.ts'

type Keyword = (wanted: never, value: unknown, schema: JsonSchema, root: JsonSchema) => boolean
type Values = Readonly<Record<string, unknown>>

/** Whether a value fits a JSON Schema, for the keywords that the schema of a design uses. Any other keyword throws. */
export function fits(schema: JsonSchema, value: unknown, root: JsonSchema = schema): boolean {
  return Object.entries(schema).every(([keyword, wanted]) => {
    if (ANNOTATIONS.has(keyword)) return true
    const check = KEYWORDS[keyword]
    if (!check) throw new Error(`the schema check does not know the keyword ${keyword}`)
    return check(wanted as never, value, schema, root)
  })
}

const ANNOTATIONS = new Set(['$schema', '$id', '$defs', 'title', 'description', 'default'])

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: (value) => isObject(value),
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
}

const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A rule for numbers, texts or lists lets everything else pass: `type` is what refuses that. */
const number = (test: (value: number, bound: number) => boolean) => (bound: number, value: unknown) =>
  typeof value !== 'number' || test(value, bound)
const text = (test: (length: number, bound: number) => boolean) => (bound: number, value: unknown) =>
  typeof value !== 'string' || test(value.length, bound)

const KEYWORDS: Readonly<Record<string, Keyword>> = {
  $ref: (path: string, value, _schema, root) => {
    const defs = root.$defs as Readonly<Record<string, JsonSchema>>
    const schema = defs[path.replace('#/$defs/', '')]
    if (!schema) throw new Error(`the schema has no ${path}`)
    return fits(schema, value, root)
  },
  type: (names: string | readonly string[], value) =>
    [names].flat().some((name) => TYPES[name as string]!(value)),
  const: (wanted: unknown, value) => value === wanted,
  enum: (options: readonly unknown[], value) => options.includes(value),
  not: (schema: JsonSchema, value, _schema, root) => !fits(schema, value, root),
  anyOf: (schemas: readonly JsonSchema[], value, _schema, root) =>
    schemas.some((schema) => fits(schema, value, root)),
  required: (keys: readonly string[], value) =>
    !isObject(value) || keys.every((key) => Object.hasOwn(value, key)),
  properties: (schemas: Readonly<Record<string, JsonSchema>>, value, _schema, root) =>
    !isObject(value) ||
    Object.entries(schemas).every(
      ([key, schema]) => !Object.hasOwn(value, key) || fits(schema, value[key], root),
    ),
  additionalProperties: (_false: false, value, schema) =>
    !isObject(value) || Object.keys(value).every((key) => Object.hasOwn(schema.properties as Values, key)),
  items: (schema: JsonSchema, value, _schema, root) =>
    !Array.isArray(value) || value.every((item) => fits(schema, item, root)),
  maxItems: (most: number, value) => !Array.isArray(value) || value.length <= most,
  minimum: number((value, bound) => value >= bound),
  maximum: number((value, bound) => value <= bound),
  exclusiveMinimum: number((value, bound) => value > bound),
  minLength: text((length, bound) => length >= bound),
  maxLength: text((length, bound) => length <= bound),
}
