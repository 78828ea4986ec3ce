import type { Params, ParamValue } from '../../model/field.ts'
import { assert } from '../../model/result.ts'
import {
  DROP_EXPIRED,
  LIFO,
  M_DISCIPLINE,
  M_SILENT,
  M_SPREAD,
  N_CALL_LIMIT,
  N_CONNECT,
  N_CV,
  N_QUEUE_MAX,
  N_QUOTA,
  N_SERVICE,
  N_SLOTS,
  N_TOKENS,
  NODE_DOUBLES,
  NODE_INTS,
} from '../core/codes.ts'
import type { Machine } from '../core/contract.ts'
import { roomOf } from '../core/engine-room.ts'
import { CLASS_COUNT, msToTicks } from '../core/vocabulary.ts'

/** A number field of a node; the compiler has checked it against the kind's field table. */
export function numberParam(params: Params, key: string): number {
  const value = params[key]
  assert(typeof value === 'number', `field ${key} is not a number`)
  return value
}

/** A limit field: null means none. */
export function limitParam(params: Params, key: string): number {
  const value: ParamValue | undefined = params[key]
  if (value === null) return Number.POSITIVE_INFINITY
  assert(typeof value === 'number', `field ${key} is not a limit`)
  return value
}

export const ticksParam = (params: Params, key: string): number => msToTicks(numberParam(params, key))

export interface StationSettings {
  readonly slots: number
  readonly queueMax: number
  /** Mean service time by class, in milliseconds. */
  readonly serviceMs: readonly number[]
  readonly cv: number
}

/** Sets slots, queue limit and service times of a node. */
export function setStation(engine: Machine, node: number, settings: StationSettings): void {
  const n = node * NODE_DOUBLES
  roomOf(engine).nodeDoubles[n + N_SLOTS] = settings.slots
  roomOf(engine).nodeDoubles[n + N_QUEUE_MAX] = settings.queueMax
  for (let c = 0; c < CLASS_COUNT; c++)
    roomOf(engine).nodeDoubles[n + N_SERVICE + c] = msToTicks(settings.serviceMs[c]!)
  setSpread(engine, node, settings.cv)
}

/** Sets the spread of a node's service times: constant, exponential, or gamma with this coefficient of variation. */
export function setSpread(engine: Machine, node: number, cv: number): void {
  roomOf(engine).nodeDoubles[node * NODE_DOUBLES + N_CV] = cv
  roomOf(engine).nodeInts[node * NODE_INTS + M_SPREAD] = cv === 0 ? 0 : cv === 1 ? 1 : 2
}

/** A node whose calls wait in its queue for something else than its slots, of which it has none. */
export function setWaitingRoom(engine: Machine, node: number, queueMax: number): void {
  const { nodeDoubles } = roomOf(engine)
  const n = node * NODE_DOUBLES
  nodeDoubles[n + N_QUEUE_MAX] = queueMax
  nodeDoubles[n + N_SLOTS] = 0
}

/** Whether whoever came last gets the next slot, and whether calls for which nobody waits any more get none. */
export function setDiscipline(
  engine: Machine,
  node: number,
  newestFirst: boolean,
  dropsExpired: boolean,
): void {
  roomOf(engine).nodeInts[node * NODE_INTS + M_DISCIPLINE] =
    (newestFirst ? LIFO : 0) | (dropsExpired ? DROP_EXPIRED : 0)
}

/** Sets a rate quota; the bucket of tokens begins full. */
export function setQuota(engine: Machine, node: number, ratePerSec: number): void {
  const n = node * NODE_DOUBLES
  roomOf(engine).nodeDoubles[n + N_QUOTA] = ratePerSec
  roomOf(engine).nodeDoubles[n + N_TOKENS] = Math.min(roomOf(engine).nodeDoubles[n + N_TOKENS]!, ratePerSec)
}

/** What a node does as a caller of others, and how it looks when it is dead. */
export function setCaller(engine: Machine, node: number, params: Params): void {
  const n = node * NODE_DOUBLES
  const connectMs = params.connectMs
  const callMs = params.callTimeoutMs ?? params.responseTimeoutMs
  if (typeof connectMs === 'number') roomOf(engine).nodeDoubles[n + N_CONNECT] = msToTicks(connectMs)
  roomOf(engine).nodeDoubles[n + N_CALL_LIMIT] = typeof callMs === 'number' ? msToTicks(callMs) : 0
  roomOf(engine).nodeInts[node * NODE_INTS + M_SILENT] = params.whenDown === 'silent' ? 1 : 0
}

export const allClasses = (ms: number): number[] => new Array<number>(CLASS_COUNT).fill(ms)
