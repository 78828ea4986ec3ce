import type { ChainLink } from './chain.ts'
import { type FaultBook, faultLink, link } from './links.ts'
import { type Look, RATE_MIN } from './readings.ts'
import type { Path, Wiring } from './wiring.ts'

/** Of what arrives now, the least share that something must have added to count as the reason. */
const GAIN_MIN = 0.1
/** Time constant of the rates in a frame. */
const SMOOTHING_SEC = 2.5
/** A hit ratio that was higher by so much counts as fallen. */
const HITS_FELL_MIN = 0.05
/** A cache that starts empty explains what happens in the first seconds, and no more. */
const COLD_SEC = 20
/** What the hit ratio of an empty cache is going to be is not known; so much is possible. */
const FULL_HITS = 0.7
/** What a node got before, at most, for it to count as out of the game now. */
const OUT_SHARE = 0.3

export interface Reason {
  /** Calls a second that it brings. */
  readonly gain: number
  readonly links: readonly ChainLink[]
}

/** Why a node gets more calls than it did at any of some moments before, the nearest of them first. */
export class Rises {
  readonly #rises: readonly Rise[]

  constructor(
    wiring: Wiring,
    faults: FaultBook,
    look: Look,
    befores: readonly Look[],
    best: (id: string) => number,
  ) {
    const compared = befores.length > 0 ? befores : [null]
    this.#rises = compared.map((before) => new Rise(wiring, faults, look, before, best))
  }

  of(node: number, fits: (reason: Reason) => boolean = () => true): Reason | null {
    return this.#first((rise) => {
      const reason = rise.of(node)
      return reason && fits(reason) ? reason : null
    })
  }

  coldCaches(paths: readonly Path[]): Reason | null {
    return this.#first((rise) => rise.coldCaches(paths))
  }

  /** What arrives at a node a second for the first time. */
  fresh(node: number): number {
    return this.#rises[0]!.fresh(node)
  }

  #first(of: (rise: Rise) => Reason | null): Reason | null {
    for (const rise of this.#rises) {
      const found = of(rise)
      if (found) return found
    }
    return null
  }
}

/** Why a node gets more calls than it did: upwards from called to callers, by whichever reason brings most. Retries count for nothing: they keep an overload going, and begin none. */
class Rise {
  readonly #wiring: Wiring
  readonly #faults: FaultBook
  readonly #look: Look
  readonly #before: Look | null
  readonly #best: (id: string) => number

  /** `best` is the highest hit ratio that a cache has had so far. */
  constructor(
    wiring: Wiring,
    faults: FaultBook,
    look: Look,
    before: Look | null,
    best: (id: string) => number,
  ) {
    this.#wiring = wiring
    this.#faults = faults
    this.#look = look
    this.#before = before
    this.#best = best
  }

  /** From the cause on to the load of the node; null where nothing has risen by more than chance. */
  of(node: number, seen: Set<number> = new Set()): Reason | null {
    if (seen.has(node)) return null
    seen.add(node)
    const rate = this.#look.of(this.#id(node), 'ratePerSec')
    if (this.#wiring.into[node]!.length === 0) {
      const links = this.#source(node)
      return links && { gain: rate, links }
    }
    const reasons = [
      this.#lostPeers(node),
      this.coldCaches(this.#wiring.into[node]!),
      this.#upstream(node, seen),
    ].filter((reason): reason is Reason => reason !== null && reason.gain >= rate * GAIN_MIN)
    return most(reasons)
  }

  get #sec(): number {
    return this.#look.moment.timeSec
  }

  #id(node: number): string {
    return this.#wiring.model.nodes[node]!.id
  }

  /** What arrives at a node a second for the first time. */
  fresh(node: number): number {
    const wires = new Set(this.#wiring.into[node]!.map((path) => path.wire))
    const again = [...wires].reduce((sum, wire) => sum + this.#look.wireRetries(wire), 0)
    return Math.max(0, this.#look.of(this.#id(node), 'ratePerSec') - again)
  }

  /** What two looks at a rate may differ by when nothing has changed: four deviations of Poisson arrivals, and a tenth at least. */
  #chance(rate: number): number {
    const followed = this.#look.moment.system('oneOf') || 1
    return Math.max(rate * GAIN_MIN, 4 * Math.sqrt((2 * rate * followed) / (2 * SMOOTHING_SEC)))
  }

  #was(id: string): number {
    return this.#before?.of(id, 'ratePerSec') ?? 0
  }

  /** Those who shared the work and do not any more. */
  #lostPeers(node: number): Reason | null {
    const peers = [...new Set(this.#wiring.into[node]!.flatMap((path) => path.others))].filter(
      (peer) => peer !== node,
    )
    const lost = peers.flatMap((peer) => {
      const why = this.#outOfGame(node, peer)
      return why ? [{ peer, why }] : []
    })
    if (lost.length === 0) return null
    const before = lost.reduce((sum, { peer }) => sum + this.#was(this.#id(peer)), 0)
    const rate = this.#look.of(this.#id(node), 'ratePerSec')
    const left = 1 + peers.length - lost.length
    const gain = this.#before
      ? Math.min(before / left, rate - this.#was(this.#id(node)))
      : (rate * lost.length) / (left + lost.length)
    const first = lost.reduce((a, b) => (this.#was(this.#id(b.peer)) > this.#was(this.#id(a.peer)) ? b : a))
    return {
      gain,
      links: [first.why, link('onlyLeft', this.#id(node), this.#sec, { left, all: peers.length + 1, rate })],
    }
  }

  /** Why a peer takes no calls any more; null where it does. */
  #outOfGame(node: number, peer: number): ChainLink | null {
    const id = this.#id(peer)
    const cut = this.#wiring.into[peer]!.find(
      (path) => this.#look.isCut(path.wire) && path.others.includes(node),
    )
    if (cut) {
      const fault = this.#faults.onWire(cut.wire, this.#sec)
      if (fault) return faultLink(fault)
    }
    const rate = this.#look.of(id, 'ratePerSec')
    const isOut =
      this.#look.isDown(id) ||
      this.#wiring.into[peer]!.some(
        (path) => path.others.includes(node) && this.#look.isEjected(path.wire),
      ) ||
      this.#look.of(id, 'draining') === 1 ||
      this.#look.of(id, 'syncing') === 1 ||
      (this.#was(id) > RATE_MIN && rate < OUT_SHARE * this.#was(id))
    if (!isOut) return null
    const fault = this.#faults.onNode(id, peer, ['kill', 'drain', 'freeze', 'errors', 'slow'], this.#sec)
    if (fault) return faultLink(fault)
    if (this.#look.isDown(id)) return link('kill', id, this.#look.of(id, 'downSinceSec'))
    const behind = this.#faults.ofEjection(id, this.#sec)
    return behind ? faultLink(behind) : null
  }

  /** Caches in front of some paths that let more through than they did: the one that lets most. */
  coldCaches(paths: readonly Path[]): Reason | null {
    const found = new Map<number, Reason>()
    for (const path of paths)
      for (const cache of [...path.behind, ...(this.#isCache(path.source) ? [path.source] : [])]) {
        const reason = this.#cold(cache, path)
        const known = found.get(cache)
        if (!reason) continue
        const links = known && known.gain >= reason.gain ? known.links : reason.links
        found.set(cache, { links, gain: reason.gain + (known?.gain ?? 0) })
      }
    return most([...found.values()])
  }

  #isCache(node: number): boolean {
    return this.#look.has(this.#id(node), 'hitRatio') || this.#best(this.#id(node)) > 0
  }

  #cold(cache: number, path: Path): Reason | null {
    const id = this.#id(cache)
    const why = this.#whyCold(cache, path)
    if (!why) return null
    const known = this.#before?.of(id, 'hitRatio') ?? 0
    const was = Math.max(known > 0 ? known : this.#best(id), this.#isFilling(id) ? FULL_HITS : 0)
    const now = this.#hitsNow(cache, path)
    if (was - now < HITS_FELL_MIN) return null
    const gain = this.#look.wireRate(path.wire) * (1 - (1 - was) / Math.max(1e-9, 1 - now))
    const before = known > 0 ? known : this.#best(id)
    const hits = link('hits', id, this.#sec, { before, now })
    return { gain, links: why.code === 'coldCache' ? [why] : [why, hits] }
  }

  /** Shortly after the beginning of a run a cache has hardly anything yet. */
  #isFilling(id: string): boolean {
    return this.#sec <= COLD_SEC && this.#look.of(id, 'hitRatio') < FULL_HITS
  }

  /** Hits over all that was to be looked up, whether or not the cache could be asked. */
  #hitsNow(cache: number, path: Path): number {
    const id = this.#id(cache)
    if (this.#look.isDown(id)) return 0
    const ways = this.#ways(path.source, cache)
    if (ways.some((way) => this.#look.isCut(way.wire))) return 0
    const asked = ways.reduce((sum, way) => sum + this.#look.wireRate(way.wire), 0)
    const failed = ways.reduce((sum, way) => sum + this.#look.wireFails(way.wire), 0)
    return this.#look.of(id, 'hitRatio') * (asked > 0 ? Math.max(0, 1 - failed / asked) : 1)
  }

  /** From a caller to a cache. A caller has few ways out, where a cache may have hundreds in. */
  #ways(source: number, cache: number): readonly Path[] {
    return this.#wiring.out[source]!.filter(({ target }) => target === cache)
  }

  #whyCold(cache: number, path: Path): ChainLink | null {
    const id = this.#id(cache)
    for (const way of this.#ways(path.source, cache)) {
      const cut = this.#look.isCut(way.wire) ? this.#faults.onWire(way.wire, this.#sec) : undefined
      if (cut) return faultLink(cut)
    }
    const fault = this.#faults.onNode(id, cache, ['flush', 'kill', 'drain', 'errors'], this.#sec)
    if (fault) return faultLink(fault)
    if (this.#look.isDown(id)) return link('kill', id, this.#look.of(id, 'downSinceSec'))
    if (!this.#isFilling(id)) return null
    return link('coldCache', id, 0, { now: this.#look.of(id, 'hitRatio') })
  }

  /** Whoever calls it is called more often itself. */
  #upstream(node: number, seen: Set<number>): Reason | null {
    const rate = this.#look.of(this.#id(node), 'ratePerSec')
    // What some send more and others less is the same work.
    if (this.#before && rate - this.#was(this.#id(node)) < this.#chance(rate)) return null
    const fresh = this.#wiring.into[node]!.map((path) => ({ path, gain: this.#fresh(path) }))
    const gain = fresh.reduce((sum, one) => sum + one.gain, 0)
    if (gain < this.#chance(rate)) return null
    for (const { path } of fresh.sort((a, b) => b.gain - a.gain)) {
      const reason = this.of(path.source, seen)
      if (reason) return { gain, links: reason.links }
    }
    return null
  }

  /** Calls a second over a path that its caller got more of than before, those made again apart. */
  #fresh(path: Path): number {
    const caller = this.#id(path.source)
    const rate = this.#look.of(caller, 'ratePerSec')
    const spike = this.#look.of(caller, 'spike')
    const was = this.#before ? this.#was(caller) : spike > 1 ? rate / spike : rate
    if (!(rate > was)) return 0
    const again = this.#look.wireRetries(path.wire) - (this.#before?.wireRetries(path.wire) ?? 0)
    return Math.max(0, ((rate - was) / rate) * this.#look.wireRate(path.wire) - Math.max(0, again))
  }

  #source(node: number): readonly ChainLink[] | null {
    const id = this.#id(node)
    const spike = this.#look.of(id, 'spike')
    const rate = this.#look.of(id, 'ratePerSec')
    const was = this.#was(id)
    if (spike > 1) {
      const fault = this.#faults.onNode(id, node, ['spike'], this.#sec)
      if (fault) return [faultLink(fault)]
    }
    if (!this.#before || rate - was < this.#chance(was)) return null
    const ended = this.#faults.onNode(id, node, ['spike'], this.#sec)
    if (ended && ended.endsSec !== null && this.#sec - ended.endsSec < FADES_SEC) return [faultLink(ended)]
    return [link('loadRose', id, this.#sec, { before: was, now: rate })]
  }
}

/** For so long smoothed rates still show what has ended. */
export const FADES_SEC = 10

const most = (reasons: readonly Reason[]): Reason | null =>
  reasons.reduce<Reason | null>((top, one) => (top && top.gain >= one.gain ? top : one), null)
