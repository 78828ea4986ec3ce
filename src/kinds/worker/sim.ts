import type { Behaviour, Machine } from '../../sim/core/contract.ts'
import { NodeState } from '../../sim/core/node-state.ts'
import { TIMER } from '../../sim/core/timers.ts'
import { Autoscaler } from '../../sim/kit/autoscaler.ts'
import { brokenPromises, wakeFeeders } from '../../sim/kit/consumers.ts'
import { queueOf, resize } from '../../sim/kit/nodes.ts'
import { begin, type Finish, settle } from '../../sim/kit/plan.ts'
import { allClasses, numberParam, setCaller, setStation } from '../../sim/kit/station.ts'

interface WorkerState {
  workers: number
  backlogPerInstance: number
  readonly scaler: Autoscaler
}

const STATE = new NodeState<WorkerState>()

/** Works on a task in a slot, keeps the slot while it asks others, and reports to the queue when all is done. */
export const worker: Behaviour = {
  // Whoever starts and stops instances is not one of them.
  controllers: [TIMER.scale, TIMER.warm],

  configure(engine, node, params) {
    const state = STATE.ensure(engine, node, () => ({
      workers: 1,
      backlogPerInstance: 1,
      scaler: new Autoscaler(),
    }))
    state.workers = numberParam(params, 'workers')
    state.backlogPerInstance = numberParam(params, 'backlogPerInstance')
    state.scaler.configure(engine, node, params)
    setCaller(engine, node, params)
    setStation(engine, node, {
      slots: state.scaler.running * state.workers,
      queueMax: Number.POSITIVE_INFINITY,
      serviceMs: allClasses(numberParam(params, 'serviceMs')),
      cv: numberParam(params, 'serviceCv'),
    })
  },

  served(engine, call, node) {
    begin(engine, call, node, finish)
  },

  replied(engine, call, edge, op, outcome) {
    settle(engine, call, engine.calls.nodeOf(call), edge, op, outcome, finish)
  },

  timer(engine, node, code) {
    if (code !== TIMER.scale && code !== TIMER.warm) return
    const state = STATE.of(engine, node)
    if (!state.scaler.timer(engine, node, code, () => wanted(engine, node, state))) return
    resize(engine, node, state.scaler.running * state.workers)
    wakeFeeders(engine, node)
  },

  restored(engine, node) {
    wakeFeeders(engine, node)
  },

  hasSlot: () => true,
  audit: brokenPromises,

  read: (engine, node) => STATE.of(engine, node).scaler.reading(engine),
}

const finish: Finish = (engine, call, node, outcome) => {
  engine.release(node)
  engine.reply(call, outcome)
}

/** Instances for what waits in the queues that feed this worker. */
function wanted(engine: Machine, node: number, state: WorkerState): number {
  let depth = 0
  for (const feeder of engine.feedersOf.get(node) ?? []) depth += queueOf(engine, feeder) * engine.weight
  return Math.ceil(depth / state.backlogPerInstance)
}
