import { kindModel } from '../kinds/models.ts'
import type { Design, DesignNode } from '../model/design.ts'
import { EDGE_FIELDS } from '../model/edge-fields.ts'
import { amountProblem, type FaultType } from '../model/fault.ts'
import type { Field, Params } from '../model/field.ts'
import { faultsOn } from '../model/kind.ts'
import { paramsWithDefaults } from '../model/params.ts'
import { err, ok, type Result } from '../model/result.ts'
import { fieldError } from '../model/validate.ts'
import type { SimEdge, SimModel, SimNode } from '../sim/sim-model.ts'
import { contradictions } from './contradictions.ts'
import { modelOf, placeOf, wayBetween } from './distance.ts'
import { Graph } from './graph.ts'
import type { DesignIssue } from './issue.ts'
import { layPlans } from './plans.ts'
import { structureIssues } from './structure.ts'
import { frameMembers, wirePaths } from './wires.ts'

export interface Compiled {
  readonly model: SimModel
  /** Warnings: the design runs, but something in it does nothing or will fail. */
  readonly issues: readonly DesignIssue[]
}

/**
 * A design as the engine wants it, or the errors that keep it from running. Positions and labels are not looked at, so
 * moving a box gives an equal model.
 */
export function compile(design: Design): Result<Compiled, readonly DesignIssue[]> {
  const issues: DesignIssue[] = []
  const parts = design.nodes.filter((node) => isRunnable(node, issues))
  const nodes = parts.map((node) => simNode(design, node, issues))
  const index = new Map(parts.map((node, i) => [node.id, i]))
  const { wires, edges, bases, carries } = callPaths(design, nodes, index, issues)
  const graph = new Graph(nodes, edges, bases, carries)
  const laid = layPlans(graph)
  issues.push(...structureIssues(graph, laid), ...contradictions(graph, laid), ...unusedRules(graph, wires))
  const model: SimModel = {
    seed: design.scenario.seed,
    nodes,
    wires,
    edges: graph.edges,
    plans: laid.plans,
    frames: framesOf(design, index),
    primaryOf: laid.primaryOf,
    faults: faultsOf(design, index, issues),
    offeredPerSec: nodes.reduce((sum, node) => sum + offeredBy(node), 0),
    keys: Math.max(1, ...nodes.map((node) => (typeof node.params.keys === 'number' ? node.params.keys : 1))),
  }
  const errors = issues.filter((issue) => issue.severity === 'error')
  return errors.length > 0 ? err(issues) : ok({ model, issues })
}

const offeredBy = ({ kind, params }: SimNode): number => kindModel(kind)?.offeredPerSec?.(params) ?? 0

/** Call paths that a design may stand for: a wire between two frames of 100 gives 10,000 of them. */
export const CALL_PATHS_MAX = 20_000

/** Whether two models differ in anything that the engine sees. */
export const sameModel = (a: SimModel, b: SimModel): boolean => JSON.stringify(a) === JSON.stringify(b)

function isRunnable(node: DesignNode, issues: DesignIssue[]): boolean {
  const model = kindModel(node.kind)
  if (!model) {
    issues.push({
      severity: 'warning',
      code: 'unknownKind',
      target: node.id,
      field: '',
      values: { kind: node.kind },
    })
    return false
  }
  return !model.traits.contains
}

function simNode(design: Design, node: DesignNode, issues: DesignIssue[]): SimNode {
  const model = kindModel(node.kind)!
  const params = checkedParams(model.fields, node.params, node.id, issues)
  return { id: node.id, kind: node.kind, params, faults: faultsOn(model), place: placeOf(design, node) }
}

function checkedParams(
  fields: readonly Field[],
  given: Params,
  target: string,
  issues: DesignIssue[],
): Params {
  for (const field of fields) {
    const value = given[field.key]
    const problem = value === undefined ? null : fieldError(field, value)
    if (problem)
      issues.push({ severity: 'error', code: 'badParam', target, field: field.key, values: problem.values })
  }
  return paramsWithDefaults(fields, given)
}

/** Every wire of the design as the call paths that it stands for; a wire to or from a frame gives one for each member. */
function callPaths(
  design: Design,
  nodes: readonly SimNode[],
  index: ReadonlyMap<string, number>,
  issues: DesignIssue[],
): { wires: string[]; edges: SimEdge[]; bases: number[]; carries: string[] } {
  const wires: string[] = []
  const edges: SimEdge[] = []
  const bases: number[] = []
  const carries: string[] = []
  for (const edge of design.edges) {
    const paths = wirePaths(design, edge.source, edge.target)
    const params = checkedParams(EDGE_FIELDS, edge.params, edge.id, issues)
    const wire = wires.push(edge.id) - 1
    if (!paths.ok) {
      const code = paths.error.code
      issues.push({
        severity: 'warning',
        code: 'meaninglessWire',
        target: edge.id,
        field: '',
        values: { reason: code },
      })
      continue
    }
    if (edges.length + paths.value.length > CALL_PATHS_MAX) {
      const values = { count: edges.length + paths.value.length, limit: CALL_PATHS_MAX }
      issues.push({ severity: 'error', code: 'tooLarge', target: edge.id, field: '', values })
      break
    }
    for (const path of paths.value) {
      const source = index.get(path.source)
      const target = index.get(path.target)
      if (source === undefined || target === undefined) continue
      edges.push({
        id: `${edge.id}>${path.source}>${path.target}`,
        wire,
        source,
        target,
        meaning: path.meaning,
        ...wayBetween(
          nodes[source]!,
          modelOf(nodes[source]!),
          nodes[target]!,
          modelOf(nodes[target]!),
          params.latencyMs as number,
        ),
        weight: params.weight as number,
      })
      bases.push(params.latencyMs as number)
      carries.push(params.carries as string)
    }
  }
  return { wires, edges, bases, carries }
}

/** Wires with a rule that nothing follows. */
function unusedRules(graph: Graph, wires: readonly string[]): DesignIssue[] {
  const ruled = graph.edges.flatMap(({ wire }, edge) => (graph.rule(edge) === 'any' ? [] : [{ wire, edge }]))
  const obeyed = new Set(ruled.flatMap(({ wire, edge }) => (graph.obeysRule(edge) ? [wire] : [])))
  const unused = new Set(ruled.flatMap(({ wire }) => (obeyed.has(wire) ? [] : [wire])))
  return [...unused].map((wire) => ({
    severity: 'warning',
    code: 'ruleUnused',
    target: wires[wire]!,
    field: 'carries',
    values: {},
  }))
}

function framesOf(design: Design, index: ReadonlyMap<string, number>): SimModel['frames'] {
  return design.nodes
    .filter((node) => kindModel(node.kind)?.traits.contains)
    .map((node) => ({
      id: node.id,
      members: frameMembers(design, node.id).flatMap((member) => index.get(member.id) ?? []),
    }))
}

function faultsOf(
  design: Design,
  index: ReadonlyMap<string, number>,
  issues: DesignIssue[],
): SimModel['faults'] {
  return design.scenario.events.flatMap((event) => {
    const { at: atSec, type, target, amount = null, duration = null } = event
    const takes = faultsTaken(design, index, target)
    const warning = (code: DesignIssue['code'], values: DesignIssue['values']): [] => {
      issues.push({ severity: 'warning', code, target, field: '', values: { type, at: atSec, ...values } })
      return []
    }
    if (takes === null) return warning('faultTarget', {})
    if (!takes.includes(type)) return warning('faultUnfit', { takes: takes.join(', ') })
    const badAmount = amountProblem(type, amount)
    if (badAmount)
      issues.push({ severity: 'error', code: 'badParam', target, field: 'amount', values: badAmount })
    return [{ atSec, type, target, amount, durationSec: duration }]
  })
}

/** What can be done to a node, a wire, or something inside a frame; null where there is no such thing. */
function faultsTaken(
  design: Design,
  index: ReadonlyMap<string, number>,
  target: string,
): readonly FaultType[] | null {
  const node = design.nodes.find(({ id }) => id === target)
  if (!node) return design.edges.some(({ id }) => id === target) ? ['cut', 'restore'] : null
  const model = kindModel(node.kind)
  if (!model?.traits.contains) return model && index.has(target) ? faultsOn(model) : null
  const inside = frameMembers(design, target).flatMap((member) => kindModel(member.kind) ?? [])
  return [...new Set(inside.flatMap(faultsOn))]
}
