import type { Behaviour } from '../../sim/core/contract.ts'
import { OK, QUOTA } from '../../sim/core/vocabulary.ts'
import { serveAtOnce } from '../../sim/kit/nodes.ts'
import { allClasses, numberParam, setCaller, setQuota, setStation } from '../../sim/kit/station.ts'

/** Any number of requests at once, each with its own latency, up to the provider's rate. */
export const storage: Behaviour = {
  configure(engine, node, params) {
    setStation(engine, node, {
      slots: Number.POSITIVE_INFINITY,
      queueMax: 0,
      serviceMs: allClasses(numberParam(params, 'serviceMs')),
      cv: numberParam(params, 'serviceCv'),
    })
    setCaller(engine, node, params)
    setQuota(engine, node, numberParam(params, 'ratePerSecMax'))
  },

  arrive(engine, call, node) {
    if (!engine.takeToken(node)) {
      engine.refuse(call, node, QUOTA)
      return
    }
    serveAtOnce(engine, call, node)
  },

  served(engine, call, node) {
    engine.release(node)
    engine.reply(call, OK)
  },

  replied() {},
}
