import type { HitCase } from './hit-ratios.ts'
import { type Loss, SETTLED_MS } from './loss.ts'
import type { Knowledge } from './moment.ts'
import type { Network } from './network.ts'
import { meanOver, totalOf } from './odds.ts'
import { type ClassOutcome, Walk } from './walk.ts'

/** The same walk in every case of what caches hold. */
export class CaseWalk {
  readonly #cases: readonly { readonly share: number; readonly walk: Walk }[]

  constructor(network: Network, known: Knowledge, cases: readonly HitCase[]) {
    this.#cases = cases.map(({ share, hitRatio }) => ({
      share,
      walk: new Walk(network, { ...known, hitRatio }),
    }))
  }

  outcome(requestClass: number, loss: Loss, atMs: number): ClassOutcome {
    const [first] = this.#cases
    if (this.#cases.length === 1) return first!.walk.outcome(requestClass, loss, atMs)
    let [success, waits, waited] = [0, 0, 0]
    for (const { share, walk } of this.#cases) {
      const outcome = walk.outcome(requestClass, loss, atMs)
      success += share * outcome.success
      waits += share * outcome.waits
      waited += share * outcome.waits * outcome.waitMs
    }
    return { success, waits, waitMs: waits === 0 ? 0 : waited / waits }
  }

  /** Share of the requests of one source that succeeds once all has settled. */
  ofSource(node: number, requestClass: number, loss: Loss): number {
    return this.#cases.reduce(
      (sum, { share, walk }) => sum + share * walk.ofSource(node, requestClass, loss),
      0,
    )
  }

  /** Mean share of what arrives at a node that succeeds, for keys as popular as `masses` says. */
  at(node: number, requestClass: number, loss: Loss, masses: Float64Array): number {
    return this.#cases.reduce(
      (sum, { share, walk }) =>
        sum + share * meanOver(totalOf(walk.at(node, requestClass, loss, SETTLED_MS)), masses),
      0,
    )
  }
}
