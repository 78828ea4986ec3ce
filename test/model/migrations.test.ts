import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { KIND_MODELS, kindModel } from '../../src/kinds/models.ts'
import { DESIGN_VERSION } from '../../src/model/design.ts'
import { EDGE_FIELDS } from '../../src/model/edge-fields.ts'
import type { Field } from '../../src/model/field.ts'
import {
  defaultsOf,
  FIELDS_V1,
  FIELDS_V2,
  FIELDS_V3,
  type FrozenField,
  type FrozenKind,
} from '../../src/model/frozen-fields.ts'
import { MIGRATIONS, type Migration, migrate, withDefaultsOf } from '../../src/model/migrations.ts'
import { parseDocument } from '../../src/model/parse.ts'
import { writeDesign } from '../../src/model/write.ts'

const GOLDEN = join(import.meta.dirname, 'golden')

describe('the ladder', () => {
  const ladder: readonly Migration[] = [
    { from: 1, up: (document) => ({ ...document, first: true }) },
    { from: 2, up: (document) => ({ ...document, second: document.first === true }) },
  ]

  it('takes a document up rung by rung, from wherever it stands', () => {
    expect(migrate({ version: 1 }, ladder, 3)).toEqual({ version: 3, first: true, second: true })
    expect(migrate({ version: 2 }, ladder, 3)).toEqual({ version: 3, second: false })
    expect(migrate({ version: 3 }, ladder, 3)).toEqual({ version: 3 })
  })

  it('leads from every version to the present one', () => {
    expect(MIGRATIONS.map(({ from }) => from)).toEqual(
      Array.from({ length: DESIGN_VERSION - 1 }, (_, i) => i + 1),
    )
  })

  it('keeps what a design did when a default has changed since', () => {
    const before = { web: { workers: 8, name: 'a' }, wire: { weight: 1 } }
    const after = { web: { workers: 16, name: 'a' }, wire: { weight: 2 } }
    const document = {
      nodes: [
        { id: 'a', kind: 'web', params: {} },
        { id: 'b', kind: 'web', params: { workers: 3 } },
        { id: 'c', kind: 'teleporter', params: {} },
        { id: 'd', kind: 'web' },
      ],
      edges: [{ id: 'w', source: 'a', target: 'b' }],
    }
    expect(withDefaultsOf(document, before, after)).toEqual({
      nodes: [
        { id: 'a', kind: 'web', params: { workers: 8 } },
        { id: 'b', kind: 'web', params: { workers: 3 } },
        { id: 'c', kind: 'teleporter', params: {} },
        { id: 'd', kind: 'web', params: { workers: 8 } },
      ],
      edges: [{ id: 'w', source: 'a', target: 'b', params: { weight: 1 } }],
    })
  })
})

describe('the fields of a version', () => {
  const frozen = (fields: readonly Field[]): FrozenField[] =>
    fields.map((field) =>
      field.type === 'choice'
        ? [field.key, field.default, field.options.map((option) => option.value)]
        : [field.key, field.default],
    )

  const byKey = (kinds: readonly FrozenKind[]) =>
    kinds.map(([id, prefix, fields]) => [id, prefix, [...fields].sort(([a], [b]) => (a < b ? -1 : 1))])

  it('are those of this build; a change of a default needs a new version and a rung of the ladder', () => {
    expect(DESIGN_VERSION).toBe(4)
    const ours: FrozenKind[] = [
      ...KIND_MODELS.map(({ id, idPrefix, fields }): FrozenKind => [id, idPrefix, frozen(fields)]),
      ['wire', 'wire', frozen(EDGE_FIELDS)],
    ]
    expect(byKey(FIELDS_V3)).toEqual(byKey(ours))
  })

  it.each([
    [FIELDS_V1, FIELDS_V2],
    [FIELDS_V2, FIELDS_V3],
  ])('keep their places in the next one, so that one table reads the links of both (%#)', (before, after) => {
    expect(before.map(([id]) => id)).toEqual(after.map(([id]) => id))
    before.forEach(([, , fields], i) => {
      fields.forEach(([key, value, options], at) => {
        const [sameKey, sameValue, more] = after[i]![2][at]!
        expect([sameKey, sameValue, more?.slice(0, options?.length)]).toEqual([key, value, options])
      })
    })
  })

  it('give the defaults that a rung needs', () => {
    expect(defaultsOf(FIELDS_V1).web).toMatchObject({ workers: 8 })
    expect(defaultsOf(FIELDS_V1).wire).toEqual({ latencyMs: 0, weight: 1, carries: 'any' })
  })
})

describe('a document of every version', () => {
  it.each(readdirSync(GOLDEN))('is read as it was written: %s', (name) => {
    const text = readFileSync(join(GOLDEN, name), 'utf8')
    const read = parseDocument(text, kindModel)
    if (!read.ok) throw new Error(JSON.stringify(read.error))
    expect(read.value.repairs).toEqual([])
    expect(writeDesign(read.value.design)).toBe(text.replace(/^(\s*"version": )\d+/m, `$1${DESIGN_VERSION}`))
  })

  it('there is one of each', () => {
    const versions = readdirSync(GOLDEN).map(
      (name) => JSON.parse(readFileSync(join(GOLDEN, name), 'utf8')).version,
    )
    expect(new Set(versions)).toEqual(new Set(Array.from({ length: DESIGN_VERSION }, (_, i) => i + 1)))
  })
})
