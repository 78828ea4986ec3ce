import { roundTripMs } from '../../model/place.ts'
import type { SimStep } from '../../sim/sim-model.ts'
import { CLASSES, type Network, READ, type Source, STATIC } from './network.ts'
import { after, both, either, type Odds, partOf, type Share, totalOf, waitOf, within } from './odds.ts'
import { noticeMs, promotionMs, resolverNoticeMs } from './times.ts'
import { roundOf, triesInTurn, turnShares } from './turns.ts'

/** What is gone: nodes by index. */
export interface Loss {
  readonly nodes: readonly number[]
  readonly isDead: Uint8Array
}

/** What comes of the requests of one class. */
export interface ClassOutcome {
  /** Share of all of them that succeeds. */
  readonly success: number
  /** Share that first waits for somebody who says nothing, and how long. */
  readonly waits: number
  readonly waitMs: number
}

/** What the walk cannot know by itself. */
export interface Knowledge {
  /** Share of the look-ups at a cache or CDN that hit, 0 to 1. */
  hitRatio(node: number): number
  /** Requests a second that choose among the targets of a node. */
  ratePerSec(node: number): number
  /** Everybody knows at once who is dead, whether or not anybody looks. */
  readonly isWise?: boolean
  /** Nobody waits for what is dead: it refuses. */
  readonly isPatient?: boolean
}

/** Later than anything that settles by itself. */
export const SETTLED_MS = Number.MAX_SAFE_INTEGER

export function lossOf(network: Network, nodes: readonly number[]): Loss {
  const isDead = new Uint8Array(network.size)
  for (const node of nodes) isDead[node] = 1
  return { nodes, isDead }
}

const GOOD = 1
const PRIMARY_ONLY = -1

/**
 * Walks the plans that the engine runs, with some nodes dead, at a time after their death: which share of a request gets
 * through. Capacity does not count. Each node is looked at once a class, so ways that join again cost nothing.
 */
export class Walk {
  readonly #network: Network
  readonly #known: Knowledge
  readonly #base: (Odds | undefined)[]
  readonly #values: (Odds | undefined)[]
  readonly #stamps: Int32Array
  readonly #affected: Int32Array
  #stamp = 0
  #loss: Loss
  #atMs = SETTLED_MS

  constructor(network: Network, known: Knowledge) {
    this.#network = network
    this.#known = known
    this.#base = new Array(network.size * CLASSES)
    this.#values = new Array(network.size * CLASSES)
    this.#stamps = new Int32Array(network.size * CLASSES)
    this.#affected = new Int32Array(network.size)
    this.#loss = lossOf(network, [])
  }

  /** What comes of a class after so many milliseconds; `SETTLED_MS` for once everything has settled. */
  outcome(requestClass: number, loss: Loss, atMs: number): ClassOutcome {
    this.#begin(loss, atMs)
    let [success, waits, waited, total] = [0, 0, 0, 0]
    for (const source of this.#network.sources) {
      const rate = source.rates[requestClass]!
      if (rate === 0) continue
      total += rate
      const odds = this.#source(source, requestClass)
      success += rate * meanOver(totalOf(odds), source.masses)
      const wait = waitOf(odds, (share) => meanOver(share, source.masses))
      waits += rate * wait.share
      waited += rate * wait.share * wait.ms
    }
    if (total === 0) return { success: 0, waits: 0, waitMs: 0 }
    return { success: success / total, waits: waits / total, waitMs: waits === 0 ? 0 : waited / waits }
  }

  /** Odds of what arrives at a node. */
  at(node: number, requestClass: number, loss: Loss, atMs: number): Odds {
    this.#begin(loss, atMs)
    return this.#arrive(node, requestClass)
  }

  #begin(loss: Loss, atMs: number): void {
    if (loss === this.#loss && atMs === this.#atMs && this.#stamp > 0) return
    this.#stamp++
    this.#loss = loss
    this.#atMs = atMs
    const queue = [...loss.nodes]
    for (const node of queue) {
      if (this.#affected[node] === this.#stamp) continue
      this.#affected[node] = this.#stamp
      queue.push(...this.#network.dependents[node]!)
    }
  }

  #isDead(node: number): boolean {
    return this.#loss.isDead[node] === 1
  }

  #arrive(node: number, requestClass: number): Odds {
    const at = node * CLASSES + requestClass
    const isAffected = this.#affected[node] === this.#stamp
    if (!isAffected) {
      this.#base[at] ??= this.#answer(node, requestClass)
      return this.#base[at]
    }
    if (this.#stamps[at] !== this.#stamp) {
      this.#values[at] = this.#answer(node, requestClass)
      this.#stamps[at] = this.#stamp
    }
    return this.#values[at]!
  }

  #answer(node: number, requestClass: number): Odds {
    const role = this.#network.roles[node]!
    if (role === 'edgeCache') return this.#edgeCache(node, requestClass)
    if (this.#isDead(node)) return 0
    const plan = this.#network.plan(node, requestClass)
    if (role === 'buffer') return GOOD
    if (plan === null) return 0
    if (role === 'balancer') return this.#balancer(node, plan[0]!, requestClass)
    return this.#steps(node, plan, requestClass)
  }

  // Sources and resolvers ---------------------------------------------------------------------------------------------

  #source(source: Source, requestClass: number): Odds {
    const plan = this.#network.plan(source.node, requestClass)
    if (plan === null) return 0
    const door = plan.at(-1)!
    const looked = plan.slice(0, -1).reduce<Odds>((odds, step) => both(odds, this.#lookUp(step)), GOOD)
    const limitMs = this.#network.number(source.node, 'timeoutMs')
    const doors = door.edges.map((edge, i) =>
      within(limitMs, both(looked, this.#door(source, door, edge, i, requestClass))),
    )
    const tries = 1 + this.#network.number(source.node, 'retries')
    const keyed = this.#network.keyed(door)
    if (keyed) return keyed.by(doors)
    return this.#inTurn(source.node, door, doors, tries, 0)
  }

  /** A resolver beside the path: answers that clients hold outlive it for a while. */
  #lookUp(step: SimStep): Odds {
    const resolver = this.#network.target(step.edges[0]!)
    return !this.#isDead(resolver) || this.#atMs < this.#network.number(resolver, 'ttlMs') ? GOOD : 0
  }

  #door(source: Source, step: SimStep, edge: number, index: number, requestClass: number): Odds {
    const target = this.#network.target(edge)
    if (this.#network.roles[target] === 'resolver') return this.#resolver(target, source, requestClass)
    return this.#send(step, index, requestClass)
  }

  #resolver(node: number, source: Source, requestClass: number): Odds {
    const step = this.#network.plan(node, requestClass)?.[0]
    if (step === undefined) return 0
    const isDead = this.#isDead(node)
    if (isDead && this.#atMs >= this.#network.number(node, 'ttlMs')) return 0
    const shares = resolverShares(this.#network, node, step, source.node, (i) => {
      const target = this.#network.target(step.edges[i]!)
      if (this.#known.isWise) return this.#isDead(target)
      const isKnown =
        !isDead && this.#atMs >= resolverNoticeMs(this.#network, node, this.#network.silent[target]!)
      return isKnown && this.#isDead(target)
    })
    return this.#mixed(shares, (i) => this.#arrive(this.#network.target(step.edges[i]!), requestClass))
  }

  // Forwarders --------------------------------------------------------------------------------------------------------

  #balancer(node: number, step: SimStep, requestClass: number): Odds {
    const network = this.#network
    const isOut = (i: number): boolean => this.#isEjected(node, network.target(step.edges[i]!))
    const left = step.edges.some((_, i) => !isOut(i))
    if (!left && network.params(node).failOpen !== true) return 0
    const usable = (i: number): boolean => !left || !isOut(i)
    const send = (i: number): Odds => this.#sendOrRetry(node, step, i, usable, requestClass)
    // A hash moves on along its ring where its target is out; where nobody is, it keeps to the key.
    const isWhole = step.edges.every((_, i) => usable(i))
    const keyed = network.keyed(step) ?? (isWhole ? network.hashed(step) : null)
    if (keyed) return keyed.by(step.edges.map((_, i) => send(i)))
    return this.#mixed(
      turnShares(
        step.edges.map((edge) => network.weight(edge)),
        usable,
      ),
      send,
    )
  }

  #isEjected(balancer: number, target: number): boolean {
    if (!this.#isDead(target)) return false
    const rate = this.#known.ratePerSec(balancer)
    return this.#known.isWise === true || this.#atMs >= noticeMs(this.#network, balancer, target, rate)
  }

  #sendOrRetry(
    node: number,
    step: SimStep,
    index: number,
    usable: (i: number) => boolean,
    requestClass: number,
  ): Odds {
    const tries = this.#network.number(node, 'retryNext')
    if (!this.#isUnreached(step, index) || tries === 0 || step.choice !== 'turn')
      return this.#send(step, index, requestClass)
    const others = step.edges.flatMap((_, i) => (i !== index && usable(i) ? [i] : []))
    const alive = others.filter((i) => !this.#isUnreached(step, i))
    if (alive.length === 0) return 0
    const waitMs = this.#waitMs(node, this.#leaderOf(step, index))
    const again = turnShares(
      step.edges.map((edge) => this.#network.weight(edge)),
      (i) => alive.includes(i),
    )
    const served = this.#mixed(again, (i) => this.#send(step, i, requestClass))
    // In turn, as many tries as there are dead ones are enough; by chance a dead one may be met again.
    const missed = (others.length - alive.length) / others.length
    const isSure = this.#network.params(node).policy === 'round-robin' && tries > others.length - alive.length
    let [open, odds]: [number, Odds] = [1, 0]
    for (let attempt = 1; attempt <= tries && open > 0; attempt++) {
      const gets = isSure && attempt === tries ? open : open * (1 - missed)
      odds = either(odds, partOf(gets, after(attempt * waitMs, served)))
      open -= gets
    }
    return odds
  }

  #edgeCache(node: number, requestClass: number): Odds {
    const params = this.#network.params(node)
    const step = this.#network.plan(node, requestClass)?.[0]
    if (this.#isDead(node) && params.originFallback !== true) return 0
    const isCached = requestClass === STATIC || (requestClass === READ && Number(params.apiTtlMs ?? 0) > 0)
    const hits = isCached && !this.#isDead(node) ? this.#known.hitRatio(node) : 0
    if (step === undefined) return hits
    const isRepeatable = requestClass === STATIC || requestClass === READ
    const tries = isRepeatable ? this.#network.number(node, 'originTries', 1) : 1
    const origins = step.edges.map((edge) => this.#arrive(this.#network.target(edge), requestClass))
    const waitMs = Math.max(...step.edges.map((edge) => this.#waitMs(node, this.#network.target(edge))))
    const fetched = this.#inTurn(node, step, origins, tries, waitMs)
    return hits === 0 ? fetched : either(hits, partOf(1 - hits, fetched))
  }

  /** Tries in turn over targets of which some fail. */
  #inTurn(node: number, step: SimStep, odds: readonly Odds[], tries: number, waitMs: number): Odds {
    const network = this.#network
    const weights = step.edges.map((edge) => network.weight(edge))
    if (tries === 1 || this.#known.isWise || odds.every((one) => one === odds[0] && (one === 0 || one === 1)))
      return this.#mixed(turnShares(weights, this.#usable(step)), (i) => odds[i]!)
    const delayMs = network.number(node, 'backoffMs') / 2 + network.model.edges[step.edges[0]!]!.latencyMs
    const others = (this.#known.ratePerSec(node) * Math.max(delayMs, waitMs)) / 1000
    const round = roundOf(weights)
    const byTry = overCells(odds.map(totalOf), (serves) => triesInTurn(round, serves, tries, others), tries)
    return byTry.reduce<Odds>((sum, share, attempt) => either(sum, after(attempt * waitMs, share)), 0)
  }

  // Steps of a plan ---------------------------------------------------------------------------------------------------

  #steps(node: number, plan: readonly SimStep[], requestClass: number): Odds {
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
    return this.#chosen(step, (i) => {
      const cache = this.#network.target(step.edges[i]!)
      if (this.#isDead(cache)) {
        const waited = after(this.#waitMs(node, cache), missed)
        return step.optional ? waited : 0
      }
      const hits = this.#known.hitRatio(cache)
      const through = this.#network.plan(cache, requestClass) ?? []
      // A living read-through cache fails where its data does, and nobody asks that once more.
      const rest = through.length > 0 ? both(this.#steps(cache, through, requestClass), hit) : missed
      return either(partOf(hits, hit), partOf(1 - hits, rest))
    })
  }

  #step(node: number, step: SimStep, requestClass: number): Odds {
    if (step.optional) return this.#optional(node, step)
    const isRead = step.op === 'dataGet' || step.op === 'dataScan'
    const once = this.#chosen(step, (i) =>
      isRead ? this.#read(node, step, i, requestClass) : this.#send(step, i, requestClass),
    )
    const limitMs = this.#network.number(node, 'callTimeoutMs', Number.POSITIVE_INFINITY)
    let odds = within(limitMs, once)
    for (let time = 1; time < step.times && odds !== 1 && odds !== 0; time++) odds = both(odds, once)
    return odds
  }

  #optional(node: number, step: SimStep): Odds {
    return this.#chosen(step, (i) => after(this.#waitMs(node, this.#network.target(step.edges[i]!)), GOOD))
  }

  /** A read of a database and its replicas: whoever refuses is passed over, except where only the primary may be read. */
  #read(node: number, step: SimStep, index: number, requestClass: number): Odds {
    const under = step.under[index]!
    const owner = this.#network.target(step.edges[index]!)
    if (under.length === 0) return this.#arrive(owner, requestClass)
    const leader = this.#leaderOf(step, index)
    if (step.ownWritesMs === PRIMARY_ONLY) return this.#isDead(leader) ? 0 : GOOD
    const members = [...under.map((edge) => this.#network.target(edge)), owner]
    const readers = members.filter((member) => member !== leader)
    const dead = readers.filter((member) => this.#isDead(member))
    if (dead.length === readers.length && this.#isDead(leader)) return 0
    const waitMs = Math.max(...dead.map((member) => this.#waitMs(node, member)), 0)
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

  /** A call to a target of a step: to whoever leads now, where it is a database with replicas. */
  #send(step: SimStep, index: number, requestClass: number): Odds {
    if (step.under[index]!.length === 0)
      return this.#arrive(this.#network.target(step.edges[index]!), requestClass)
    return this.#isDead(this.#leaderOf(step, index)) ? 0 : GOOD
  }

  #isUnreached(step: SimStep, index: number): boolean {
    return this.#isDead(this.#leaderOf(step, index))
  }

  /** Who leads the database of a step's target at this time; the target itself where it stands alone. */
  #leaderOf(step: SimStep, index: number): number {
    const owner = this.#network.target(step.edges[index]!)
    if (step.under[index]!.length === 0 || !this.#isDead(owner)) return owner
    if (this.#atMs < promotionMs(this.#network, owner)) return owner
    return this.#network.replicasOf[owner]!.find((replica) => !this.#isDead(replica)) ?? owner
  }

  /** How long a caller waits for a target before it gives up; 0 where that answers or refuses. */
  #waitMs(caller: number, target: number): number {
    if (!this.#isDead(target) || !this.#network.silent[target] || this.#known.isPatient) return 0
    const connectMs = this.#network.number(caller, 'connectMs', 5000)
    return Math.min(connectMs, this.#network.number(caller, 'callTimeoutMs', Number.POSITIVE_INFINITY))
  }

  /** One target of a step, by the key or in turn. */
  #chosen(step: SimStep, odds: (index: number) => Odds): Odds {
    const keyed = this.#network.keyed(step)
    if (keyed) return keyed.by(step.edges.map((_, i) => odds(i)))
    if (step.edges.length === 1) return odds(0)
    const weights = step.edges.map((edge) => this.#network.weight(edge))
    return this.#mixed(turnShares(weights, this.#usable(step)), odds)
  }

  /** Whose turn it may be at a chooser that does not look: everybody's, unless all know. */
  #usable(step: SimStep): (index: number) => boolean {
    if (!this.#known.isWise || step.edges.every((_, i) => this.#isUnreached(step, i))) return () => true
    return (i) => !this.#isUnreached(step, i)
  }

  #mixed(shares: readonly number[], odds: (index: number) => Odds): Odds {
    return shares.reduce<Odds>(
      (sum, share, i) => (share === 0 ? sum : either(sum, partOf(share, odds(i)))),
      0,
    )
  }
}

const meanOver = (share: Share, masses: Float64Array): number =>
  typeof share === 'number' ? share : share.reduce((sum, one, cell) => sum + one * masses[cell]!, 0)

/** Does something to each cell of shares. */
function overCells(shares: readonly Share[], by: (one: number[]) => number[], length: number): Share[] {
  const cells = shares.find((share) => typeof share !== 'number')
  if (cells === undefined) return by(shares as number[])
  const columns = Array.from({ length }, () => new Float64Array((cells as Float64Array).length))
  for (let cell = 0; cell < columns[0]!.length; cell++) {
    const ones = by(shares.map((share) => (typeof share === 'number' ? share : share[cell]!)))
    ones.forEach((one, i) => {
      columns[i]![cell] = one
    })
  }
  return columns
}

/** Share of a resolver's answers that each target gets, by its policy, for the users of one client. */
export function resolverShares(
  network: Network,
  node: number,
  step: SimStep,
  client: number,
  isOut: (index: number) => boolean,
): number[] {
  const weights = step.edges.map((edge) => network.weight(edge))
  const left = weights.some((_, i) => !isOut(i))
  const usable = (i: number): boolean => !left || !isOut(i)
  const { policy } = network.params(node)
  if (policy === 'simple')
    return turnShares(
      weights.map(() => 1),
      usable,
    )
  if (policy === 'failover') {
    const best = weights.reduce(
      (top, weight, i) => (usable(i) && (top < 0 || weight > weights[top]!) ? i : top),
      -1,
    )
    return weights.map((_, i) => (i === best ? 1 : 0))
  }
  if (policy !== 'geo') return turnShares(weights, usable)
  const here = network.model.nodes[client]!.place
  const distances = step.edges.map((edge) => {
    const there = network.model.nodes[network.target(edge)]!.place
    return here < 0 || there < 0 ? Number.MAX_VALUE : roundTripMs(here, there)
  })
  const least = Math.min(...distances.filter((_, i) => usable(i)))
  return turnShares(weights, (i) => usable(i) && distances[i] === least)
}
