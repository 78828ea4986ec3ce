import type { Behaviour, Machine } from '../../sim/core/contract.ts'
import { NodeState } from '../../sim/core/node-state.ts'
import { ownTimer } from '../../sim/core/timers.ts'
import { MISS, OK, OP } from '../../sim/core/vocabulary.ts'
import { countHit, countLookup, readCopy } from '../../sim/kit/copies.ts'
import { FillChance } from '../../sim/kit/fill-chance.ts'
import { type Eviction, KeyCache } from '../../sim/kit/key-cache.ts'
import { begin, type Finish, settle } from '../../sim/kit/plan.ts'
import { SingleFlight } from '../../sim/kit/single-flight.ts'
import {
  allClasses,
  limitParam,
  numberParam,
  setCaller,
  setStation,
  ticksParam,
} from '../../sim/kit/station.ts'

/** Own timer: the lease of a key is over. `data` is the key. */
const LEASE = ownTimer(0)

interface CacheState {
  ttlTicks: number
  leaseTicks: number
  singleFlight: boolean
  cache: KeyCache
  /** By key. */
  readonly flights: SingleFlight
  /** Approximate mode. */
  readonly fillChance: FillChance
}

const STATE = new NodeState<CacheState>()

/** Gets, fills, updates and invalidations all take one operation's time on the real keyed store. */
export const cache: Behaviour = {
  keyed: true,
  copies: true,

  configure(engine, node, params) {
    const entries = numberParam(params, 'entriesMax')
    const eviction = params.eviction as Eviction
    const state = STATE.ensure(engine, node, () =>
      newState(
        new KeyCache(engine.keys, entries, eviction, {
          streams: engine.streams,
          stream: engine.streams.stream(engine.nodeIds[node]!, 'eviction'),
        }),
      ),
    )
    state.ttlTicks = ticksParam(params, 'ttlMs')
    state.leaseTicks = ticksParam(params, 'leaseMs')
    state.singleFlight = params.singleFlight === true
    const { capacity, keys, eviction: before } = state.cache
    if (capacity !== entries || keys !== engine.keys || before !== eviction)
      state.cache = state.cache.resized(engine.keys, entries, eviction)
    setCaller(engine, node, params)
    setStation(engine, node, {
      slots: numberParam(params, 'slots'),
      queueMax: limitParam(params, 'queueMax'),
      serviceMs: allClasses(numberParam(params, 'hitMs')),
      cv: 0,
    })
  },

  served(engine, call, node) {
    engine.release(node)
    const state = STATE.of(engine, node)
    const key = engine.calls.keyOf(call)
    const op = engine.calls.opOf(call)
    if (op === OP.cacheGet) {
      lookUp(engine, call, node, state, key)
      return
    }
    if (op === OP.cacheInvalidate) state.cache.delete(key)
    else if (op === OP.cacheFill || op === OP.cacheUpdate) {
      const version = engine.calls.readVersion(call)
      state.cache.set(key, engine.now, version)
      if (op === OP.cacheFill) state.fillChance.filled()
      land(engine, node, state, key, version)
    }
    engine.reply(call, OK)
  },

  /** Of a read-through cache: the data behind it has answered. */
  replied(engine, call, edge, op, outcome) {
    settle(engine, call, engine.calls.nodeOf(call), edge, op, outcome, finishFetch)
  },

  timer(engine, node, code, key) {
    if (code === LEASE) endLease(engine, node, key)
  },

  flushed: (engine, node) => STATE.of(engine, node).cache.clear(),

  shared(engine, node, op, key) {
    const { cache: store, ttlTicks, fillChance } = STATE.of(engine, node)
    if (op === OP.cacheInvalidate) store.delete(key)
    else if (
      op === OP.cacheUpdate ||
      (!store.get(key, engine.now, ttlTicks) && engine.crowds!.fills(fillChance))
    )
      store.set(key, engine.now, engine.crowds!.versionRead(key))
  },

  /** Memory is lost with the process: it comes back empty. */
  killed(engine, node) {
    const state = STATE.of(engine, node)
    state.cache.clear()
    state.flights.clear()
    engine.failResidents(node)
  },
}

const newState = (store: KeyCache): CacheState => ({
  ttlTicks: 0,
  leaseTicks: 0,
  singleFlight: false,
  cache: store,
  flights: new SingleFlight(),
  fillChance: new FillChance(),
})

function lookUp(engine: Machine, call: number, node: number, state: CacheState, key: number): void {
  countLookup(engine, node)
  if (state.cache.get(key, engine.now, state.ttlTicks)) {
    countHit(engine, node)
    engine.noteCopy(call, node, true)
    answer(engine, call, node, state.cache.version)
    return
  }
  state.fillChance.missed()
  if (state.singleFlight && waitsForFlight(engine, call, node, state, key)) return
  fetch(engine, call, node)
}

/** Fetches a missing key, where it does that itself; else whoever asked has to. */
function fetch(engine: Machine, call: number, node: number): void {
  if (isThrough(engine, call, node)) {
    begin(engine, call, node, finishFetch)
    return
  }
  engine.noteCopy(call, node, false)
  engine.reply(call, MISS)
}

/** It fetches missing keys itself. */
const isThrough = (engine: Machine, call: number, node: number): boolean =>
  (engine.plans[node]![engine.calls.classOf(call)]?.length ?? 0) > 0

/** A hit; one that was written since it was filled is old. */
function answer(engine: Machine, call: number, node: number, version: number): void {
  readCopy(engine, call, node, version)
  engine.reply(call, OK)
}

/** Whether somebody fetches the key already, so that this call waits; else it is the one that fetches. */
function waitsForFlight(
  engine: Machine,
  call: number,
  node: number,
  state: CacheState,
  key: number,
): boolean {
  if (state.flights.join(engine, call, key)) return true
  if (!engine.hasTimerRoom()) return false
  state.flights.begin(engine, call, key, !isThrough(engine, call, node))
  engine.after(state.leaseTicks, node, LEASE, key)
  return false
}

/** The key is there: all who waited for it get what was fetched. */
function land(engine: Machine, node: number, state: CacheState, key: number, version: number): void {
  state.flights.end(engine, key, (call) => {
    engine.noteCopy(call, node, false)
    answer(engine, call, node, version)
  })
}

/** Whoever had the lease did not come back with the key: the next of those who wait fetches it. */
function endLease(engine: Machine, node: number, key: number): void {
  const state = STATE.of(engine, node)
  if (!(state.flights.ticksOf(engine, key) >= state.leaseTicks)) return
  const call = state.flights.handOver(engine, key)
  if (call < 0) return
  engine.after(state.leaseTicks, node, LEASE, key)
  fetch(engine, call, node)
}

/** A read-through cache has fetched a key, or could not. Whoever waits for a fetch that has failed gets the same failure. */
const finishFetch: Finish = (engine, call, node, outcome) => {
  const state = STATE.of(engine, node)
  const key = engine.calls.keyOf(call)
  if (outcome === OK) {
    engine.noteCopy(call, node, false)
    const version = engine.calls.readVersion(call)
    state.cache.set(key, engine.now, version)
    state.fillChance.filled()
    land(engine, node, state, key, version)
  } else if (state.flights.isFetchedBy(call, key)) {
    // Otherwise its lease was over, and somebody else fetches now.
    state.flights.end(engine, key, (waiting) => engine.reply(waiting, outcome))
  }
  engine.reply(call, outcome)
}
