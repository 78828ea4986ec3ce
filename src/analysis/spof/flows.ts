import type { SimStep } from '../../sim/core/sim-model.ts'
import { flowAt, workMs } from './capacity.ts'
import { type Loss, lossOf, SETTLED_MS } from './loss.ts'
import type { Knowledge } from './moment.ts'
import { CLASSES, type Network, READ, type Source, STATIC } from './network.ts'
import { resolverShares } from './resolver-shares.ts'
import { noticeMs, promotionMs, resolverNoticeMs } from './times.ts'
import { turnShares } from './turns.ts'

/** What flows where. */
export interface Flows {
  /** Requests a second by node and class (`flowAt`). */
  readonly rates: Float64Array
  /** Milliseconds of work a second by node. */
  readonly work: Float64Array
}

/** Walks the offered load through the plans, as requests go once choosers have noticed who is dead. */
export class FlowWalk {
  readonly #network: Network
  readonly #hitRatio: Knowledge['hitRatio']
  readonly #none: Loss
  readonly #base: Flows
  readonly #isTouched: Uint8Array
  #touched: number[] = []
  readonly #isChooser: Uint8Array
  readonly #change: Flows
  /** Work of a node on a request by class, and on a read without an index in the last column. */
  readonly #workMs: Float64Array
  #loss: Loss
  #into: Flows
  /** What is emitted is added, or taken away. */
  #sign = 1

  constructor(network: Network, hitRatio: Knowledge['hitRatio']) {
    this.#network = network
    this.#hitRatio = hitRatio
    this.#none = lossOf(network, [])
    this.#loss = this.#none
    this.#base = emptyFlows(network)
    this.#into = this.#base
    this.#isTouched = new Uint8Array(network.size)
    this.#isChooser = new Uint8Array(network.size)
    this.#change = emptyFlows(network)
    this.#workMs = workTable(network)
    for (const source of network.sources) this.#from(source)
    for (const node of network.order) this.#through(node, this.#base.rates)
  }

  /** While nothing is lost. */
  get flows(): Flows {
    return this.#base
  }

  /** Nodes at which the last loss changed something, by index. */
  get changed(): readonly number[] {
    return this.#touched.sort((a, b) => a - b)
  }

  /**
   * How much more or less flows at each node after a loss. Only those who choose among the dead send otherwise; from there on
   * the difference alone is followed, so that a loss costs what it touches. The next loss writes over it.
   */
  changeAfter(loss: Loss): Flows {
    const network = this.#network
    const change = this.#change
    for (const node of this.#touched) {
      change.rates.fill(0, flowAt(node, 0), flowAt(node, CLASSES))
      change.work[node] = 0
      this.#isTouched[node] = 0
    }
    this.#touched = []
    this.#into = change
    const isChooser = this.#isChooser
    isChooser.fill(0)
    for (const node of loss.nodes)
      for (const chooser of network.dependents[node]!) {
        isChooser[chooser] = 1
        if (network.roles[chooser] !== 'resolver') continue
        for (const client of network.dependents[chooser]!) isChooser[client] = 1
      }
    for (const source of network.sources)
      if (isChooser[source.node] === 1) this.#twice(loss, () => this.#from(source))
    for (const node of network.order) {
      if (loss.isDead[node] === 1 || isChooser[node] === 1) this.#differently(node, loss, change)
      else if (this.#isTouched[node] === 1) this.#through(node, change.rates)
    }
    this.#loss = this.#none
    this.#sign = 1
    return change
  }

  #differently(node: number, loss: Loss, change: Flows): void {
    const rates = new Float64Array(CLASSES)
    for (let c = 0; c < CLASSES; c++)
      rates[c] = this.#base.rates[flowAt(node, c)]! + change.rates[flowAt(node, c)]!
    this.#loss = this.#none
    this.#sign = -1
    this.#through(node, this.#base.rates)
    this.#loss = loss
    this.#sign = 1
    this.#emit(node, rates)
    this.#loss = this.#none
  }

  /** What is sent after a loss, less what is sent before it. */
  #twice(loss: Loss, send: () => void): void {
    this.#sign = -1
    send()
    this.#sign = 1
    this.#loss = loss
    send()
    this.#loss = this.#none
  }

  #from(source: Source): void {
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
  #through(node: number, rates: Float64Array): void {
    this.#emit(node, rates.subarray(flowAt(node, 0), flowAt(node, CLASSES)))
  }

  #emit(node: number, rates: Float64Array): void {
    if (this.#isDead(node) && !this.#isBypassed(node)) return
    const role = this.#network.roles[node]
    if (role === 'source' || role === 'resolver') return
    for (const requestClass of this.#network.flowing) {
      const rate = rates[requestClass]!
      const plan = rate === 0 ? null : this.#network.plan(node, requestClass)
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
    this.#touch(node)
    this.#into.rates[flowAt(node, requestClass)]! += this.#sign * rate
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
    const isWhole = this.#loss.nodes.length === 0 || !step.edges.some((_, i) => isOut(i))
    const left = isWhole || step.edges.some((_, i) => !isOut(i))
    const shares = isWhole
      ? network.turns(step)
      : turnShares(
          step.edges.map((edge) => network.weight(edge)),
          (i) => !left || !isOut(i),
        )
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
    const isDead = this.#isDead(node)
    if (isDead && !this.#isBypassed(node)) return
    const { rates, work } = this.#into
    this.#touch(node)
    rates[flowAt(node, requestClass)]! += this.#sign * rate
    if (!isDead)
      work[node]! += this.#sign * rate * this.#workMs[node * COLUMNS + (scan ? CLASSES : requestClass)]!
  }

  #touch(node: number): void {
    if (this.#isTouched[node] === 1) return
    this.#isTouched[node] = 1
    this.#touched.push(node)
  }

  /** Parts of a rate by the key or in turn. */
  #spread(step: SimStep, rate: number, to: (index: number, part: number) => void): void {
    if (step.edges.length === 1) {
      to(0, rate)
      return
    }
    const shares = this.#network.keyed(step)?.shares ?? this.#network.turns(step)
    shares.forEach((share, i) => {
      if (share > 0 && rate !== 0) to(i, rate * share)
    })
  }
}

/** Requests a second of all classes that arrive at a node. */
export function arrivingAt({ rates }: Flows, node: number): number {
  let sum = 0
  for (let c = 0; c < CLASSES; c++) sum += rates[flowAt(node, c)]!
  return sum
}

const emptyFlows = (network: Network): Flows => ({
  rates: new Float64Array(network.size * CLASSES),
  work: new Float64Array(network.size),
})

const COLUMNS = CLASSES + 1

function workTable(network: Network): Float64Array {
  const table = new Float64Array(network.size * COLUMNS)
  for (let node = 0; node < network.size; node++) {
    for (let c = 0; c < CLASSES; c++) table[node * COLUMNS + c] = workMs(network, node, c, false)
    table[node * COLUMNS + CLASSES] = workMs(network, node, READ, true)
  }
  return table
}
