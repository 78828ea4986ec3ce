import type { SimStep } from '../../sim/sim-model.ts'
import { flowAt, workMs } from './capacity.ts'
import { CLASSES, type Network, READ, type Source, STATIC } from './network.ts'
import { noticeMs, promotionMs, resolverNoticeMs } from './times.ts'
import { turnShares } from './turns.ts'
import { type Knowledge, type Loss, resolverShares, SETTLED_MS } from './walk.ts'

/** What flows where, once all has settled after a loss. */
export interface Flows {
  /** Requests a second by node and class (`flowAt`). */
  readonly rates: Float64Array
  /** Milliseconds of work a second by node. */
  readonly work: Float64Array
}

/** Walks the offered load through the plans, as requests go once choosers have noticed who is dead. */
export function flowsAfter(network: Network, hitRatio: Knowledge['hitRatio'], loss: Loss): Flows {
  const walk = new FlowWalk(network, hitRatio, loss)
  for (const source of network.sources) walk.from(source)
  for (const node of network.order) walk.through(node)
  return { rates: walk.rates, work: walk.work }
}

class FlowWalk {
  readonly rates: Float64Array
  readonly work: Float64Array
  readonly #network: Network
  readonly #hitRatio: Knowledge['hitRatio']
  readonly #loss: Loss

  constructor(network: Network, hitRatio: Knowledge['hitRatio'], loss: Loss) {
    this.#network = network
    this.#hitRatio = hitRatio
    this.#loss = loss
    this.rates = new Float64Array(network.size * CLASSES)
    this.work = new Float64Array(network.size)
  }

  from(source: Source): void {
    const network = this.#network
    for (const requestClass of network.classes) {
      const step = network.plan(source.node, requestClass)?.at(-1)
      const rate = source.rates[requestClass]!
      if (!step || rate === 0) continue
      this.#spread(step, rate, (i, part) => {
        const target = network.target(step.edges[i]!)
        if (network.roles[target] === 'resolver') this.#resolve(target, source, requestClass, part)
        else this.#send(step, i, requestClass, part, false)
      })
    }
  }

  /** Sends on what has arrived at a node; callers come first. */
  through(node: number): void {
    if (this.#isDead(node) && !this.#isBypassed(node)) return
    const role = this.#network.roles[node]!
    if (role === 'source' || role === 'resolver') return
    for (let requestClass = 0; requestClass < CLASSES; requestClass++) {
      const rate = this.rates[flowAt(node, requestClass)]!
      const plan = rate > 0 ? this.#network.plan(node, requestClass) : null
      if (!plan) continue
      if (role === 'edgeCache') this.#fetch(node, plan[0], requestClass, rate)
      else if (role === 'balancer') this.#balance(node, plan[0]!, requestClass, rate)
      else if (role === 'buffer') this.#consume(plan[0]!, requestClass, rate)
      else this.#steps(plan, requestClass, rate)
    }
  }

  #isDead(node: number): boolean {
    return this.#loss.isDead[node] === 1
  }

  /** A dead CDN whose requests go straight to the origin. */
  #isBypassed(node: number): boolean {
    return this.#network.roles[node] === 'edgeCache' && this.#network.params(node).originFallback === true
  }

  #resolve(node: number, source: Source, requestClass: number, rate: number): void {
    const network = this.#network
    const step = network.plan(node, requestClass)?.[0]
    if (!step || this.#isDead(node)) return
    const shares = resolverShares(network, node, step, source.node, (i) => {
      const target = network.target(step.edges[i]!)
      return this.#isDead(target) && resolverNoticeMs(network, node, false) < SETTLED_MS
    })
    this.rates[flowAt(node, requestClass)]! += rate
    shares.forEach((share, i) => {
      if (share > 0) this.#send(step, i, requestClass, rate * share, false)
    })
  }

  #fetch(node: number, step: SimStep | undefined, requestClass: number, rate: number): void {
    if (!step) return
    const isCached =
      requestClass === STATIC ||
      (requestClass === READ && Number(this.#network.params(node).apiTtlMs ?? 0) > 0)
    const hits = isCached && !this.#isDead(node) ? this.#hitRatio(node) : 0
    this.#spread(step, rate * (1 - hits), (i, part) => this.#send(step, i, requestClass, part, false))
  }

  #balance(node: number, step: SimStep, requestClass: number, rate: number): void {
    const network = this.#network
    const isOut = (i: number): boolean => {
      const target = network.target(step.edges[i]!)
      return this.#isDead(target) && noticeMs(network, node, target) < SETTLED_MS
    }
    const keyed = network.keyed(step)
    if (keyed) {
      keyed.shares.forEach((share, i) => {
        this.#send(step, i, requestClass, rate * share, false)
      })
      return
    }
    const left = step.edges.some((_, i) => !isOut(i))
    const weights = step.edges.map((edge) => network.weight(edge))
    const shares = turnShares(weights, (i) => !left || !isOut(i))
    shares.forEach((share, i) => {
      if (share > 0) this.#send(step, i, requestClass, rate * share, false)
    })
    if (network.number(node, 'retryNext') > 0) this.#again(step, shares, requestClass, rate)
  }

  /** What a dead target refuses is tried at the living ones. */
  #again(step: SimStep, shares: readonly number[], requestClass: number, rate: number): void {
    const isGone = (i: number): boolean => this.#isDead(this.#network.target(step.edges[i]!))
    const refused = shares.reduce((sum, share, i) => sum + (isGone(i) ? share : 0), 0)
    if (refused === 0) return
    const weights = step.edges.map((edge) => this.#network.weight(edge))
    turnShares(weights, (i) => !isGone(i)).forEach((share, i) => {
      if (share > 0) this.#send(step, i, requestClass, rate * refused * share, false)
    })
  }

  /** Whoever lives of the consumers takes what there is. */
  #consume(step: SimStep, requestClass: number, rate: number): void {
    const living = step.edges.filter((edge) => !this.#isDead(this.#network.target(edge)))
    for (const edge of living)
      this.#arrive(this.#network.target(edge), requestClass, rate / living.length, false)
  }

  #steps(plan: readonly SimStep[], requestClass: number, rate: number): void {
    let left = rate
    for (let i = 0; i < plan.length; i++) {
      const step = plan[i]!
      if (step.op === 'cacheGet') left = this.#lookUp(step, requestClass, left)
      else if (step.op === 'dataGet' || step.op === 'dataScan')
        this.#read(step, requestClass, left * step.times)
      else this.#spread(step, left, (index, part) => this.#send(step, index, requestClass, part, false))
    }
  }

  /** What is looked up in a cache; gives what goes on to the data. */
  #lookUp(step: SimStep, requestClass: number, rate: number): number {
    let missed = 0
    this.#spread(step, rate, (i, part) => {
      const cache = this.#network.target(step.edges[i]!)
      if (this.#isDead(cache)) {
        missed += part
        return
      }
      this.#arrive(cache, requestClass, part, false)
      const through = this.#network.plan(cache, requestClass) ?? []
      const misses = part * (1 - this.#hitRatio(cache))
      if (through.length === 0) missed += misses
      else for (const behind of through) this.#read(behind, requestClass, misses * behind.times)
    })
    return missed
  }

  /** Reads go to the living replicas evenly, to the primary where there is none. */
  #read(step: SimStep, requestClass: number, rate: number): void {
    const scan = step.op === 'dataScan'
    this.#spread(step, rate, (i, part) => {
      const readers = this.#readersOf(step, i)
      for (const reader of readers) this.#arrive(reader, requestClass, part / readers.length, scan)
    })
  }

  #readersOf(step: SimStep, index: number): number[] {
    const leader = this.#leaderOf(step, index)
    const under = step.under[index]!.map((edge) => this.#network.target(edge))
    if (under.length === 0 || step.ownWritesMs < 0) return [leader]
    const owner = this.#network.target(step.edges[index]!)
    const living = [...under, owner].filter((member) => member !== leader && !this.#isDead(member))
    return living.length > 0 ? living : [leader]
  }

  #leaderOf(step: SimStep, index: number): number {
    const owner = this.#network.target(step.edges[index]!)
    if (step.under[index]!.length === 0 || !this.#isDead(owner)) return owner
    if (promotionMs(this.#network, owner) >= SETTLED_MS) return owner
    return this.#network.replicasOf[owner]!.find((replica) => !this.#isDead(replica)) ?? owner
  }

  #send(step: SimStep, index: number, requestClass: number, rate: number, scan: boolean): void {
    this.#arrive(this.#leaderOf(step, index), requestClass, rate, scan)
  }

  #arrive(node: number, requestClass: number, rate: number, scan: boolean): void {
    if (this.#isDead(node)) {
      if (this.#isBypassed(node)) this.rates[flowAt(node, requestClass)]! += rate
      return
    }
    this.rates[flowAt(node, requestClass)]! += rate
    this.work[node]! += rate * workMs(this.#network, node, requestClass, scan)
  }

  /** Parts of a rate by the key or in turn. */
  #spread(step: SimStep, rate: number, to: (index: number, part: number) => void): void {
    const keyed = this.#network.keyed(step)
    const shares = keyed
      ? keyed.shares
      : turnShares(
          step.edges.map((edge) => this.#network.weight(edge)),
          () => true,
        )
    shares.forEach((share, i) => {
      if (share > 0 && rate > 0) to(i, rate * share)
    })
  }
}
