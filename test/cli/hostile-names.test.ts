import { describe, expect, it } from 'vitest'
import { monthlyBill } from '../../src/analysis/cost.ts'
import { reportBill } from '../../src/analysis/report-text.ts'
import { runDesign } from '../../src/cli/run-command.ts'
import { compile } from '../../src/compile/compile.ts'
import { type Design, emptyDesign } from '../../src/model/design.ts'
import { writeDesign } from '../../src/model/write.ts'
import type { EdgeReport, NodeReport, Report } from '../../src/sim/stats/report.ts'

/** What every object of the language answers to. */
const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'] as const

/** A chain of a client, a balancer, two servers and a database that bear these names; the wires bear them too. */
const KINDS = ['client', 'load-balancer', 'web', 'web', 'database']
const chain: Design = {
  ...emptyDesign(),
  nodes: NAMES.map((id, i) => ({
    id,
    kind: KINDS[i]!,
    label: '',
    position: { x: 0, y: 0 },
    params: i === 0 ? { mix: { static: 0, read: 1, write: 0, upload: 0, task: 0 } } : {},
  })),
  edges: NAMES.slice(1).map((target, i) => ({
    id: target === 'constructor' ? '__proto__' : target,
    source: NAMES[i]!,
    target,
    params: {},
  })),
}

const run = (design: Design, more: { json: boolean; traces: number }) =>
  runDesign(writeDesign(design), { file: '-', seed: null, durationSec: 5, warmupSec: 1, ...more })

function jsonOf(design: Design): Report & { cost: { perMonth: number; nodes: Record<string, number> } } {
  const outcome = run(design, { json: true, traces: 2 })
  if (!outcome.ok) throw new Error(outcome.errors.join())
  return JSON.parse(outcome.text)
}

const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.getOwnPropertyDescriptor(record, key)?.value

describe('a design whose ids every object answers to', () => {
  it('has all its nodes and wires in the report, with what was measured of them', () => {
    const { nodes, edges } = jsonOf(chain)
    expect(Object.keys(nodes)).toEqual([...NAMES])
    expect(NAMES.map((id) => own<NodeReport>(nodes, id)?.kind)).toEqual(KINDS)
    for (const id of NAMES.slice(1)) expect(own<NodeReport>(nodes, id)!.arrivalRatePerSec).toBeGreaterThan(0)
    expect(Object.keys(edges)).toEqual(chain.edges.map(({ id }) => id))
    for (const { id } of chain.edges) expect(own<EdgeReport>(edges, id)!.ratePerSec).toBeGreaterThan(0)
  })

  it('has a bill that adds up, and no row for what has no price', () => {
    const { cost } = jsonOf(chain)
    const rows = Object.values(cost.nodes)
    expect(Object.keys(cost.nodes)).toEqual(NAMES.slice(1))
    expect(cost.perMonth).toBe(rows.reduce((sum, row) => sum + row, 0))
    const { nodes } = monthlyBill(chain)
    // The client has no price, and the record no prototype that would answer in its place.
    expect(nodes[NAMES[0]]).toBeUndefined()
    expect(monthlyBill(emptyDesign()).nodes.constructor).toBeUndefined()
  })

  it('has the same bill when its report came from a worker', () => {
    const report = structuredClone(jsonOf(chain))
    expect(reportBill(chain, report).total).toBe(report.cost.perMonth)
    const { nodes: _, ...rest } = report
    expect(reportBill(chain, { ...rest, nodes: {} })).toEqual(monthlyBill(chain))
  })

  it('has a row for each node in the table, and its traces', () => {
    const outcome = run(chain, { json: false, traces: 1 })
    const text = outcome.ok ? outcome.text : ''
    for (const [i, id] of NAMES.entries()) expect(text).toMatch(new RegExp(`^${id} +${KINDS[i]} `, 'm'))
    expect(text).toMatch(/^request \d+ of class read from __proto__/m)
  })
})

it('kinds of such names are unknown kinds, and nothing is found on a prototype', () => {
  const nodes = NAMES.map((kind, i) => ({
    id: `n${i}`,
    kind,
    label: '',
    position: { x: 0, y: 0 },
    params: {},
  }))
  const edges = [{ id: 'w', source: 'n0', target: 'n1', params: {} }]
  const strange: Design = {
    ...chain,
    nodes: [...chain.nodes, ...nodes],
    edges: [...chain.edges, ...edges],
    scenario: { seed: 1, events: [{ at: 1, type: 'kill', target: 'n2' }] },
  }
  const compiled = compile(strange)
  expect(compiled.ok && compiled.value.issues.map(({ code, target }) => `${code} ${target}`)).toEqual([
    ...nodes.map(({ id }) => `unknownKind ${id}`),
    'meaninglessWire w',
    'faultTarget n2',
  ])
  expect(jsonOf(strange).nodes).toEqual(jsonOf(chain).nodes)
})
