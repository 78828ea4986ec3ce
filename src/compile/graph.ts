import { kindModel } from '../kinds/models.ts'
import type { KindModel, Role } from '../model/kind.ts'
import { REQUEST_CLASSES } from '../model/request-class.ts'
import type { SimEdge, SimNode } from '../sim/core/sim-model.ts'
import { circlesOf } from './circles.ts'
import { wayBetween } from './distance.ts'

/** Longest chain of calls that a design may have; each hop of it is a call record while a request is under way. */
export const DEPTH_MAX = 100
/** Call paths that a design may stand for: a wire between two frames of 100 gives 10,000 of them. */
export const CALL_PATHS_MAX = 20_000
/**
 * Replicas that the plans of a design may name, all in all. Without wires that repeat each other there are never more than
 * call paths times classes; with them each one would name all the replicas of its target again.
 */
export const STAND_INS_MAX = 1_000_000

/** The compiled nodes and call paths with what both the plans and the checks ask of them. */
export class Graph {
  readonly nodes: readonly SimNode[]
  /** The design's call paths, and those that drivers know without a wire of their own (see `implied`). */
  readonly edges: SimEdge[]
  readonly models: readonly KindModel[]
  /** Nodes on a circle of calls. */
  readonly circular: ReadonlySet<number>
  /** Length of the longest chain of calls. */
  readonly depth: number
  /** Callers before whom they call; whole only where there is no circle. */
  readonly order: readonly number[]
  readonly #calls: number[][]
  readonly #callers: number[][]
  readonly #copies: number[][]
  readonly #bases: number[]
  readonly #carries: readonly string[]
  readonly #answers: readonly boolean[][]
  #byId: Map<string, number> | null = null
  #standIns = 0
  #fullAt: number | null = null

  /** `bases` are the round trips of the wires without distance; `carries` the class that an edge's rule names, or 'any'. */
  constructor(
    nodes: readonly SimNode[],
    edges: readonly SimEdge[],
    bases: readonly number[],
    carries: readonly string[],
  ) {
    this.nodes = nodes
    this.edges = [...edges]
    this.#bases = [...bases]
    this.#carries = carries
    this.models = nodes.map((node) => kindModel(node.kind)!)
    this.#calls = nodes.map(() => [])
    this.#callers = nodes.map(() => [])
    this.#copies = nodes.map(() => [])
    for (const [i, edge] of edges.entries()) this.#sortIn(edge, i)
    const { order, depth } = this.#sort()
    this.order = order
    this.depth = depth
    this.circular = order.length === nodes.length ? new Set() : circlesOf(this, order)
    this.#answers = this.#allAnswers()
  }

  role(node: number): Role {
    return this.models[node]!.role
  }

  /** Call paths out of a node to targets of certain roles, in the order of the design. */
  out(node: number, ...roles: readonly Role[]): number[] {
    return this.#calls[node]!.filter((edge) => roles.includes(this.role(this.edges[edge]!.target)))
  }

  /** All call paths out of a node. */
  calls(node: number): readonly number[] {
    return this.#calls[node]!
  }

  /** Nodes that call this one, as often as they are wired to it. */
  callers(node: number): readonly number[] {
    return this.#callers[node]!
  }

  /** Nodes that this one copies its log to. */
  copies(node: number): readonly number[] {
    return this.#copies[node]!
  }

  /** Of several paths those that a request of this class takes by the rules of the wires. */
  byRule(edges: readonly number[], requestClass: number): number[] {
    const name = REQUEST_CLASSES[requestClass]
    const own = edges.filter((edge) => this.rule(edge) === name)
    return own.length > 0 ? own : edges.filter((edge) => this.rule(edge) === 'any')
  }

  /** The class that the rule of a path's wire names, or 'any'. */
  rule(edge: number): string {
    return this.#carries[edge] ?? 'any'
  }

  /** Whether a rule on a path counts: where there may be others to choose from. Who data and stores are asked for is no choice. */
  obeysRule(edge: number): boolean {
    if (!this.isCall(edge)) return false
    const { source, target } = this.edges[edge]!
    const role = this.role(target)
    if (this.role(source) === 'source') return role !== 'resolver' || this.calls(target).length > 0
    const { forwards, plans } = this.models[source]!.traits
    return forwards || (plans && (role === 'service' || role === 'balancer'))
  }

  target(edge: number): number {
    return this.edges[edge]!.target
  }

  /** Whether requests flow over it: replication and watching are no calls. */
  isCall(edge: number): boolean {
    const { meaning } = this.edges[edge]!
    return meaning !== 'replicates' && meaning !== 'watches'
  }

  /** Whether a node can answer a class, by itself or through what it passes requests on to. */
  canAnswer(node: number, requestClass: number): boolean {
    return this.circular.size > 0 || this.#answers[node]![requestClass]!
  }

  /** A call path that a driver knows through another wire: drawn and counted there. Gives its index. */
  implied(via: number, source: number, target: number): number {
    if (this.#fullAt !== null) return via
    const { wire, id: viaId } = this.edges[via]!
    const id = `${viaId}~${this.nodes[source]!.id}>${this.nodes[target]!.id}`
    this.#byId ??= firstById(this.edges)
    const known = this.#byId.get(id)
    if (known !== undefined) return known
    if (this.edges.length >= CALL_PATHS_MAX) {
      this.#fullAt ??= wire
      return via
    }
    const base = this.#bases[via]!
    const way = wayBetween(
      this.nodes[source]!,
      this.models[source]!,
      this.nodes[target]!,
      this.models[target]!,
      base,
    )
    this.#bases.push(base)
    const index = this.edges.push({ id, wire, source, target, meaning: 'calls', ...way, weight: 1 }) - 1
    this.#byId.set(id, index)
    return index
  }

  /** Notes that a plan names so many replicas that stand in for the target of a path. */
  standIns(edge: number, count: number): void {
    this.#standIns += count
    if (this.#standIns > STAND_INS_MAX) this.#fullAt ??= this.edges[edge]!.wire
  }

  /** The wire at which the design grew larger than a limit allows, or null. What is laid from then on is thrown away. */
  get fullAt(): number | null {
    return this.#fullAt
  }

  /** From the last ones called upwards, so that a long chain needs no recursion. On circles nobody is asked. */
  #allAnswers(): readonly boolean[][] {
    const answers = this.nodes.map((): boolean[] => [])
    for (const node of [...this.order].reverse()) {
      const { answers: own, traits } = this.models[node]!
      answers[node] = REQUEST_CLASSES.map(
        (name, c) =>
          own.includes(name) ||
          (traits.forwards && this.calls(node).some((edge) => answers[this.target(edge)]![c])),
      )
    }
    return answers
  }

  #sortIn(edge: SimEdge, index: number): void {
    if (this.isCall(index)) {
      this.#calls[edge.source]!.push(index)
      this.#callers[edge.target]!.push(edge.source)
    } else if (edge.meaning === 'replicates') this.#copies[edge.source]!.push(edge.target)
  }

  /** Kahn's sorting of the call graph: what is left over lies on a circle or behind one. */
  #sort(): { order: readonly number[]; depth: number } {
    const missing = this.nodes.map(() => 0)
    for (const calls of this.#calls) for (const edge of calls) missing[this.target(edge)]!++
    const level = this.nodes.map(() => 1)
    const ready = missing.flatMap((count, node) => (count === 0 ? [node] : []))
    for (let next = 0; next < ready.length; next++) {
      const node = ready[next]!
      for (const edge of this.calls(node)) {
        const target = this.target(edge)
        level[target] = Math.max(level[target]!, level[node]! + 1)
        if (--missing[target]! === 0) ready.push(target)
      }
    }
    return { order: ready, depth: ready.reduce((depth, node) => Math.max(depth, level[node]!), 0) }
  }
}

function firstById(edges: readonly SimEdge[]): Map<string, number> {
  const byId = new Map<string, number>()
  edges.forEach(({ id }, i) => {
    if (!byId.has(id)) byId.set(id, i)
  })
  return byId
}
