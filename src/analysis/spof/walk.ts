import { Attempts } from './attempts.ts'
import { Balancers } from './balancers.ts'
import { EdgeCaches } from './edge-caches.ts'
import { type Loss, SETTLED_MS } from './loss.ts'
import { GOOD, type Knowledge, Moment } from './moment.ts'
import { CLASSES, type Network } from './network.ts'
import { meanOver, type Odds, totalOf, waitOf } from './odds.ts'
import { PlanSteps } from './plan-steps.ts'

/** What comes of the requests of one class. */
export interface ClassOutcome {
  /** Share of all of them that succeeds. */
  readonly success: number
  /** Share that first waits for somebody who says nothing, and how long. */
  readonly waits: number
  readonly waitMs: number
}

/**
 * Walks the plans that the engine runs, with some nodes dead, at a time after their death: which share of a request gets
 * through. Capacity does not count. Each node is looked at once a class, so ways that join again cost nothing.
 */
export class Walk {
  readonly #network: Network
  readonly #moment: Moment
  readonly #attempts: Attempts
  readonly #balancers: Balancers
  readonly #edgeCaches: EdgeCaches
  readonly #steps: PlanSteps
  readonly #base: (Odds | undefined)[]
  readonly #values: (Odds | undefined)[]
  readonly #stamps: Int32Array
  readonly #affected: Int32Array
  #stamp = 0

  constructor(network: Network, known: Knowledge) {
    this.#network = network
    this.#moment = new Moment(network, known, (node, requestClass) => this.#arrive(node, requestClass))
    this.#attempts = new Attempts(this.#moment)
    this.#balancers = new Balancers(this.#moment)
    this.#edgeCaches = new EdgeCaches(this.#moment)
    this.#steps = new PlanSteps(this.#moment)
    this.#base = new Array(network.size * CLASSES)
    this.#values = new Array(network.size * CLASSES)
    this.#stamps = new Int32Array(network.size * CLASSES)
    this.#affected = new Int32Array(network.size)
  }

  /** What comes of a class after so many milliseconds; `SETTLED_MS` for once everything has settled. */
  outcome(requestClass: number, loss: Loss, atMs: number): ClassOutcome {
    this.#begin(loss, atMs)
    let [success, waits, waited, total] = [0, 0, 0, 0]
    for (const source of this.#network.sources) {
      const rate = source.rates[requestClass]!
      if (rate === 0) continue
      total += rate
      const odds = this.#attempts.of(source, requestClass)
      success += rate * meanOver(totalOf(odds), source.masses)
      const wait = waitOf(odds, (share) => meanOver(share, source.masses))
      waits += rate * wait.share
      waited += rate * wait.share * wait.ms
    }
    if (total === 0) return { success: 0, waits: 0, waitMs: 0 }
    return { success: success / total, waits: waits / total, waitMs: waits === 0 ? 0 : waited / waits }
  }

  /** Share of the requests of one source that succeeds once all has settled. */
  ofSource(node: number, requestClass: number, loss: Loss): number {
    this.#begin(loss, SETTLED_MS)
    const source = this.#network.sources.find((one) => one.node === node)
    return source ? meanOver(totalOf(this.#attempts.of(source, requestClass)), source.masses) : 1
  }

  /** Odds of what arrives at a node. */
  at(node: number, requestClass: number, loss: Loss, atMs: number): Odds {
    this.#begin(loss, atMs)
    return this.#arrive(node, requestClass)
  }

  #begin(loss: Loss, atMs: number): void {
    if (loss === this.#moment.loss && atMs === this.#moment.atMs && this.#stamp > 0) return
    this.#stamp++
    this.#moment.loss = loss
    this.#moment.atMs = atMs
    const queue = [...loss.nodes]
    for (const node of queue) {
      if (this.#affected[node] === this.#stamp) continue
      this.#affected[node] = this.#stamp
      queue.push(...this.#network.dependents[node]!)
    }
  }

  #arrive(node: number, requestClass: number): Odds {
    const at = node * CLASSES + requestClass
    const isAffected = this.#affected[node] === this.#stamp
    if (!isAffected) {
      if (this.#base[at] === undefined) {
        const turns = this.#moment.turns
        this.#moment.turns = null
        this.#base[at] = this.#answer(node, requestClass)
        this.#moment.turns = turns
      }
      // Others take their turns while it works.
      this.#moment.pass(this.#moment.known.latencyMs(node, requestClass))
      return this.#base[at]
    }
    if (this.#moment.turns !== null) {
      if (!this.#moment.isDead(node)) this.#moment.pass(this.#moment.known.ownMs(node, requestClass))
      return this.#answer(node, requestClass)
    }
    if (this.#stamps[at] !== this.#stamp) {
      this.#values[at] = this.#answer(node, requestClass)
      this.#stamps[at] = this.#stamp
    }
    return this.#values[at]!
  }

  #answer(node: number, requestClass: number): Odds {
    const role = this.#network.roles[node]!
    if (role === 'edgeCache') return this.#edgeCaches.of(node, requestClass)
    if (this.#moment.isDead(node)) return 0
    const plan = this.#network.plan(node, requestClass)
    if (role === 'buffer') return GOOD
    if (plan === null) return 0
    if (role === 'balancer') return this.#balancers.of(node, plan[0]!, requestClass)
    return this.#steps.of(node, plan, requestClass)
  }
}
