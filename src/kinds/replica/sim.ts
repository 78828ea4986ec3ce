import { C_CLASS, CALL_INTS, N_SERVICE, NODE_DOUBLES } from '../../sim/core/codes.ts'
import type { Behaviour } from '../../sim/core/contract.ts'
import { TASK, UNAVAILABLE, UPLOAD, WRITE } from '../../sim/core/vocabulary.ts'
import { CLUSTER } from '../../sim/kit/cluster.ts'
import { dataMember, isRead } from '../../sim/kit/data-member.ts'
import { setDataStation } from '../../sim/kit/data-station.ts'
import { numberParam, setCaller, ticksParam } from '../../sim/kit/station.ts'

/** Answers reads from a copy that applies its primary's log one entry after the other, until it is promoted itself. */
export const replica: Behaviour = {
  ...dataMember,
  keyed: true,

  configure(engine, node, params) {
    const n = node * NODE_DOUBLES + N_SERVICE
    const cluster = CLUSTER.of(engine, node)
    const leads = cluster?.isLeader(node) === true
    // A promoted replica keeps the times of the primary that it replaced.
    const kept = [WRITE, UPLOAD, TASK].map((column) => engine.nodeDoubles[n + column]!)
    setDataStation(engine, node, params, numberParam(params, 'readMs'))
    if (leads)
      [WRITE, UPLOAD, TASK].forEach((column, i) => {
        engine.nodeDoubles[n + column] = kept[i]!
      })
    setCaller(engine, node, params)
    cluster?.setLag(node, ticksParam(params, 'lagMs'))
  },

  arrive(engine, call, node) {
    const requestClass = engine.calls.ints[call * CALL_INTS + C_CLASS]!
    const orphan = CLUSTER.of(engine, node) === null
    if (orphan && !isRead(requestClass) && requestClass !== TASK) engine.refuse(call, node, UNAVAILABLE)
    else dataMember.arrive(engine, call, node)
  },

  isStation: () => false,
}
