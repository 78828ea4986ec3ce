import type { FaultType } from '../../model/fault.ts'
import type { ChainLink } from './chain.ts'
import { type FaultBook, faultLink, link } from './links.ts'
import { type Look, RATE_MIN } from './readings.ts'
import { FADES_SEC, type Reason, Rises } from './rise.ts'
import type { Path, Wiring } from './wiring.ts'

/** Links from a cause on to the node that was asked about; null where nothing is the matter there. */
export type Trail = readonly ChainLink[] | null

/** Waiting calls from which on a queue is worth a link. */
const QUEUE_MIN = 1
/** Under this load nobody waits for long. */
const BUSY_MIN = 0.7
/** A caller's slots count as held by others when so large a share of them waits there. */
const HELD_MIN = 0.5
/** A request that keeps its slot so much longer than before is held up by somebody. */
const LONGER_MIN = 1.5

/**
 * The way down from what suffers to what is the matter, at one moment: from caller to called along the plans, to the part
 * that was struck or whose own figures are at their limit. Each node is looked at once for each question, so the work is
 * bounded by the wires.
 */
export class Walk {
  readonly #wiring: Wiring
  readonly #faults: FaultBook
  readonly #look: Look
  readonly #befores: readonly Look[]
  readonly #rises: Rises
  readonly #failsSeen = new Set<number>()
  readonly #waitsSeen = new Set<number>()
  readonly #depthSeen = new Set<number>()

  constructor(
    wiring: Wiring,
    faults: FaultBook,
    look: Look,
    befores: readonly Look[],
    best: (id: string) => number,
  ) {
    this.#wiring = wiring
    this.#faults = faults
    this.#look = look
    this.#befores = befores
    this.#rises = new Rises(wiring, faults, look, befores, best)
  }

  /** Whatever is the matter with a node: what fails first, then what waits. */
  why(node: number): Trail {
    return this.backlog(node) ?? this.fails(node) ?? this.waits(node)
  }

  /** Why requests of a client fail or wait. */
  source(node: number): Trail {
    const id = this.#id(node)
    const lost = this.#look.of(id, 'failPerSec')
    const failing = this.#failing(node).some((path) => this.#look.wireFails(path.wire) > RATE_MIN)
    if (!failing && lost > RATE_MIN && this.#wiring.unanswered.has(node))
      return [link('noPath', id, this.#sec, { rate: lost })]
    return (failing ? this.fails(node) : this.waits(node)) ?? this.why(node)
  }

  /** Replies a second that a node fails. */
  failuresOf(node: number): number {
    return this.#look.of(this.#id(node), 'failPerSec')
  }

  /** Where the most wait although nothing is at its limit yet; null where nobody waits anywhere. */
  busiest(): Trail {
    const waiting = this.#wiring.model.nodes.map((_, node) => {
      // Whoever is not asked keeps nobody waiting.
      if (this.#wiring.into[node]!.length === 0) return 0
      const id = this.#id(node)
      return this.#look.of(id, 'utilisation') >= BUSY_MIN ? this.#look.of(id, 'queue') : 0
    })
    const most = Math.max(0, ...waiting)
    return most >= QUEUE_MIN / 2 ? this.#overloaded(waiting.indexOf(most)) : null
  }

  cutWire(wire: string): Trail {
    if (!this.#look.isCut(wire)) return null
    const fault = this.#faults.onWire(wire, this.#sec)
    return [fault ? faultLink(fault) : link('cut', wire, this.#sec)]
  }

  /** Why replies of a node fail. */
  fails(node: number): Trail {
    if (this.#failsSeen.has(node)) return null
    this.#failsSeen.add(node)
    const id = this.#id(node)
    const struck = this.#struck(node)
    if (struck && struck.code !== 'slow' && struck.code !== 'freeze') return [struck, ...this.#refuses(node)]
    if (struck?.code === 'freeze') return [struck]
    const paths = this.#failing(node)
    const drops = this.#look.of(id, 'dropPerSec')
    if (drops > RATE_MIN && drops >= (paths[0] ? this.#look.wireFails(paths[0].wire) : 0)) {
      const full = this.#overflow(node)
      if (full) return full
    }
    for (const path of paths) {
      const below = this.cutWire(path.wire) ?? this.why(path.target)
      if (below) return [...below, ...this.#behind(node, path)]
    }
    return this.#failsItself(node)
  }

  /** Why a node is slow to answer. */
  waits(node: number): Trail {
    if (this.#waitsSeen.has(node)) return null
    this.#waitsSeen.add(node)
    const id = this.#id(node)
    const struck = this.#struck(node)
    if (struck) return [struck, ...this.#queue(node)]
    // A queue acknowledges at once: nobody waits for those who take from it.
    if (this.#look.has(id, 'depth')) return null
    const saturated = this.#look.isSaturated(id)
    if (saturated && !this.#isHeld(node)) return this.#overloaded(node)
    for (const path of this.#slowest(node)) {
      const below = this.cutWire(path.wire) ?? this.waits(path.target)
      if (below) return [...below, ...(saturated ? this.#holds(node) : [])]
    }
    return saturated ? this.#overloaded(node) : null
  }

  /** Why messages pile up in a queue: who should take them. */
  backlog(node: number): Trail {
    const id = this.#id(node)
    if (!this.#look.has(id, 'depth') || this.#depthSeen.has(node)) return null
    this.#depthSeen.add(node)
    const { depth, depthPerSec } = {
      depth: this.#look.of(id, 'depth'),
      depthPerSec: this.#look.of(id, 'depthPerSec'),
    }
    if (depth < QUEUE_MIN) return null
    const piles = [link('depth', id, this.#sec, { depth, growth: depthPerSec }), ...this.#turnsAway(id)]
    const struck = this.#struck(node)
    if (struck) return [struck, ...piles]
    const consumers = this.#wiring.out[node]!
    for (const path of consumers) {
      const below =
        this.cutWire(path.wire) ?? this.#struckTrail(path.target) ?? this.#consumerTrail(path.target)
      if (below) return [...below, ...piles]
    }
    const rose = this.#rises.of(node)
    if (rose) return [...rose.links, ...piles]
    if (!(depthPerSec > RATE_MIN || this.#look.of(id, 'dropPerSec') > RATE_MIN)) return null
    const [first] = consumers
    const rate = this.#look.of(id, 'ratePerSec')
    const done = this.#look.of(id, 'donePerSec')
    const slow = first ? this.#id(first.target) : id
    return [
      link('consumers', slow, this.#sec, { rate, capacity: done, factor: done > 0 ? rate / done : 0 }),
      ...piles,
    ]
  }

  /** Why a copy is behind. */
  lags(node: number): Trail {
    const id = this.#id(node)
    const behind = link('lags', id, this.#sec, { lagMs: this.#look.of(id, 'lagMs') })
    const primary = this.#wiring.model.primaryOf[node]!
    for (const one of [node, primary]) {
      if (one < 0) continue
      const paused = this.#look.of(this.#id(one), 'paused') === 1 ? this.#faultOf(one, ['pause']) : null
      if (paused) return [paused, behind]
    }
    const wire =
      primary < 0 ? undefined : this.#wiring.copies[primary]!.find(({ copy }) => copy === node)?.wire
    const cut =
      wire !== undefined && this.#look.isCut(wire) ? this.#faults.onWire(wire, this.#sec) : undefined
    if (cut) return [faultLink(cut), behind]
    const struck = this.#struckTrail(node) ?? (primary < 0 ? null : this.#struckTrail(primary))
    if (struck) return [...struck, behind]
    const load = this.#look.isSaturated(id) ? this.#overloaded(node) : null
    return load ? [...load, behind] : null
  }

  get #sec(): number {
    return this.#look.moment.timeSec
  }

  #id(node: number): string {
    return this.#wiring.model.nodes[node]!.id
  }

  /** What is being done to a node just now that changes how it answers. */
  #struck(node: number): ChainLink | null {
    const id = this.#id(node)
    if (this.#look.isDown(id)) {
      const found = this.#faultOf(node, ['kill', 'drain'])
      return found ?? link('kill', id, this.#look.of(id, 'downSinceSec'))
    }
    if (this.#look.isFrozen(id)) return this.#faultOf(node, ['freeze'])
    if (this.#look.of(id, 'errorShare') > 0) return this.#faultOf(node, ['errors'])
    if (this.#look.of(id, 'draining') === 1) return this.#faultOf(node, ['drain'])
    if (this.#look.of(id, 'slowFactor') > 1) return this.#faultOf(node, ['slow'])
    return null
  }

  #struckTrail(node: number): Trail {
    const struck = this.#struck(node)
    return struck && [struck, ...this.#queue(node)]
  }

  #faultOf(node: number, types: readonly FaultType[]): ChainLink | null {
    const fault = this.#faults.onNode(this.#id(node), node, types, this.#sec)
    return fault ? faultLink(fault) : null
  }

  /** Required paths over which calls fail or are not let out any more, worst first. */
  #failing(node: number): Path[] {
    const weight = (path: Path): number => {
      const id = this.#id(path.target)
      const own = this.#look.isDown(id)
        ? this.#look.of(id, 'ratePerSec') + 1
        : this.#look.of(id, 'failPerSec')
      return this.#look.wireFails(path.wire) * (1 + own)
    }
    const isOpen = (path: Path): boolean => this.#look.moment.wire(path.wire, 'open') > 0
    const isOut = this.#isOut(node)
    const failing = this.#wiring.out[node]!.filter(
      (path) => !path.optional && (isOut || this.#look.wireFails(path.wire) > RATE_MIN || isOpen(path)),
    )
    return byWeight(failing, weight)
  }

  /** It sends to nobody any more, because none of them answers. */
  #isOut(node: number): boolean {
    const id = this.#id(node)
    return this.#look.of(id, 'targets') > 0 && this.#look.of(id, 'healthyTargets') === 0
  }

  /** Paths by how many requests are in what they lead to; what says nothing at all comes first. */
  #slowest(node: number): Path[] {
    const weight = (path: Path): number => {
      const id = this.#id(path.target)
      if (this.#look.isDown(id) || this.#look.isFrozen(id) || this.#look.isCut(path.wire))
        return Number.MAX_VALUE
      return this.#look.held(id)
    }
    const asked = this.#wiring.out[node]!.filter((path) => this.#isAsked(path))
    return byWeight(asked, weight)
  }

  /** A path over which nothing goes cannot be what somebody waits for, unless all that went there hangs. */
  #isAsked(path: Path): boolean {
    return this.#look.wireRate(path.wire) > RATE_MIN || this.#look.isFrozen(this.#id(path.target))
  }

  /** Its slots are taken by requests that wait elsewhere, or that wait there for longer than they did. */
  #isHeld(node: number): boolean {
    if (this.#wiring.model.nodes[node]!.params.waiting === 'async' || this.#wiring.out[node]!.length === 0)
      return false
    const id = this.#id(node)
    const now = this.#look.timeInSlot(id)
    const isLonger = this.#befores.some((before) => now > LONGER_MIN * before.timeInSlot(id))
    return isLonger || this.#heldBelow(node) >= HELD_MIN
  }

  /** Share of a node's busy slots whose requests wait in those whom it asks. */
  #heldBelow(node: number): number {
    const id = this.#id(node)
    const busy = this.#look.of(id, 'busy')
    if (busy <= 0) return 0
    let below = 0
    for (const path of this.#wiring.out[node]!) {
      const target = this.#id(path.target)
      if (this.#look.has(target, 'depth')) continue
      if (this.#look.isFrozen(target)) return 1
      if (this.#isAsked(path) && (this.#look.isDown(target) || this.#look.isCut(path.wire))) return 1
      const arrivals = this.#look.of(target, 'ratePerSec')
      const share = arrivals > 0 ? Math.min(1, this.#look.wireRate(path.wire) / arrivals) : 0
      below += this.#look.held(target) * share
    }
    return Math.min(1, below / busy)
  }

  /** A fault of a node that has just ended: what it left behind is still there, in queues and in smoothed rates. */
  #justOver(node: number): ChainLink | null {
    const fault = this.#faults.onNode(
      this.#id(node),
      node,
      ['kill', 'drain', 'freeze', 'errors', 'slow'],
      this.#sec,
    )
    if (!fault || fault.endsSec === null || fault.endsSec > this.#sec) return null
    return this.#sec - fault.endsSec < FADES_SEC ? faultLink(fault) : null
  }

  /** A node at its limit: what brought it there, or that it is too small for what it is asked. */
  #overloaded(node: number): Trail {
    const id = this.#id(node)
    const rate = this.#look.of(id, 'ratePerSec')
    const capacity = this.#look.capacity(id)
    const factor = rate / capacity
    const over = this.#justOver(node)
    if (over) return [over, ...this.#queue(node)]
    const rose = this.#reason(node, rate, capacity)
    const queue = this.#queue(node)
    if (rose === null)
      return [
        link('overload', id, this.#sec, { rate, capacity, factor, fresh: this.#rises.fresh(node) }),
        ...queue,
      ]
    const load = Number.isFinite(factor) ? factor : this.#look.of(id, 'utilisation')
    return [...rose.links, link('load', id, this.#sec, { load, rate, capacity }), ...queue]
  }

  /** What brought it to its limit; without it there must have been room. */
  #reason(node: number, rate: number, capacity: number): Reason | null {
    const fits = ({ gain, links: [first] }: Reason): boolean =>
      first!.code !== 'coldCache' || rate - gain <= capacity
    const rose = this.#rises.of(node, fits)
    if (rose || !this.#isHeld(node)) return rose
    return this.#rises.coldCaches(this.#wiring.out[node]!)
  }

  /** Why a node turns arriving calls away although it is up. */
  #overflow(node: number): Trail {
    const id = this.#id(node)
    const { params } = this.#wiring.model.nodes[node]!
    const full = link('refuses', id, this.#sec, { rate: this.#look.of(id, 'dropPerSec') })
    if (this.#look.has(id, 'depth')) return this.backlog(node)
    const over = this.#justOver(node)
    if (over) return [over, full]
    if (typeof params.ratePerSecMax === 'number' && !(this.#look.of(id, 'slots') > 0)) {
      const rose = this.#rises.of(node)
      const over = { rate: this.#look.of(id, 'ratePerSec'), quota: params.ratePerSecMax }
      return rose ? [...rose.links, full] : [link('quota', id, this.#sec, over), full]
    }
    if (this.#look.of(id, 'syncing') === 1 || this.#look.of(id, 'leader') === 0) {
      const before = this.#faultOf(node, ['kill', 'drain'])
      if (before && this.#look.of(id, 'syncing') === 1) return [before, full]
    }
    const waits = this.waits(node)
    if (waits) return [...waits, full]
    const rose = this.#rises.of(node)
    if (rose) return [...rose.links, full]
    if (typeof params.queueMax !== 'number') return null
    const values = { limit: params.queueMax, load: this.#look.of(id, 'utilisation') }
    return [link('shortQueue', id, this.#sec, values), full]
  }

  /** Nothing below fails, and nothing was turned away at its door: it gives up by itself. */
  #failsItself(node: number): Trail {
    const id = this.#id(node)
    if (!(this.#look.of(id, 'failPerSec') > RATE_MIN)) return null
    const { params } = this.#wiring.model.nodes[node]!
    const waits = this.waits(node)
    if (waits) return waits
    if (typeof params.bulkheadMax === 'number')
      return [
        link('smallPool', id, this.#sec, {
          limit: params.bulkheadMax,
          rate: this.#look.of(id, 'failPerSec'),
        }),
      ]
    return null
  }

  #consumerTrail(node: number): Trail {
    const id = this.#id(node)
    const waits = this.#look.isSaturated(id) && this.#isHeld(node) ? this.waits(node) : null
    return waits
  }

  #turnsAway(id: string): ChainLink[] {
    const rate = this.#look.of(id, 'dropPerSec')
    return rate > RATE_MIN ? [link('refuses', id, this.#sec, { rate })] : []
  }

  #refuses(node: number): ChainLink[] {
    const id = this.#id(node)
    const rate = this.#look.of(id, 'dropPerSec')
    const fails = this.#look.of(id, 'failPerSec')
    if (rate > RATE_MIN) return [link('refuses', id, this.#sec, { rate })]
    return fails > RATE_MIN ? [link('failsHere', id, this.#sec, { rate: fails })] : []
  }

  #behind(node: number, path: Path): ChainLink[] {
    const id = this.#id(node)
    const rate = this.#look.of(id, 'failPerSec')
    // Whoever only passes requests on says nothing new.
    if (!(rate > RATE_MIN) || this.#wiring.into[node]!.length === 0 || this.#wiring.forwards[node]) return []
    return [link('failsBehind', id, this.#sec, { rate, target: this.#id(path.target) })]
  }

  #queue(node: number): ChainLink[] {
    const id = this.#id(node)
    const queue = this.#look.of(id, 'queue')
    return queue >= QUEUE_MIN ? [link('queue', id, this.#sec, { count: queue })] : []
  }

  #holds(node: number): ChainLink[] {
    const id = this.#id(node)
    const values = { busy: this.#look.of(id, 'busy'), slots: this.#look.of(id, 'slots') }
    return [link('held', id, this.#sec, values), ...this.#queue(node)]
  }
}

/** The heaviest first; each is weighed once, because a balancer may have hundreds of targets. */
function byWeight(paths: readonly Path[], weight: (path: Path) => number): Path[] {
  const weighed = paths.map((path) => ({ path, weight: weight(path) }))
  return weighed.sort((a, b) => b.weight - a.weight).map(({ path }) => path)
}
