import { type Mix, REQUEST_CLASSES } from '../model/request-class.ts'
import { DEPTH_MAX, type Graph } from './graph.ts'
import type { DesignIssue } from './issue.ts'
import type { LaidPlans } from './plans.ts'

/** What is wrong with how things are wired. */
export function structureIssues(graph: Graph, laid: LaidPlans): DesignIssue[] {
  return [
    ...clientIssues(graph, laid),
    ...[...graph.circular].map((node) => issue('error', 'cycle', graph.nodes[node]!.id)),
    ...(graph.depth > DEPTH_MAX
      ? [issue('error', 'tooDeep', '', { depth: graph.depth, limit: DEPTH_MAX })]
      : []),
    ...graph.nodes.flatMap((_, node) => nodeIssues(graph, laid, node)),
  ]
}

function clientIssues(graph: Graph, laid: LaidPlans): DesignIssue[] {
  const clients = [...graph.nodes.keys()].filter((node) => graph.role(node) === 'source')
  if (clients.length === 0) return graph.nodes.length === 0 ? [] : [issue('warning', 'noClient', '')]
  return clients.flatMap((node) => {
    const id = graph.nodes[node]!.id
    if (graph.calls(node).length === 0) return [issue('warning', 'clientUnwired', id)]
    const mix = graph.nodes[node]!.params.mix as Mix
    return REQUEST_CLASSES.flatMap((name, c) =>
      mix[name] > 0 && !reaches(graph, laid, node, c)
        ? [issue('warning', 'noPath', id, { class: name })]
        : [],
    )
  })
}

/** Whether a request of this class gets past the first plan and every forwarder on its way. */
function reaches(graph: Graph, laid: LaidPlans, node: number, c: number): boolean {
  if (graph.circular.size > 0) return true
  const plan = laid.plans[node]![c]
  if (!plan) return false
  return plan.every((step) =>
    step.edges.some((edge) => {
      const target = graph.target(edge)
      return !graph.models[target]!.traits.forwards || step.op === 'lookup' || reaches(graph, laid, target, c)
    }),
  )
}

function nodeIssues(graph: Graph, laid: LaidPlans, node: number): DesignIssue[] {
  const id = graph.nodes[node]!.id
  const issues: DesignIssue[] = []
  const role = graph.role(node)
  if (role === 'replica' && laid.primaryOf[node]! < 0)
    issues.push(issue('warning', 'replicaWithoutPrimary', id))
  if (role === 'buffer' && graph.out(node, 'consumer').length === 0 && isCalled(graph, node)) {
    issues.push(issue('warning', 'queueWithoutConsumer', id))
  }
  if (graph.models[node]!.traits.plans && graph.out(node, 'primary').length > 1) {
    issues.push(issue('warning', 'twoPrimaries', id, { count: graph.out(node, 'primary').length }))
  }
  return issues
}

const isCalled = (graph: Graph, node: number): boolean => graph.edges.some((edge) => edge.target === node)

const issue = (
  severity: DesignIssue['severity'],
  code: DesignIssue['code'],
  target: string,
  values: DesignIssue['values'] = {},
): DesignIssue => ({ severity, code, target, field: '', values })
