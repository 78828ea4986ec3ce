import type { Behaviour } from '../../sim/behaviour.ts'
import { C_KEY, C_OP, CALL_INTS, MISS, N_HITS, N_LOOKUPS, NODE_DOUBLES, OK, OP } from '../../sim/codes.ts'
import { KeyCache } from '../../sim/key-cache.ts'
import { allClasses, limitParam, numberParam, setStation, ticksParam } from '../../sim/station.ts'

interface CacheState {
  ttlTicks: number
  cache: KeyCache
}

/** A look-aside cache: gets, fills and invalidations all take one operation's time on the real keyed store. */
export const cache: Behaviour = {
  keyed: true,

  configure(engine, node, params) {
    const entries = numberParam(params, 'entriesMax')
    const known = engine.local[node] as CacheState | undefined
    const state = known ?? { ttlTicks: 0, cache: new KeyCache(engine.keys, entries) }
    engine.local[node] = state
    state.ttlTicks = ticksParam(params, 'ttlMs')
    if (state.cache.capacity !== entries || state.cache.keys !== engine.keys) {
      state.cache = state.cache.resized(engine.keys, entries)
    }
    setStation(engine, node, {
      slots: numberParam(params, 'slots'),
      queueMax: limitParam(params, 'queueMax'),
      serviceMs: allClasses(numberParam(params, 'hitMs')),
      cv: 0,
    })
  },

  arrive(engine, call, node) {
    engine.enter(call, node)
  },

  served(engine, call, node) {
    engine.release(node)
    const state = engine.local[node] as CacheState
    const at = call * CALL_INTS
    const key = engine.calls.ints[at + C_KEY]!
    const op = engine.calls.ints[at + C_OP]!
    if (op === OP.cacheFill) state.cache.set(key, engine.now)
    else if (op === OP.cacheInvalidate) state.cache.delete(key)
    else {
      const n = node * NODE_DOUBLES
      engine.nodeDoubles[n + N_LOOKUPS] = engine.nodeDoubles[n + N_LOOKUPS]! + 1
      if (!state.cache.get(key, engine.now, state.ttlTicks)) {
        engine.reply(call, MISS)
        return
      }
      engine.nodeDoubles[n + N_HITS] = engine.nodeDoubles[n + N_HITS]! + 1
    }
    engine.reply(call, OK)
  },

  replied() {},

  /** Memory is lost with the process: it comes back empty. */
  killed(engine, node) {
    ;(engine.local[node] as CacheState).cache.clear()
    engine.failResidents(node)
  },
}
