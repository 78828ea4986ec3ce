import { roundTripMs } from '../../model/place.ts'
import type { SimStep } from '../../sim/sim-model.ts'
import type { HitCase } from './hit-ratios.ts'
import { CLASSES, type Network, READ, type Source, STATIC } from './network.ts'
import {
  after,
  both,
  either,
  type Odds,
  partOf,
  restOf,
  type Share,
  timesShare,
  totalOf,
  waitOf,
  within,
} from './odds.ts'
import { noticeMs, passiveOf, promotionMs, resolverNoticeMs } from './times.ts'
import { type Chance, openShares, Turns, turnShares } from './turns.ts'

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
  /** Mean time of a call at a node. */
  latencyMs(node: number, requestClass: number): number
  /** Its own work in that. */
  ownMs(node: number, requestClass: number): number
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
/** Requests that are followed one by one where their tries hang on one another. */
const REQUESTS_FOLLOWED = 144

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
  /** Where single requests are followed with all their tries; null while shares are reckoned with. */
  #turns: Turns | null = null
  readonly #theTurns = new Turns()

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

  /** Share of the requests of one source that succeeds once all has settled. */
  ofSource(node: number, requestClass: number, loss: Loss): number {
    this.#begin(loss, SETTLED_MS)
    const source = this.#network.sources.find((one) => one.node === node)
    return source ? meanOver(totalOf(this.#source(source, requestClass)), source.masses) : 1
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
      if (this.#base[at] === undefined) {
        const turns = this.#turns
        this.#turns = null
        this.#base[at] = this.#answer(node, requestClass)
        this.#turns = turns
      }
      // Others take their turns while it works.
      if (this.#turns !== null) this.#turns.nowMs += this.#known.latencyMs(node, requestClass)
      return this.#base[at]
    }
    if (this.#turns !== null) {
      if (!this.#isDead(node)) this.#turns.nowMs += this.#known.ownMs(node, requestClass)
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
    const once = this.#attempt(source, plan, requestClass)
    const tries = 1 + this.#network.number(source.node, 'retries')
    const isCertain = once === 0 || once === 1
    const isSingle = tries === 1 && !this.#network.repeats[requestClass]
    return isCertain || isSingle || this.#known.isWise
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
      ? keyed.by(door.edges.map((_, i) => behind(i)))
      : this.#mixed(this.#turnsOf(door), behind, source.node, door)
    return within(network.number(source.node, 'timeoutMs'), both(looked, doors))
  }

  /** Single requests with all their tries: what the second one meets hangs on the first. */
  #followed(source: Source, plan: readonly SimStep[], requestClass: number, tries: number): Odds {
    const turns = this.#theTurns
    this.#turns = turns
    let [first, all]: [Odds, Odds] = [0, 0]
    let retries = 0
    for (let request = 0; request < REQUESTS_FOLLOWED; request++) {
      turns.begin(request)
      let open: Share = 1
      for (let attempt = 0; attempt < tries; attempt++) {
        if (attempt > 0) retries += meanOver(open, source.masses)
        const odds = this.#attempt(source, plan, requestClass)
        const part = partOf(timesShare(open, 1 / REQUESTS_FOLLOWED), odds)
        if (attempt === 0) first = either(first, part)
        all = either(all, part)
        open = timesShare(open, restOf(totalOf(odds)))
        if (open === 0) break
        turns.nowMs += this.#pauseMs(source, attempt)
      }
    }
    this.#turns = null
    return this.#budgeted(source, first, all, retries / REQUESTS_FOLLOWED)
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
    return !this.#isDead(resolver) || this.#atMs < this.#network.number(resolver, 'ttlMs') ? GOOD : 0
  }

  #door(source: Source, step: SimStep, edge: number, index: number, requestClass: number): Odds {
    const target = this.#network.target(edge)
    if (this.#network.roles[target] === 'resolver') return this.#resolver(target, source, requestClass)
    return this.#send(source.node, step, index, requestClass)
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
    // A user holds an answer as long as it is valid.
    return this.#mixed(
      shares,
      (i) => this.#arrive(this.#network.target(step.edges[i]!), requestClass),
      node,
      step,
      'user',
    )
  }

  // Forwarders --------------------------------------------------------------------------------------------------------

  #balancer(node: number, step: SimStep, requestClass: number): Odds {
    const isOut = (i: number): boolean => this.#isEjected(node, this.#network.target(step.edges[i]!))
    const probed = this.#balanced(node, step, isOut, requestClass)
    const passive = this.#passive(node, step, isOut)
    if (passive === 0 || probed === GOOD) return probed
    // For a share of the time what requests have shown keeps the dead ones out as well.
    const isShown = (i: number): boolean => isOut(i) || this.#isUnreached(step, i)
    const shares = [passive, 1 - passive]
    const odds = (i: number): Odds => (i === 1 ? probed : this.#balanced(node, step, isShown, requestClass))
    return this.#mixed(shares, odds, node, shares, 'user')
  }

  /** Share of the time that a balancer keeps out whom its requests have shown to be dead. */
  #passive(node: number, step: SimStep, isOut: (i: number) => boolean): number {
    const left = [...step.edges.keys()].filter((i) => !isOut(i))
    const dead = left.filter((i) => this.#isUnreached(step, i)).length
    if (dead === 0 || step.choice !== 'turn') return 0
    const rate = this.#known.ratePerSec(node) / left.length
    const { afterMs, outShare } = passiveOf(this.#network, node, left.length, dead, rate)
    return this.#atMs >= afterMs ? outShare : 0
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
    if (keyed) return keyed.by(step.edges.map((_, i) => send(i)))
    const { policy } = network.params(node)
    const shares = isWhole
      ? network.turns(step)
      : turnShares(
          step.edges.map((edge) => network.weight(edge)),
          usable,
        )
    const drawn = this.#drawn(node, step, usable, requestClass)
    if (drawn !== null && policy === 'two-choices') return this.#mixed(drawn, send, node, step, 'chance')
    const how =
      policy === 'sticky' ? 'user' : policy === 'random' || policy === 'two-choices' ? 'chance' : 'turn'
    return this.#mixed(
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
    const dead = [...shares.keys()].filter((i) => shares[i]! > 0 && this.#isUnreached(step, i))
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
      those.some((i) => this.#isUnreached(step, i)) && those.some((i) => !this.#isUnreached(step, i))
    if (!isBlind) return null
    const openMs = those.map((i) => {
      const target = this.#leaderOf(step, i)
      const wayMs = network.model.edges[step.edges[i]!]!.latencyMs
      if (this.#isDead(target)) return this.#waitMs(node, target) + wayMs
      return wayMs + this.#known.latencyMs(target, requestClass)
    })
    const drawn = openShares(openMs, this.#known.ratePerSec(node), policy === 'two-choices')
    return step.edges.map((_, i) => drawn[those.indexOf(i)] ?? 0)
  }

  #isEjected(balancer: number, target: number): boolean {
    if (!this.#isDead(target)) return false
    return this.#known.isWise === true || this.#atMs >= noticeMs(this.#network, balancer, target)
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
      return this.#send(node, step, index, requestClass)
    const others = step.edges.flatMap((_, i) => (i !== index && usable(i) ? [i] : []))
    const alive = others.filter((i) => !this.#isUnreached(step, i))
    if (alive.length === 0) return 0
    const waitMs = this.#waitMs(node, this.#leaderOf(step, index))
    const again = turnShares(
      step.edges.map((edge) => this.#network.weight(edge)),
      (i) => alive.includes(i),
    )
    const served = this.#mixed(again, (i) => this.#send(node, step, i, requestClass), node, again)
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
    const fetched = this.#fetched(node, step, requestClass, tries)
    return hits === 0 ? fetched : either(hits, partOf(1 - hits, fetched))
  }

  /** An edge asks origins in turn, whether they live or not, and tries again where that may be. */
  #fetched(node: number, step: SimStep, requestClass: number, tries: number): Odds {
    const network = this.#network
    const shares = this.#turnsOf(step)
    const waitMs = Math.max(...step.edges.map((edge) => this.#waitMs(node, network.target(edge))))
    let [open, odds]: [Share, Odds] = [1, 0]
    for (let attempt = 0; attempt < tries && open !== 0; attempt++) {
      const once = this.#mixed(
        shares,
        (i) => this.#arrive(network.target(step.edges[i]!), requestClass),
        node,
        step,
      )
      odds = either(odds, partOf(open, after(attempt * waitMs, once)))
      open = timesShare(open, restOf(totalOf(once)))
      if (this.#turns !== null) this.#turns.nowMs += waitMs
    }
    return odds
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
    return this.#chosen(node, step, (i) => {
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
    const limitMs = this.#network.number(node, 'callTimeoutMs', Number.POSITIVE_INFINITY)
    const once = (): Odds =>
      within(
        limitMs,
        this.#chosen(node, step, (i) =>
          isRead ? this.#read(node, step, i, requestClass) : this.#send(node, step, i, requestClass),
        ),
      )
    const first = once()
    let odds = first
    // A request that is followed alone meets another target at the next time, whatever the first one said.
    const isSettled = (): boolean => odds === 0 || (odds === 1 && this.#turns === null)
    for (let time = 1; time < step.times && !isSettled(); time++)
      odds = both(odds, this.#turns === null ? first : once())
    return odds
  }

  #optional(node: number, step: SimStep): Odds {
    return this.#chosen(node, step, (i) =>
      after(this.#waitMs(node, this.#network.target(step.edges[i]!)), GOOD),
    )
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
  #send(node: number, step: SimStep, index: number, requestClass: number): Odds {
    const leader = this.#leaderOf(step, index)
    if (this.#turns !== null && this.#isDead(leader)) this.#turns.nowMs += this.#waitMs(node, leader)
    if (step.under[index]!.length > 0) return this.#isDead(leader) ? 0 : GOOD
    return this.#arrive(leader, requestClass)
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
    // A dead CDN that is passed by is no wait, and a user waits as long as for any answer.
    if (this.#network.params(target).originFallback === true) return 0
    if (this.#network.roles[caller] === 'source') return this.#network.number(caller, 'timeoutMs')
    const connectMs = this.#network.number(caller, 'connectMs', 5000)
    return Math.min(connectMs, this.#network.number(caller, 'callTimeoutMs', Number.POSITIVE_INFINITY))
  }

  /** One target of a step, by the key or in turn. */
  #chosen(node: number, step: SimStep, odds: (index: number) => Odds): Odds {
    const keyed = this.#network.keyed(step)
    if (keyed) return keyed.by(step.edges.map((_, i) => odds(i)))
    if (step.edges.length === 1) return odds(0)
    return this.#mixed(this.#turnsOf(step), odds, node, step)
  }

  /** Shares of turns at a chooser that does not look who lives: everybody's, unless all know. */
  #turnsOf(step: SimStep): readonly number[] {
    if (!this.#known.isWise || step.edges.every((_, i) => this.#isUnreached(step, i)))
      return this.#network.turns(step)
    return turnShares(
      step.edges.map((edge) => this.#network.weight(edge)),
      (i) => !this.#isUnreached(step, i),
    )
  }

  /** Each target's part of all; or the one target that a request meets which is followed alone. */
  #mixed(
    shares: readonly number[],
    odds: (index: number) => Odds,
    node: number,
    chooser: object,
    how: Chance = 'turn',
  ): Odds {
    if (this.#turns !== null)
      return odds(this.#turns.pick(chooser, shares, how, this.#known.ratePerSec(node)))
    return shares.reduce<Odds>(
      (sum, share, i) => (share === 0 ? sum : either(sum, partOf(share, odds(i)))),
      0,
    )
  }
}

/** The same walk in every case of what caches hold. */
export class CaseWalk {
  readonly #cases: readonly { readonly share: number; readonly walk: Walk }[]

  constructor(network: Network, known: Knowledge, cases: readonly HitCase[]) {
    this.#cases = cases.map(({ share, hitRatio }) => ({
      share,
      walk: new Walk(network, { ...known, hitRatio }),
    }))
  }

  outcome(requestClass: number, loss: Loss, atMs: number): ClassOutcome {
    const [first] = this.#cases
    if (this.#cases.length === 1) return first!.walk.outcome(requestClass, loss, atMs)
    let [success, waits, waited] = [0, 0, 0]
    for (const { share, walk } of this.#cases) {
      const outcome = walk.outcome(requestClass, loss, atMs)
      success += share * outcome.success
      waits += share * outcome.waits
      waited += share * outcome.waits * outcome.waitMs
    }
    return { success, waits, waitMs: waits === 0 ? 0 : waited / waits }
  }

  /** Share of the requests of one source that succeeds once all has settled. */
  ofSource(node: number, requestClass: number, loss: Loss): number {
    return this.#cases.reduce(
      (sum, { share, walk }) => sum + share * walk.ofSource(node, requestClass, loss),
      0,
    )
  }

  /** Mean share of what arrives at a node that succeeds, for keys as popular as `masses` says. */
  at(node: number, requestClass: number, loss: Loss, masses: Float64Array): number {
    return this.#cases.reduce(
      (sum, { share, walk }) =>
        sum + share * meanOver(totalOf(walk.at(node, requestClass, loss, SETTLED_MS)), masses),
      0,
    )
  }
}

const meanOver = (share: Share, masses: Float64Array): number =>
  typeof share === 'number' ? share : share.reduce((sum, one, cell) => sum + one * masses[cell]!, 0)

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
