import { REQUEST_CLASSES, type RequestClass } from '../../model/request-class.ts'
import type { SimModel, SimNode } from '../../sim/core/sim-model.ts'
import type { ClassVerdict } from '../verdict.ts'
import { NOTICED, Spof } from './spof.ts'

/** What it means for each class that a wire is cut: a target at its end that only its callers know is as silent as if it were dead. */
export function cutVerdicts(model: SimModel, wire: string): Partial<Record<RequestClass, ClassVerdict>> {
  const { doubled, doubles } = withDoubles(model, wire)
  const spof = new Spof(doubled, {})
  const verdicts: Partial<Record<RequestClass, ClassVerdict>> = {}
  for (const c of spof.network.classes) {
    const before = spof.successBefore(c)
    if (before >= NOTICED)
      verdicts[REQUEST_CLASSES[c]!] = spof.verdict(c, { id: wire, kind: 'wire', nodes: doubles }, before)
  }
  return verdicts
}

/** The same model, in which the paths of a wire lead to doubles of their targets, and writes that are never confirmed to others. */
function withDoubles(model: SimModel, wire: string): { doubled: SimModel; doubles: number[] } {
  const index = model.wires.indexOf(wire)
  const cut = model.edges.filter((edge) => edge.wire === index)
  const stalled = stalledBy(model, index)
  const targets = [...new Set([...cut.map(({ target }) => target), ...stalled])]
  const doubleOf = (target: number): number => model.nodes.length + targets.indexOf(target)
  const edges = model.edges.map((edge) =>
    edge.wire === index ? { ...edge, target: doubleOf(edge.target) } : edge,
  )
  const unconfirmed = (edge: number): number =>
    stalled.includes(edges[edge]!.target)
      ? edges.push({ ...edges[edge]!, target: doubleOf(edges[edge]!.target) }) - 1
      : edge
  const plans = model.plans.map((byClass) =>
    byClass.map((plan) =>
      stalled.length === 0 || plan === null
        ? plan
        : plan.map((step) =>
            step.op === 'dataPut' ? { ...step, edges: step.edges.map(unconfirmed) } : step,
          ),
    ),
  )
  const doubled: SimModel = {
    ...model,
    nodes: [...model.nodes, ...targets.map((target) => silent(model.nodes[target]!))],
    plans: [...plans, ...targets.map((target) => plans[target]!)],
    primaryOf: [...model.primaryOf, ...targets.map(() => -1)],
    edges,
  }
  return { doubled, doubles: targets.map(doubleOf) }
}

/** Primaries that confirm no write, because they wait for copies that live, and to none of them there is a way. */
function stalledBy(model: SimModel, wire: number): number[] {
  return [...model.nodes.keys()].filter((node) => {
    const links = model.edges.filter(({ meaning, source }) => meaning === 'replicates' && source === node)
    const waits = model.nodes[node]!.params.replication === 'sync' && links.length > 0
    return waits && links.every((link) => link.wire === wire)
  })
}

/** Nobody takes over for a target that lives, and nothing gets past a wire. Its name stays, because keys go by names. */
const silent = (node: SimNode): SimNode => ({
  ...node,
  params: { ...node.params, whenDown: 'silent', promotion: false, originFallback: false },
})
