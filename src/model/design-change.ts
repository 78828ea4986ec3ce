import type { Design, DesignEdge, DesignNode, Scenario, Slo } from './design.ts'

/** What one edit made of a design, as plain data: small for a small edit. `applyChange(a, changeBetween(a, b))` is `b`. */
export interface DesignChange {
  /** New or changed nodes, whole, in the order of the changed design. */
  readonly nodes?: readonly DesignNode[]
  readonly removedNodes?: readonly string[]
  readonly edges?: readonly DesignEdge[]
  readonly removedEdges?: readonly string[]
  /** Ids in their order, only where it is not the old one with the removed left out and the new ones at the end. */
  readonly nodeOrder?: readonly string[]
  readonly edgeOrder?: readonly string[]
  readonly title?: string
  readonly notes?: string
  readonly scenario?: Scenario
  readonly slo?: Slo
}

interface Named {
  readonly id: string
}

export function changeBetween(before: Design, after: Design): DesignChange {
  const nodes = listChange(before.nodes, after.nodes)
  const edges = listChange(before.edges, after.edges)
  return {
    ...(nodes.put.length > 0 ? { nodes: nodes.put } : {}),
    ...(nodes.removed.length > 0 ? { removedNodes: nodes.removed } : {}),
    ...(nodes.order ? { nodeOrder: nodes.order } : {}),
    ...(edges.put.length > 0 ? { edges: edges.put } : {}),
    ...(edges.removed.length > 0 ? { removedEdges: edges.removed } : {}),
    ...(edges.order ? { edgeOrder: edges.order } : {}),
    ...(before.title === after.title ? {} : { title: after.title }),
    ...(before.notes === after.notes ? {} : { notes: after.notes }),
    ...(same(before.scenario, after.scenario) ? {} : { scenario: after.scenario }),
    ...(same(before.slo, after.slo) ? {} : { slo: after.slo }),
  }
}

export function applyChange(design: Design, change: DesignChange): Design {
  const { title, notes, scenario, slo } = change
  return {
    ...design,
    nodes: changedList(design.nodes, change.nodes, change.removedNodes, change.nodeOrder),
    edges: changedList(design.edges, change.edges, change.removedEdges, change.edgeOrder),
    ...(title === undefined ? {} : { title }),
    ...(notes === undefined ? {} : { notes }),
    ...(scenario === undefined ? {} : { scenario }),
    ...(slo === undefined ? {} : { slo }),
  }
}

function listChange<T extends Named>(before: readonly T[], after: readonly T[]) {
  const old = new Map(before.map((thing) => [thing.id, thing]))
  const kept = new Set(after.map((thing) => thing.id))
  const put = after.filter((thing) => !same(old.get(thing.id), thing))
  const removed = before.filter((thing) => !kept.has(thing.id)).map((thing) => thing.id)
  const wanted = after.map((thing) => thing.id)
  const natural = changedList(before, put, removed, undefined).map((thing) => thing.id)
  return { put, removed, order: same(natural, wanted) ? null : wanted }
}

/** Changed things stay in their places and new ones come last, unless an order is given. */
function changedList<T extends Named>(
  list: readonly T[],
  put: readonly T[] = [],
  removed: readonly string[] = [],
  order: readonly string[] | undefined,
): readonly T[] {
  if (put.length === 0 && removed.length === 0 && order === undefined) return list
  const byId = new Map(list.map((thing) => [thing.id, thing]))
  for (const id of removed) byId.delete(id)
  for (const thing of put) byId.set(thing.id, thing)
  return order === undefined ? [...byId.values()] : order.flatMap((id) => byId.get(id) ?? [])
}

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)
