import { TargetGroup } from '../core/choice.ts'
import type { PlanStep } from '../core/contract.ts'
import type { Engine } from '../core/engine.ts'
import type { SimModel, SimStep } from '../core/sim-model.ts'
import { CLASS_COUNT, OP, TICKS_PER_MS } from '../core/vocabulary.ts'
import { CLUSTER } from '../kit/cluster.ts'
import { Members } from '../kit/members.ts'

/** What the steps of one node share. */
interface Groups {
  readonly targets: Map<string, TargetGroup>
  readonly members: Map<string, Members>
}

/** Turns the steps of a model into those of an engine, in whose slots its nodes and edges lie. */
export class Steps {
  private readonly _engine: Engine
  private readonly _model: SimModel
  private readonly _nodes: readonly number[]
  private readonly _edges: readonly number[]

  constructor(engine: Engine, model: SimModel, nodes: readonly number[], edges: readonly number[]) {
    this._engine = engine
    this._model = model
    this._nodes = nodes
    this._edges = edges
  }

  /** The plans of one node, by class. */
  plansOf(steps: SimModel['plans'][number]): PlanStep[][] {
    const groups: Groups = { targets: new Map(), members: new Map() }
    const plans: PlanStep[][] = []
    for (let c = 0; c < CLASS_COUNT; c++) {
      const plan = steps[c]
      if (plan) plans[c] = plan.map((step) => this._step(step, groups))
    }
    return plans
  }

  private _step(step: SimStep, groups: Groups): PlanStep {
    return {
      op: OP[step.op],
      group: this._group(step.edges, step.choice, groups),
      members: step.under.map((edges, i) =>
        edges.length === 0 ? null : this._members(step.edges[i]!, edges, groups),
      ),
      skipOnHit: step.skipOnHit,
      fillWaits: step.fillWaits,
      optional: step.optional,
      times: step.times,
      ownWritesTicks: Math.round(step.ownWritesMs * TICKS_PER_MS),
    }
  }

  /** Steps with the same targets share one group, so that turns go round over all classes. */
  private _group(edges: readonly number[], choice: SimStep['choice'], { targets }: Groups): TargetGroup {
    const name = `${choice}:${edges.join(',')}`
    const known = targets.get(name)
    if (known) return known
    const slots = edges.map((edge) => this._edges[edge]!)
    const weights = edges.map((edge) => this._model.edges[edge]!.weight)
    const names = edges.map((edge) => this._model.nodes[this._model.edges[edge]!.target]!.id)
    const made = new TargetGroup(slots, weights, choice, names, this._engine.keys)
    targets.set(name, made)
    return made
  }

  private _members(owner: number, replicas: readonly number[], { members }: Groups): Members | null {
    const name = `members:${owner}`
    const known = members.get(name)
    if (known) return known
    const cluster = CLUSTER.of(this._engine, this._nodes[this._model.edges[owner]!.target]!)
    if (!cluster) return null
    const edges = [...replicas, owner]
    const weights = edges.map((edge) => this._model.edges[edge]!.weight)
    const slots = edges.map((edge) => this._edges[edge]!)
    const made = new Members(this._engine, slots, weights, cluster)
    members.set(name, made)
    return made
  }
}
