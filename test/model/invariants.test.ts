import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kindModel } from '../../src/kinds/models.ts'
import { DESIGN_LIMITS, type Design, type DesignNode, emptyDesign } from '../../src/model/design.ts'
import { editProblem } from '../../src/model/invariants.ts'
import { parseDesign } from '../../src/model/parse.ts'
import { writeDesign } from '../../src/model/write.ts'
import { anyDesign } from '../support/designs.ts'

const node = (id: string, more: Partial<DesignNode> = {}): DesignNode => ({
  id,
  kind: 'web',
  label: '',
  position: { x: 0, y: 0 },
  params: {},
  ...more,
})
const zones = (depth: number): DesignNode[] =>
  Array.from({ length: depth }, (_, i) => ({
    ...node(`z${i}`, { kind: 'zone' }),
    ...(i > 0 ? { parent: `z${i - 1}` } : {}),
  }))
const base: Design = { ...emptyDesign(), nodes: [node('a'), node('client', { kind: 'client' })] }
const code = (after: Design): string | undefined => editProblem(base, after, kindModel)?.code

describe('an edit is refused where it makes a document that cannot be read again', () => {
  it.each<[string, Partial<Design>, string]>([
    ['an id twice', { nodes: [...base.nodes, node('a')] }, 'duplicateId'],
    ['an empty id', { nodes: [node('')] }, 'badId'],
    ['half a character in an id', { nodes: [node('a\ud800')] }, 'badId'],
    ['a label that is too long', { nodes: [node('a', { label: 'x'.repeat(121) })] }, 'shape'],
    ['a control character in a label', { nodes: [node('a', { label: '\u001b[31m' })] }, 'shape'],
    ['a place far away', { nodes: [node('a', { position: { x: 1_000_001, y: 0 } })] }, 'shape'],
    ['a place that is no number', { nodes: [node('a', { position: { x: Number.NaN, y: 0 } })] }, 'shape'],
    ['a field out of range', { nodes: [node('a', { params: { workers: -1 } })] }, 'badParam'],
    ['a field that the kind does not have', { nodes: [node('a', { params: { wings: 2 } })] }, 'badParam'],
    ['a parent that is no frame', { nodes: [node('a'), node('b', { parent: 'a' })] }, 'badParent'],
    [
      '17 frames inside one another and a node',
      { nodes: [...zones(17), node('a', { parent: 'z16' })] },
      'badParent',
    ],
    ['a wire to nobody', { edges: [{ id: 'w', source: 'a', target: 'b', params: {} }] }, 'danglingWire'],
    [
      'too many nodes',
      { nodes: Array.from({ length: DESIGN_LIMITS.nodes + 1 }, (_, i) => node(`n${i}`)) },
      'limit',
    ],
    ['a title of two lines', { title: 'a\nb' }, 'shape'],
    ['notes that are too long', { notes: 'x'.repeat(20_001) }, 'shape'],
    [
      'an event at no time',
      { scenario: { seed: 1, events: [{ at: Number.NaN, type: 'kill', target: 'a' }] } },
      'shape',
    ],
    [
      'a degree out of range',
      { scenario: { seed: 1, events: [{ at: 1, type: 'slow', target: 'a', amount: 0 }] } },
      'badParam',
    ],
    ['an objective above 1', { slo: { availability: 1.1, latencyMsP95: 1 } }, 'shape'],
  ])('%s', (_, change, expected) => {
    expect(code({ ...base, ...change })).toBe(expected)
  })

  it('a node that loses its frame is seen, although nobody touched it', () => {
    const inside = { ...base, nodes: [...zones(1), node('a', { parent: 'z0' })] }
    expect(editProblem(inside, { ...inside, nodes: inside.nodes.slice(1) }, kindModel)?.code).toBe(
      'badParent',
    )
  })

  it('a wire that loses its end is seen, although nobody touched it', () => {
    const edge = { id: 'w', source: 'client', target: 'a', params: {} }
    const wired = { ...base, edges: [edge] }
    expect(editProblem(wired, { ...wired, nodes: base.nodes.slice(1) }, kindModel)).toMatchObject({
      code: 'danglingWire',
      target: 'w',
    })
    expect(editProblem(wired, { ...wired, nodes: [...base.nodes, node('b')] }, kindModel)).toBeNull()
  })

  it('frames 16 deep may hold a node no more, 15 deep they may', () => {
    expect(code({ ...base, nodes: [...zones(16), node('a', { parent: 'z15' })] })).toBeUndefined()
    expect(code({ ...base, nodes: [...zones(17), node('a')] })).toBeUndefined()
  })
})

it('what the gate lets pass can be read back, and what it refuses cannot', () => {
  const spoilers = fc.constantFrom<(design: Design) => Design>(
    (design) => design,
    (design) => ({ ...design, title: '\u202eabc' }),
    (design) => ({ ...design, edges: design.edges.map((edge) => ({ ...edge, target: 'gone' })) }),
    (design) => ({
      ...design,
      nodes: design.nodes.map((one) => ({ ...one, params: { ...one.params, wings: 1 } })),
    }),
    (design) => ({ ...design, nodes: [...design.nodes].reverse() }),
    (design) => ({ ...design, nodes: design.nodes.slice(1) }),
  )
  fc.assert(
    fc.property(anyDesign(), spoilers, (design, spoil) => {
      const after = spoil(design)
      const read = parseDesign(writeDesign(after), kindModel)
      const refused = editProblem(emptyDesign(), after, kindModel) !== null
      // The reader takes unwanted characters out of a text; the gate does not let them in.
      if (after.title === design.title) expect(read.ok).toBe(!refused)
      else expect(refused).toBe(true)
    }),
    { numRuns: 200, seed: 20_261_127 },
  )
})
