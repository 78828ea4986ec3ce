import type { Params } from '../../model/field.ts'
import type { Behaviour, Machine } from '../../sim/core/contract.ts'
import { NodeState } from '../../sim/core/node-state.ts'
import { TIMER } from '../../sim/core/timers.ts'
import { OK, OP, READ, STATIC, TASK, TICKS_PER_MS, TIMEOUT, WRITE } from '../../sim/core/vocabulary.ts'
import { Autoscaler } from '../../sim/kit/autoscaler.ts'
import { CONNECTIONS, ConnectionPool } from '../../sim/kit/connection-pool.ts'
import { GUARDS, Guards } from '../../sim/kit/guards.ts'
import { resize, setInstances, workOf } from '../../sim/kit/nodes.ts'
import { begin, type Finish, settle } from '../../sim/kit/plan.ts'
import { Sessions } from '../../sim/kit/sessions.ts'
import {
  allClasses,
  limitParam,
  numberParam,
  setCaller,
  setDiscipline,
  setStation,
  ticksParam,
} from '../../sim/kit/station.ts'

interface WebState {
  /** Whether a slot stays taken while its request waits for others; noted on each call, because an edit may change it. */
  blocking: boolean
  workers: number
  /** Connections of one instance to each database; infinite without a pool. */
  poolMax: number
  dropsExpired: boolean
  /** Somebody reads what a user has just written from the primary. */
  remembersWrites: boolean
  /** Classes of data that the server keeps itself. */
  writesItself: boolean
  /** Sessions in its memory; null where it keeps none. */
  sessions: Sessions | null
  readonly scaler: Autoscaler
  growOver: number
  shrinkUnder: number
  /** Integrals at the last look of the autoscaler. */
  busyAt: number
  slotsAt: number
}

const STATE = new NodeState<WebState>()

/** Works on a request in a slot, then follows its plan: sessions, services, cache, data, storage, queue. */
export const web: Behaviour = {
  keyed: (params) => params.sessions === 'memory' || params.reads === 'own-writes',

  // Whoever starts and stops instances is not one of them.
  controllers: [TIMER.scale, TIMER.warm],

  configure(engine, node, params) {
    const state = STATE.ensure(engine, node, newState)
    state.blocking = params.waiting === 'blocking'
    state.workers = numberParam(params, 'workers')
    state.dropsExpired = params.dropExpired === true
    state.remembersWrites = params.reads === 'own-writes'
    state.sessions = params.sessions === 'memory' ? (state.sessions ?? new Sessions()) : null
    state.growOver = numberParam(params, 'scaleUpPercent') / 100
    state.shrinkUnder = numberParam(params, 'scaleDownPercent') / 100
    state.scaler.configure(engine, node, params)
    setCaller(engine, node, params)
    setGuards(engine, node, params)
    state.poolMax = limitParam(params, 'poolMax')
    setPool(engine, node, state, params)
    state.writesItself = keepsData(engine, node, WRITE)
    setStation(engine, node, {
      slots: state.scaler.running * state.workers,
      queueMax: limitParam(params, 'queueMax'),
      serviceMs: workMs(engine, node, params),
      cv: numberParam(params, 'serviceCv'),
    })
    setDiscipline(engine, node, params.discipline === 'lifo', state.dropsExpired)
    setInstances(engine, node, state.scaler.running)
  },

  served(engine, call, node) {
    const state = STATE.of(engine, node)
    const { calls } = engine
    calls.setKeepsSlot(call, state.blocking)
    if (!state.blocking) engine.release(node)
    if (state.sessions !== null && calls.classOf(call) !== STATIC)
      state.sessions.visit(engine, calls.userOf(call))
    if (state.dropsExpired && engine.isExpired(call)) finish(engine, call, node, TIMEOUT)
    else begin(engine, call, node, finish)
  },

  replied(engine, call, edge, op, outcome) {
    const node = engine.calls.nodeOf(call)
    CONNECTIONS.of(engine, node)?.freed(engine, edge)
    if (STATE.of(engine, node).dropsExpired && engine.isExpired(call)) finish(engine, call, node, TIMEOUT)
    else settle(engine, call, node, edge, op, outcome, finish)
  },

  timer(engine, node, code, data) {
    if (code === TIMER.poolWait) giveUpWaiting(engine, node, data)
    if (code === TIMER.poolOpen) CONNECTIONS.of(engine, node)?.reopen(engine)
    if (code !== TIMER.scale && code !== TIMER.warm) return
    const state = STATE.of(engine, node)
    if (!state.scaler.timer(engine, node, code, (running) => wanted(engine, node, state, running))) return
    resize(engine, node, state.scaler.running * state.workers)
    setInstances(engine, node, state.scaler.running)
    sizePool(engine, node, state)
    CONNECTIONS.of(engine, node)?.reopen(engine)
    engine.fillSlots(node)
  },

  /** All instances die together, and what they had in memory. */
  killed(engine, node) {
    STATE.of(engine, node).sessions?.clear()
    CONNECTIONS.of(engine, node)?.clear()
    engine.failResidents(node)
  },

  retired(engine, node) {
    CONNECTIONS.of(engine, node)?.clear()
    engine.failResidents(node)
  },

  hasSlot: (engine, call, waits) => !waits || engine.calls.keepsSlot(call),

  read(engine, node) {
    const { scaler, sessions } = STATE.of(engine, node)
    const pool = CONNECTIONS.of(engine, node)
    return {
      ...scaler.reading(engine),
      ...(sessions === null ? {} : { sessionsLost: sessions.lost * engine.weight }),
      ...(pool === null ? {} : { poolWaiting: pool.waiting * engine.weight }),
    }
  },
}

const newState = (): WebState => ({
  blocking: false,
  workers: 1,
  poolMax: Number.POSITIVE_INFINITY,
  dropsExpired: false,
  remembersWrites: false,
  writesItself: false,
  sessions: null,
  scaler: new Autoscaler(),
  growOver: 1,
  shrinkUnder: 0,
  busyAt: 0,
  slotsAt: 0,
})

function setGuards(engine: Machine, node: number, params: Params): void {
  const failures = limitParam(params, 'breakerFailures')
  const openMax = limitParam(params, 'bulkheadMax')
  const wanted = Number.isFinite(failures) || Number.isFinite(openMax)
  const settings = { failures, openMax, openTicks: ticksParam(params, 'breakerOpenMs') }
  GUARDS.set(engine, node, wanted ? new Guards(settings, GUARDS.of(engine, node)) : null)
}

function setPool(engine: Machine, node: number, state: WebState, params: Params): void {
  const before = CONNECTIONS.of(engine, node)
  // Queries that wait for a pool which an edit takes away are sent first.
  const wanted = Number.isFinite(state.poolMax) || (before !== null && before.waiting > 0)
  const waitTicks = limitParam(params, 'poolWaitMs') * TICKS_PER_MS
  CONNECTIONS.set(engine, node, wanted ? new ConnectionPool(waitTicks, before) : null)
  sizePool(engine, node, state)
  if (before !== null) engine.after(0, node, TIMER.poolOpen, 0)
}

/** Every instance has connections of its own. */
function sizePool(engine: Machine, node: number, state: WebState): void {
  const pool = CONNECTIONS.of(engine, node)
  if (pool !== null) pool.connections = state.poolMax * state.scaler.running
}

/** A query found no connection in time. */
function giveUpWaiting(engine: Machine, node: number, call: number): void {
  const query = CONNECTIONS.of(engine, node)?.expired(engine, call)
  if (query === undefined) return
  engine.cause = engine.causeOfLoad(engine.edgeTargets[query.edge]!)
  settle(engine, call, node, query.edge, query.op, TIMEOUT, finish)
}

/** A blocking server gives the slot back only now. */
const finish: Finish = (engine, call, node, outcome) => {
  const state = STATE.of(engine, node)
  const { calls } = engine
  if (calls.classOf(call) === WRITE && outcome === OK) {
    if (state.remembersWrites) engine.users.wrote(calls.userOf(call), engine.now)
    if (state.writesItself) engine.wrote(call, calls.keyOf(call))
  }
  if (calls.keepsSlot(call)) engine.release(node)
  engine.reply(call, outcome)
}

/** The server's own work by class: data work and tasks count here while nobody else is wired to do them. */
function workMs(engine: Machine, node: number, params: Params): number[] {
  const ms = allClasses(numberParam(params, 'serviceMs'))
  if (keepsData(engine, node, READ)) ms[READ]! += numberParam(params, 'localDataMs')
  if (keepsData(engine, node, WRITE)) ms[WRITE]! += numberParam(params, 'localDataMs')
  if (keepsData(engine, node, TASK)) ms[TASK]! += numberParam(params, 'inlineTaskMs')
  return ms
}

/** Nobody but a session store is wired to do the work of a class. */
const keepsData = (engine: Machine, node: number, requestClass: number): boolean =>
  engine.plans[node]![requestClass]?.every((step) => step.op === OP.session) ?? true

/** Instances for the utilisation since the last look: enough to bring it back under the upper bound. */
function wanted(engine: Machine, node: number, state: WebState, running: number): number {
  const { busyTicks, slotTicks } = workOf(engine, node)
  // A report begins the integrals anew.
  const busySince = busyTicks - state.busyAt
  const slotsSince = slotTicks - state.slotsAt
  state.busyAt = busyTicks
  state.slotsAt = slotTicks
  if (busySince < 0 || slotsSince <= 0) return running
  const utilisation = Math.min(1, busySince / slotsSince)
  if (utilisation > state.growOver)
    return Math.max(running + 1, Math.ceil((running * utilisation) / state.growOver))
  if (utilisation < state.shrinkUnder) return Math.ceil((running * utilisation) / state.growOver)
  return running
}
