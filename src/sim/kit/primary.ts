import type { Behaviour } from '../core/contract.ts'
import { CLUSTER } from './cluster.ts'
import { dataMember } from './data-member.ts'
import { setDataStation } from './data-station.ts'
import { numberParam, setCaller, ticksParam } from './station.ts'

/** Reads and writes in slots; every write is committed to the log and sent to the replicas, of which one may take over. */
export const primaryBehaviour: Behaviour = {
  ...dataMember,
  configure(engine, node, params) {
    setDataStation(engine, node, params, numberParam(params, 'writeMs'))
    setCaller(engine, node, params)
    const cluster = CLUSTER.of(engine, node)
    if (!cluster) return
    cluster.configure({
      synchronous: params.replication === 'sync',
      promotes: params.promotion === true,
      detectTicks: ticksParam(params, 'detectMs'),
      detectEveryTicks: ticksParam(params, 'detectEveryMs'),
      promoteTicks: ticksParam(params, 'promoteMs'),
    })
  },
}
