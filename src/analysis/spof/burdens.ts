import { REQUEST_CLASSES } from '../../model/request-class.ts'
import { type Capacity, capacityOf, flowAt, loadOf } from './capacity.ts'
import { arrivingAt, type FlowWalk } from './flows.ts'
import { type Loss, NOTICED } from './loss.ts'
import type { Network } from './network.ts'

/** Somebody who gets too much: load over capacity with the instances of now and with all that may come, and what comes by class. */
export interface Burden {
  readonly node: number
  readonly factors: Readonly<Record<'slots' | 'slotsMax', number>>
  readonly classes: Float64Array
}

/** Who gets too much because of a loss; each loss is looked at once. */
export class Burdens {
  readonly #flowWalk: FlowWalk
  readonly #capacities: readonly Capacity[]
  readonly #known = new Map<string, readonly Burden[]>()

  constructor(network: Network, flowWalk: FlowWalk) {
    this.#flowWalk = flowWalk
    this.#capacities = network.model.nodes.map((_, node) => capacityOf(network, node))
  }

  /** Everybody who gets as much as it can carry, or more, because of a loss. */
  of(target: string, loss: Loss): readonly Burden[] {
    const known = this.#known.get(target)
    if (known) return known
    const isIdle = loss.nodes.every((node) => arrivingAt(this.#flowWalk.flows, node) === 0)
    const burdens = isIdle ? [] : this.#after(loss)
    this.#known.set(target, burdens)
    return burdens
  }

  #after(loss: Loss): Burden[] {
    const { flows } = this.#flowWalk
    const change = this.#flowWalk.changeAfter(loss)
    const burdens: Burden[] = []
    for (const node of this.#flowWalk.changed) {
      // A little more than nothing is what is left of sums.
      if (change.work[node]! <= 1e-9 && arrivingAt(change, node) <= 1e-9) continue
      if (loss.isDead[node] === 1) continue
      const capacity = this.#capacities[node]!
      const work = flows.work[node]! + change.work[node]!
      const rate = arrivingAt(flows, node) + arrivingAt(change, node)
      const now = loadOf(capacity, work, rate)
      const before = loadOf(capacity, flows.work[node]!, arrivingAt(flows, node))
      if (now < 1 || now <= before * (1 + NOTICED)) continue
      const classes = Float64Array.from(
        REQUEST_CLASSES,
        (_, c) => flows.rates[flowAt(node, c)]! + change.rates[flowAt(node, c)]!,
      )
      const most = loadOf({ ...capacity, slots: capacity.slotsMax }, work, rate)
      burdens.push({ node, factors: { slots: now, slotsMax: most }, classes })
    }
    return burdens
  }
}
