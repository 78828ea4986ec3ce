import type { Behaviour } from '../../sim/behaviour.ts'
import {
  C_CLASS,
  C_KEY,
  C_NEXT,
  C_NODE,
  C_STATE,
  CALL_INTS,
  N_HITS,
  N_LOOKUPS,
  N_SLOTS,
  NODE_DOUBLES,
  NOT_FOUND,
  OK,
  OP,
  QUOTA,
  SHED,
  STATIC,
  WAITING,
} from '../../sim/codes.ts'
import type { Engine } from '../../sim/engine.ts'
import { KeyCache } from '../../sim/key-cache.ts'
import { numberParam, setQuota, ticksParam } from '../../sim/station.ts'

interface CdnState {
  edgeTicks: number
  ttlTicks: number
  cache: KeyCache
  /** Fetches on their way: key to the call that fetches; the calls that wait for it hang on its `next`. */
  readonly fetching: Map<number, number>
}

/** Static content from a real keyed edge cache; one fetch serves all that ask for a key meanwhile; the rest passes through. */
export const cdn: Behaviour = {
  keyed: true,

  configure(engine, node, params) {
    const entries = numberParam(params, 'entriesMax')
    const known = engine.local[node] as CdnState | undefined
    const state = known ?? {
      edgeTicks: 0,
      ttlTicks: 0,
      cache: new KeyCache(engine.keys, entries),
      fetching: new Map(),
    }
    engine.local[node] = state
    state.edgeTicks = ticksParam(params, 'edgeMs')
    state.ttlTicks = ticksParam(params, 'ttlMs')
    if (state.cache.capacity !== entries || state.cache.keys !== engine.keys) {
      state.cache = state.cache.resized(engine.keys, entries)
    }
    engine.nodeDoubles[node * NODE_DOUBLES + N_SLOTS] = Number.POSITIVE_INFINITY
    setQuota(engine, node, numberParam(params, 'ratePerSecMax'))
  },

  arrive(engine, call, node) {
    if (engine.takeToken(node)) engine.hold(call, (engine.local[node] as CdnState).edgeTicks)
    else engine.refuse(call, node, QUOTA)
  },

  served(engine, call, node) {
    const state = engine.local[node] as CdnState
    const ints = engine.calls.ints
    const at = call * CALL_INTS
    if (ints[at + C_CLASS] !== STATIC) {
      toOrigin(engine, call, node)
      return
    }
    const n = node * NODE_DOUBLES
    const key = ints[at + C_KEY]!
    engine.nodeDoubles[n + N_LOOKUPS] = engine.nodeDoubles[n + N_LOOKUPS]! + 1
    if (state.cache.get(key, engine.now, state.ttlTicks)) {
      engine.nodeDoubles[n + N_HITS] = engine.nodeDoubles[n + N_HITS]! + 1
      engine.reply(call, OK)
      return
    }
    ints[at + C_STATE] = WAITING
    ints[at + C_NEXT] = -1
    const leader = state.fetching.get(key)
    if (leader === undefined) {
      state.fetching.set(key, call)
      toOrigin(engine, call, node)
    } else {
      ints[at + C_NEXT] = ints[leader * CALL_INTS + C_NEXT]!
      ints[leader * CALL_INTS + C_NEXT] = call
    }
  },

  replied(engine, call, _edge, _op, outcome) {
    const node = engine.calls.ints[call * CALL_INTS + C_NODE]!
    finish(engine, call, node, outcome)
  },

  /** What is on its way fails, and the edge caches are cold afterwards. */
  killed(engine, node) {
    const state = engine.local[node] as CdnState
    state.fetching.clear()
    state.cache.clear()
    engine.failResidents(node)
  },
}

function toOrigin(engine: Engine, call: number, node: number): void {
  const at = call * CALL_INTS
  const group = engine.plans[node]![engine.calls.ints[at + C_CLASS]!]?.[0]?.group
  if (!group) {
    finish(engine, call, node, NOT_FOUND)
    return
  }
  engine.calls.ints[at + C_STATE] = WAITING
  if (engine.callOn(call, group.edges[group.next(null)]!, OP.call) >= 0) return
  engine.noteLimit()
  finish(engine, call, node, SHED)
}

/** Answers a call and, where it was fetching a key, everyone who waited for that. */
function finish(engine: Engine, call: number, node: number, outcome: number): void {
  const state = engine.local[node] as CdnState
  const ints = engine.calls.ints
  const at = call * CALL_INTS
  const key = ints[at + C_KEY]!
  if (ints[at + C_CLASS] !== STATIC || state.fetching.get(key) !== call) {
    engine.reply(call, outcome)
    return
  }
  state.fetching.delete(key)
  if (outcome === OK) state.cache.set(key, engine.now)
  let follower = ints[at + C_NEXT]!
  engine.reply(call, outcome)
  while (follower >= 0) {
    const next = engine.calls.ints[follower * CALL_INTS + C_NEXT]!
    engine.reply(follower, outcome)
    follower = next
  }
}
