import type { SimStep } from '../../sim/core/sim-model.ts'
import { type Loss, lossOf, SETTLED_MS } from './loss.ts'
import type { Keyed, Network } from './network.ts'
import { either, meanOf, type Odds, partOf, restOf, totalOf } from './odds.ts'
import { promotionMs } from './times.ts'
import { type Chance, type Turns, turnShares } from './turns.ts'

/** What the walk cannot know by itself. */
export interface Knowledge {
  /** Share of the look-ups at a cache or CDN that hit, 0 to 1. */
  hitRatio(node: number): number
  /** Requests a second that choose among the targets of a node. */
  ratePerSec(node: number): number
  /** Mean time of a call at a node. */
  latencyMs(node: number, requestClass: number): number
  /** Mean time of all calls at a node, whatever their class. */
  busyMs(node: number): number
  /** Its own work in that. */
  ownMs(node: number, requestClass: number): number
  /** Few requests are enough where they are followed one by one. */
  readonly isRough?: boolean
  /** Everybody knows at once who is dead, whether or not anybody looks. */
  readonly isWise?: boolean
  /** Nobody waits for what is dead: it refuses. */
  readonly isPatient?: boolean
}

/** Everything gets through. */
export const GOOD = 1

/** A moment after a loss: who is dead then, who leads instead, and which one of several is asked. */
export class Moment {
  readonly network: Network
  readonly known: Knowledge
  /** What comes of a request of a class that arrives at a node. */
  readonly arrive: (node: number, requestClass: number) => Odds
  loss: Loss
  atMs = SETTLED_MS
  /** Where single requests are followed with all their tries; null while shares are reckoned with. */
  turns: Turns | null = null

  constructor(network: Network, known: Knowledge, arrive: Moment['arrive']) {
    this.network = network
    this.known = known
    this.arrive = arrive
    this.loss = lossOf(network, [])
  }

  isDead(node: number): boolean {
    return this.loss.isDead[node] === 1
  }

  /** A call to a target of a step: to whoever leads now, where it is a database with replicas. */
  send(node: number, step: SimStep, index: number, requestClass: number): Odds {
    const leader = this.leaderOf(step, index)
    this.pass(this.network.model.edges[step.edges[index]!]!.latencyMs + this.waitMs(node, leader))
    if (step.under[index]!.length > 0) return this.isDead(leader) ? 0 : GOOD
    return this.arrive(leader, requestClass)
  }

  isUnreached(step: SimStep, index: number): boolean {
    return this.isDead(this.leaderOf(step, index))
  }

  /** Who leads the database of a step's target at this time; the target itself where it stands alone. */
  leaderOf(step: SimStep, index: number): number {
    const owner = this.network.target(step.edges[index]!)
    if (step.under[index]!.length === 0 || !this.isDead(owner)) return owner
    if (this.atMs < promotionMs(this.network, owner)) return owner
    return this.network.replicasOf[owner]!.find((replica) => !this.isDead(replica)) ?? owner
  }

  /** How long a caller waits for a target before it gives up; 0 where that answers or refuses. */
  waitMs(caller: number, target: number): number {
    if (!this.isDead(target) || !this.network.silent[target] || this.known.isPatient) return 0
    // A dead CDN that is passed by is no wait, and a user waits as long as for any answer.
    if (this.network.params(target).originFallback === true) return 0
    if (this.network.roles[caller] === 'source') return this.network.number(caller, 'timeoutMs')
    const connectMs = this.network.number(caller, 'connectMs', 5000)
    return Math.min(connectMs, this.network.number(caller, 'callTimeoutMs', Number.POSITIVE_INFINITY))
  }

  /** One target of a step, by the key or in turn. */
  chosen(node: number, step: SimStep, odds: (index: number) => Odds): Odds {
    const keyed = this.network.keyed(step)
    if (keyed) return this.byKey(keyed, odds)
    if (step.edges.length === 1) return odds(0)
    return this.mixed(this.turnsOf(step), odds, node, step)
  }

  /** The target of each key. A request goes one of the ways, and where it fails that is how long it has taken before its next try. */
  byKey(keyed: Keyed, odds: (index: number) => Odds): Odds {
    const { turns } = this
    const shares = Array.from(keyed.shares)
    if (turns === null) return keyed.by(shares.map((_, i) => odds(i)))
    const beginMs = turns.nowMs
    let [failed, waited] = [0, 0]
    const each = turns.apart(shares.length, (i) => {
      turns.nowMs = beginMs
      const one = odds(i)
      const fails = shares[i]! * meanOf(restOf(totalOf(one)))
      failed += fails
      waited += fails * (turns.nowMs - beginMs)
      return one
    })
    turns.nowMs = failed > 0 ? beginMs + waited / failed : turns.nowMs
    return keyed.by(each)
  }

  /** Time passes for a request that is followed alone. */
  pass(ms: number): void {
    if (this.turns !== null) this.turns.nowMs += ms
  }

  /** Shares of turns at a chooser that does not look who lives: everybody's, unless all know. */
  turnsOf(step: SimStep): readonly number[] {
    if (!this.known.isWise || step.edges.every((_, i) => this.isUnreached(step, i)))
      return this.network.turns(step)
    return turnShares(
      step.edges.map((edge) => this.network.weight(edge)),
      (i) => !this.isUnreached(step, i),
    )
  }

  /** Each target's part of all; or the one target that a request meets which is followed alone. */
  mixed(
    shares: readonly number[],
    odds: (index: number) => Odds,
    node: number,
    chooser: object,
    how: Chance = 'turn',
  ): Odds {
    if (this.turns !== null) return odds(this.turns.pick(chooser, shares, how, this.known.ratePerSec(node)))
    return shares.reduce<Odds>(
      (sum, share, i) => (share === 0 ? sum : either(sum, partOf(share, odds(i)))),
      0,
    )
  }
}
