/** What the search asks of a graph of calls. */
interface Calls {
  readonly nodes: readonly unknown[]
  calls(node: number): readonly number[]
  target(edge: number): number
}

/**
 * The nodes that can reach themselves, in their order: those in a strongly connected part of more than one node. `sorted` are
 * nodes that are known to lie on no circle. No node calls itself, because such a wire is refused.
 */
export function circlesOf(graph: Calls, sorted: readonly number[]): ReadonlySet<number> {
  const search = new Components(graph, sorted)
  for (const node of graph.nodes.keys()) search.from(node)
  return new Set([...search.circular].sort((a, b) => a - b))
}

const UNSEEN = -1
const DONE = Number.MAX_SAFE_INTEGER

/** Tarjan's search for strongly connected components (SIAM J. Comput. 1 (2), 1972), with a stack of its own instead of recursion. */
class Components {
  readonly circular: number[] = []
  readonly #graph: Calls
  /** Order of discovery; `DONE` once the node's part is known. */
  readonly #found: number[]
  /** Earliest node that is known to be reachable. */
  readonly #low: number[]
  /** Calls of each node that have been followed. */
  readonly #next: number[]
  readonly #open: number[] = []
  #count = 0

  constructor(graph: Calls, sorted: readonly number[]) {
    this.#graph = graph
    this.#found = graph.nodes.map(() => UNSEEN)
    this.#low = graph.nodes.map(() => UNSEEN)
    this.#next = graph.nodes.map(() => 0)
    for (const node of sorted) this.#found[node] = DONE
  }

  from(start: number): void {
    if (this.#found[start] !== UNSEEN) return
    const path = [start]
    this.#discover(start)
    while (path.length > 0) {
      const node = path.at(-1)!
      const edge = this.#graph.calls(node)[this.#next[node]!++]
      if (edge === undefined) {
        path.pop()
        this.#leave(node, path.at(-1))
        continue
      }
      const target = this.#graph.target(edge)
      if (this.#found[target] === UNSEEN) {
        this.#discover(target)
        path.push(target)
      } else if (this.#found[target] !== DONE) {
        this.#low[node] = Math.min(this.#low[node]!, this.#found[target]!)
      }
    }
  }

  #discover(node: number): void {
    this.#found[node] = this.#count
    this.#low[node] = this.#count++
    this.#open.push(node)
  }

  /** All calls of a node have been followed: it ends a part, or belongs to that of an earlier node. */
  #leave(node: number, caller: number | undefined): void {
    if (this.#low[node] === this.#found[node]) {
      const part = this.#open.splice(this.#open.lastIndexOf(node))
      for (const member of part) this.#found[member] = DONE
      if (part.length > 1) this.circular.push(...part)
    } else if (caller !== undefined) {
      this.#low[caller] = Math.min(this.#low[caller]!, this.#low[node]!)
    }
  }
}
