import type { Params } from '../model/field.ts'
import type { Graph } from './graph.ts'
import type { DesignIssue } from './issue.ts'
import type { LaidPlans } from './plans.ts'

/** What the checks of all nodes look up. */
interface Known {
  /** Nodes that a plain call leads to. */
  readonly called: ReadonlySet<number>
  /** Caches that some plan asks. */
  readonly asked: ReadonlySet<number>
  readonly hasClients: boolean
  readonly hasPlacedClients: boolean
}

/** Fields that are right by themselves and contradict each other, or what is wired to their node. */
export function contradictions(graph: Graph, laid: LaidPlans): DesignIssue[] {
  const known = knownOf(graph, laid)
  return [
    ...graph.nodes.flatMap(({ id, params }) => fieldIssues(id, params)),
    ...graph.nodes.flatMap((_, node) => neighbourIssues(graph, known, node)),
    ...shardIssues(graph, laid),
  ]
}

function knownOf(graph: Graph, laid: LaidPlans): Known {
  const clients = graph.nodes.filter((_, node) => graph.role(node) === 'source')
  const gets = laid.plans.flat(2).filter((step) => step?.op === 'cacheGet')
  return {
    called: new Set(graph.edges.flatMap(({ meaning, target }) => (meaning === 'calls' ? [target] : []))),
    asked: new Set(gets.flatMap((step) => step!.edges.map((edge) => graph.target(edge)))),
    hasClients: clients.length > 0,
    hasPlacedClients: clients.some(({ place }) => place >= 0),
  }
}

function fieldIssues(id: string, params: Params): DesignIssue[] {
  const issues: DesignIssue[] = []
  const number = (key: string): number => (typeof params[key] === 'number' ? params[key] : Number.NaN)
  if (params.autoscale === true) {
    const [min, max] = [number('instancesMin'), number('instancesMax')]
    if (min > max) issues.push(warning('scaleRange', id, 'instancesMax', { min, max }))
    const [down, up] = [number('scaleDownPercent'), number('scaleUpPercent')]
    if (down >= up) issues.push(warning('scaleBand', id, 'scaleDownPercent', { down, up }))
  }
  const [timeout, interval] = [number('healthTimeoutMs'), number('healthIntervalMs')]
  if (params.healthChecks === true && timeout > interval)
    issues.push(warning('probeTimeout', id, 'healthTimeoutMs', { timeout, interval }))
  return issues
}

function neighbourIssues(graph: Graph, known: Known, node: number): DesignIssue[] {
  const { id, params } = graph.nodes[node]!
  const issues: DesignIssue[] = []
  if (params.sessions === 'memory' && graph.out(node, 'session').length > 0)
    issues.push(warning('twoSessions', id, 'sessions'))
  switch (graph.role(node)) {
    case 'primary':
    case 'shard':
      if (params.replication === 'sync' && graph.copies(node).length === 0)
        issues.push(warning('syncAlone', id, 'replication'))
      break
    case 'lookAside':
      issues.push(...cacheIssues(graph, known, node))
      break
    case 'resolver':
      if (params.policy === 'geo' && !knowsDistances(graph, known, node))
        issues.push(warning('geoWithoutPlaces', id, 'policy'))
      break
    case 'buffer':
      issues.push(...visibilityIssues(graph, node))
      break
  }
  return issues
}

function cacheIssues(graph: Graph, { called, asked }: Known, node: number): DesignIssue[] {
  const { id, params } = graph.nodes[node]!
  if (!called.has(node)) return []
  if (!asked.has(node)) return [warning('cacheUnused', id)]
  const alone =
    params.reading === 'read-through' && graph.out(node, 'primary', 'shard', 'replica').length === 0
  return alone ? [warning('readThroughAlone', id, 'reading')] : []
}

/** Whether it can tell which of its targets is nearer; with one target it need not. */
function knowsDistances(graph: Graph, known: Known, resolver: number): boolean {
  const targets = graph.calls(resolver).map((edge) => graph.nodes[graph.target(edge)]!)
  if (targets.length < 2 || !known.hasClients) return true
  return known.hasPlacedClients && targets.some(({ place }) => place >= 0)
}

function visibilityIssues(graph: Graph, queue: number): DesignIssue[] {
  const { id, params } = graph.nodes[queue]!
  const times = graph.out(queue, 'consumer').map((edge) => graph.nodes[graph.target(edge)]!.params.serviceMs)
  const service = times.reduce<number>((most, ms) => (typeof ms === 'number' ? Math.max(most, ms) : most), 0)
  const visibility = Number(params.visibilityMs)
  return visibility < service ? [warning('visibilityShort', id, 'visibilityMs', { visibility, service })] : []
}

/** Shards that one caller uses side by side follow the first one. */
function shardIssues(graph: Graph, laid: LaidPlans): DesignIssue[] {
  const others = new Set<number>()
  for (const step of laid.plans.flat(2)) {
    if (!step) continue
    const shards = step.edges.map((edge) => graph.target(edge)).filter((node) => graph.role(node) === 'shard')
    const scheme = (node: number): unknown => graph.nodes[node]!.params.sharding
    for (const shard of shards) if (scheme(shard) !== scheme(shards[0]!)) others.add(shard)
  }
  return [...others].map((node) => warning('mixedSharding', graph.nodes[node]!.id, 'sharding'))
}

const warning = (
  code: DesignIssue['code'],
  target: string,
  field = '',
  values: DesignIssue['values'] = {},
): DesignIssue => ({ severity: 'warning', code, target, field, values })
