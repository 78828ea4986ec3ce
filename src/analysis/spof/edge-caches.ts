import type { SimStep } from '../../sim/core/sim-model.ts'
import type { Moment } from './moment.ts'
import { type Network, READ, STATIC } from './network.ts'
import { after, either, type Odds, partOf, restOf, type Share, timesShare, totalOf } from './odds.ts'

/** What comes of requests at CDNs: from what they hold, and from their origins. */
export class EdgeCaches {
  readonly #network: Network
  readonly #moment: Moment

  constructor(moment: Moment) {
    this.#network = moment.network
    this.#moment = moment
  }

  of(node: number, requestClass: number): Odds {
    const params = this.#network.params(node)
    const step = this.#network.plan(node, requestClass)?.[0]
    if (this.#moment.isDead(node) && params.originFallback !== true) return 0
    const isCached = requestClass === STATIC || (requestClass === READ && Number(params.apiTtlMs ?? 0) > 0)
    const hits = isCached && !this.#moment.isDead(node) ? this.#moment.known.hitRatio(node) : 0
    if (step === undefined) return hits
    const isRepeatable = requestClass === STATIC || requestClass === READ
    const tries = isRepeatable ? this.#network.number(node, 'originTries', 1) : 1
    const fetched = this.#fetched(node, step, requestClass, tries)
    return hits === 0 ? fetched : either(hits, partOf(1 - hits, fetched))
  }

  /** An edge asks origins in turn, whether they live or not, and tries again where that may be. */
  #fetched(node: number, step: SimStep, requestClass: number, tries: number): Odds {
    const network = this.#network
    const shares = this.#moment.turnsOf(step)
    const waitMs = Math.max(...step.edges.map((edge) => this.#moment.waitMs(node, network.target(edge))))
    let [open, odds]: [Share, Odds] = [1, 0]
    for (let attempt = 0; attempt < tries && open !== 0; attempt++) {
      const once = this.#moment.mixed(
        shares,
        (i) => this.#moment.arrive(network.target(step.edges[i]!), requestClass),
        node,
        step,
      )
      odds = either(odds, partOf(open, after(attempt * waitMs, once)))
      open = timesShare(open, restOf(totalOf(once)))
      if (this.#moment.turns !== null) this.#moment.turns.nowMs += waitMs
    }
    return odds
  }
}
