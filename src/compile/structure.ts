import { type Mix, REQUEST_CLASSES } from '../model/request-class.ts'
import type { SimStep } from '../sim/core/sim-model.ts'
import { DEPTH_MAX, type Graph } from './graph.ts'
import type { DesignIssue } from './issue.ts'
import type { LaidPlans } from './plans.ts'

/** What is wrong with how things are wired. */
export function structureIssues(graph: Graph, laid: LaidPlans): DesignIssue[] {
  const ledTo = new Set(graph.edges.map((edge) => edge.target))
  return [
    ...clientIssues(graph, laid),
    ...[...graph.circular].map((node) => issue('error', 'cycle', graph.nodes[node]!.id)),
    ...(graph.depth > DEPTH_MAX
      ? [issue('error', 'tooDeep', '', { depth: graph.depth, limit: DEPTH_MAX })]
      : []),
    ...graph.nodes.flatMap((_, node) => nodeIssues(graph, laid, node, ledTo)),
  ]
}

function clientIssues(graph: Graph, laid: LaidPlans): DesignIssue[] {
  const clients = [...graph.nodes.keys()].filter((node) => graph.role(node) === 'source')
  if (clients.length === 0) return graph.nodes.length === 0 ? [] : [issue('warning', 'noClient', '')]
  const reaches = reaching(graph, laid)
  return clients.flatMap((node) => {
    const id = graph.nodes[node]!.id
    if (graph.calls(node).length === 0) return [issue('warning', 'clientUnwired', id)]
    const mix = graph.nodes[node]!.params.mix as Mix
    return REQUEST_CLASSES.flatMap((name, c) =>
      mix[name] > 0 && graph.circular.size === 0 && !reaches[node]![c]
        ? [issue('warning', 'noPath', id, { class: name })]
        : [],
    )
  })
}

/**
 * By node and class: whether a request gets past the first plan and every forwarder on its way. Found from the last ones
 * called upwards, each node once: of the ways through several layers of forwarders there are as many as there are products.
 */
function reaching(graph: Graph, laid: LaidPlans): readonly (readonly boolean[])[] {
  const reaches = graph.nodes.map((): boolean[] => [])
  const gets = ({ op, edges }: SimStep, c: number): boolean =>
    edges.some((edge) => {
      const target = graph.target(edge)
      return !graph.models[target]!.traits.forwards || op === 'lookup' || reaches[target]![c]!
    })
  for (const node of [...graph.order].reverse()) {
    if (graph.role(node) !== 'source' && !graph.models[node]!.traits.forwards) continue
    reaches[node] = laid.plans[node]!.map((plan, c) => plan?.every((step) => gets(step, c)) ?? false)
  }
  return reaches
}

function nodeIssues(graph: Graph, laid: LaidPlans, node: number, ledTo: ReadonlySet<number>): DesignIssue[] {
  const id = graph.nodes[node]!.id
  const issues: DesignIssue[] = []
  const role = graph.role(node)
  if (role === 'replica' && laid.primaryOf[node]! < 0)
    issues.push(issue('warning', 'replicaWithoutPrimary', id))
  if (role === 'buffer' && graph.out(node, 'consumer').length === 0 && ledTo.has(node)) {
    issues.push(issue('warning', 'queueWithoutConsumer', id))
  }
  if (graph.models[node]!.traits.plans && graph.out(node, 'primary').length > 1) {
    issues.push(issue('warning', 'twoPrimaries', id, { count: graph.out(node, 'primary').length }))
  }
  return issues
}

const issue = (
  severity: DesignIssue['severity'],
  code: DesignIssue['code'],
  target: string,
  values: DesignIssue['values'] = {},
): DesignIssue => ({ severity, code, target, field: '', values })
