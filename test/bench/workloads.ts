import { openingExample } from '../../src/features/library/opening-example.ts'
import { type Design, emptyDesign } from '../../src/model/design.ts'
import type { Params } from '../../src/model/field.ts'

/** Designs whose speed is measured; the first three have closed forms in ../oracles. */

const READS = { static: 0, read: 1, write: 0, upload: 0, task: 0 }

const design = (
  nodes: readonly (readonly [id: string, kind: string, params: Params])[],
  wires: readonly (readonly [source: string, target: string])[],
): Design => ({
  ...emptyDesign('bench'),
  nodes: nodes.map(([id, kind, params]) => ({ id, kind, label: '', position: { x: 0, y: 0 }, params })),
  edges: wires.map(([source, target]) => ({ id: `${source}>${target}`, source, target, params: {} })),
})

/** One station: `slots` servers of 10 ms (exponential), utilisation as given. */
export const station = (slots: number, utilisation: number): Design =>
  design(
    [
      ['client', 'client', { ratePerSec: 100 * slots * utilisation, mix: READS, timeoutMs: 10_000 }],
      ['web', 'web', { workers: slots, serviceMs: 10, serviceCv: 1, queueMax: null, localDataMs: 0 }],
    ],
    [['client', 'web']],
  )

/** Balancer -> 3 web (4 slots) -> database (8 slots), all exponential: the open network of the oracles, in hundredths. */
export const balancerWebDatabase = (
  policy: 'random' | 'round-robin' = 'random',
  timeoutMs = 10_000,
): Design =>
  design(
    [
      ['client', 'client', { ratePerSec: 900, mix: READS, timeoutMs }],
      [
        'lb',
        'load-balancer',
        { policy, slots: 1, serviceMs: 0.5, serviceCv: 1, queueMax: null, healthChecks: false },
      ],
      ...(['web-1', 'web-2', 'web-3'] as const).map(
        (id) => [id, 'web', { workers: 4, serviceMs: 10, serviceCv: 1, queueMax: null }] as const,
      ),
      ['db', 'database', { slots: 8, readMs: 1000 / 150, serviceCv: 1, queueMax: null }],
    ],
    [
      ['client', 'lb'],
      ['lb', 'web-1'],
      ['lb', 'web-2'],
      ['lb', 'web-3'],
      ['web-1', 'db'],
      ['web-2', 'db'],
      ['web-3', 'db'],
    ],
  )

export const opening = (): Design => openingExample('en')

/** Nodes of one block of the city below. */
const BLOCK = 10
const BLOCKS_A_ROW = 10

/** A design of so many running nodes in view: equal blocks of client, balancer, servers, cache, database, queue and workers. */
export function city(nodes: number): Design {
  const blocks = Math.round(nodes / BLOCK)
  const parts = Array.from({ length: blocks }, (_, block) => cityBlock(block))
  return {
    ...emptyDesign(`${nodes} nodes`),
    nodes: parts.flatMap((part) => part.nodes),
    edges: parts.flatMap((part) => part.edges),
  }
}

const CITY_KINDS: readonly (readonly [kind: string, column: number, row: number, params: Params])[] = [
  ['client', 0, 1, { ratePerSec: 40, mix: { static: 0, read: 80, write: 10, upload: 0, task: 10 } }],
  ['load-balancer', 1, 1, {}],
  ['web', 2, 0, {}],
  ['web', 2, 1, {}],
  ['web', 2, 2, {}],
  ['cache', 3, 0, {}],
  ['database', 3, 1, {}],
  ['queue', 3, 2, {}],
  ['worker', 4, 1, {}],
  ['worker', 4, 2, {}],
]
const CITY_WIRES: readonly (readonly [number, number])[] = [
  [0, 1],
  [1, 2],
  [1, 3],
  [1, 4],
  ...[2, 3, 4].flatMap((web) => [5, 6, 7].map((target) => [web, target] as const)),
  [7, 8],
  [7, 9],
]

function cityBlock(block: number): Pick<Design, 'nodes' | 'edges'> {
  const left = (block % BLOCKS_A_ROW) * 960
  const top = Math.floor(block / BLOCKS_A_ROW) * 400
  const id = (i: number): string => `b${block}-${i}`
  return {
    nodes: CITY_KINDS.map(([kind, column, row, params], i) => ({
      id: id(i),
      kind,
      label: '',
      position: { x: left + column * 176, y: top + row * 112 },
      params,
    })),
    edges: CITY_WIRES.map(([from, to]) => ({
      id: `b${block}-${from}-${to}`,
      source: id(from),
      target: id(to),
      params: {},
    })),
  }
}
