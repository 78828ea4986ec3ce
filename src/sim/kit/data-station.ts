import type { Params } from '../../model/field.ts'
import { APPLYING, N_SERVICE, NODE_DOUBLES, SCAN } from '../core/codes.ts'
import type { Machine } from '../core/contract.ts'
import { msToTicks, READ, STATIC } from '../core/vocabulary.ts'
import { allClasses, limitParam, numberParam, setStation } from './station.ts'

/** Station of whatever keeps rows: reads have one mean, reads without an index another, changes a third. */
export function setDataStation(engine: Machine, node: number, params: Params, writeMs: number): void {
  const serviceMs = allClasses(writeMs)
  serviceMs[READ] = serviceMs[STATIC] = numberParam(params, 'readMs')
  const connections = limitParam(params, 'connectionsMax')
  const slots = Math.min(numberParam(params, 'slots'), connections)
  setStation(engine, node, {
    slots,
    queueMax: Math.min(limitParam(params, 'queueMax'), connections - slots),
    serviceMs,
    cv: numberParam(params, 'serviceCv'),
  })
  const n = node * NODE_DOUBLES + N_SERVICE
  engine.nodeDoubles[n + SCAN] = msToTicks(numberParam(params, 'scanMs'))
  engine.nodeDoubles[n + APPLYING] = msToTicks(numberParam(params, 'writeMs'))
}
