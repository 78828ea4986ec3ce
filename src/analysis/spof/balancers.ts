import type { SimStep } from '../../sim/core/sim-model.ts'
import type { Moment } from './moment.ts'
import type { Network } from './network.ts'
import { after, either, type Odds, partOf } from './odds.ts'
import { OpenChoice } from './open-choice.ts'
import { noticeMs, passiveOf } from './times.ts'
import { turnShares } from './turns.ts'

/** What comes of requests at balancers: whom they choose, whom they have taken out, and what they try again. */
export class Balancers {
  readonly #network: Network
  readonly #moment: Moment
  readonly #openChoice: OpenChoice

  constructor(moment: Moment) {
    this.#network = moment.network
    this.#moment = moment
    this.#openChoice = new OpenChoice(moment)
  }

  of(node: number, step: SimStep, requestClass: number): Odds {
    const isOut = (i: number): boolean => this.#isEjected(node, this.#network.target(step.edges[i]!))
    const passive = this.#passive(node, step, isOut)
    if (passive === 0) return this.#balanced(node, step, isOut, requestClass)
    // For a share of the time what requests have shown keeps the dead ones out as well.
    const isShown = (i: number): boolean => isOut(i) || this.#moment.isUnreached(step, i)
    const odds = (is: boolean): Odds => this.#balanced(node, step, is ? isShown : isOut, requestClass)
    const { turns } = this.#moment
    if (turns === null) return either(partOf(passive, odds(true)), partOf(1 - passive, odds(false)))
    return odds(turns.isSo(this.#network.model.nodes[node]!, passive, Number.POSITIVE_INFINITY))
  }

  /** Share of the time that a balancer keeps out whom its requests have shown to be dead. */
  #passive(node: number, step: SimStep, isOut: (i: number) => boolean): number {
    const { passiveFailures } = this.#network.params(node)
    if (typeof passiveFailures !== 'number') return 0
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
    const open = this.#openChoice.of(node, step, usable)
    if (open !== null) return this.#openChoice.mixed(open, shares, send)
    const how =
      policy === 'sticky' ? 'user' : policy === 'random' || policy === 'two-choices' ? 'chance' : 'turn'
    return this.#moment.mixed(shares, send, node, step, how)
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
    const { policy } = this.#network.params(node)
    const how =
      policy === 'hash' ? 'user' : policy === 'round-robin' || policy === 'sticky' ? 'turn' : 'chance'
    // Further tries have turns of their own.
    const served = this.#moment.mixed(
      again,
      (i) => this.#moment.send(node, step, i, requestClass),
      node,
      step.edges,
      how,
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
