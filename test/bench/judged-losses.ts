import { Judge } from '../../src/analysis/spof/judge.ts'
import { factsOf } from '../../src/analysis/spof/node-facts.ts'
import type { DesignEdge, DesignNode } from '../../src/model/design.ts'
import { draw, modelOf } from '../support/simulate.ts'

/** Nodes of the designs that are judged. */
const SIZES = [20, 100, 500]
/** Judgements of which the quickest counts: the others waited for something else of the machine. */
const ROUNDS = 9
/** Nodes of one zone of `zonesOf`. */
const ZONE_NODES = 19

/** Milliseconds by nodes for what the page's worker does after each edit: it judges the loss of every part, with its reasons. */
export const judgedLosses = (): Record<string, number> =>
  Object.fromEntries(SIZES.map((nodes) => [String(nodes), quickest(nodes)]))

function quickest(nodes: number): number {
  const model = modelOf(zonesOf(Math.round(nodes / ZONE_NODES)))
  const facts = factsOf(model)
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < ROUNDS; round++) {
    const begin = performance.now()
    new Judge(model, facts, {}).judge()
    best = Math.min(best, performance.now() - begin)
  }
  return best
}

/** Zones behind one DNS, each with a balancer, servers, cache, sessions, a database with replicas, a queue and workers. */
function zonesOf(zones: number): ReturnType<typeof draw> {
  const nodes: DesignNode[] = []
  const edges: DesignEdge[] = []
  const add = (id: string, kind: string, parent?: string): string => {
    nodes.push({ id, kind, label: '', position: { x: 0, y: 0 }, params: {}, ...(parent ? { parent } : {}) })
    return id
  }
  const wire = (source: string, target: string): void => {
    edges.push({ id: `w${edges.length}`, source, target, params: {} })
  }
  wire(add('client', 'client'), add('dns', 'dns'))
  for (let zone = 0; zone < zones; zone++) {
    const part = (kind: string, n = 0): string => add(`${kind}-${zone}-${n}`, kind, `zone-${zone}`)
    add(`zone-${zone}`, 'zone')
    const balancer = part('load-balancer')
    wire('dns', balancer)
    const behind = ['cache', 'key-value', 'database', 'queue'].map((kind) => part(kind))
    for (let n = 0; n < 3; n++) wire(behind[2]!, part('replica', n))
    for (let n = 0; n < 2; n++) wire(behind[3]!, part('worker', n))
    for (let n = 0; n < 8; n++) {
      const server = part('web', n)
      wire(balancer, server)
      for (const target of behind) wire(server, target)
    }
  }
  return { ...draw({}), nodes, edges }
}
