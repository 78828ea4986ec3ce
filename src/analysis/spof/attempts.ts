import type { SimStep } from '../../sim/core/sim-model.ts'
import { GOOD, type Moment } from './moment.ts'
import type { Network, Source } from './network.ts'
import { both, either, meanOver, type Odds, partOf, restOf, timesShare, totalOf, within } from './odds.ts'
import { resolverShares } from './resolver-shares.ts'
import { resolverNoticeMs } from './times.ts'
import { Turns } from './turns.ts'

/** Requests that are followed one by one where their tries hang on one another, and the most where only few of them fail. */
const FOLLOWED = 288
const FOLLOWED_MAX = 8 * FOLLOWED
const FEW = 0.08
/** Less than this is what sums leave. */
const SURE = 1e-9

/** What comes of the requests of clients: names that they look up, tries, and the time that they have. */
export class Attempts {
  readonly #network: Network
  readonly #moment: Moment
  readonly #theTurns = new Turns()

  constructor(moment: Moment) {
    this.#network = moment.network
    this.#moment = moment
  }

  of(source: Source, requestClass: number): Odds {
    const plan = this.#network.plan(source.node, requestClass)
    if (plan === null) return 0
    const once = this.#attempt(source, plan, requestClass)
    const tries = 1 + this.#network.number(source.node, 'retries')
    const isCertain = once === 0 || once === 1
    const isSingle = tries === 1 && !this.#network.repeats[requestClass]
    return isCertain || isSingle || this.#moment.known.isWise
      ? once
      : this.#followed(source, plan, requestClass, tries)
  }

  #attempt(source: Source, plan: readonly SimStep[], requestClass: number): Odds {
    const network = this.#network
    const door = plan.at(-1)!
    const looked = plan.slice(0, -1).reduce<Odds>((odds, step) => both(odds, this.#lookUp(step)), GOOD)
    const keyed = network.keyed(door)
    const behind = (i: number): Odds => this.#door(source, door, door.edges[i]!, i, requestClass)
    const doors = keyed
      ? this.#moment.byKey(keyed, behind)
      : this.#moment.mixed(this.#moment.turnsOf(door), behind, source.node, door)
    return within(network.number(source.node, 'timeoutMs'), both(looked, doors))
  }

  /** Single requests with all their tries: what the second one meets hangs on the first. */
  #followed(source: Source, plan: readonly SimStep[], requestClass: number, tries: number): Odds {
    let [first, all]: [Odds, Odds] = [0, 0]
    let [total, retries] = [0, 0]
    const failing = (): number => 1 - meanOver(totalOf(all), source.masses) / total
    const most = this.#moment.known.isRough ? FOLLOWED : FOLLOWED_MAX
    for (let request = 0; request < most; request++) {
      // What few fail of is looked at more closely.
      if (request % FOLLOWED === 0 && request > 0 && !(failing() > SURE && failing() < FEW)) break
      const one = this.#follow(request, source, plan, requestClass, tries)
      total += one.weight
      retries += one.weight * one.retries
      first = either(first, partOf(one.weight, one.first))
      all = either(all, partOf(one.weight, one.all))
    }
    return this.#budgeted(source, partOf(1 / total, first), partOf(1 / total, all), retries / total)
  }

  #follow(
    request: number,
    source: Source,
    plan: readonly SimStep[],
    requestClass: number,
    tries: number,
  ): { weight: number; first: Odds; all: Odds; retries: number } {
    const turns = this.#theTurns
    this.#moment.turns = turns
    turns.begin(request)
    const first = this.#attempt(source, plan, requestClass)
    let all = first
    let open = restOf(totalOf(first))
    let retries = 0
    for (let attempt = 1; attempt < tries && open !== 0; attempt++) {
      turns.nowMs += this.#pauseMs(source, attempt - 1)
      retries += meanOver(open, source.masses)
      const odds = this.#attempt(source, plan, requestClass)
      all = either(all, partOf(open, odds))
      open = timesShare(open, restOf(totalOf(odds)))
    }
    this.#moment.turns = null
    return { weight: turns.weight, first, all, retries }
  }

  /** Time from a failed try to the next one. */
  #pauseMs(source: Source, attempt: number): number {
    const network = this.#network
    const full = Math.min(
      network.number(source.node, 'backoffMaxMs'),
      network.number(source.node, 'backoffMs') * 2 ** attempt,
    )
    return network.params(source.node).jitter === true ? full / 2 : full
  }

  /** Retries are at most a share of the requests that succeed, where they have a budget. */
  #budgeted(source: Source, first: Odds, all: Odds, retries: number): Odds {
    const percent = this.#network.number(source.node, 'retryBudgetPercent', Number.POSITIVE_INFINITY)
    const mean = (odds: Odds): number => meanOver(totalOf(odds), source.masses)
    if (retries === 0 || percent === Number.POSITIVE_INFINITY || retries <= (percent / 100) * mean(all))
      return all
    const gain = ((percent / 100) * (mean(all) - mean(first))) / retries
    const reached = Math.min(mean(all), mean(first) / Math.max(1e-9, 1 - gain))
    const kept = (reached - mean(first)) / Math.max(1e-9, mean(all) - mean(first))
    return either(partOf(1 - kept, first), partOf(kept, all))
  }

  /** A resolver beside the path: answers that clients hold outlive it for a while. */
  #lookUp(step: SimStep): Odds {
    const resolver = this.#network.target(step.edges[0]!)
    return !this.#moment.isDead(resolver) || this.#moment.atMs < this.#network.number(resolver, 'ttlMs')
      ? GOOD
      : 0
  }

  #door(source: Source, step: SimStep, edge: number, index: number, requestClass: number): Odds {
    const target = this.#network.target(edge)
    if (this.#network.roles[target] === 'resolver') return this.#resolver(target, source, requestClass)
    return this.#moment.send(source.node, step, index, requestClass)
  }

  #resolver(node: number, source: Source, requestClass: number): Odds {
    const step = this.#network.plan(node, requestClass)?.[0]
    if (step === undefined) return 0
    const isDead = this.#moment.isDead(node)
    if (isDead && this.#moment.atMs >= this.#network.number(node, 'ttlMs')) return 0
    const shares = resolverShares(this.#network, node, step, source.node, (i) => {
      const target = this.#network.target(step.edges[i]!)
      if (!this.#moment.isDead(target)) return false
      if (this.#moment.known.isWise) return true
      return (
        !isDead && this.#moment.atMs >= resolverNoticeMs(this.#network, node, this.#network.silent[target]!)
      )
    })
    // A user holds an answer as long as it is valid.
    return this.#moment.mixed(
      shares,
      (i) => this.#moment.arrive(this.#network.target(step.edges[i]!), requestClass),
      node,
      step,
      'user',
    )
  }
}
