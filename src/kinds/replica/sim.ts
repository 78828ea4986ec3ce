import type { Behaviour } from '../../sim/behaviour.ts'
import {
  C_CLASS,
  C_KEY,
  CALL_INTS,
  N_READS,
  N_SERVICE,
  N_STALE,
  NODE_DOUBLES,
  OK,
  READ,
  STATIC,
  TASK,
  TICKS_PER_MS,
  UNAVAILABLE,
} from '../../sim/codes.ts'
import { setDataStation } from '../../sim/data-station.ts'
import { msToTicks } from '../../sim/engine.ts'
import { APPLY, applied, applyNext, isStale, ReplicaLog, type ReplicaState } from '../../sim/replication.ts'
import { numberParam, ticksParam } from '../../sim/station.ts'

/** Answers reads from a copy that applies its primary's log one entry after the other; a write is refused. */
export const replica: Behaviour = {
  keyed: true,

  configure(engine, node, params) {
    const known = engine.local[node] as ReplicaState | undefined
    const state = known ?? { log: new ReplicaLog(), primary: -1, lagTicks: 0, wayTicks: 0 }
    engine.local[node] = state
    state.lagTicks = ticksParam(params, 'lagMs')
    setDataStation(engine, node, params)
    engine.nodeDoubles[node * NODE_DOUBLES + N_SERVICE + TASK] = msToTicks(numberParam(params, 'readMs'))
  },

  arrive(engine, call, node) {
    const requestClass = engine.calls.ints[call * CALL_INTS + C_CLASS]!
    if (requestClass === READ || requestClass === STATIC || requestClass === TASK) engine.enter(call, node)
    else engine.refuse(call, node, UNAVAILABLE)
  },

  served(engine, call, node) {
    engine.release(node)
    const n = node * NODE_DOUBLES
    engine.nodeDoubles[n + N_READS] = engine.nodeDoubles[n + N_READS]! + 1
    if (isStale(engine, node, engine.calls.ints[call * CALL_INTS + C_KEY]!)) {
      engine.nodeDoubles[n + N_STALE] = engine.nodeDoubles[n + N_STALE]! + 1
    }
    engine.reply(call, OK)
  },

  replied() {},

  timer(engine, node, code) {
    if (code === APPLY) applied(engine, node)
  },

  restored(engine, node) {
    applyNext(engine, node)
  },

  read(engine, node) {
    const { log } = engine.local[node] as ReplicaState
    const behindMs = log.size === 0 ? 0 : (engine.now - log.oldest) / TICKS_PER_MS
    return { lagMs: Math.max(behindMs, log.lagMsLast) }
  },
}
