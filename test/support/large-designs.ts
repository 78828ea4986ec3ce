import {
  DESIGN_LIMITS,
  type Design,
  type DesignEdge,
  type DesignNode,
  emptyDesign,
  type ScenarioEvent,
} from '../../src/model/design.ts'
import type { Params } from '../../src/model/field.ts'

/** A design that was built to be hard, of a size that is given by one number. */
export interface Family {
  readonly name: string
  /** The largest number that stays within the limits of a document. */
  readonly most: number
  /** By how much the steps may grow when the number doubles: by as much as the call paths do, which may be a product. */
  readonly growth: 2 | 4 | 8
  build(n: number): Design
}

const many = (
  count: number,
  prefix: string,
  kind: string,
  parent?: string,
  params: Params = {},
): DesignNode[] => Array.from({ length: count }, (_, i) => node(`${prefix}${i}`, kind, parent, params))

const node = (id: string, kind: string, parent?: string, params: Params = {}): DesignNode => ({
  id,
  kind,
  label: '',
  position: { x: 0, y: 0 },
  params,
  ...(parent === undefined ? {} : { parent }),
})

function design(
  nodes: readonly DesignNode[],
  pairs: readonly (readonly [string, string])[],
  events: readonly ScenarioEvent[] = [],
): Design {
  const edges = pairs.map(([source, target], i): DesignEdge => ({ id: `w${i}`, source, target, params: {} }))
  return { ...emptyDesign('large'), nodes, edges, scenario: { seed: 1, events } }
}

const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i))
const client = node('client', 'client')
const tier = (id: string): DesignNode => node(id, 'tier')

/** Layers of balancers, each wired to all of the next: as many ways as there are layers in the exponent. */
const LAYER = 4
function layers(n: number): Design {
  const ids = times(n, (layer) => times(LAYER, (i) => `b${layer}-${i}`))
  const between = ids
    .slice(1)
    .flatMap((layer, i) => ids[i]!.flatMap((from) => layer.map((to) => [from, to] as const)))
  const parts = ids.flat().map((id) => node(id, 'load-balancer'))
  return design(
    [client, ...parts, node('web', 'web')],
    [['client', 'b0-0'], ...between, ...ids.at(-1)!.map((id) => [id, 'web'] as const)],
  )
}

const crossed = (n: number, behind: string): Design =>
  design(
    [
      client,
      ...['webs', 'caches', 'data'].map(tier),
      ...many(n, 'web', 'web', 'webs'),
      ...many(n, 'cache', 'cache', 'caches'),
      ...many(n, 'data', behind, 'data'),
    ],
    [
      ['client', 'webs'],
      ['webs', 'caches'],
      ['caches', 'data'],
    ],
  )

/** Servers wired to a primary whose replicas only the driver knows. */
const copied = (n: number): Design =>
  design(
    [
      client,
      tier('webs'),
      tier('replicas'),
      ...many(n, 'web', 'web', 'webs'),
      node('db', 'database'),
      ...many(n, 'replica', 'replica', 'replicas'),
    ],
    [
      ['client', 'webs'],
      ['webs', 'db'],
      ['db', 'replicas'],
    ],
  )

const emptyFrames = (n: number): Design =>
  design(
    [...many(n, 'f', 'tier'), ...many(n, 'web', 'web', 'f0')],
    times(4 * n, (i) => [`f${i % n}`, `f${(i + 1 + Math.floor(i / n)) % n}`] as const),
  )

/** Two full frames between which one pair alone means something, wired again and again. */
const nullProduct = (n: number): Design =>
  design(
    [
      tier('a'),
      tier('b'),
      ...many(n, 'ca', 'client', 'a'),
      ...many(n, 'cb', 'client', 'b'),
      node('web', 'web', 'b'),
    ].slice(0, DESIGN_LIMITS.nodes),
    times(4 * n, () => ['b', 'a'] as const),
  )

const frameEvents = (n: number): Design =>
  design(
    [tier('f'), ...many(n, 'web', 'web', 'f')],
    [],
    times(n, (i) => ({ at: i, type: 'kill', target: i % 2 === 0 ? 'f' : `web${i}` })),
  )

const sameEnds = (n: number): Design =>
  design(
    [client, node('lb', 'load-balancer'), node('web', 'web'), node('db', 'database')],
    times(n, (i) => (i % 4 === 0 ? ['client', 'lb'] : i % 4 === 1 ? ['lb', 'web'] : ['web', 'db'])),
  )

/** Wires that repeat each other to a primary, beside wires to all its replicas. */
const sameOwner = (n: number): Design =>
  design(
    [client, node('lb', 'load-balancer'), node('db', 'database'), ...many(n, 'r', 'replica')],
    [
      ['client', 'lb'],
      ...times(n, (i) => ['db', `r${i}`] as const),
      ...times(n, (i) => ['lb', `r${i}`] as const),
      ...times(2 * n, () => ['lb', 'db'] as const),
    ],
  )

const chain = (n: number): Design =>
  design(
    [client, ...many(n, 'b', 'load-balancer'), node('web', 'web')],
    [['client', 'b0'], ...times(n - 1, (i) => [`b${i}`, `b${i + 1}`] as const), [`b${n - 1}`, 'web']],
  )

const circle = (n: number): Design =>
  design(
    [client, ...many(n, 'web', 'web')],
    [
      ['client', 'web0'],
      ...times(n, (i) => [`web${i}`, `web${(i + 1) % n}`] as const),
      ...times(2 * n, (i) => [`web${i % n}`, `web${(i + 7) % n}`] as const),
    ],
  )

/** Caches, balancers, queues and resolvers in numbers, of which each check looks at its neighbours. */
const neighbours = (n: number): Design =>
  design(
    [
      ...many(n, 'client', 'client'),
      ...many(n, 'dns', 'dns', undefined, { policy: 'geo' }),
      ...many(n, 'cache', 'cache', undefined, { reading: 'read-through' }),
      ...many(n, 'queue', 'queue'),
      ...many(n, 'worker', 'worker'),
      node('web', 'web'),
      node('db', 'database'),
    ],
    [
      ...times(n, (i) => [`client${i}`, `dns${i}`] as const),
      ...times(n, (i) => [`dns${i}`, 'web'] as const),
      ...times(n, (i) => ['web', `cache${i}`] as const),
      ...times(n, (i) => [`cache${i}`, 'db'] as const),
      ...times(n, (i) => ['web', `queue${i}`] as const),
      ...times(n, (i) => [`queue${i}`, `worker${i}`] as const),
    ],
  )

/** One client with many resolvers beside its path, each of them wired several times. */
const resolvers = (n: number): Design =>
  design(
    [client, node('web', 'web'), ...many(n, 'dns', 'dns')],
    [['client', 'web'], ...times(3 * n, (i) => ['client', `dns${i % n}`] as const)],
  )

/** Frames inside frames as deep as they may be, full of servers that look up where they stand. */
const DEEP = 15
const nested = (n: number): Design =>
  design(
    [
      client,
      ...times(DEEP, (i) => node(`f${i}`, 'region', i === 0 ? undefined : `f${i - 1}`)),
      ...many(n, 'web', 'web', `f${DEEP - 1}`),
    ],
    times(DEEP, (i) => ['client', `f${i}`] as const),
  )

const product = (n: number): Design =>
  design(
    [client, tier('a'), tier('b'), ...many(n, 'a', 'web', 'a'), ...many(n, 'b', 'web', 'b')],
    [
      ['client', 'a'],
      ['a', 'b'],
    ],
  )

export const FAMILIES: readonly Family[] = [
  { name: 'layers of balancers', most: 499, growth: 2, build: layers },
  { name: 'servers x caches x databases', most: 660, growth: 4, build: (n) => crossed(n, 'database') },
  { name: 'as many of them as have call paths', most: 26, growth: 8, build: (n) => crossed(n, 'database') },
  { name: 'servers x caches x shards', most: 660, growth: 4, build: (n) => crossed(n, 'shard') },
  { name: 'servers x replicas', most: 990, growth: 4, build: copied },
  { name: 'as many of these as have call paths', most: 138, growth: 4, build: copied },
  { name: 'frames wired to frames', most: 1000, growth: 2, build: emptyFrames },
  { name: 'frames between which nothing means anything', most: 990, growth: 2, build: nullProduct },
  { name: 'faults on a full frame', most: 1000, growth: 2, build: frameEvents },
  { name: 'wires with the same ends', most: 8000, growth: 2, build: sameEnds },
  { name: 'wires with the same primary', most: 1900, growth: 4, build: sameOwner },
  { name: 'a chain of balancers', most: 1990, growth: 2, build: chain },
  { name: 'a circle of servers', most: 1990, growth: 2, build: circle },
  { name: 'neighbours of every sort', most: 399, growth: 2, build: neighbours },
  { name: 'resolvers beside the path', most: 1990, growth: 2, build: resolvers },
  { name: 'frames inside frames', most: 1980, growth: 2, build: nested },
  { name: 'servers x servers', most: 990, growth: 4, build: product },
  { name: 'as many servers as have call paths', most: 140, growth: 4, build: product },
]
