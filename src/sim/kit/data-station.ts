import type { Params } from '../../model/field.ts'
import { APPLYING, N_SERVICE, NODE_DOUBLES, SCAN } from '../core/codes.ts'
import type { Machine } from '../core/contract.ts'
import { roomOf } from '../core/engine-room.ts'
import { CLASS_COUNT, msToTicks, READ, STATIC, TICKS_PER_MS } from '../core/vocabulary.ts'
import { allClasses, limitParam, numberParam, setStation } from './station.ts'

/** Station of whatever keeps rows: reads have one mean, reads without an index another, changes a third (null keeps what they have). */
export function setDataStation(engine: Machine, node: number, params: Params, writeMs: number | null): void {
  const serviceMs = writeMs === null ? meansMs(engine, node) : allClasses(writeMs)
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
  roomOf(engine).nodeDoubles[n + SCAN] = msToTicks(numberParam(params, 'scanMs'))
  roomOf(engine).nodeDoubles[n + APPLYING] = msToTicks(numberParam(params, 'writeMs'))
}

/** Mean service times of a node by class. */
const meansMs = (engine: Machine, node: number): number[] =>
  allClasses(0).map((_, c) => roomOf(engine).nodeDoubles[node * NODE_DOUBLES + N_SERVICE + c]! / TICKS_PER_MS)

/** A promoted replica does the work that changes data in the primary's times. */
export function copyWriteTimes(engine: Machine, from: number, to: number): void {
  const { nodeDoubles } = roomOf(engine)
  for (let c = 0; c < CLASS_COUNT; c++) {
    if (c === READ || c === STATIC) continue
    nodeDoubles[to * NODE_DOUBLES + N_SERVICE + c] = nodeDoubles[from * NODE_DOUBLES + N_SERVICE + c]!
  }
}
