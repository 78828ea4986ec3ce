import { kindModel } from '../kinds/models.ts'
import type { Design, DesignEdge, DesignNode } from '../model/design.ts'
import { EDGE_FIELDS } from '../model/edge-fields.ts'
import { amountProblem, type FaultType } from '../model/fault.ts'
import { exactOnlyField, type Field, type Params } from '../model/field.ts'
import { faultsOn } from '../model/kind.ts'
import { paramsWithDefaults } from '../model/params.ts'
import { err, ok, type Result } from '../model/result.ts'
import { fieldError } from '../model/validate.ts'
import type { SimEdge, SimModel, SimNode } from '../sim/core/sim-model.ts'
import { contradictions } from './contradictions.ts'
import { modelOf, placeOf, wayBetween } from './distance.ts'
import { CALL_PATHS_MAX, Graph } from './graph.ts'
import type { DesignIssue } from './issue.ts'
import { indexOf, type NodeIndex } from './node-index.ts'
import { layPlans } from './plans.ts'
import { structureIssues } from './structure.ts'
import { frameMembers, wirePaths, wireReach } from './wires.ts'

export { compileAlike, sameModel } from './alike.ts'

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
  const nodes = parts.map((node) => simNode(indexOf(design), node, issues))
  const index = new Map(parts.map((node, i) => [node.id, i]))
  const paths = callPaths(design, nodes, index, issues)
  if (paths === null) return err(issues)
  const { wires, edges, bases, carries } = paths
  const graph = new Graph(nodes, edges, bases, carries)
  const laid = layPlans(graph)
  if (graph.fullAt !== null) return err([...issues, tooLarge(wires[graph.fullAt]!)])
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
    exactOnly: exactOnlyIn(nodes),
    slo: { availability: design.slo.availability, latencyMsP95: design.slo.latencyMsP95 },
    keys: nodes.reduce(
      (most, { params: { keys } }) => Math.max(most, typeof keys === 'number' ? keys : 1),
      1,
    ),
  }
  const errors = issues.filter((issue) => issue.severity === 'error')
  return errors.length > 0 ? err(issues) : ok({ model, issues })
}

/** Requests a second that a source wants to make. */
function exactOnlyIn(nodes: readonly SimNode[]): SimModel['exactOnly'] {
  for (const { id, kind, params } of nodes) {
    const field = exactOnlyField(kindModel(kind)?.fields ?? [], params)
    if (field) return { node: id, field: field.key }
  }
  return null
}

export const offeredBy = ({ kind, params }: SimNode): number => kindModel(kind)?.offeredPerSec?.(params) ?? 0

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

function simNode(index: NodeIndex, node: DesignNode, issues: DesignIssue[]): SimNode {
  const model = kindModel(node.kind)!
  const params = checkedParams(model.fields, node.params, node.id, issues)
  return { id: node.id, kind: node.kind, params, faults: faultsOn(model), place: placeOf(index, node) }
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

/** The wire at which the design came to stand for more call paths than the limit; how many it would be nobody counts. */
const tooLarge = (wire: string, count = CALL_PATHS_MAX + 1): DesignIssue => ({
  severity: 'error',
  code: 'tooLarge',
  target: wire,
  field: '',
  values: { count, limit: CALL_PATHS_MAX },
})

interface CallPaths {
  readonly wires: string[]
  readonly edges: SimEdge[]
  readonly bases: number[]
  readonly carries: string[]
}

/**
 * Every wire of the design as the call paths that it stands for; a wire to or from a frame gives one for each member. null
 * where there are too many: they are counted before they are made.
 */
function callPaths(
  design: Design,
  nodes: readonly SimNode[],
  index: ReadonlyMap<string, number>,
  issues: DesignIssue[],
): CallPaths | null {
  const made: CallPaths = { wires: [], edges: [], bases: [], carries: [] }
  for (const edge of design.edges) {
    const reach = wireReach(design, edge.source, edge.target)
    const params = checkedParams(EDGE_FIELDS, edge.params, edge.id, issues)
    const wire = made.wires.push(edge.id) - 1
    if (!reach.ok) {
      issues.push(meaningless(edge.id, reach.error.code))
      continue
    }
    const count = made.edges.length + reach.value.count
    if (count > CALL_PATHS_MAX) {
      issues.push(tooLarge(edge.id, count))
      return null
    }
    addPaths(made, wire, edge, params, design, nodes, index)
  }
  return made
}

const meaningless = (wire: string, reason: string): DesignIssue => ({
  severity: 'warning',
  code: 'meaninglessWire',
  target: wire,
  field: '',
  values: { reason },
})

function addPaths(
  made: CallPaths,
  wire: number,
  edge: DesignEdge,
  params: Params,
  design: Design,
  nodes: readonly SimNode[],
  index: ReadonlyMap<string, number>,
): void {
  const paths = wirePaths(design, edge.source, edge.target)
  for (const path of paths.ok ? paths.value : []) {
    const source = index.get(path.source)
    const target = index.get(path.target)
    if (source === undefined || target === undefined) continue
    const base = params.latencyMs as number
    const [from, to] = [nodes[source]!, nodes[target]!]
    made.edges.push({
      id: `${edge.id}>${path.source}>${path.target}`,
      wire,
      source,
      target,
      meaning: path.meaning,
      ...wayBetween(from, modelOf(from), to, modelOf(to), base),
      weight: params.weight as number,
    })
    made.bases.push(base)
    made.carries.push(params.carries as string)
  }
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
      kind: node.kind,
      members: frameMembers(design, node.id).flatMap((member) => index.get(member.id) ?? []),
    }))
}

function faultsOf(
  design: Design,
  index: ReadonlyMap<string, number>,
  issues: DesignIssue[],
): SimModel['faults'] {
  const taken = faultsTaken(design, index)
  return design.scenario.events.flatMap((event) => {
    const { at: atSec, type, target, amount = null, duration = null } = event
    const takes = taken(target)
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

/** What can be done to a node, a wire, or something inside a frame; null where there is no such thing. Each is looked at once. */
function faultsTaken(
  design: Design,
  index: ReadonlyMap<string, number>,
): (target: string) => readonly FaultType[] | null {
  const wires = new Set(design.edges.map(({ id }) => id))
  const nodes = indexOf(design)
  const find = (target: string): readonly FaultType[] | null => {
    const node = nodes.node(target)
    if (!node) return wires.has(target) ? ['cut', 'restore'] : null
    const model = kindModel(node.kind)
    if (!model?.traits.contains) return model && index.has(target) ? faultsOn(model) : null
    const inside = [...nodes.kindsOf(node).keys()].flatMap((kind) => kindModel(kind) ?? [])
    return [...new Set(inside.flatMap(faultsOn))]
  }
  const known = new Map<string, readonly FaultType[] | null>()
  return (target) => {
    const old = known.get(target)
    if (old !== undefined) return old
    const takes = find(target)
    known.set(target, takes)
    return takes
  }
}
