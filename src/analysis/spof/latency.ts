import { workMs } from './capacity.ts'
import { CLASSES, type Network } from './network.ts'

/** Mean time that a call of a class takes at a node, waiting lines apart, in milliseconds. */
export class Latencies {
  readonly #network: Network
  readonly #hitRatio: (node: number) => number
  readonly #known: Float64Array

  constructor(network: Network, hitRatio: (node: number) => number) {
    this.#network = network
    this.#hitRatio = hitRatio
    this.#known = new Float64Array(network.size * CLASSES).fill(Number.NaN)
  }

  at(node: number, requestClass: number): number {
    const at = node * CLASSES + requestClass
    if (Number.isNaN(this.#known[at]!)) {
      this.#known[at] = 0
      this.#known[at] = this.own(node, requestClass) + this.#asked(node, requestClass)
    }
    return this.#known[at]!
  }

  /** Its own work on a call. */
  own(node: number, requestClass: number): number {
    if (this.#network.roles[node] === 'edgeCache') return this.#network.number(node, 'edgeMs')
    return workMs(this.#network, node, requestClass, false)
  }

  /** What it asks others for; who gets a task from a queue keeps nobody waiting. */
  #asked(node: number, requestClass: number): number {
    if (this.#network.roles[node] === 'buffer') return 0
    let sum = 0
    let left = 1
    for (const step of this.#network.plan(node, requestClass) ?? []) {
      const network = this.#network
      const shares = network.keyed(step)?.shares ?? network.turns(step)
      const ms = step.edges.map(
        (edge) => network.model.edges[edge]!.latencyMs + this.at(network.target(edge), requestClass),
      )
      sum += left * step.times * ms.reduce((mean, one, i) => mean + one * shares[i]!, 0)
      if (step.op === 'cacheGet') left = 1 - this.#hitRatio(network.target(step.edges[0]!))
    }
    return sum
  }
}
