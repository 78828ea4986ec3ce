import type { Behaviour } from '../../sim/behaviour.ts'
import { OK } from '../../sim/codes.ts'
import { allClasses, limitParam, numberParam, setStation } from '../../sim/station.ts'

/** One operation in a slot, whatever the request. */
export const keyValue: Behaviour = {
  configure(engine, node, params) {
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
    engine.reply(call, OK)
  },

  replied() {},
}
