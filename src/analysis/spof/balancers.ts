import type { SimStep } from '../../sim/sim-model.ts'
import type { Moment } from './moment.ts'
import type { Network } from './network.ts'
import { after, either, type Odds, partOf } from './odds.ts'
import { noticeMs, passiveOf } from './times.ts'
import { openShares, turnShares } from './turns.ts'

/** What comes of requests at balancers: whom they choose, whom they have taken out, and what they try again. */
export class Balancers {
  readonly #network: Network
  readonly #moment: Moment

  constructor(moment: Moment) {
    this.#network = moment.network
    this.#moment = moment
  }

  of(node: number, step: SimStep, requestClass: number): Odds {
    const isOut = (i: number): boolean => this.#isEjected(node, this.#network.target(step.edges[i]!))
    const passive = this.#passive(node, step, isOut)
    if (passive === 0) return this.#balanced(node, step, isOut, requestClass)
    // For a share of the time what requests have shown keeps the dead ones out as well.
    const isShown = (i: number): boolean => isOut(i) || this.#moment.isUnreached(step, i)
    const odds = (i: number): Odds => this.#balanced(node, step, i === 1 ? isOut : isShown, requestClass)
    return this.#moment.mixed([passive, 1 - passive], odds, node, this.#network.model.nodes[node]!, 'state')
  }

  /** Share of the time that a balancer keeps out whom its requests have shown to be dead. */
  #passive(node: number, step: SimStep, isOut: (i: number) => boolean): number {
    const left = [...step.edges.keys()].filter((i) => !isOut(i))
    const dead = left.filter((i) => this.#moment.isUnreached(step, i)).length
    if (dead === 0 || step.choice !== 'turn') return 0
    const rate = this.#moment.known.ratePerSec(node) / left.length
    const waitMs = Math.max(...left.map((i) => this.#moment.waitMs(node, this.#moment.leaderOf(step, i))))
    const { afterMs, untilMs, room, outShare } = passiveOf(
      this.#network,
      node,
      left.length,
      dead,
      rate,
      waitMs,
    )
    if (this.#moment.atMs < afterMs) return 0
    return this.#moment.atMs < untilMs ? room : outShare
  }

  #balanced(node: number, step: SimStep, isOut: (i: number) => boolean, requestClass: number): Odds {
    const network = this.#network
    const left = step.edges.some((_, i) => !isOut(i))
    if (!left && network.params(node).failOpen !== true) return 0
    const usable = (i: number): boolean => !left || !isOut(i)
    const send = (i: number): Odds => this.#sendOrRetry(node, step, i, usable, requestClass)
    // A hash moves on along its ring where its target is out; where nobody is, it keeps to the key.
    const isWhole = step.edges.every((_, i) => usable(i))
    const keyed = network.keyed(step) ?? (isWhole ? network.hashed(step) : null)
    if (keyed) return this.#moment.byKey(keyed, send)
    const { policy } = network.params(node)
    const shares = isWhole
      ? network.turns(step)
      : turnShares(
          step.edges.map((edge) => network.weight(edge)),
          usable,
        )
    const drawn = this.#drawn(node, step, usable, requestClass)
    if (drawn !== null && policy === 'two-choices')
      return this.#moment.mixed(drawn, send, node, step, 'chance')
    const how =
      policy === 'sticky' ? 'user' : policy === 'random' || policy === 'two-choices' ? 'chance' : 'turn'
    return this.#moment.mixed(
      shares,
      drawn === null ? send : this.#drawnAway(step, shares, drawn, send),
      node,
      step,
      how,
    )
  }

  /** In turn; but whoever is busy loses some of its turns to the dead, who never are. */
  #drawnAway(
    step: SimStep,
    shares: readonly number[],
    drawn: readonly number[],
    send: (index: number) => Odds,
  ): (index: number) => Odds {
    const dead = [...shares.keys()].filter((i) => shares[i]! > 0 && this.#moment.isUnreached(step, i))
    const [turns, gets] = [shares, drawn].map((of) => dead.reduce((sum, i) => sum + of[i]!, 0)) as [
      number,
      number,
    ]
    const lost = Math.max(0, Math.min(1, (gets - turns) / Math.max(1e-9, 1 - turns)))
    return (i) =>
      dead.includes(i) ? send(i) : either(partOf(1 - lost, send(i)), partOf(lost, send(dead[0]!)))
  }

  /** Who has the fewest calls open draws them: those who refuse at once, while nobody looks whether they live. */
  #drawn(node: number, step: SimStep, usable: (i: number) => boolean, requestClass: number): number[] | null {
    const network = this.#network
    const { policy, healthChecks } = network.params(node)
    const isOpen = policy === 'least-connections' || policy === 'two-choices'
    if (!isOpen || healthChecks === true) return null
    const those = [...step.edges.keys()].filter(usable)
    const isBlind =
      those.some((i) => this.#moment.isUnreached(step, i)) &&
      those.some((i) => !this.#moment.isUnreached(step, i))
    if (!isBlind) return null
    const openMs = those.map((i) => {
      const target = this.#moment.leaderOf(step, i)
      const wayMs = network.model.edges[step.edges[i]!]!.latencyMs
      if (this.#moment.isDead(target)) return this.#moment.waitMs(node, target) + wayMs
      return wayMs + this.#moment.known.latencyMs(target, requestClass)
    })
    const drawn = openShares(openMs, this.#moment.known.ratePerSec(node), policy === 'two-choices')
    return step.edges.map((_, i) => drawn[those.indexOf(i)] ?? 0)
  }

  #isEjected(balancer: number, target: number): boolean {
    if (!this.#moment.isDead(target)) return false
    return (
      this.#moment.known.isWise === true || this.#moment.atMs >= noticeMs(this.#network, balancer, target)
    )
  }

  #sendOrRetry(
    node: number,
    step: SimStep,
    index: number,
    usable: (i: number) => boolean,
    requestClass: number,
  ): Odds {
    const tries = this.#network.number(node, 'retryNext')
    if (!this.#moment.isUnreached(step, index) || tries === 0 || step.choice !== 'turn')
      return this.#moment.send(node, step, index, requestClass)
    const others = step.edges.flatMap((_, i) => (i !== index && usable(i) ? [i] : []))
    const alive = others.filter((i) => !this.#moment.isUnreached(step, i))
    if (alive.length === 0) return 0
    const waitMs = this.#moment.waitMs(node, this.#moment.leaderOf(step, index))
    const again = turnShares(
      step.edges.map((edge) => this.#network.weight(edge)),
      (i) => alive.includes(i),
    )
    const served = this.#moment.mixed(
      again,
      (i) => this.#moment.send(node, step, i, requestClass),
      node,
      again,
    )
    let [open, odds]: [number, Odds] = [1, 0]
    for (let attempt = 1; attempt <= tries && open > 0; attempt++) {
      const gets = open * Math.min(1, alive.length / (others.length - attempt + 1))
      odds = either(odds, partOf(gets, after(attempt * waitMs, served)))
      open -= gets
    }
    return odds
  }
}
