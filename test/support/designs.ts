import fc from 'fast-check'
import { pairMeaning } from '../../src/compile/wires.ts'
import { KIND_MODELS, kindModel } from '../../src/kinds/models.ts'
import type { Design, DesignEdge, DesignNode } from '../../src/model/design.ts'
import type { Field, Params, ParamValue } from '../../src/model/field.ts'
import { draw } from './simulate.ts'

const MIX = { static: 3, read: 5, write: 2, upload: 1, task: 1 }

/** A small design in which every kind takes part. */
export const everyKind = (ratePerSec = 200): Design =>
  draw(
    {
      region: ['region'],
      zone: ['zone', {}, { in: 'region' }],
      tier: ['tier', {}, { in: 'zone' }],
      client: ['client', { ratePerSec, mix: MIX, keys: 200, timeoutMs: 400, retries: 1 }],
      dns: ['dns', { ttlMs: 2000, healthIntervalMs: 500 }],
      cdn: ['cdn', { entriesMax: 50, ttlMs: 3000 }],
      storage: ['storage', { ratePerSecMax: 60 }],
      lb: ['load-balancer', { policy: 'two-choices', healthIntervalMs: 300, healthTimeoutMs: 300 }],
      'web-1': ['web', { workers: 3, queueMax: 6 }, { in: 'tier' }],
      'web-2': ['web', { workers: 3, queueMax: 6, waiting: 'blocking' }, { in: 'tier' }],
      kv: ['key-value'],
      cache: ['cache', { entriesMax: 30, ttlMs: 1000 }],
      db: ['database', { slots: 2, queueMax: 5 }],
      replica: ['replica', { slots: 2, queueMax: 5 }],
      shard: ['shard', { slots: 2, queueMax: 5 }],
      queue: ['queue', { visibilityMs: 500, receivesMax: 3, depthMax: 20 }],
      worker: ['worker', { workers: 2, serviceMs: 300 }],
      monitor: ['monitor'],
    },
    [
      ['client > dns', { latencyMs: 10 }],
      'dns > cdn > storage',
      'dns > lb',
      ['lb > tier', { latencyMs: 0.5 }],
      'tier > kv',
      'tier > cache',
      ['tier > db', { latencyMs: 1 }],
      'tier > shard',
      'tier > storage',
      ['tier > queue', { latencyMs: 0.5 }],
      ['db > replica', { latencyMs: 0.5 }],
      ['queue > worker', { latencyMs: 0.5 }],
      'worker > db',
    ],
  )

/** The smallest design in which a kind sees traffic: behind a client, or behind a server that uses it. */
export function lone(kind: string): Design {
  const model = kindModel(kind)!
  const client = ['client', { ratePerSec: 100, mix: MIX, keys: 20, timeoutMs: 500, retries: 2 }] as const
  if (model.role === 'source') return draw({ client })
  if (model.traits.contains) {
    return draw({ client, it: [kind], web: ['web', {}, { in: 'it' }] }, ['client > it'])
  }
  if (model.traits.forwards) return draw({ client, it: [kind], web: ['web'] }, ['client > it > web'])
  if (pairMeaning(kindModel('client')!, model)) return draw({ client, it: [kind] }, ['client > it'])
  if (model.role === 'consumer')
    return draw({ client, queue: ['queue'], it: [kind] }, ['client > queue > it'])
  if (model.role === 'observer')
    return draw({ client, web: ['web'], it: [kind] }, ['client > web', 'it > web'])
  return draw({ client, web: ['web'], it: [kind], db: ['database'] }, ['client > web > it > db'])
}

/** Values that bring a field's corners up without making a run long. */
const CORNERS: Readonly<Record<string, readonly ParamValue[]>> = {
  ratePerSec: [0, 30, 150],
  keys: [1, 40],
  timeoutMs: [40, 1000],
  retries: [0, 3],
  slots: [1, 4],
  workers: [1, 4],
  instances: [1, 2],
  queueMax: [0, 3, null],
  depthMax: [0, 5, null],
  entriesMax: [1, 15],
  ttlMs: [0, 300, 60_000],
  visibilityMs: [100, 2000],
  sessionMs: [100, 2000],
  receivesMax: [1, 4],
  healthIntervalMs: [500, 2000],
  healthFall: [1, 3],
  ratePerSecMax: [20, 5000],
  inlineTaskMs: [0, 300],
  lagMs: [0, 200],
  serviceCv: [0, 0.5, 1, 2],
  scaleEveryMs: [500, 2000],
  warmUpMs: [0, 1000],
  scaleInMs: [1000, 3000],
  healthTimeoutMs: [50, 500],
  connectMs: [50, 1000],
  callTimeoutMs: [20, 500, null],
  breakerFailures: [1, 5, null],
  breakerOpenMs: [100, 1000],
  bulkheadMax: [1, 5, null],
  connectionsMax: [1, 5, null],
  detectMs: [0, 1000],
  promoteMs: [0, 1000],
  queriesPerRead: [1, 3],
  users: [1, 20],
  thinkMs: [10, 500],
  shapeSec: [1, 20],
  backoffMs: [0, 50],
  retryBudgetPercent: [0, 20, null],
  sessions: [1, 100],
  pollMs: [50, 500],
  passiveFailures: [1, 5, null],
  passiveWindowMs: [1000, null],
  ejectMs: [500, 2000],
  ejectPercentMax: [10, 100],
  retryNext: [0, 2],
  leaseMs: [50, 1000],
  partitions: [1, 4],
  retentionMs: [1000, 60_000],
  apiTtlMs: [500, null],
  purgeMs: [0, 500],
  movePerSec: [10, 1000],
}

function corner(field: Field): fc.Arbitrary<ParamValue> {
  const known = CORNERS[field.key]
  if (known && (field.type === 'number' || field.type === 'limit')) return fc.constantFrom(...known)
  switch (field.type) {
    case 'choice':
      return fc.constantFrom(...field.options.map(({ value }) => value))
    case 'toggle':
      return fc.boolean()
    case 'mix':
      return fc.constantFrom(MIX, { ...MIX, task: 20 }, { static: 0, read: 1, write: 0, upload: 0, task: 0 })
    default:
      return field.unit === 'ms'
        ? fc.constantFrom(field.min, Math.max(field.min, Math.min(50, field.max)))
        : fc.constant(field.default)
  }
}

const paramsOf = (kind: string): fc.Arbitrary<Params> =>
  fc
    .tuple(
      ...kindModel(kind)!.fields.map((field) =>
        fc.tuple(fc.constant(field.key), fc.boolean(), corner(field)),
      ),
    )
    .map((fields) =>
      Object.fromEntries(fields.flatMap(([key, isSet, value]) => (isSet ? [[key, value]] : []))),
    )

const RUNNING = KIND_MODELS.filter(({ traits }) => !traits.contains).map(({ id }) => id)

const part = (id: string, kind: string, index: number): fc.Arbitrary<DesignNode> =>
  paramsOf(kind).map((params) => ({ id, kind, label: '', position: { x: 160 * index, y: 0 }, params }))

/** A random design of real kinds; wires lead forward only, so that there is no circle, and each of them means something. */
export const anyDesign = (nodesMax = 10): fc.Arbitrary<Design> =>
  fc
    .tuple(
      fc.array(fc.constantFrom(...RUNNING), { minLength: 1, maxLength: nodesMax }),
      fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom(0, 0, 1, 40), fc.constantFrom(1, 1, 3, 0)), {
        maxLength: 3 * nodesMax,
      }),
    )
    .chain(([kinds, pairs]) => {
      const all = ['client', ...kinds]
      return fc
        .tuple(...all.map((kind, i) => part(`${kind}-${i}`, kind, i)))
        .map((nodes) => ({ ...draw({}), nodes, edges: forwardWires(nodes, pairs) }))
    })

function forwardWires(
  nodes: readonly DesignNode[],
  pairs: readonly (readonly [number, number, number, number])[],
): DesignEdge[] {
  const edges = new Map<string, DesignEdge>()
  for (const [a, b, latencyMs, weight] of pairs) {
    const source = nodes[Math.min(a % nodes.length, b % nodes.length)]!
    const target = nodes[Math.max(a % nodes.length, b % nodes.length)]!
    if (source === target || !pairMeaning(kindModel(source.kind)!, kindModel(target.kind)!)) continue
    const id = `${source.id}>${target.id}`
    edges.set(id, { id, source: source.id, target: target.id, params: { latencyMs, weight } })
  }
  return [...edges.values()]
}

/** A design after an edit of the kind that people make while it runs. */
export const edited = (design: Design): fc.Arbitrary<Design> =>
  fc.oneof(
    fc.nat().chain((n) => {
      const node = design.nodes[n % design.nodes.length]!
      return paramsOf(node.kind).map((params) => ({
        ...design,
        nodes: design.nodes.map((other) => (other === node ? { ...node, params } : other)),
      }))
    }),
    fc.nat().map((n) => {
      const gone = design.nodes[n % design.nodes.length]!.id
      return {
        ...design,
        nodes: design.nodes.filter(({ id }) => id !== gone),
        edges: design.edges.filter(({ source, target }) => source !== gone && target !== gone),
      }
    }),
    fc.nat().map((n) => ({ ...design, edges: design.edges.filter((_, i) => i !== n % design.edges.length) })),
    fc
      .tuple(
        fc.constantFrom(...RUNNING),
        fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constant(1), fc.constant(1))),
      )
      .chain(([kind, pairs]) =>
        part(`${kind}-new`, kind, 99).map((node) => {
          const nodes = [...design.nodes.filter(({ id }) => id !== node.id), node]
          const known = new Set(design.edges.map(({ id }) => id))
          const more = forwardWires(nodes, pairs).filter(({ id }) => !known.has(id))
          return { ...design, nodes, edges: [...design.edges, ...more] }
        }),
      ),
  )
