import type { Behaviour } from '../../sim/core/contract.ts'
import { TASK, UNAVAILABLE } from '../../sim/core/vocabulary.ts'
import { CLUSTER } from '../../sim/kit/cluster.ts'
import { dataMember, isRead } from '../../sim/kit/data-member.ts'
import { setDataStation } from '../../sim/kit/data-station.ts'
import { numberParam, setCaller, ticksParam } from '../../sim/kit/station.ts'

/** Answers reads from a copy that applies its primary's log one entry after the other, until it is promoted itself. */
export const replica: Behaviour = {
  ...dataMember,
  keyed: true,

  configure(engine, node, params) {
    const cluster = CLUSTER.of(engine, node)
    // A promoted replica keeps the times of the primary that it replaced.
    const writeMs = cluster?.isLeader(node) === true ? null : numberParam(params, 'readMs')
    setDataStation(engine, node, params, writeMs)
    setCaller(engine, node, params)
    cluster?.setLag(node, ticksParam(params, 'lagMs'))
  },

  arrive(engine, call, node) {
    const requestClass = engine.calls.classOf(call)
    const orphan = CLUSTER.of(engine, node) === null
    if (orphan && !isRead(requestClass) && requestClass !== TASK) engine.refuse(call, node, UNAVAILABLE)
    else dataMember.arrive(engine, call, node)
  },

  isStation: () => false,
}
