import type { Behaviour } from '../../sim/core/contract.ts'
import { NodeState } from '../../sim/core/node-state.ts'
import { OK } from '../../sim/core/vocabulary.ts'
import { Sessions } from '../../sim/kit/sessions.ts'
import { allClasses, limitParam, numberParam, setCaller, setStation } from '../../sim/kit/station.ts'

interface StoreState {
  /** Its sessions outlive it. */
  persistent: boolean
  /** Users whose session is here, by client. */
  readonly known: Sessions
}

const STATE = new NodeState<StoreState>()

/** One operation in a slot, whatever the request; it keeps the sessions of users until it is emptied. */
export const keyValue: Behaviour = {
  keyed: true,

  configure(engine, node, params) {
    const state = STATE.ensure(engine, node, () => ({ persistent: false, known: new Sessions() }))
    state.persistent = params.persistent === true
    setCaller(engine, node, params)
    setStation(engine, node, {
      slots: numberParam(params, 'slots'),
      queueMax: limitParam(params, 'queueMax'),
      serviceMs: allClasses(numberParam(params, 'serviceMs')),
      cv: numberParam(params, 'serviceCv'),
    })
  },

  served(engine, call, node) {
    engine.release(node)
    const { known } = STATE.of(engine, node)
    known.visit(engine, engine.calls.userOf(call))
    engine.reply(call, OK)
  },

  /** What it has in memory alone is lost with the process. */
  killed(engine, node) {
    const { known, persistent } = STATE.of(engine, node)
    if (!persistent) known.clear()
    engine.failResidents(node)
  },

  flushed: (engine, node) => STATE.of(engine, node).known.clear(),

  read: (engine, node) => ({ sessionsLost: STATE.of(engine, node).known.lost * engine.weight }),

  replied() {},
}
