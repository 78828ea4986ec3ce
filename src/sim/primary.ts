import type { Behaviour } from './behaviour.ts'
import { C_CLASS, C_KEY, CALL_INTS, OK, READ, STATIC } from './codes.ts'
import { setDataStation } from './data-station.ts'
import { commit, newLog, type PrimaryState } from './replication.ts'

/** Reads and writes in slots; every write is committed to the log and sent to the replicas. */
export const primaryBehaviour: Behaviour = {
  configure(engine, node, params) {
    engine.local[node] ??= { log: newLog() } satisfies PrimaryState
    setDataStation(engine, node, params)
  },

  arrive(engine, call, node) {
    engine.enter(call, node)
  },

  served(engine, call, node) {
    engine.release(node)
    const at = call * CALL_INTS
    const requestClass = engine.calls.ints[at + C_CLASS]!
    if (requestClass !== READ && requestClass !== STATIC) commit(engine, node, engine.calls.ints[at + C_KEY]!)
    engine.reply(call, OK)
  },

  replied() {},
}
