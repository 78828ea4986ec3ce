import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { deflateSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { base64url, checksum } from '../../../src/document/link/armour.ts'
import { ByteWriter } from '../../../src/document/link/bytes.ts'
import {
  designLink,
  LINK_LENGTH_MAX,
  LINK_VERSION,
  type LinkContent,
  readLink,
  writeLink,
} from '../../../src/document/link/link.ts'
import { kindModel } from '../../../src/kinds/models.ts'
import { type Design, emptyDesign } from '../../../src/model/design.ts'
import { EDGE_FIELDS } from '../../../src/model/edge-fields.ts'
import type { Field, Params } from '../../../src/model/field.ts'
import { parseDesign } from '../../../src/model/parse.ts'
import type { RunMoment } from '../../../src/model/run-log.ts'
import { anyDesign, everyKind } from '../../support/designs.ts'

function opened(address: string): LinkContent & { repairs: readonly unknown[] } {
  const read = readLink(address)
  if (!read.ok) throw new Error(JSON.stringify(read.error))
  return read.value
}

const problem = (address: string) => {
  const read = readLink(address)
  if (read.ok) throw new Error('it was opened')
  return read.error
}

/** A default that is written out is left out by a link. */
function withoutDefaults(design: Design): Design {
  const strip = (fields: readonly Field[] | undefined, params: Params): Params =>
    fields
      ? Object.fromEntries(
          fields.flatMap(({ key, default: initial }) =>
            params[key] === undefined || JSON.stringify(params[key]) === JSON.stringify(initial)
              ? []
              : [[key, params[key]]],
          ),
        )
      : params
  return {
    ...design,
    nodes: design.nodes.map((node) => ({
      ...node,
      params: strip(kindModel(node.kind)?.fields, node.params),
    })),
    edges: design.edges.map((edge) => ({ ...edge, params: strip(EDGE_FIELDS, edge.params) })),
  }
}

const seeded = (numRuns: number) => ({ numRuns, seed: 20_261_127 })

describe('a design that goes through a link', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(anyDesign(), (design) => {
        expect(opened(designLink(design)).design).toEqual(withoutDefaults(design))
      }),
      seeded(300),
    )
  })

  it('keeps every kind, every level of what is unknown, and every number to the last digit', () => {
    const base = everyKind()
    const design: Design = {
      ...base,
      title: '제목 🚦',
      notes: 'a\n\tb\n'.repeat(50),
      extra: { author: { name: 'x' } },
      nodes: [
        ...base.nodes.map((node, i) => ({
          ...node,
          label: `n ${i}`,
          ...(i === 2 ? { extra: { c: [1] } } : {}),
        })),
        {
          id: 'tp-01',
          kind: 'teleporter',
          label: '',
          position: { x: -0.1, y: 1e-7 },
          params: { p: 9 } as Params,
        },
        {
          id: 'web-12345678901234567890',
          kind: 'web',
          label: '',
          position: { x: 0, y: 0 },
          params: { serviceMs: 1 / 3 },
        },
        {
          id: '__proto__',
          kind: 'web',
          label: '',
          position: { x: 1_000_000, y: -1_000_000 },
          params: { queueMax: null },
        },
      ],
      edges: [
        ...base.edges,
        { id: 'wire-7', source: 'tp-01', target: '__proto__', params: {}, extra: { l: 'x' } },
      ],
      scenario: {
        seed: 4_294_967_295,
        events: [
          { at: 1.5, type: 'slow', target: 'db', amount: 2.25, duration: 1e9, extra: { why: 'x' } },
          { at: 0, type: 'cut', target: 'wire-7' },
          { at: 8_640_000, type: 'kill', target: 'nobody' },
        ],
        extra: { speed: 4 },
      },
      slo: { availability: 0.99999, latencyMsP95: 0.1 + 0.2, extra: { window: 30 } },
    }
    expect(opened(designLink(design)).design).toEqual(withoutDefaults(design))
  })

  it('is the same text every time', () => {
    expect(designLink(everyKind())).toBe(designLink(structuredClone(everyKind())))
  })

  it('takes its view, language, moment and read-only mark along', () => {
    const moment: RunMoment = {
      engine: '2.0.0',
      oneOf: 1,
      atTick: 63_000_000_001,
      actions: [
        { type: 'fault', tick: 5, fault: { type: 'kill', target: 'web-1', amount: null, durationSec: null } },
        { type: 'fault', tick: 5, fault: { type: 'slow', target: 'db', amount: 2.5, durationSec: 10 } },
        { type: 'edit', tick: 60_000_000_000, change: { title: '새 제목', removedNodes: ['web-2'] } },
      ],
    }
    const content: LinkContent = {
      design: emptyDesign('x'),
      moment,
      view: { x: -120, y: 44, zoom: 0.75, nodes: ['a'], wires: ['b', 'c'] },
      language: 'ko',
      editing: false,
    }
    expect(opened(writeLink(content))).toEqual({ ...content, repairs: [] })
  })
})

describe('an address', () => {
  const link = designLink(everyKind())

  it.each([
    ['whole', `https://example.org/app/#${link}`],
    ['with its #', `#${link}`],
    ['wrapped by a mail', `https://example.org/#${link.replace(/(.{60})/g, '$1\r\n')}`],
    ['at the end of a sentence', `https://example.org/#${link}.`],
    ['in brackets', `https://example.org/#${link})`],
    ['with something that a chat put behind it', `https://example.org/#${link}…`],
  ])('is read %s', (_, address) => {
    expect(opened(address).design.nodes).toHaveLength(everyKind().nodes.length)
  })

  it('that was cut off says after how many characters, wherever it was cut', () => {
    for (let at = 2; at < link.length; at++) {
      const found = problem(link.slice(0, at))
      expect(found).toEqual({ code: 'cut', at })
    }
  })

  it('with a foreign character says which and where', () => {
    expect(problem(`${link.slice(0, 10)}*${link.slice(11)}`)).toEqual({
      code: 'character',
      at: 11,
      character: '*',
    })
    expect(problem(`${link.slice(0, 20)}…`)).toEqual({ code: 'character', at: 21, character: '…' })
    expect(problem(`${link.slice(0, 5)}한${link.slice(5)}`)).toEqual({
      code: 'character',
      at: 6,
      character: '한',
    })
  })

  it('of a newer codec says which', () => {
    expect(problem('#5.abcdef.ghij')).toEqual({ code: 'newer', version: 5, known: 4 })
  })

  it.each([
    '',
    '#',
    'hello',
    'https://example.org/',
    '#example=x',
    '0.abc.abcd',
    '-1.abc.abcd',
    '1',
    '1x.abc',
  ])('that is none of ours is foreign: %j', (address) => {
    expect(problem(address)).toEqual({ code: 'foreign' })
  })

  it('that is far too long is not looked at', () => {
    expect(problem(`1.${'A'.repeat(LINK_LENGTH_MAX)}.AAAA`)).toMatchObject({ code: 'tooLong' })
  })

  it('that inflates without end is refused within the limit', () => {
    const bomb = deflateSync(new Uint8Array(40 * 1024 * 1024), { level: 9 })
    const body = `1.${base64url(bomb)}`
    expect(body.length).toBeLessThan(LINK_LENGTH_MAX)
    expect(problem(`${body}.${checksum(body)}`)).toEqual({ code: 'tooLarge', limit: 1024 * 1024 })
  })

  it('that is well made but holds a design that breaks a rule says which', () => {
    const design = {
      ...emptyDesign(),
      nodes: [0, 1].map(() => ({ id: 'a', kind: 'web', label: '', position: { x: 0, y: 0 }, params: {} })),
    }
    expect(problem(designLink(design))).toMatchObject({
      code: 'design',
      error: { code: 'duplicateId', target: 'a' },
    })
  })
})

describe('hostile data', () => {
  /** A text with the right checksum, so that only what is inside is wrong. */
  const sealed = (bytes: Uint8Array): string => {
    const body = `1.${base64url(deflateSync(bytes))}`
    return `${body}.${checksum(body)}`
  }

  it('behind a right checksum is refused or read, and never thrown', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const read = readLink(sealed(bytes))
        if (!read.ok) expect(['changed', 'design', 'tooLarge']).toContain(read.error.code)
      }),
      seeded(2000),
    )
  })

  it('that announces more than there is does not make room for it', () => {
    const writer = new ByteWriter()
    writer.whole(0)
    writer.whole(0)
    writer.text('')
    writer.text('')
    writer.whole(2 ** 50)
    expect(problem(sealed(writer.finish()))).toEqual({ code: 'changed' })
  })

  it('5,000 mutated links: no throw, and none opens as another design', () => {
    const links = [everyKind(), emptyDesign('x'), { ...everyKind(), notes: '메모 '.repeat(200) }].map(
      designLink,
    )
    const mutation = fc.record({
      link: fc.constantFrom(...links),
      at: fc.nat(),
      with: fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom('', '.', '%20', '\u0000', '\ud800')),
      cut: fc.nat({ max: 40 }),
    })
    fc.assert(
      fc.property(mutation, ({ link, at, with: text, cut }) => {
        const from = at % link.length
        const mutated = link.slice(0, from) + text + link.slice(from + cut)
        const read = readLink(mutated)
        if (read.ok) expect(designLink(read.value.design)).toBe(link)
      }),
      seeded(5000),
    )
  })
})

describe('a link that was given out', () => {
  const GOLDEN = join(import.meta.dirname, 'golden')
  /** The design of the documents that a codec carries. */
  const designOf = (name: string): string =>
    join(import.meta.dirname, `../../model/golden/${name.replace('codec-', 'design-v')}`)

  it.each(readdirSync(GOLDEN))('opens for ever: %s', (name) => {
    const design = parseDesign(readFileSync(designOf(name), 'utf8'), kindModel)
    if (!design.ok) throw new Error(JSON.stringify(design.error))
    for (const { link, ...rest } of JSON.parse(readFileSync(join(GOLDEN, name), 'utf8'))) {
      expect(opened(link)).toMatchObject({ design: withoutDefaults(design.value), repairs: [], ...rest })
    }
  })

  it('there is one of each codec', () => {
    expect(readdirSync(GOLDEN)).toEqual(Array.from({ length: LINK_VERSION }, (_, i) => `codec-${i + 1}.json`))
  })
})
