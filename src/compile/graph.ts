import { kindModel } from '../kinds/models.ts'
import type { KindModel, Role } from '../model/kind.ts'
import { REQUEST_CLASSES } from '../model/request-class.ts'
import type { SimEdge, SimNode } from '../sim/sim-model.ts'
import { wayBetween } from './distance.ts'

/** Longest chain of calls that a design may have; each hop of it is a call record while a request is under way. */
export const DEPTH_MAX = 100

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
  readonly #out: number[][]
  readonly #bases: number[]
  readonly #carries: readonly string[]
  readonly #answers = new Map<number, boolean[]>()

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
    this.#out = nodes.map(() => [])
    edges.forEach((edge, i) => {
      this.#out[edge.source]!.push(i)
    })
    const order = this.#sort()
    this.circular = order.circular
    this.depth = order.depth
  }

  role(node: number): Role {
    return this.models[node]!.role
  }

  /** Call paths out of a node to targets of certain roles, in the order of the design. */
  out(node: number, ...roles: readonly Role[]): number[] {
    return this.#out[node]!.filter(
      (edge) => this.isCall(edge) && roles.includes(this.role(this.edges[edge]!.target)),
    )
  }

  /** All call paths out of a node. */
  calls(node: number): number[] {
    return this.#out[node]!.filter((edge) => this.isCall(edge))
  }

  /** Nodes that this one copies its log to. */
  copies(node: number): number[] {
    return this.#out[node]!.filter((edge) => this.edges[edge]!.meaning === 'replicates').map(
      (edge) => this.edges[edge]!.target,
    )
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
    if (this.circular.size > 0) return true
    let answers = this.#answers.get(node)
    if (!answers) {
      const model = this.models[node]!
      answers = REQUEST_CLASSES.map(
        (name, c) =>
          model.answers.includes(name) ||
          (model.traits.forwards && this.calls(node).some((edge) => this.canAnswer(this.target(edge), c))),
      )
      this.#answers.set(node, answers)
    }
    return answers[requestClass]!
  }

  /** A call path that a driver knows through another wire: drawn and counted there. Gives its index. */
  implied(via: number, source: number, target: number): number {
    const { wire } = this.edges[via]!
    const id = `${this.edges[via]!.id}~${this.nodes[source]!.id}>${this.nodes[target]!.id}`
    const known = this.edges.findIndex((edge) => edge.id === id)
    if (known >= 0) return known
    const base = this.#bases[via]!
    const way = wayBetween(
      this.nodes[source]!,
      this.models[source]!,
      this.nodes[target]!,
      this.models[target]!,
      base,
    )
    this.#bases.push(base)
    return this.edges.push({ id, wire, source, target, meaning: 'calls', ...way, weight: 1 }) - 1
  }

  /** Kahn's sorting of the call graph: what is left over lies on a circle or behind one. */
  #sort(): { circular: ReadonlySet<number>; depth: number } {
    const missing = this.nodes.map(() => 0)
    this.edges.forEach((edge, i) => {
      if (this.isCall(i)) missing[edge.target]!++
    })
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
    const left = new Set(this.nodes.keys())
    for (const node of ready) left.delete(node)
    return { circular: this.#onCircle(left), depth: Math.max(0, ...ready.map((node) => level[node]!)) }
  }

  /** Of the left-over nodes those that can reach themselves. */
  #onCircle(left: ReadonlySet<number>): ReadonlySet<number> {
    const circle = new Set<number>()
    for (const start of left) {
      const seen = new Set<number>()
      const todo = [start]
      while (todo.length > 0) {
        for (const edge of this.calls(todo.pop()!)) {
          const target = this.target(edge)
          if (target === start) circle.add(start)
          if (!left.has(target) || seen.has(target)) continue
          seen.add(target)
          todo.push(target)
        }
      }
    }
    return circle
  }
}
