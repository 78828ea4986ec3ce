import type { Role } from '../model/kind.ts'
import { REQUEST_CLASSES } from '../model/request-class.ts'
import type { SimStep, StepChoice, StepOp } from '../sim/core/sim-model.ts'
import type { Graph } from './graph.ts'

export interface LaidPlans {
  /** By node, then by class; see `SimModel.plans`. */
  readonly plans: readonly (readonly (readonly SimStep[] | null)[])[]
  /** By node: the primary or shard whose log it applies, or -1. */
  readonly primaryOf: readonly number[]
}

const STATIC = REQUEST_CLASSES.indexOf('static')
const READ = REQUEST_CLASSES.indexOf('read')
const WRITE = REQUEST_CLASSES.indexOf('write')
const UPLOAD = REQUEST_CLASSES.indexOf('upload')
const TASK = REQUEST_CLASSES.indexOf('task')

/** Who copies whose log. */
interface Copies {
  /** By node: see `LaidPlans`. */
  readonly primaryOf: readonly number[]
  /** By node: those whose primary it is, as often as they are wired. */
  readonly replicasOf: readonly (readonly number[])[]
}

/**
 * Compiles what the wiring means into plans, once: for each node and class who is asked, in which order. Where the graph is
 * full at the end (`Graph.fullAt`), the plans are good for nothing.
 */
export function layPlans(graph: Graph): LaidPlans {
  const copies = copiesOf(graph)
  const plans = graph.nodes.map((_, node) => {
    const { traits, role } = graph.models[node]!
    return REQUEST_CLASSES.map((_name, c): readonly SimStep[] | null => {
      if (role === 'source') return sourcePlan(graph, node, c, copies)
      if (traits.plans) return servicePlan(graph, node, c, copies)
      if (role === 'lookAside') return cachePlan(graph, node, c, copies)
      if (role === 'buffer') return c === TASK ? one('call', graph.out(node, 'consumer')) : null
      if (traits.forwards) return forwardPlan(graph, node, c, copies)
      return []
    })
  })
  return { plans, primaryOf: copies.primaryOf }
}

function copiesOf(graph: Graph): Copies {
  const primaryOf = graph.nodes.map(() => -1)
  graph.nodes.forEach((_, node) => {
    for (const copy of graph.copies(node)) if (primaryOf[copy]! < 0) primaryOf[copy] = node
  })
  const replicasOf = graph.nodes.map((_, node) =>
    graph.copies(node).filter((copy) => primaryOf[copy] === node),
  )
  return { primaryOf, replicasOf }
}

/** A client: a look-up where a resolver stands beside the path, then one of the doors for this class. */
function sourcePlan(graph: Graph, node: number, c: number, copies: Copies): SimStep[] | null {
  const isBeside = (edge: number): boolean =>
    graph.role(graph.target(edge)) === 'resolver' && graph.calls(graph.target(edge)).length === 0
  const doors = preferred(
    graph,
    graph.byRule(
      graph.calls(node).filter((edge) => !isBeside(edge) && graph.canAnswer(graph.target(edge), c)),
      c,
    ),
    c,
  )
  if (doors.length === 0) return null
  const publishes = graph.role(graph.target(doors[0]!)) === 'buffer'
  const beside = graph.calls(node).filter(isBeside)
  return [
    ...beside.slice(0, 1).map((edge) => step('lookup', [edge])),
    passOn(graph, node, publishes ? 'publish' : 'call', doors, copies),
  ]
}

/** A resolver, CDN or balancer: who of its targets can answer this class. */
function forwardPlan(graph: Graph, node: number, c: number, copies: Copies): SimStep[] | null {
  const able = graph.calls(node).filter((edge) => graph.canAnswer(graph.target(edge), c))
  const targets = preferred(graph, graph.byRule(able, c), c)
  return targets.length === 0 ? null : [passOn(graph, node, 'call', targets, copies)]
}

/** A request passed on to one of several targets: shards by the key; a primary stands for the replica that may replace it. */
function passOn(graph: Graph, node: number, op: StepOp, targets: readonly number[], copies: Copies): SimStep {
  const sharded = targets.every((edge) => graph.role(graph.target(edge)) === 'shard')
  const wired = firstByTarget(graph, targets)
  const under = targets.map((edge) => replicasUnder(graph, node, edge, wired, copies))
  return step(op, targets, sharded ? shardChoice(graph, targets) : 'turn', under)
}

/** A read-through cache asks the data behind it, as its callers would: where their routes differ, at the highest cost. */
function cachePlan(graph: Graph, node: number, c: number, copies: Copies): SimStep[] {
  if (c !== READ || graph.nodes[node]!.params.reading !== 'read-through') return []
  const routes = graph.callers(node).map((caller) => graph.nodes[caller]!.params)
  const queries = routes.reduce((most, route) => Math.max(most, Number(route.queriesPerRead ?? 1)), 1)
  const indexed = routes.every((route) => route.indexed !== false)
  return dataSteps(graph, node, copies, { queriesPerRead: queries, indexed })
}

/** Static content comes from the CDN or the object store where there is one, tasks go to the queue, the rest to servers. */
function preferred(graph: Graph, edges: readonly number[], c: number): number[] {
  const order: readonly Role[] =
    c === STATIC ? ['edgeCache', 'objects'] : c === UPLOAD ? ['objects'] : c === TASK ? ['buffer'] : []
  for (const role of order) {
    const those = edges.filter((edge) => graph.role(graph.target(edge)) === role)
    if (those.length > 0) return those
  }
  const others = edges.filter((edge) => graph.role(graph.target(edge)) !== 'edgeCache')
  return others.length > 0 ? others : [...edges]
}

/** A server or worker: session, services, cache, data, storage, queue, in this order of meaning. */
function servicePlan(graph: Graph, node: number, c: number, copies: Copies): SimStep[] {
  const storage = graph.out(node, 'objects')
  if (c === STATIC) return storage.length > 0 ? [step('call', storage)] : []
  const worksOnTasks = graph.role(node) === 'consumer'
  const session = graph.out(node, 'session')
  const services = graph.byRule(graph.out(node, 'service', 'balancer'), c)
  const steps: SimStep[] = []
  if (session.length > 0) steps.push(step('session', session, 'ring'))
  if (services.length > 0) steps.push(step('call', services))
  if (c === READ) steps.push(...readSteps(graph, node, copies))
  if (c === WRITE || (c === TASK && worksOnTasks)) steps.push(...writeSteps(graph, node, copies, c))
  if ((c === UPLOAD || (c === TASK && worksOnTasks)) && storage.length > 0) steps.push(step('call', storage))
  const buffers = graph.out(node, 'buffer')
  if (c === TASK && buffers.length > 0) steps.push(step('publish', buffers))
  return steps
}

function readSteps(graph: Graph, node: number, copies: Copies): SimStep[] {
  const data = dataSteps(graph, node, copies)
  const caches = graph.out(node, 'lookAside')
  if (caches.length === 0 || data.length === 0) return data
  const get: SimStep = {
    ...step('cacheGet', caches, 'ring'),
    optional: isOptional(graph, caches),
    skipOnHit: data.length,
    fillWaits: caches.some((edge) => graph.nodes[graph.edges[edge]!.target]!.params.fillWaits === true),
  }
  return [get, ...data]
}

/** The reads of data that a node makes for one request, by the fields of the route: its own, or its callers'. */
function dataSteps(graph: Graph, node: number, copies: Copies, route = graph.nodes[node]!.params): SimStep[] {
  const { indexed, queriesPerRead, reads, ownWritesMs } = route
  return dataOwners(graph, node, copies).map((owners) => ({
    ...step(indexed === false ? 'dataScan' : 'dataGet', owners.edges, owners.choice, owners.under),
    times: typeof queriesPerRead === 'number' ? queriesPerRead : 1,
    ownWritesMs: reads === 'primary' ? -1 : reads === 'own-writes' ? Number(ownWritesMs) : 0,
  }))
}

function writeSteps(graph: Graph, node: number, copies: Copies, c: number): SimStep[] {
  const writable = dataOwners(graph, node, copies).filter((owners) => c === TASK || owners.writable)
  const data = writable.map((owners) => step('dataPut', owners.edges, owners.choice, owners.under))
  const caches = graph.out(node, 'lookAside')
  if (caches.length === 0 || data.length === 0) return data
  // Several caches share their keys on one ring, so they all follow the first.
  const { writing } = graph.nodes[graph.target(caches[0]!)]!.params
  if (writing === 'nothing') return data
  const op = writing === 'write-through' ? 'cacheUpdate' : 'cacheInvalidate'
  return [...data, { ...step(op, caches, 'ring'), optional: isOptional(graph, caches) }]
}

/** Whether the death of every one of these costs time and never success. */
const isOptional = (graph: Graph, edges: readonly number[]): boolean =>
  edges.every((edge) => graph.models[graph.target(edge)]!.traits.optional)

interface Owners {
  readonly edges: readonly number[]
  /** For each of them the replicas that take its reads. */
  readonly under: readonly (readonly number[])[]
  readonly choice: StepChoice
  readonly writable: boolean
}

/**
 * Who owns the data that a node is wired to, shards apart from primaries. Wires that lead through a cache count (drawn in
 * line it is still look-aside), and so do the primary behind a wired replica and the replicas behind a wired primary:
 * the driver knows them.
 */
function dataOwners(graph: Graph, node: number, copies: Copies): Owners[] {
  const direct = graph.out(node, 'primary', 'shard', 'replica')
  // Wires that repeat each other lead to the same paths behind the cache.
  const throughCache = unique(graph, graph.out(node, 'lookAside'))
    .flatMap((cache) => graph.out(graph.target(cache), 'primary', 'shard', 'replica'))
    .map((edge) => graph.implied(edge, node, graph.target(edge)))
  const edges = unique(graph, [...direct, ...throughCache])
  const replicas = edges.filter((edge) => graph.role(graph.target(edge)) === 'replica')
  const owners = edges.filter((edge) => graph.role(graph.target(edge)) !== 'replica')
  const known = new Set(owners.map((edge) => graph.target(edge)))
  for (const edge of replicas) {
    const primary = copies.primaryOf[graph.target(edge)]!
    if (primary < 0 || known.has(primary)) continue
    known.add(primary)
    owners.push(graph.implied(edge, node, primary))
  }
  const orphans = replicas.filter((edge) => copies.primaryOf[graph.target(edge)]! < 0)
  const groups: Owners[] = []
  const wired = firstByTarget(graph, replicas)
  for (const role of ['shard', 'primary'] as const) {
    const those = owners.filter((edge) => graph.role(graph.target(edge)) === role)
    if (those.length === 0) continue
    const under = those.map((edge) => replicasUnder(graph, node, edge, wired, copies))
    groups.push({
      edges: those,
      under,
      choice: role === 'shard' ? shardChoice(graph, those) : 'turn',
      writable: true,
    })
  }
  if (orphans.length > 0 && groups.length === 0) {
    groups.push({ edges: orphans, under: orphans.map(() => []), choice: 'turn', writable: false })
  }
  return groups
}

/** The replicas of an owner: by their own wires where these are drawn, else by the owner's. */
function replicasUnder(
  graph: Graph,
  node: number,
  owner: number,
  wired: ReadonlyMap<number, number>,
  copies: Copies,
): number[] {
  const replicas = copies.replicasOf[graph.target(owner)]!
  graph.standIns(owner, replicas.length)
  if (graph.fullAt !== null) return []
  return replicas.map((replica) => wired.get(replica) ?? graph.implied(owner, node, replica))
}

/** The first path to each target. */
function firstByTarget(graph: Graph, edges: readonly number[]): ReadonlyMap<number, number> {
  const first = new Map<number, number>()
  for (const edge of edges) if (!first.has(graph.target(edge))) first.set(graph.target(edge), edge)
  return first
}

/** How the shard of a key is found: all shards of a caller follow the first one. */
const shardChoice = (graph: Graph, edges: readonly number[]): StepChoice =>
  graph.nodes[graph.target(edges[0]!)]!.params.sharding as StepChoice

/** One path to each target, the first. */
const unique = (graph: Graph, edges: readonly number[]): number[] => [...firstByTarget(graph, edges).values()]

const one = (op: StepOp, edges: readonly number[]): SimStep[] | null =>
  edges.length === 0 ? null : [step(op, edges)]

const step = (
  op: StepOp,
  edges: readonly number[],
  choice: StepChoice = 'turn',
  under: readonly (readonly number[])[] = edges.map(() => []),
): SimStep => ({
  op,
  choice,
  edges,
  under,
  skipOnHit: 0,
  fillWaits: false,
  optional: false,
  times: 1,
  ownWritesMs: 0,
})
