import type { Behaviour } from '../../sim/behaviour.ts'
import { C_NODE, C_OUTCOME, CALL_INTS, OK } from '../../sim/codes.ts'
import { wakeFeeders } from '../../sim/consumers.ts'
import { begin, type Finish, settle } from '../../sim/plan.ts'
import { allClasses, numberParam, setStation } from '../../sim/station.ts'

/** Works on a task in a slot, keeps the slot while it asks others, and reports to the queue when all is done. */
export const worker: Behaviour = {
  configure(engine, node, params) {
    setStation(engine, node, {
      slots: numberParam(params, 'instances') * numberParam(params, 'workers'),
      queueMax: Number.POSITIVE_INFINITY,
      serviceMs: allClasses(numberParam(params, 'serviceMs')),
      cv: numberParam(params, 'serviceCv'),
    })
  },

  arrive(engine, call, node) {
    engine.enter(call, node)
  },

  served(engine, call, node) {
    engine.calls.ints[call * CALL_INTS + C_OUTCOME] = OK
    begin(engine, call, node, finish)
  },

  replied(engine, call, _edge, op, outcome) {
    settle(engine, call, engine.calls.ints[call * CALL_INTS + C_NODE]!, op, outcome, finish)
  },

  restored(engine, node) {
    wakeFeeders(engine, node)
  },
}

const finish: Finish = (engine, call, node, outcome) => {
  engine.release(node)
  engine.reply(call, outcome)
}
