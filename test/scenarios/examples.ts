import { STORY } from '../../src/document/examples/examples.ts'
import type { Design, ScenarioEvent } from '../../src/model/design.ts'
import type { Report } from '../support/engine.ts'
import { withParams } from '../support/simulate.ts'

/** An example as it opens, faults and all. */
export function example(id: string): Design {
  const entry = STORY.find((candidate) => candidate.id === id)
  if (!entry) throw new Error(`no example ${id}`)
  return entry.design('en')
}

/** An example with other faults than its own; with none, unless some are given. */
export const withFaults = (design: Design, events: readonly ScenarioEvent[] = []): Design => ({
  ...design,
  scenario: { ...design.scenario, events },
})

/** An example without its faults, under another load where one is given. */
export function calm(id: string, ratePerSec?: number): Design {
  const design = withFaults(example(id))
  return ratePerSec === undefined ? design : withParams(design, 'client-1', { ratePerSec })
}

/** A design without a node and its wires. */
export const without = (design: Design, id: string): Design => ({
  ...design,
  nodes: design.nodes.filter((node) => node.id !== id),
  edges: design.edges.filter(({ source, target }) => source !== id && target !== id),
})

/** Whether a run keeps the promise of its design. */
export const keepsSlo = (report: Report, { slo }: Design): boolean =>
  1 - report.system.errorRate >= slo.availability && (report.system.latencyMs.p95 ?? 0) <= slo.latencyMsP95

/** The node that is fullest, and how full. Clients and what has no slots do not count. */
export function bottleneck(report: Report): string {
  const busy = Object.entries(report.nodes).map(([id, node]) => ({ id, full: node.utilisation ?? 0 }))
  return busy.reduce((most, node) => (node.full > most.full ? node : most)).id
}
