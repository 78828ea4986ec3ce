import { openingExample } from '../../src/document/examples/opening.ts'
import { type Design, emptyDesign } from '../../src/model/design.ts'
import { type Params, TIME_MS_MAX } from '../../src/model/field.ts'
import { type ClosedStation, meanSojournMs } from './closed-forms.ts'

/** Designs whose speed is measured, and what is known of them beforehand. */

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
const station = (
  slots: number,
  utilisation: number,
  {
    queueMax = null,
    timeoutMs = 10_000,
  }: { readonly queueMax?: number | null; readonly timeoutMs?: number } = {},
): Design =>
  design(
    [
      ['client', 'client', { ratePerSec: 100 * slots * utilisation, mix: READS, timeoutMs }],
      ['web', 'web', { workers: slots, serviceMs: 10, serviceCv: 1, queueMax, localDataMs: 0 }],
    ],
    [['client', 'web']],
  )

/** Balancer -> 3 web (4 slots) -> database (8 slots), all exponential: the open network of the oracles, in hundredths. */
const balancerWebDatabase = (timeoutMs: number): Design =>
  design(
    [
      ['client', 'client', { ratePerSec: 900, mix: READS, timeoutMs }],
      [
        'lb',
        'load-balancer',
        { policy: 'random', slots: 1, serviceMs: 0.5, serviceCv: 1, queueMax: null, healthChecks: false },
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

/** A design of so many nodes without key tables: equal blocks of client, balancer, seven servers and a database. */
function servers(nodes: number): Design {
  const blocks = Array.from({ length: Math.round(nodes / BLOCK) }, (_, block) => block)
  const webs = ['w1', 'w2', 'w3', 'w4', 'w5', 'w6', 'w7']
  const station = { serviceCv: 1, queueMax: null }
  return design(
    blocks.flatMap((block) => [
      [`c${block}`, 'client', { ratePerSec: 500, mix: READS }] as const,
      [`lb${block}`, 'load-balancer', { slots: 1, serviceMs: 0.5, ...station }] as const,
      ...webs.map((web) => [`${web}-${block}`, 'web', { workers: 1, serviceMs: 10, ...station }] as const),
      [`db${block}`, 'database', { slots: 5, readMs: 7, ...station }] as const,
    ]),
    blocks.flatMap((block) => [
      [`c${block}`, `lb${block}`] as const,
      ...webs.map((web) => [`lb${block}`, `${web}-${block}`] as const),
      ...webs.map((web) => [`${web}-${block}`, `db${block}`] as const),
    ]),
  )
}

/** The opening example under a million requests a second. */
function million(): Design {
  const example = openingExample('en')
  const nodes = example.nodes.map((node) =>
    node.kind === 'client' ? { ...node, params: { ...node.params, ratePerSec: 1_000_000 } } : node,
  )
  return { ...example, nodes }
}

export interface Workload {
  readonly design: () => Design
  /** Simulated seconds that are measured, after those that only fill the caches, in so many runs with seeds of their own. */
  readonly simSec: number
  readonly warmSec?: number
  readonly runs?: number
  /** Approximate: one of so many requests is followed, and the others count as well. */
  readonly oneOf?: number
  /** Requests a second of wall time to be reached on the machine of the targets; elsewhere only ratios say something. */
  readonly targetPerSec?: number
  /** Times as many requests a second as SimPy, whose script knows a workload of this name. */
  readonly targetTimesSimpy?: number
  /** What the closed form says of a request's time. */
  readonly meanMs?: number
}

const NETWORK: readonly ClosedStation[] = [
  { slots: 1, ratePerSec: 900, serviceMs: 0.5, visits: 1 },
  { slots: 4, ratePerSec: 300, serviceMs: 10, visits: 1 },
  { slots: 8, ratePerSec: 900, serviceMs: 1000 / 150, visits: 1 },
]

export const WORKLOADS: Readonly<Record<string, Workload>> = {
  mm1: {
    design: () => station(1, 0.8),
    simSec: 25_000,
    targetPerSec: 6_000_000,
    targetTimesSimpy: 40,
    meanMs: meanSojournMs([{ slots: 1, ratePerSec: 80, serviceMs: 10, visits: 1 }]),
  },
  mm4: {
    design: () => station(4, 0.8),
    simSec: 6_000,
    targetPerSec: 5_500_000,
    targetTimesSimpy: 40,
    meanMs: meanSojournMs([{ slots: 4, ratePerSec: 320, serviceMs: 10, visits: 1 }]),
  },
  balancerWebDatabase: {
    design: () => balancerWebDatabase(10_000),
    simSec: 1_000,
    targetPerSec: 1_600_000,
    targetTimesSimpy: 35,
    meanMs: meanSojournMs(NETWORK),
  },
  /** Our clients always have a time limit. One of a day never comes up here, but is still set for every request. */
  balancerWebDatabaseNoTimeout: {
    design: () => balancerWebDatabase(TIME_MS_MAX),
    simSec: 1_000,
    targetPerSec: 2_000_000,
    targetTimesSimpy: 35,
    meanMs: meanSojournMs(NETWORK),
  },
  openingExample: { design: () => openingExample('en'), simSec: 60, targetPerSec: 800_000 },
  city1000: { design: () => city(1_000), simSec: 60, warmSec: 5 },
  // As much work in the same state of the caches as 1,000 nodes have, so that only the size differs.
  city100: { design: () => city(100), simSec: 60, warmSec: 5, runs: 10 },
  city10: { design: () => city(10), simSec: 60, warmSec: 5, runs: 100 },
  servers1000: { design: () => servers(1_000), simSec: 20 },
  servers100: { design: () => servers(100), simSec: 20, runs: 10 },
  servers10: { design: () => servers(10), simSec: 20, runs: 100 },
  million: { design: million, simSec: 4, warmSec: 1 },
  'million, approximate': { design: million, simSec: 30, warmSec: 1, oneOf: 32 },
  // About a million requests each; 100 may wait.
  'load 0.1': { design: () => station(4, 0.1, { queueMax: 100 }), simSec: 25_000 },
  'load 0.5': { design: () => station(4, 0.5, { queueMax: 100 }), simSec: 5_000 },
  'load 0.9': { design: () => station(4, 0.9, { queueMax: 100 }), simSec: 2_800 },
  'load 2.0': { design: () => station(4, 2, { queueMax: 100 }), simSec: 1_250 },
}

/** Workloads whose costs of an event are compared with that of the first. */
export const GROWTH: Readonly<Record<string, readonly string[]>> = {
  nodes: ['city10', 'city100', 'city1000'],
  'nodes without key tables': ['servers10', 'servers100', 'servers1000'],
  load: ['load 0.1', 'load 0.5', 'load 0.9', 'load 2.0'],
}

/** A run whose memory is measured after so many simulated seconds, or once so many calls live. */
export interface MemoryRun {
  readonly design: () => Design
  readonly simSec: number
  readonly liveCalls?: number
}

export const MEMORY: Readonly<Record<string, MemoryRun>> = {
  city1000: { design: () => city(1_000), simSec: 60 },
  /** Half a million requests a second for one slot, and nobody gives up: each is a call of its own and one at the server. */
  overload: { design: () => station(1, 5_000, { timeoutMs: TIME_MS_MAX }), simSec: 2, liveCalls: 1_000_000 },
}
