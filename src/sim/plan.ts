import type { TargetGroup } from './choice.ts'
import {
  C_CLASS,
  C_FIRST,
  C_KEY,
  C_OUTCOME,
  C_STATE,
  C_STEP,
  C_TRIED,
  CALL_INTS,
  MISS,
  NOT_FOUND,
  OK,
  OP,
  SHED,
  UNAVAILABLE,
  WAITING,
} from './codes.ts'
import type { Engine } from './engine.ts'

/** One step of a plan, ready to run; see `SimStep`. */
export interface PlanStep {
  readonly op: number
  readonly group: TargetGroup
  /** For each target of the group, who is asked before it; null where nobody is. */
  readonly under: readonly (TargetGroup | null)[]
  readonly skipOnHit: number
  readonly optional: boolean
}

/** Ends a call whose plan is over, the way its kind does. */
export type Finish = (engine: Engine, call: number, node: number, outcome: number) => void

/** Targets of a step are fewer than this; owner and first replica share one word, and so do tries and turn. */
const PACK = 65_536

/** Runs the plan of a call from its present step on, until it has to wait or is over. */
export function advance(engine: Engine, call: number, node: number, finish: Finish): void {
  const ints = engine.calls.ints
  const at = call * CALL_INTS
  ints[at + C_STATE] = WAITING
  const steps = engine.plans[node]![ints[at + C_CLASS]!]
  if (!steps) {
    finish(engine, call, node, NOT_FOUND)
    return
  }
  let index = ints[at + C_STEP]!
  while (index < steps.length && isNeedless(engine, steps[index]!, call)) index++
  ints[at + C_STEP] = index
  if (index >= steps.length) finish(engine, call, node, OK)
  else ask(engine, call, node, steps[index]!, finish)
}

/** Begins the plan of a call. */
export function begin(engine: Engine, call: number, node: number, finish: Finish): void {
  engine.calls.ints[call * CALL_INTS + C_STEP] = 0
  advance(engine, call, node, finish)
}

/** Goes on after the call that the present step had made came back. */
export function settle(
  engine: Engine,
  call: number,
  node: number,
  op: number,
  outcome: number,
  finish: Finish,
): void {
  const ints = engine.calls.ints
  const at = call * CALL_INTS
  const steps = engine.plans[node]![ints[at + C_CLASS]!]
  const index = ints[at + C_STEP]!
  const step = steps?.[index]
  if (!steps || !step || step.op !== op) {
    // The plan was edited while the call was away; what it asked for is done, the rest follows the new plan.
    ints[at + C_STEP] = index + 1
    if (outcome === OK || outcome === MISS) advance(engine, call, node, finish)
    else finish(engine, call, node, outcome)
    return
  }
  if (outcome === OK || outcome === MISS) {
    if (op === OP.cacheGet) ints[at + C_OUTCOME] = outcome
    ints[at + C_STEP] = index + 1 + (op === OP.cacheGet && outcome === OK ? step.skipOnHit : 0)
    // It makes a call, which may move all call records: nothing of `ints` is touched after it.
    if (op === OP.dataGet) fill(engine, call, steps, index)
    advance(engine, call, node, finish)
    return
  }
  if (outcome === UNAVAILABLE && askNext(engine, call, step)) return
  if (!step.optional) {
    finish(engine, call, node, outcome)
    return
  }
  ints[at + C_OUTCOME] = OK
  ints[at + C_STEP] = index + 1
  advance(engine, call, node, finish)
}

/** A name whose answer the caller still holds need not be looked up. */
function isNeedless(engine: Engine, step: PlanStep, call: number): boolean {
  if (step.op !== OP.lookup) return false
  const resolver = engine.edgeTargets[step.group.edges[0]!]!
  return engine.behaviours[resolver]!.isFresh(engine, resolver, call)
}

function ask(engine: Engine, call: number, node: number, step: PlanStep, finish: Finish): void {
  const ints = engine.calls.ints
  const at = call * CALL_INTS
  const owner = step.group.pick(ints[at + C_KEY]!)
  const under = step.under[owner] ?? null
  let edge = step.group.edges[owner]!
  ints[at + C_TRIED] = 0
  ints[at + C_FIRST] = owner * PACK
  if (under !== null) {
    const first = under.next(null)
    ints[at + C_FIRST] = owner * PACK + first
    edge = under.edges[first]!
  }
  if (engine.callOn(call, edge, step.op) < 0) {
    engine.noteLimit()
    finish(engine, call, node, SHED)
  }
}

/**
 * After a refusal: the other replicas of the same owner, at last the owner itself. False when nobody is left. Each refused
 * call begins with another one of them, so that those who are left share evenly what a dead one had.
 */
function askNext(engine: Engine, call: number, step: PlanStep): boolean {
  const ints = engine.calls.ints
  const at = call * CALL_INTS
  const owner = Math.floor(ints[at + C_FIRST]! / PACK)
  const under = step.under[owner] ?? null
  const tried = (ints[at + C_TRIED]! % PACK) + 1
  if (under === null || tried > under.size) return false
  const turn = tried === 1 ? under.takeTurn() : Math.floor(ints[at + C_TRIED]! / PACK)
  ints[at + C_TRIED] = turn * PACK + tried
  const first = ints[at + C_FIRST]! % PACK
  const other = (first + 1 + ((turn + tried - 1) % (under.size - 1))) % under.size
  const edge = tried === under.size ? step.group.edges[owner]! : under.edges[other]!
  return engine.callOn(call, edge, step.op) >= 0
}

/** Puts what was read into the cache that did not have it; the reader does not wait for that. */
function fill(engine: Engine, call: number, steps: readonly PlanStep[], index: number): void {
  const ints = engine.calls.ints
  const at = call * CALL_INTS
  if (ints[at + C_OUTCOME] !== MISS) return
  for (let i = index - 1; i >= 0; i--) {
    const step = steps[i]!
    if (step.op !== OP.cacheGet) continue
    if (i + step.skipOnHit > index) return
    ints[at + C_OUTCOME] = OK
    const key = ints[at + C_KEY]!
    engine.tell(step.group.edges[step.group.pick(key)]!, OP.cacheFill, ints[at + C_CLASS]!, key)
    return
  }
}
