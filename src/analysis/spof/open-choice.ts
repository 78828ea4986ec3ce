import { exp } from '../../sim/core/arithmetic.ts'
import type { SimStep } from '../../sim/core/sim-model.ts'
import type { Moment } from './moment.ts'
import { either, type Odds, partOf } from './odds.ts'
import { openShares } from './turns.ts'

/** A balancer that prefers whoever has the fewest calls open, and does not look who lives. */
interface Blind {
  readonly node: number
  readonly step: SimStep
  /** Targets among which it chooses, as indices of the step's edges, and how long a call at each of them is open. */
  readonly those: readonly number[]
  readonly openMs: readonly number[]
  /** Share that each of the step's targets gets. */
  readonly drawn: readonly number[]
}

/** Who has the fewest calls open draws them: those who refuse at once, while nobody looks whether they live. */
export class OpenChoice {
  readonly #moment: Moment
  /** What has been found at the present moment, by step and by who may be chosen: a request that is followed comes by often. */
  #known = new Map<SimStep, Map<string, Blind | null>>()
  #loss: Moment['loss'] | null = null
  #atMs = 0

  constructor(moment: Moment) {
    this.#moment = moment
  }

  /** Null where it chooses by something else, or has nobody dead among the living. */
  of(node: number, step: SimStep, usable: (index: number) => boolean): Blind | null {
    const { policy, healthChecks } = this.#moment.network.params(node)
    const isOpen = policy === 'least-connections' || policy === 'two-choices'
    if (!isOpen || healthChecks === true) return null
    const those = [...step.edges.keys()].filter(usable)
    const known = this.#knownOf(step)
    const name = those.join()
    let blind = known.get(name)
    if (blind === undefined) {
      blind = this.#found(node, step, those)
      known.set(name, blind)
    }
    return blind
  }

  #knownOf(step: SimStep): Map<string, Blind | null> {
    const { loss, atMs } = this.#moment
    if (loss !== this.#loss || atMs !== this.#atMs) this.#known.clear()
    this.#loss = loss
    this.#atMs = atMs
    let known = this.#known.get(step)
    if (known === undefined) {
      known = new Map()
      this.#known.set(step, known)
    }
    return known
  }

  #found(node: number, step: SimStep, those: readonly number[]): Blind | null {
    const { policy } = this.#moment.network.params(node)
    const dead = those.filter((i) => this.#moment.isUnreached(step, i)).length
    if (dead === 0 || dead === those.length) return null
    const openMs = those.map((i) => this.#openMs(node, step, i))
    const shares = openShares(openMs, this.#moment.known.ratePerSec(node), policy === 'two-choices')
    return { node, step, those, openMs, drawn: step.edges.map((_, i) => shares[those.indexOf(i)] ?? 0) }
  }

  /** What comes of a request; `shares` are those of turns, which decide between equals. */
  mixed(blind: Blind, shares: readonly number[], send: (index: number) => Odds): Odds {
    const { node, step, drawn } = blind
    if (this.#moment.network.params(node).policy === 'two-choices')
      return this.#moment.mixed(drawn, send, node, step, 'chance')
    if (this.#moment.turns !== null)
      return this.#moment.mixed(shares, (i) => send(this.#leastOpen(blind, i)), node, step)
    return this.#moment.mixed(shares, this.#drawnAway(blind, shares, send), node, step)
  }

  #openMs(node: number, step: SimStep, index: number): number {
    const { network, known } = this.#moment
    const target = this.#moment.leaderOf(step, index)
    const wayMs = network.model.edges[step.edges[index]!]!.latencyMs
    return wayMs + (this.#moment.isDead(target) ? this.#moment.waitMs(node, target) : known.busyMs(target))
  }

  /** In turn; but whoever is busy loses some of its turns to the dead, who never are. */
  #drawnAway(
    { step, drawn }: Blind,
    shares: readonly number[],
    send: (index: number) => Odds,
  ): (index: number) => Odds {
    const dead = [...shares.keys()].filter((i) => shares[i]! > 0 && this.#moment.isUnreached(step, i))
    const sum = (of: readonly number[]): number => dead.reduce((all, i) => all + of[i]!, 0)
    const turns = sum(shares)
    const lost = Math.max(0, Math.min(1, (sum(drawn) - turns) / Math.max(1e-9, 1 - turns)))
    return (i) =>
      dead.includes(i) ? send(i) : either(partOf(1 - lost, send(i)), partOf(lost, send(dead[0]!)))
  }

  /** From the one whose turn it is on, the first one that has nothing open; itself where all have. */
  #leastOpen({ node, step, those, openMs, drawn }: Blind, first: number): number {
    const turns = this.#moment.turns!
    const begin = those.indexOf(first)
    const perMs = this.#moment.known.ratePerSec(node) / 1000
    const edgeOf = (index: number): object => this.#moment.network.model.edges[step.edges[index]!]!
    for (let i = 0; i < those.length; i++) {
      const at = (begin + i) % those.length
      const index = those[at]!
      const busy = 1 - exp(-Math.min(500, drawn[index]! * perMs * openMs[at]!))
      if (turns.isSo(edgeOf(index), busy, openMs[at]!)) continue
      // Whoever gives up on a silent one leaves it idle, and meets it so at the next try.
      if (this.#moment.isUnreached(step, index)) turns.note(edgeOf(index), false, openMs[at]!)
      return index
    }
    return first
  }
}
