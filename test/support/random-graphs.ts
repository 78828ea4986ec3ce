import { type Design, type DesignEdge, type DesignNode, emptyDesign } from '../../src/model/design.ts'
import type { Params } from '../../src/model/field.ts'

/**
 * A small design as somebody might really draw it: traffic that arrives by one of the usual doors, servers with what they
 * need, now and then without a probe, without a promotion, or all in one zone. Every time is short and every load is low,
 * so that a run of a minute shows what the loss of a part comes to. The same number gives the same design for ever.
 */
export function randomGraph(seed: number): Design {
  const draft = new Draft(seed)
  drawZones(draft)
  const servers = drawServers(draft)
  const callers = draft.chance(0.25) ? drawServices(draft, servers) : servers
  drawData(draft, servers)
  drawAsides(draft, servers)
  drawDoors(draft, callers)
  if (draft.chance(0.15)) draft.add('monitor')
  return draft.design()
}

/** Requests a second of one client: far below what any part of these designs can carry. */
const RATES = [20, 40, 60]
const ZONES_MAX = 3
const MIXES = [
  { static: 0, read: 80, write: 20, upload: 0, task: 0 },
  { static: 40, read: 40, write: 20, upload: 0, task: 0 },
  { static: 20, read: 30, write: 20, upload: 15, task: 15 },
]

class Draft {
  readonly #nodes: DesignNode[] = []
  readonly #edges: DesignEdge[] = []
  readonly #counts = new Map<string, number>()
  readonly #random: () => number
  zones: string[] = []

  constructor(seed: number) {
    this.#random = mulberry32(seed * 2_654_435_761)
  }

  chance(share: number): boolean {
    return this.#random() < share
  }

  pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.#random() * from.length)]!
  }

  /** A part with its short times; unless it is said where, it stands in one of the zones where there are some. */
  add(kind: string, params: Params = {}, parent: string | null = this.#zone()): string {
    const n = (this.#counts.get(kind) ?? 0) + 1
    this.#counts.set(kind, n)
    const id = `${kind}-${n}`
    const silent = SILENT.has(kind) && this.chance(0.06) ? { whenDown: 'silent' } : {}
    this.#nodes.push({
      id,
      kind,
      label: '',
      position: { x: 32 + 192 * (n - 1), y: 64 },
      params: { ...SHORT[kind], ...silent, ...params },
      ...(parent === null ? {} : { parent }),
    })
    return id
  }

  wire(source: string, target: string, params: Params = {}): void {
    this.#edges.push({ id: `wire-${this.#edges.length + 1}`, source, target, params })
  }

  many(kind: string, counts: readonly number[], params: Params = {}): string[] {
    return Array.from({ length: this.pick(counts) }, () => this.add(kind, params))
  }

  wireAll(sources: readonly string[], targets: readonly string[]): void {
    for (const source of sources) for (const target of targets) this.wire(source, target)
  }

  design(): Design {
    return { ...emptyDesign('random graph'), nodes: this.#nodes, edges: this.#edges }
  }

  #zone(): string | null {
    return this.zones.length > 0 && this.chance(0.8) ? this.pick(this.zones) : null
  }
}

/** Work and waits by kind, all of them short. */
const SHORT: Readonly<Record<string, Params>> = {
  web: { serviceMs: 4, localDataMs: 4, inlineTaskMs: 10, connectMs: 300 },
  worker: { serviceMs: 20, connectMs: 300 },
  database: { readMs: 2, scanMs: 4, writeMs: 2, detectMs: 2000, promoteMs: 2000 },
  shard: { readMs: 2, scanMs: 4, writeMs: 2, detectMs: 2000, promoteMs: 2000 },
  replica: { readMs: 2, scanMs: 4, writeMs: 0.5, lagMs: 5 },
  storage: { serviceMs: 5 },
  queue: { visibilityMs: 4000 },
  cdn: { connectMs: 300, edgeMs: 2 },
  cache: { connectMs: 300, entriesMax: 200 },
  dns: { ttlMs: 4000, lookupMs: 2, healthIntervalMs: 1000, healthFall: 2 },
  'load-balancer': {
    healthIntervalMs: 1000,
    healthTimeoutMs: 300,
    healthFall: 2,
    healthRise: 2,
    connectMs: 300,
  },
}
/** What can be gone without a word; clients ask a resolver through others that answer for it. */
const SILENT: ReadonlySet<string> = new Set(Object.keys(SHORT).filter((kind) => kind !== 'dns'))

function drawZones(draft: Draft): void {
  if (draft.chance(0.5)) return
  const region = draft.chance(0.3) ? draft.add('region', { place: 'seoul' }, null) : null
  const count = 1 + Math.floor(ZONES_MAX * (draft.chance(0.5) ? 0.99 : 0.34))
  const zones = Array.from({ length: count }, () => draft.add('zone', {}, region))
  draft.zones = zones
}

function drawServers(draft: Draft): string[] {
  const params: Params = {
    reads: draft.pick(['replicas', 'replicas', 'own-writes', 'primary']),
    sessions: draft.pick(['none', 'none', 'memory']),
    instances: draft.pick([1, 1, 2]),
    queriesPerRead: draft.pick([1, 1, 2]),
  }
  return draft.many('web', [1, 2, 2, 3], params)
}

/** Servers that ask other servers, one to one or through a balancer. */
function drawServices(draft: Draft, inner: readonly string[]): string[] {
  const outer = draft.many('web', [1, 2])
  if (draft.chance(0.5)) {
    const balancer = drawBalancer(draft)
    draft.wireAll(outer, [balancer])
    draft.wireAll([balancer], inner)
  } else draft.wireAll(outer, inner)
  return outer
}

function drawData(draft: Draft, servers: readonly string[]): void {
  const way = draft.pick(['none', 'one', 'one', 'replicated', 'replicated', 'shards', 'copies', 'balanced'])
  if (way === 'none') return
  if (way === 'copies') draft.wireAll(servers, draft.many('replica', [1, 2]))
  else if (way === 'balanced') drawBalancedData(draft, servers)
  else {
    const owners = drawOwners(draft, way)
    const caches = draft.chance(0.4) ? drawCaches(draft) : []
    const inLine = caches.length > 0 && draft.chance(0.3)
    draft.wireAll(servers, caches)
    draft.wireAll(inLine ? caches : servers, owners)
    if (!inLine && draft.chance(0.5)) draft.wireAll(caches, owners)
  }
}

function drawOwners(draft: Draft, way: string): string[] {
  const promotion = draft.chance(0.75)
  const replication = draft.pick(['async', 'sync'])
  const sharding = draft.pick(['modulo', 'range', 'directory', 'ring'])
  const owners =
    way === 'shards'
      ? draft.many('shard', [2, 3], { promotion, replication, sharding })
      : draft.many('database', [1], { promotion, replication })
  if (way !== 'one' && (way === 'replicated' || draft.chance(0.3)))
    for (const owner of owners) draft.wireAll([owner], draft.many('replica', [1, 2]))
  return owners
}

function drawCaches(draft: Draft): string[] {
  return draft.many('cache', [1, 1, 2], {
    reading: draft.pick(['look-aside', 'look-aside', 'read-through']),
    writing: draft.pick(['invalidate', 'write-through', 'nothing']),
    singleFlight: draft.chance(0.2),
  })
}

/** A balancer in front of a database and its replicas: reads go to any of them. */
function drawBalancedData(draft: Draft, servers: readonly string[]): void {
  const balancer = drawBalancer(draft)
  const [primary] = draft.many('database', [1], { promotion: draft.chance(0.7) })
  const replicas = draft.many('replica', [1, 2])
  draft.wireAll([primary!], replicas)
  draft.wireAll([balancer], draft.chance(0.5) ? [primary!, ...replicas] : [primary!])
  draft.wireAll(servers, [balancer])
}

/** What stands beside the data: sessions, files, tasks. */
function drawAsides(draft: Draft, servers: readonly string[]): void {
  if (draft.chance(0.25)) draft.wireAll(servers, draft.many('key-value', [1, 1, 2]))
  if (draft.chance(0.3)) draft.wireAll(servers, draft.many('storage', [1, 1, 2]))
  if (!draft.chance(0.4)) return
  const queues = draft.many('queue', [1, 1, 2], {
    delivery: draft.pick(['competing', 'competing', 'partitioned']),
    sessionMs: 3000,
  })
  draft.wireAll(servers, queues)
  draft.wireAll(queues, draft.many('worker', [1, 2]))
}

function drawBalancer(draft: Draft): string {
  const passive = draft.chance(0.1)
  return draft.add('load-balancer', {
    policy: draft.pick(['round-robin', 'round-robin', 'random', 'least-connections', 'hash', 'sticky']),
    healthChecks: draft.chance(0.75),
    failOpen: draft.chance(0.7),
    retryNext: draft.pick([0, 0, 1, 2]),
    ...(passive ? { passiveFailures: 3, ejectMs: 5000 } : {}),
  })
}

function drawDoors(draft: Draft, servers: readonly string[]): void {
  const balancers = draft.chance(0.8)
    ? Array.from({ length: draft.pick([1, 1, 2]) }, () => drawBalancer(draft))
    : []
  draft.wireAll(balancers, servers)
  const inner = balancers.length > 0 ? balancers : servers
  const doors = draft.chance(0.2) ? drawCdn(draft, inner) : inner
  const names = draft.chance(0.4) ? drawResolver(draft) : null
  for (const client of drawClients(draft)) wireClient(draft, client, names, doors)
  if (names !== null && !names.beside) draft.wireAll([names.id], doors)
}

function drawClients(draft: Draft): string[] {
  return Array.from({ length: draft.pick([1, 1, 2]) }, () =>
    draft.add(
      'client',
      {
        ratePerSec: draft.pick(RATES),
        mix: draft.pick(MIXES),
        retries: draft.pick([0, 0, 0, 1, 2]),
        keys: 400,
        sessions: 200,
        timeoutMs: 3000,
      },
      null,
    ),
  )
}

function drawCdn(draft: Draft, origins: readonly string[]): string[] {
  const cdn = draft.add('cdn', {
    originFallback: draft.chance(0.4),
    serveStale: draft.chance(0.4),
    apiTtlMs: draft.pick([null, null, 60_000]),
    originTries: draft.pick([1, 3]),
    entriesMax: draft.pick([50, 400]),
  })
  draft.wireAll([cdn], draft.chance(0.2) ? draft.many('storage', [1, 2]) : origins)
  return draft.chance(0.6) ? [cdn] : [cdn, ...origins]
}

interface Names {
  readonly id: string
  /** It is asked beside the path instead of lying on it. */
  readonly beside: boolean
}

function drawResolver(draft: Draft): Names {
  const id = draft.add('dns', {
    policy: draft.pick(['weighted', 'simple', 'failover', 'geo']),
    healthChecks: draft.chance(0.75),
  })
  return { id, beside: draft.chance(0.25) }
}

function wireClient(draft: Draft, client: string, names: Names | null, doors: readonly string[]): void {
  if (names === null || names.beside) draft.wireAll([client], doors)
  if (names !== null) draft.wire(client, names.id)
}

/** The public-domain generator of that name: 32 bits of state, whole-number arithmetic, the same everywhere. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
