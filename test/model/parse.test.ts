import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KIND_MODELS, kindModel } from '../../src/kinds/models.ts'
import { DESIGN_LIMITS, type Design } from '../../src/model/design.ts'
import { parseDesign, parseDocument, readDesign } from '../../src/model/parse.ts'
import type { ParseError } from '../../src/model/parse-error.ts'
import { writeDesign } from '../../src/model/write.ts'
import { anyDesign } from '../support/designs.ts'
import { draw } from '../support/simulate.ts'

const document = (parts: object = {}): Record<string, unknown> => ({
  format: 'faultline',
  version: 4,
  nodes: [],
  ...parts,
})

/** What is wrong with a document, as the text that it would arrive in. */
function wrong(parts: unknown): ParseError {
  const read = parseDesign(typeof parts === 'string' ? parts : JSON.stringify(parts), kindModel)
  if (read.ok) throw new Error('it was read')
  return read.error
}

const web = (more: object = {}): object => ({ id: 'web-1', kind: 'web', ...more })
const client = { id: 'client-1', kind: 'client' }

describe('a text', () => {
  it.each(['', '{', 'null', '[]', '3', '"faultline"', '{"format":"excalidraw"}', '\u0000', '{"format":{}}'])(
    'that is no design is refused: %j',
    (text) => {
      expect(['notJson', 'notFaultline']).toContain(wrong(text).code)
    },
  )

  it('of a newer version is refused with both versions', () => {
    expect(wrong(document({ version: 7 }))).toMatchObject({
      code: 'newerVersion',
      values: { version: 7, known: 4 },
    })
  })

  it.each([0, -1, 'one', null, 0.5])('of the version %j is refused', (version) => {
    expect(wrong(document({ version })).code).toBe('shape')
  })

  it('needs no more than its format, its version and its nodes', () => {
    const read = parseDesign(JSON.stringify(document({ nodes: [{ id: 'a', kind: 'web' }] })), kindModel)
    expect(read).toEqual({
      ok: true,
      value: {
        format: 'faultline',
        version: 4,
        title: '',
        notes: '',
        nodes: [{ id: 'a', kind: 'web', label: '', position: { x: 0, y: 0 }, params: {} }],
        edges: [],
        scenario: { seed: 1, events: [] },
        slo: { availability: 0.999, latencyMsP95: 500 },
      },
    })
  })

  it('never makes the reader throw, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.anything().map((one) => JSON.stringify(one) ?? ''),
        ),
        (text) => {
          expect(parseDesign(text, kindModel).ok).toBe(false)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('never makes the reader throw when one thing in it is something else', () => {
    const design = JSON.parse(
      writeDesign(draw({ client: ['client'], web: ['web', { workers: 3 }] }, ['client > web'])),
    )
    const places = [
      ...['title', 'notes', 'nodes', 'edges', 'scenario', 'slo'].map((key) => ['', key]),
      ...['id', 'kind', 'label', 'position', 'parent', 'params'].map((key) => ['nodes', key]),
      ...['id', 'source', 'target', 'params'].map((key) => ['edges', key]),
    ] as const
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.anything(), ([list, key], value) => {
        const parts = structuredClone(design)
        const thing = list === '' ? parts : parts[list!].at(-1)
        thing[key!] = value
        const read = readDesign(parts, kindModel)
        if (!read.ok) expect(read.error.code).not.toBe('notFaultline')
      }),
      { numRuns: 1000 },
    )
  })
})

describe('a field', () => {
  it.each([
    ['workers', 0],
    ['workers', -5],
    ['workers', 1.5],
    ['workers', 1e300],
    ['workers', '8'],
    ['workers', null],
    ['workers', true],
    ['serviceMs', -0.1],
    ['serviceMs', 86_400_001],
    ['serviceMs', []],
    ['queueMax', 'none'],
    ['queueMax', -1],
    ['waiting', 'sometimes'],
    ['waiting', 1],
    ['color', 'red'],
  ])('%s = %j is refused, and the message names node and field', (field, value) => {
    expect(wrong(document({ nodes: [client, web({ params: { [field]: value } })] }))).toMatchObject({
      code: 'badParam',
      target: 'web-1',
      field,
      path: `nodes[1].params.${field}`,
    })
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'is refused when it is %d',
    (value) => {
      const read = readDesign(document({ nodes: [web({ params: { serviceMs: value } })] }), kindModel)
      expect(read).toMatchObject({ ok: false, error: { code: 'badParam', field: 'serviceMs' } })
    },
  )

  it.each([{}, { read: 0 }, { read: -1 }, { read: 'all' }, { reed: 1 }, { read: 1e12 }, [1, 2], null, 3])(
    'mix = %j is refused',
    (mix) => {
      const error = wrong(document({ nodes: [{ ...client, params: { mix } }] }))
      expect(error).toMatchObject({ code: 'badParam', target: 'client-1', field: 'mix' })
    },
  )

  it('without a limit is null', () => {
    expect(readDesign(document({ nodes: [web({ params: { queueMax: null } })] }), kindModel).ok).toBe(true)
  })

  it('of a wire is checked like any other', () => {
    const edges = [{ id: 'w', source: 'client-1', target: 'web-1', params: { latencyMs: -3 } }]
    expect(wrong(document({ nodes: [client, web()], edges }))).toMatchObject({
      code: 'badParam',
      target: 'w',
      field: 'latencyMs',
    })
  })

  it('is taken at both ends of its range', () => {
    for (const { id, fields } of KIND_MODELS) {
      for (const field of fields) {
        if (field.type !== 'number' && field.type !== 'limit') continue
        for (const value of [field.min, field.max]) {
          const read = readDesign(
            document({ nodes: [{ id: 'a', kind: id, params: { [field.key]: value } }] }),
            kindModel,
          )
          expect([id, field.key, value, read.ok]).toEqual([id, field.key, value, true])
        }
      }
    }
  })
})

describe('the degree of a fault', () => {
  const event = (type: string, amount: number) =>
    document({ nodes: [web()], scenario: { seed: 1, events: [{ at: 1, type, target: 'web-1', amount }] } })

  it.each([
    ['slow', 0],
    ['slow', 0.99],
    ['errors', 101],
    ['errors', 1000],
  ])('%s by %f is refused', (type, amount) => {
    expect(wrong(event(type, amount))).toMatchObject({
      code: 'badParam',
      path: 'scenario.events[0].amount',
      target: 'web-1',
      field: 'amount',
      values: { problem: 'range', value: amount },
    })
  })

  it.each([
    ['slow', 1],
    ['slow', 1000],
    ['errors', 0],
    ['errors', 100],
    ['spike', 0],
  ])('%s by %f is taken', (type, amount) => {
    expect(readDesign(event(type, amount), kindModel).ok).toBe(true)
  })
})

describe('a document', () => {
  it('must not use an id twice', () => {
    expect(wrong(document({ nodes: [web(), web()] }))).toMatchObject({
      code: 'duplicateId',
      target: 'web-1',
      path: 'nodes[1].id',
    })
    const wire = { id: 'w', source: 'client-1', target: 'web-1' }
    expect(wrong(document({ nodes: [client, web()], edges: [wire, wire] }))).toMatchObject({
      code: 'duplicateId',
      target: 'w',
    })
  })

  it('must not have a wire to nobody', () => {
    const edges = [{ id: 'w', source: 'web-1', target: 'db-9' }]
    expect(wrong(document({ nodes: [web()], edges }))).toMatchObject({
      code: 'danglingWire',
      target: 'w',
      field: 'target',
      values: { missing: 'db-9' },
    })
  })

  it('must not have a parent that is missing, no frame, or inside its child', () => {
    const bad = (nodes: object[]) =>
      expect(wrong(document({ nodes }))).toMatchObject({ code: 'badParent', field: 'parent' })
    bad([web({ parent: 'zone-9' })])
    bad([web({ parent: 'web-1' })])
    bad([client, web({ parent: 'client-1' })])
    bad([
      { id: 'a', kind: 'zone', parent: 'b' },
      { id: 'b', kind: 'zone', parent: 'a' },
    ])
  })

  it('gives wires without an id different ones, even between the same ends', () => {
    const edge = { source: 'client-1', target: 'web-1' }
    const named = { id: 'client-1>web-1#2', ...edge }
    const read = readDesign(document({ nodes: [client, web()], edges: [edge, edge, named, edge] }), kindModel)
    const ids = read.ok ? read.value.edges.map(({ id }) => id) : []
    expect(new Set(ids).size).toBe(4)
    expect(ids).toContain('client-1>web-1#2')
  })

  it.each([
    ['nodes', DESIGN_LIMITS.nodes],
    ['edges', DESIGN_LIMITS.edges],
    ['scenario.events', DESIGN_LIMITS.events],
  ])('must not have too many %s', (path, limit) => {
    const many = Array.from({ length: limit + 1 }, () => ({}))
    const parts = path === 'scenario.events' ? { scenario: { events: many } } : { [path]: many }
    expect(wrong(document(parts))).toMatchObject({ code: 'limit', path, values: { count: limit + 1, limit } })
  })

  it('may have as many nodes as the limit', () => {
    const nodes = Array.from({ length: DESIGN_LIMITS.nodes }, (_, i) => ({ id: `web-${i}`, kind: 'web' }))
    expect(readDesign(document({ nodes }), kindModel).ok).toBe(true)
  })

  it.each([
    [{ title: 'x'.repeat(DESIGN_LIMITS.labelLength + 1) }],
    [{ notes: 'x'.repeat(DESIGN_LIMITS.textLength + 1) }],
    [{ nodes: [web({ label: 'x'.repeat(DESIGN_LIMITS.labelLength + 1) })] }],
    [{ nodes: [{ id: 'x'.repeat(DESIGN_LIMITS.idLength + 1), kind: 'web' }] }],
    [{ nodes: [{ id: '', kind: 'web' }] }],
    [{ nodes: [{ id: 'a', kind: 'k'.repeat(DESIGN_LIMITS.idLength + 1) }] }],
    [{ nodes: [web({ position: { x: 1e9, y: 0 } })] }],
    [{ nodes: [web({ position: { x: null, y: 0 } })] }],
    [{ scenario: { seed: -1 } }],
    [{ scenario: { seed: 0.5 } }],
    [{ scenario: { seed: 2 ** 32 } }],
    [{ scenario: { events: [{ at: -1, type: 'kill', target: 'a' }] } }],
    [{ scenario: { events: [{ at: 1, type: 'explode', target: 'a' }] } }],
    [{ slo: { availability: 2 } }],
    [{ slo: { latencyMsP95: -1 } }],
  ])('is refused with an absurd value (%#)', (parts) => {
    expect(wrong(document(parts)).code).toBe('shape')
  })

  it('says where a wrong shape is and whom it is about', () => {
    expect(wrong(document({ nodes: [client, web({ label: 7 })] }))).toMatchObject({
      path: 'nodes[1].label',
      target: 'web-1',
      field: 'label',
    })
  })

  it('cannot reach the prototype of anything', () => {
    const hostile = `{"format":"faultline","version":1,"__proto__":{"polluted":1},"nodes":[
      {"id":"a","kind":"hologram","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},
       "params":{"__proto__":{"polluted":1}}}]}`
    const read = parseDesign(hostile, kindModel)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    if (!read.ok) throw new Error(JSON.stringify(read.error))
    const node = read.value.nodes[0]!
    for (const thing of [node, node.params, node.extra ?? {}]) expect(thing).not.toHaveProperty('polluted')
    expect(Object.getPrototypeOf(node)).toBe(Object.prototype)
  })

  it('with a hostile field name of a known kind is refused', () => {
    const text =
      '{"format":"faultline","version":1,"nodes":[{"id":"a","kind":"web","params":{"toString":1}}]}'
    expect(wrong(text)).toMatchObject({ code: 'badParam', field: 'toString' })
  })

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    'with a node of the kind %s is unknown, no more',
    (kind) => {
      expect(readDesign(document({ nodes: [{ id: 'a', kind }] }), kindModel).ok).toBe(true)
      expect(kindModel(kind)).toBeUndefined()
    },
  )

  it.each(['__proto__', 'constructor', 'toString'])('may call a node %s', (id) => {
    const nodes = [{ id, kind: 'web' }, client]
    const read = readDesign(document({ nodes, edges: [{ source: 'client-1', target: id }] }), kindModel)
    expect(read.ok && read.value.edges[0]!.target).toBe(id)
  })
})

describe('reading what was written', () => {
  const roundTrip = (design: Design): Design => {
    const read = parseDesign(writeDesign(design), kindModel)
    if (!read.ok) throw new Error(JSON.stringify(read.error))
    return read.value
  }

  it('gives the same design, and the same text again', () => {
    const event = fc.record({
      at: fc.double({ min: 0, max: 8_640_000, noNaN: true }),
      type: fc.constantFrom('kill' as const, 'restore' as const),
      target: fc.string({ minLength: 1, maxLength: 20 }),
    })
    const more = fc.record({
      title: fc.string({ maxLength: 100, unit: 'grapheme' }).filter((title) => title.length <= 120),
      notes: fc.string({ maxLength: 200 }),
      scenario: fc.record({ seed: fc.nat(), events: fc.array(event, { maxLength: 5 }) }),
      slo: fc.record({
        availability: fc.double({ min: 0, max: 1, noNaN: true }),
        latencyMsP95: fc.nat({ max: 3_600_000 }),
      }),
    })
    fc.assert(
      fc.property(anyDesign(), more, (parts, rest) => {
        // JSON knows no negative zero.
        const design: Design = JSON.parse(JSON.stringify({ ...parts, ...rest }))
        expect(roundTrip(design)).toEqual(design)
        expect(writeDesign(roundTrip(design))).toBe(writeDesign(design))
      }),
    )
  })

  it('keeps an unknown kind and properties that this version does not know', () => {
    const node = {
      id: 'h-1',
      kind: 'hologram',
      label: '홀로그램',
      position: { x: 3, y: -4 },
      params: { depth: 3, nested: { list: [1, null, 'two', { deep: true }] }, text: '<script>' },
      colour: 'teal',
      future: [{ a: 1 }],
    }
    const text = JSON.stringify(document({ nodes: [node] }))
    const read = parseDesign(text, kindModel)
    expect(read.ok && JSON.parse(writeDesign(read.value)).nodes).toEqual([node])
  })

  it('keeps properties of a known kind that this version does not know', () => {
    const node = { id: 'a', kind: 'web', label: '', position: { x: 0, y: 0 }, params: {}, locked: true }
    const read = parseDesign(JSON.stringify(document({ nodes: [node] })), kindModel)
    expect(read.ok && JSON.parse(writeDesign(read.value)).nodes).toEqual([node])
  })

  it('keeps any JSON in the fields of an unknown kind', () => {
    const value = fc.jsonValue()
    const key = fc.string({ minLength: 1, maxLength: 10 })
    fc.assert(
      fc.property(fc.dictionary(key, value), (given) => {
        // Such names are left out at every depth, which is another test.
        fc.pre(!/"(__proto__|constructor|prototype)":/.test(JSON.stringify(given)))
        const params = JSON.parse(JSON.stringify(given))
        const read = readDesign(document({ nodes: [{ id: 'a', kind: 'hologram', params }] }), kindModel)
        expect(read.ok && JSON.parse(writeDesign(read.value)).nodes[0].params).toEqual(params)
      }),
    )
  })
})

describe('what a version does not know', () => {
  it('is kept at every level, and written where it stood', () => {
    const raw = {
      author: { name: 'a' },
      ...document({
        nodes: [{ ...client, colour: 'teal' }, web()],
        edges: [{ id: 'w', source: 'client-1', target: 'web-1', label: 'first' }],
        scenario: { seed: 1, events: [{ at: 1, type: 'kill', target: 'web-1', why: 'disk' }], speed: 4 },
        slo: { availability: 0.9, window: 30 },
      }),
    }
    const read = readDesign(raw, kindModel)
    if (!read.ok) throw new Error(JSON.stringify(read.error))
    expect(JSON.parse(writeDesign(read.value))).toMatchObject(raw)
  })

  it('is refused where it goes too deep to be written again', () => {
    const deep = `${'{"a":'.repeat(6000)}1${'}'.repeat(6000)}`
    const text = JSON.stringify(document({ nodes: [web()] })).replace('"nodes"', `"deep":${deep},"nodes"`)
    expect(wrong(text)).toMatchObject({ code: 'limit', values: { limit: DESIGN_LIMITS.nesting } })
  })
})

describe('what is put right while reading', () => {
  const repaired = (parts: object) => {
    const read = parseDocument(JSON.stringify(document(parts)), kindModel)
    if (!read.ok) throw new Error(JSON.stringify(read.error))
    return read.value
  }

  it('characters that make a name lie are left out, and it is said', () => {
    const { design, repairs } = repaired({
      title: 'a\u202eb\u0000c',
      notes: 'one\r\ntwo\u0007\tend',
      nodes: [web({ label: '\u001b[31m웹\ud800 서버\n2' })],
    })
    expect(design).toMatchObject({
      title: 'abc',
      notes: 'one\ntwo\tend',
      nodes: [{ label: '[31m웹 서버 2' }],
    })
    expect(repairs.map(({ code, path }) => [code, path])).toEqual([
      ['unwantedText', 'title'],
      ['unwantedText', 'notes'],
      ['unwantedText', 'nodes[0].label'],
    ])
  })

  it('emoji, Hangul and scripts from right to left stay as they are', () => {
    const label = '👩‍💻 서버 خادم שרת'
    expect(repaired({ nodes: [web({ label })] })).toMatchObject({
      repairs: [],
      design: { nodes: [{ label }] },
    })
  })

  it('keys that lead to a prototype are left out, and it is said', () => {
    const text =
      '{"format":"faultline","version":1,"nodes":[{"id":"a","kind":"hologram","more":{"__proto__":{"x":1},"deep":[{"constructor":2,"y":3}]},"params":{}}]}'
    const read = parseDocument(text, kindModel)
    expect(read.ok && read.value.design.nodes[0]!.extra).toEqual({ more: { deep: [{ y: 3 }] } })
    expect(read.ok && read.value.repairs.map(({ path }) => path)).toEqual([
      'nodes[0].more.__proto__',
      'nodes[0].more.deep[0].constructor',
    ])
  })

  it('frames come before what is in them', () => {
    const { design } = repaired({
      nodes: [web({ parent: 'b' }), { id: 'b', kind: 'zone', parent: 'a' }, { id: 'a', kind: 'region' }],
    })
    expect(design.nodes.map(({ id }) => id)).toEqual(['a', 'b', 'web-1'])
  })
})

it('a message repeats no more than the beginning of what it is about', () => {
  const error = wrong(document({ nodes: [web({ params: { ['x'.repeat(7_000_000)]: 1 } })] }))
  expect(error).toMatchObject({ code: 'badParam' })
  expect(error.field.length + error.path.length).toBeLessThan(300)
})

it('8,000 wires between the same ends get their names one after the other', () => {
  const edges = Array.from({ length: DESIGN_LIMITS.edges }, () => ({ source: 'client-1', target: 'web-1' }))
  const read = readDesign(document({ nodes: [client, web()], edges }), kindModel)
  expect(read.ok && new Set(read.value.edges.map(({ id }) => id)).size).toBe(DESIGN_LIMITS.edges)
  expect(read.ok && read.value.edges.at(-1)!.id).toBe(`client-1>web-1#${DESIGN_LIMITS.edges}`)
})

it.each([{ read: null }, { read: 1, write: null }])(
  'a mix of %j is refused, as the schema refuses it',
  (mix) => {
    expect(wrong(document({ nodes: [{ ...client, params: { mix } }] }))).toMatchObject({ field: 'mix' })
  },
)

describe('what has the wrong shape says what was due and what came', () => {
  it.each<[string, object, object]>([
    [
      'an id that is missing',
      { nodes: [{ kind: 'web' }] },
      { path: 'nodes[0].id', values: { problem: 'missing', expected: '"id"' } },
    ],
    [
      'a number where a text is due',
      { nodes: [web(), { id: 'a', kind: 7 }] },
      {
        path: 'nodes[1].kind',
        target: 'a',
        field: 'kind',
        values: { problem: 'type', expected: 'string', received: '7' },
      },
    ],
    [
      'a list of fields',
      { nodes: [web(), { id: 'a', kind: 'web', params: [1] }] },
      { path: 'nodes[1].params', values: { problem: 'type', expected: 'Object', received: 'Array' } },
    ],
    [
      'a list of fields of a wire',
      { nodes: [client, web()], edges: [{ source: 'client-1', target: 'web-1', params: [] }] },
      { path: 'edges[0].params', values: { problem: 'type', expected: 'Object', received: 'Array' } },
    ],
    [
      'a list for a scenario',
      { scenario: [] },
      { path: 'scenario', values: { problem: 'type', expected: 'Object', received: 'Array' } },
    ],
    ['nodes that are no list', { nodes: 3 }, { path: 'nodes', values: { problem: 'type', received: '3' } }],
  ])('%s', (_, parts, expected) => {
    expect(wrong(document(parts))).toMatchObject({ code: 'shape', ...expected })
  })
})
