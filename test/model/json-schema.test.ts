import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openingExample } from '../../src/document/examples/opening.ts'
import { KIND_MODELS, kindModel } from '../../src/kinds/models.ts'
import { DESIGN_LIMITS } from '../../src/model/design.ts'
import { EDGE_FIELDS } from '../../src/model/edge-fields.ts'
import type { Field } from '../../src/model/field.ts'
import { designJsonSchema, type JsonSchema } from '../../src/model/json-schema.ts'
import { readDesign } from '../../src/model/parse.ts'
import { writeDesign } from '../../src/model/write.ts'
import { DESIGN_SCHEMA } from '../support/paths.ts'
import { fits } from '../support/schema-check.ts'

const schema = designJsonSchema(KIND_MODELS)

const defaultsOf = (fields: readonly Field[]) =>
  Object.fromEntries(fields.map((field) => [field.key, field.default]))

const document = (changes: Readonly<Record<string, unknown>> = {}): unknown => ({
  format: 'faultline',
  version: 4,
  nodes: [],
  ...changes,
})
const withNode = (changes: Readonly<Record<string, unknown>>): unknown =>
  document({ nodes: [{ id: 'a', kind: 'web', ...changes }] })
const withParam = (kind: string, key: string, value: unknown): unknown =>
  withNode({ kind, params: { [key]: value } })
const withEdge = (changes: Readonly<Record<string, unknown>>): unknown =>
  document({
    nodes: [
      { id: 'a', kind: 'client' },
      { id: 'b', kind: 'web' },
    ],
    edges: [{ source: 'a', target: 'b', ...changes }],
  })

/** What the reader and the schema say of a document; they must not differ. */
const verdicts = (raw: unknown) => ({
  parse: readDesign(raw, kindModel).ok,
  schema: fits(schema, raw),
})
const GOOD = { parse: true, schema: true }
const BAD = { parse: false, schema: false }

describe('the JSON Schema of a design', () => {
  it('is published as the field tables say', () => {
    const published = JSON.parse(readFileSync(DESIGN_SCHEMA, 'utf8')) as JsonSchema
    expect(
      published,
      'public/schema/design-v4.schema.json is out of date: run `npm run schema` and commit the file',
    ).toEqual(JSON.parse(JSON.stringify(schema)))
  })

  it.each(KIND_MODELS.map((kind) => kind.id))(
    'takes a %s with all its defaults, and one without any',
    (kind) => {
      expect(verdicts(withNode({ kind, params: defaultsOf(kindModel(kind)!.fields) }))).toEqual(GOOD)
      expect(verdicts(withNode({ kind }))).toEqual(GOOD)
    },
  )

  it('takes the opening example as it is written to a file', () => {
    expect(verdicts(JSON.parse(writeDesign(openingExample('ko'))))).toEqual(GOOD)
  })

  it('takes a kind that this version does not know, whatever its fields and properties', () => {
    expect(verdicts(withNode({ kind: 'mainframe', params: { mips: [1] }, colour: 'red' }))).toEqual(GOOD)
  })

  it.each<readonly [string, unknown]>([
    ['an empty design', document()],
    ['a wire with its fields', withEdge({ params: defaultsOf(EDGE_FIELDS) })],
    ['no limit', withParam('web', 'queueMax', null)],
    ['a mix of one class', withParam('client', 'mix', { read: 1 })],
    ['a node that lies in no frame', withNode({ parent: null })],
    ['properties that no version knows', document({ $schema: 'design-v4.schema.json' })],
  ])('takes %s', (_, raw) => {
    expect(verdicts(raw)).toEqual(GOOD)
  })

  it.each<readonly [string, unknown]>([
    ['another format', document({ format: 'other' })],
    ['a newer version', document({ version: 5 })],
    ['no list of nodes', { format: 'faultline', version: 4 }],
    [
      'too many nodes',
      document({ nodes: new Array(DESIGN_LIMITS.nodes + 1).fill({ id: 'a', kind: 'web' }) }),
    ],
    ['a title that is too long', document({ title: 'x'.repeat(DESIGN_LIMITS.labelLength + 1) })],
    ['a node without an id', document({ nodes: [{ kind: 'web' }] })],
    ['an empty id', withNode({ id: '' })],
    ['a position far outside', withNode({ position: { x: DESIGN_LIMITS.coordinate + 1, y: 0 } })],
    ['half a position', withNode({ position: { x: 0 } })],
    ['a field that the kind does not have', withParam('web', 'wrokers', 8)],
    ['a field of another kind', withParam('web', 'ttlMs', 1000)],
    ['a text for a number', withParam('web', 'workers', '8')],
    ['no limit where there must be a number', withParam('web', 'workers', null)],
    ['half a slot', withParam('web', 'workers', 1.5)],
    ['a choice that is none', withParam('web', 'waiting', 'maybe')],
    ['a word for a switch', withParam('dns', 'healthChecks', 'yes')],
    ['a mix without any weight', withParam('client', 'mix', { read: 0 })],
    ['a mix with a class that there is not', withParam('client', 'mix', { read: 1, delete: 1 })],
    ['a mix with a weight below 0', withParam('client', 'mix', { read: 1, write: -1 })],
    ['a wire without a target', withEdge({ target: undefined })],
    ['a field that wires do not have', withEdge({ params: { bandwidth: 1 } })],
    ['a round trip below 0', withEdge({ params: { latencyMs: -1 } })],
    ['a seed that is no whole number', document({ scenario: { seed: 0.5 } })],
    ['an event of no known type', document({ scenario: { events: [{ at: 1, type: 'melt', target: 'a' }] } })],
    ['an availability above 1', document({ slo: { availability: 99.9 } })],
  ])('refuses %s', (_, raw) => {
    expect(verdicts(JSON.parse(JSON.stringify(raw)))).toEqual(BAD)
  })

  it('refuses what lies just outside the range of any field, and takes its ends', () => {
    for (const { id, fields } of KIND_MODELS) {
      for (const field of fields) {
        if (field.type !== 'number' && field.type !== 'limit') continue
        const said = `${id}.${field.key}`
        expect(verdicts(withParam(id, field.key, field.min)), said).toEqual(GOOD)
        expect(verdicts(withParam(id, field.key, field.max)), said).toEqual(GOOD)
        expect(verdicts(withParam(id, field.key, field.min - 1)), said).toEqual(BAD)
        expect(verdicts(withParam(id, field.key, field.max + 1)), said).toEqual(BAD)
      }
    }
  })
})
