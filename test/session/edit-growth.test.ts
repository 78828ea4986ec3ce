import { afterAll, describe, expect, it } from 'vitest'
import { DESIGN_LIMITS, type Design, emptyDesign } from '../../src/model/design.ts'
import { StepCounter } from '../support/steps.ts'

const counter = new StepCounter('/src/')
const edits = await import('../../src/session/edits.ts')
afterAll(() => counter.close())

/** Clients in numbers, servers in a frame, and four wires for each server. */
function large(servers: number): Design {
  const part = (id: string, kind: string, parent?: string) => ({
    id,
    kind,
    label: '',
    position: { x: 0, y: 0 },
    params: {},
    ...(parent === undefined ? {} : { parent }),
  })
  const webs = Array.from({ length: servers }, (_, i) => part(`web-${i}`, 'web', 'tier'))
  const clients = Array.from({ length: servers }, (_, i) => part(`client-${i}`, 'client'))
  const edges = webs.flatMap(({ id }, i) =>
    [1, 2, 3, 4].map((n) => ({
      id: `wire-${4 * i + n}`,
      source: `client-${(i + n) % servers}`,
      target: id,
      params: {},
    })),
  )
  return { ...emptyDesign(), nodes: [part('tier', 'tier'), ...clients, ...webs], edges }
}

const all = (design: Design): ReadonlySet<string> => new Set(design.nodes.map(({ id }) => id))

/** Half of the largest design is copied into itself, so that the result is within the limits. */
const MOST = DESIGN_LIMITS.nodes / 4 - 1
const DOUBLINGS = 3
/** Sorting adds a logarithm, and growing tables a little. */
const GROWTH_MAX = 3.2

describe.each<[string, (design: Design) => void]>([
  [
    'copying and pasting everything',
    (design) => void edits.paste(design, edits.clip(design, all(design)), { x: 16, y: 16 }),
  ],
  [
    'copying everything inside a frame',
    (design) => void edits.clip(design, new Set(design.nodes.slice(1).map(({ id }) => id))),
  ],
  ['removing a full frame', (design) => void edits.remove(design, new Set(['tier']), new Set())],
  ['removing everything', (design) => void edits.remove(design, all(design), new Set())],
  ['setting the users of many clients', (design) => void edits.setUserCount(design, 12_345)],
  [
    'moving everything',
    (design) =>
      void edits.moveNodes(
        design,
        design.nodes.map(({ id, parent }) => ({ id, position: { x: 1, y: 2 }, parent })),
      ),
  ],
  ['adding a node', (design) => void edits.addNode(design, 'web', { x: 0, y: 0 })],
  ['connecting two nodes', (design) => void edits.connect(design, 'client-0', 'web-0')],
])('%s', (_, edit) => {
  it('costs steps that grow with the design', () => {
    const counts = Array.from({ length: DOUBLINGS + 1 }, (_unused, i) => {
      const design = large(Math.floor(MOST / 2 ** (DOUBLINGS - i)))
      return counter.stepsOf(() => edit(design))
    })
    const growths = counts.slice(1).map((count, i) => count / counts[i]!)
    expect(Math.max(...growths)).toBeLessThan(GROWTH_MAX)
  })
})

it('a paste gives the wires of the clip fresh ids, their fields, and no gap', () => {
  const design = large(3)
  const clip = edits.clip(design, all(design))
  const wires = clip.edges.map((edge, i) => ({ ...edge, params: { latencyMs: i } }))
  const { edges } = edits.paste(
    { ...design, edges: design.edges.slice(0, 4) },
    { ...clip, edges: wires },
    { x: 0, y: 0 },
  ).design
  expect(edges.slice(4).map(({ id }) => id)).toEqual(wires.map((_, i) => `wire-${i + 5}`))
  expect(edges.slice(4).map(({ params }) => params.latencyMs)).toEqual(wires.map((_, i) => i))
})
