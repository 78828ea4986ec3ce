import type { Behaviour, Machine } from '../../sim/core/contract.ts'
import { NodeState } from '../../sim/core/node-state.ts'
import { ownTimer } from '../../sim/core/timers.ts'
import { clientOf } from '../../sim/core/users.ts'
import {
  NOT_FOUND,
  OK,
  OP,
  QUOTA,
  READ,
  SHED,
  STATIC,
  TIMEOUT,
  UNAVAILABLE,
} from '../../sim/core/vocabulary.ts'
import { ask } from '../../sim/kit/ask.ts'
import { countHit, countLookup, readCopy } from '../../sim/kit/copies.ts'
import { FillChance } from '../../sim/kit/fill-chance.ts'
import { KeyCache } from '../../sim/kit/key-cache.ts'
import { placeOf, resize } from '../../sim/kit/nodes.ts'
import { SingleFlight } from '../../sim/kit/single-flight.ts'
import { numberParam, setCaller, setQuota, ticksParam } from '../../sim/kit/station.ts'

/** Own timer: the purge of a key has reached the edges. `data` is the key. */
const PURGE = ownTimer(0)

interface CdnState {
  edgeTicks: number
  ttlTicks: number
  /** TTL of answers to reads; 0 where they pass through. */
  apiTtlTicks: number
  entries: number
  serveStale: boolean
  originFallback: boolean
  originTries: number
  purgeTicks: number
  /** One edge at each place that users are at, for static content and for answers to reads: see `edgeOf`. */
  readonly edges: Map<number, KeyCache>
  /** Fetches on their way, by edge and key: see `thingOf`. */
  readonly flights: SingleFlight
  /** Approximate mode. */
  readonly fillChance: FillChance
}

const STATE = new NodeState<CdnState>()

/** Content from real keyed caches at the edge nearest to the user; one fetch serves all that ask for a key meanwhile. */
export const cdn: Behaviour = {
  keyed: true,
  copies: true,
  arrivesDown: true,

  configure(engine, node, params) {
    const state = STATE.ensure(engine, node, newState)
    state.edgeTicks = ticksParam(params, 'edgeMs')
    state.ttlTicks = ticksParam(params, 'ttlMs')
    state.apiTtlTicks = params.apiTtlMs === null ? 0 : ticksParam(params, 'apiTtlMs')
    state.entries = numberParam(params, 'entriesMax')
    state.serveStale = params.serveStale === true
    state.originFallback = params.originFallback === true
    state.originTries = numberParam(params, 'originTries')
    state.purgeTicks = ticksParam(params, 'purgeMs')
    for (const [name, cache] of state.edges) {
      if (cache.capacity !== state.entries || cache.keys !== engine.keys)
        state.edges.set(name, cache.resized(engine.keys, state.entries))
    }
    const others = engine.purgers.filter((purger) => purger !== node)
    engine.purgers = params.purgeOnWrite === true ? [...others, node] : others
    setCaller(engine, node, params)
    resize(engine, node, Number.POSITIVE_INFINITY)
    setQuota(engine, node, numberParam(params, 'ratePerSecMax'))
  },

  arrive(engine, call, node) {
    const state = STATE.of(engine, node)
    engine.calls.setTries(call, 0)
    engine.calls.setNote(call, NO_EDGE)
    if (!engine.isAlive(node)) {
      if (state.originFallback) toOrigin(engine, call, node)
      else engine.turnAway(call, node)
    } else if (engine.takeToken(node)) engine.keepBusy(call, engine.slowed(node, state.edgeTicks))
    else engine.refuse(call, node, QUOTA)
  },

  served(engine, call, node) {
    const state = STATE.of(engine, node)
    const requestClass = engine.calls.classOf(call)
    if (!isCached(state, requestClass)) {
      toOrigin(engine, call, node)
      return
    }
    const key = engine.calls.keyOf(call)
    countLookup(engine, node)
    const ttl = requestClass === STATIC ? state.ttlTicks : state.apiTtlTicks
    const number = edgeNumber(engine, call)
    const edge = edgeOf(engine, state, number)
    if (engine.crowds !== null) share(engine, call, node, edge, ttl)
    if (edge.get(key, engine.now, ttl, state.serveStale)) {
      countHit(engine, node)
      engine.noteCopy(call, node, true)
      answer(engine, call, node, edge.version)
      return
    }
    const thing = thingOf(number, key)
    if (state.flights.join(engine, call, thing)) return
    state.flights.begin(engine, call, thing, false)
    // Place and settings may change while it is away.
    engine.calls.setNote(call, number)
    state.fillChance.missed()
    toOrigin(engine, call, node)
  },

  replied(engine, call, _edge, _op, outcome) {
    const node = engine.calls.nodeOf(call)
    const { originTries } = STATE.of(engine, node)
    const again = outcome === UNAVAILABLE || outcome === TIMEOUT
    if (again && isRepeatable(engine, call) && engine.calls.triesOf(call) < originTries)
      toOrigin(engine, call, node)
    else finish(engine, call, node, outcome)
  },

  /** An edge has no end of them. */
  hasSlot: () => false,

  timer(engine, node, code, key) {
    if (code !== PURGE) return
    for (const [number, cache] of STATE.of(engine, node).edges) if (holdsAnswers(number)) cache.delete(key)
  },

  written(engine, node, key) {
    if (!engine.hasTimerRoom()) return
    engine.after(STATE.of(engine, node).purgeTicks, node, PURGE, key)
  },

  flushed: (engine, node) => STATE.of(engine, node).edges.clear(),

  /** What is on its way fails, and the edge caches are cold afterwards. */
  killed(engine, node) {
    const state = STATE.of(engine, node)
    state.flights.clear()
    state.edges.clear()
    engine.failResidents(node)
  },

  retired(engine, node) {
    engine.purgers = engine.purgers.filter((purger) => purger !== node)
    const state = STATE.of(engine, node)
    state.flights.clear()
    engine.failResidents(node)
  },
}

const newState = (): CdnState => ({
  edgeTicks: 0,
  ttlTicks: 0,
  apiTtlTicks: 0,
  entries: 1,
  serveStale: false,
  originFallback: false,
  originTries: 1,
  purgeTicks: 0,
  edges: new Map(),
  flights: new SingleFlight(),
  fillChance: new FillChance(),
})

const isCached = (state: CdnState, requestClass: number): boolean =>
  requestClass === STATIC || (requestClass === READ && state.apiTtlTicks > 0)

/** Only what changes nothing may be asked for twice: the origin may have done it before it failed. */
function isRepeatable(engine: Machine, call: number): boolean {
  const requestClass = engine.calls.classOf(call)
  return requestClass === STATIC || requestClass === READ
}

/** Place of the user, and whether it is content or an answer that is asked for, as one number. */
function edgeNumber(engine: Machine, call: number): number {
  const place = placeOf(engine, clientOf(engine.calls.userOf(call)))
  return 2 * (place + 1) + (engine.calls.classOf(call) === READ ? 1 : 0)
}

/** Instead of the number of an edge: the call fetches nothing for one. */
const NO_EDGE = -1
/** Keys are fewer than this. */
const KEYS_MAX = 4_294_967_296

/** A key at an edge as one number. */
const thingOf = (edge: number, key: number): number => edge * KEYS_MAX + key

/** Files are never purged: they have another name when they change. */
const holdsAnswers = (edge: number): boolean => edge % 2 === 1

/** The cache at the edge nearest to the user. */
function edgeOf(engine: Machine, state: CdnState, number: number): KeyCache {
  const known = state.edges.get(number)
  if (known) return known
  const made = new KeyCache(engine.keys, state.entries)
  state.edges.set(number, made)
  return made
}

/** In the approximate mode: what the requests that are not followed have left at an edge. */
function share(engine: Machine, call: number, node: number, edge: KeyCache, ttl: number): void {
  const crowds = engine.crowds!
  const { fillChance } = STATE.of(engine, node)
  crowds.forOthers(call, (key) => {
    if (!edge.get(key, engine.now, ttl) && crowds.fills(fillChance))
      edge.set(key, engine.now, engine.versionOf(key))
  })
}

/** An answer from the edge; one that was written since it was fetched is old. */
function answer(engine: Machine, call: number, node: number, version: number): void {
  // Files do not change under their name, whatever is written to the data.
  if (engine.calls.classOf(call) === STATIC) engine.calls.setReadVersion(call, version)
  else readCopy(engine, call, node, version)
  engine.reply(call, OK)
}

function toOrigin(engine: Machine, call: number, node: number): void {
  const { calls } = engine
  const group = engine.plans[node]![calls.classOf(call)]?.[0]?.group
  if (!group) {
    finish(engine, call, node, NOT_FOUND)
    return
  }
  calls.setTries(call, calls.triesOf(call) + 1)
  if (!ask(engine, call, group.edges[group.next(null)]!, OP.call)) finish(engine, call, node, SHED)
}

/** Answers a call and, where it was fetching a key, everyone who waited for that. */
function finish(engine: Machine, call: number, node: number, outcome: number): void {
  const state = STATE.of(engine, node)
  const key = engine.calls.keyOf(call)
  const number = engine.calls.noteOf(call)
  const thing = thingOf(number, key)
  if (number === NO_EDGE || !state.flights.isFetchedBy(call, thing)) {
    engine.reply(call, outcome)
    return
  }
  const edge = edgeOf(engine, state, number)
  const version = engine.calls.readVersion(call)
  if (outcome === OK) {
    edge.set(key, engine.now, version)
    state.fillChance.filled()
  }
  const stale = outcome !== OK && state.serveStale && edge.has(key)
  const tell = (waiting: number): void => {
    if (stale || outcome === OK) engine.noteCopy(waiting, node, false)
    if (stale) answer(engine, waiting, node, edge.version)
    else if (outcome === OK) answer(engine, waiting, node, version)
    else engine.reply(waiting, outcome)
  }
  state.flights.end(engine, thing, tell)
  if (stale || outcome === OK) engine.noteCopy(call, node, false)
  if (stale) answer(engine, call, node, edge.version)
  else engine.reply(call, outcome)
}
