import type { Params } from '../../model/field.ts'
import type { Behaviour } from '../../sim/behaviour.ts'
import {
  C_NODE,
  C_OUTCOME,
  CALL_DOUBLES,
  CALL_INTS,
  F_HOLDS,
  OK,
  OP,
  READ,
  TASK,
  WRITE,
} from '../../sim/codes.ts'
import type { Engine } from '../../sim/engine.ts'
import { begin, type Finish, settle } from '../../sim/plan.ts'
import { allClasses, limitParam, numberParam, setStation } from '../../sim/station.ts'

interface WebState {
  /** Whether a slot stays taken while its request waits for others; noted on each call, because an edit may change it. */
  blocking: boolean
}

/** Works on a request in a slot, then follows its plan: sessions, services, cache, data, storage, queue. */
export const web: Behaviour = {
  configure(engine, node, params) {
    engine.local[node] ??= { blocking: false }
    const state = engine.local[node] as WebState
    state.blocking = params.waiting === 'blocking'
    setStation(engine, node, {
      slots: numberParam(params, 'instances') * numberParam(params, 'workers'),
      queueMax: limitParam(params, 'queueMax'),
      serviceMs: workMs(engine, node, params),
      cv: numberParam(params, 'serviceCv'),
    })
  },

  arrive(engine, call, node) {
    engine.enter(call, node)
  },

  served(engine, call, node) {
    engine.calls.ints[call * CALL_INTS + C_OUTCOME] = OK
    const holds = (engine.local[node] as WebState).blocking
    engine.calls.doubles[call * CALL_DOUBLES + F_HOLDS] = holds ? 1 : 0
    if (!holds) engine.release(node)
    begin(engine, call, node, finish)
  },

  replied(engine, call, _edge, op, outcome) {
    settle(engine, call, engine.calls.ints[call * CALL_INTS + C_NODE]!, op, outcome, finish)
  },
}

/** A blocking server gives the slot back only now. */
const finish: Finish = (engine, call, node, outcome) => {
  if (engine.calls.doubles[call * CALL_DOUBLES + F_HOLDS] === 1) engine.release(node)
  engine.reply(call, outcome)
}

/** The server's own work by class: data work and tasks count here while nobody else is wired to do them. */
function workMs(engine: Engine, node: number, params: Params): number[] {
  const ms = allClasses(numberParam(params, 'serviceMs'))
  const alone = (requestClass: number): boolean => engine.plans[node]![requestClass]?.every(isSession) ?? true
  if (alone(READ)) ms[READ]! += numberParam(params, 'localDataMs')
  if (alone(WRITE)) ms[WRITE]! += numberParam(params, 'localDataMs')
  if (alone(TASK)) ms[TASK]! += numberParam(params, 'inlineTaskMs')
  return ms
}

const isSession = (step: { readonly op: number }): boolean => step.op === OP.session
