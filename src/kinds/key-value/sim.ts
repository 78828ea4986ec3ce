import type { Behaviour } from '../../sim/behaviour.ts'
import { C_USER, CALL_INTS, OK } from '../../sim/codes.ts'
import { Sessions } from '../../sim/sessions.ts'
import { allClasses, limitParam, numberParam, setCaller, setStation } from '../../sim/station.ts'

interface StoreState {
  /** Users whose session is here, by client. */
  readonly known: Sessions
}

/** One operation in a slot, whatever the request; it keeps the sessions of users until it is emptied. */
export const keyValue: Behaviour = {
  keyed: true,

  configure(engine, node, params) {
    engine.local[node] ??= { known: new Sessions() } satisfies StoreState
    setCaller(engine, node, params)
    setStation(engine, node, {
      slots: numberParam(params, 'slots'),
      queueMax: limitParam(params, 'queueMax'),
      serviceMs: allClasses(numberParam(params, 'serviceMs')),
      cv: numberParam(params, 'serviceCv'),
    })
  },

  arrive(engine, call, node) {
    engine.enter(call, node)
  },

  served(engine, call, node) {
    engine.release(node)
    const { known } = engine.local[node] as StoreState
    known.visit(engine, engine.calls.ints[call * CALL_INTS + C_USER]!)
    engine.reply(call, OK)
  },

  flushed: (engine, node) => (engine.local[node] as StoreState).known.clear(),

  read: (engine, node) => ({ sessionsLost: (engine.local[node] as StoreState).known.lost }),

  replied() {},
}
