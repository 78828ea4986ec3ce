import type { SimStep } from '../../sim/core/sim-model.ts'
import { GOOD, type Moment } from './moment.ts'
import type { Network } from './network.ts'
import { after, both, either, type Odds, partOf, within } from './odds.ts'

/** Only the primary may be read. */
const PRIMARY_ONLY = -1

/** What comes of the steps of plans: calls, caches before the data, and reads of a database with its replicas. */
export class PlanSteps {
  readonly #network: Network
  readonly #moment: Moment

  constructor(moment: Moment) {
    this.#network = moment.network
    this.#moment = moment
  }

  of(node: number, plan: readonly SimStep[], requestClass: number): Odds {
    return this.#from(node, plan, 0, requestClass)
  }

  #from(node: number, plan: readonly SimStep[], first: number, requestClass: number): Odds {
    let odds: Odds = GOOD
    for (let i = first; i < plan.length; i++) {
      const step = plan[i]!
      if (step.op === 'cacheGet') return both(odds, this.#cached(node, plan, i, requestClass))
      odds = both(odds, this.#step(node, step, requestClass))
      if (odds === 0) return 0
    }
    return odds
  }

  /** A look-up in a cache and what comes after it: a hit leaves out the data, a dead cache costs time alone. */
  #cached(node: number, plan: readonly SimStep[], index: number, requestClass: number): Odds {
    const step = plan[index]!
    const missed = this.#from(node, plan, index + 1, requestClass)
    const hit = this.#from(node, plan, index + 1 + step.skipOnHit, requestClass)
    return this.#moment.chosen(node, step, (i) => {
      const cache = this.#network.target(step.edges[i]!)
      if (this.#moment.isDead(cache)) {
        const waited = after(this.#moment.waitMs(node, cache), missed)
        return step.optional ? waited : 0
      }
      const hits = this.#moment.known.hitRatio(cache)
      const through = this.#network.plan(cache, requestClass) ?? []
      // A living read-through cache fails where its data does, and nobody asks that once more.
      const rest = through.length > 0 ? both(this.of(cache, through, requestClass), hit) : missed
      return either(partOf(hits, hit), partOf(1 - hits, rest))
    })
  }

  #step(node: number, step: SimStep, requestClass: number): Odds {
    if (step.optional) return this.#optional(node, step)
    const isRead = step.op === 'dataGet' || step.op === 'dataScan'
    const limitMs = this.#network.number(node, 'callTimeoutMs', Number.POSITIVE_INFINITY)
    const once = (): Odds =>
      within(
        limitMs,
        this.#moment.chosen(node, step, (i) =>
          isRead ? this.#read(node, step, i, requestClass) : this.#moment.send(node, step, i, requestClass),
        ),
      )
    const first = once()
    let odds = first
    // A request that is followed alone meets another target at the next time, whatever the first one said.
    const isSettled = (): boolean => odds === 0 || (odds === 1 && this.#moment.turns === null)
    for (let time = 1; time < step.times && !isSettled(); time++)
      odds = both(odds, this.#moment.turns === null ? first : once())
    return odds
  }

  #optional(node: number, step: SimStep): Odds {
    return this.#moment.chosen(node, step, (i) =>
      after(this.#moment.waitMs(node, this.#network.target(step.edges[i]!)), GOOD),
    )
  }

  /** A read of a database and its replicas: whoever refuses is passed over, except where only the primary may be read. */
  #read(node: number, step: SimStep, index: number, requestClass: number): Odds {
    const under = step.under[index]!
    const owner = this.#network.target(step.edges[index]!)
    if (under.length === 0) return this.#moment.arrive(owner, requestClass)
    const leader = this.#moment.leaderOf(step, index)
    if (step.ownWritesMs === PRIMARY_ONLY) return this.#moment.isDead(leader) ? 0 : GOOD
    const members = [...under.map((edge) => this.#network.target(edge)), owner]
    const readers = members.filter((member) => member !== leader)
    const dead = readers.filter((member) => this.#moment.isDead(member))
    if (dead.length === readers.length && this.#moment.isDead(leader)) return 0
    const waitMs = Math.max(...dead.map((member) => this.#moment.waitMs(node, member)), 0)
    if (waitMs === 0) return GOOD
    return this.#passingOver(readers.length, dead.length, waitMs)
  }

  /** One after the other in a turn of its own: how many dead ones a read meets before one that answers. */
  #passingOver(readers: number, dead: number, waitMs: number): Odds {
    let [open, odds]: [number, Odds] = [1, 0]
    for (let met = 0; met <= dead; met++) {
      const answered = met < readers ? open * ((readers - dead) / (readers - met)) : open
      odds = either(odds, partOf(answered, after(met * waitMs, GOOD)))
      open -= answered
    }
    return odds
  }
}
