import {
  C_CLASS,
  C_FIRST,
  C_KEY,
  C_OUTCOME,
  C_STATE,
  C_STEP,
  C_TRIED,
  C_USER,
  CALL_INTS,
  WAITING,
} from '../core/codes.ts'
import type { Machine, PlanStep } from '../core/contract.ts'
import { roomOf } from '../core/engine-room.ts'
import { CLASS_COUNT, MISS, NOT_FOUND, OK, OP, SHED, TIMEOUT, UNAVAILABLE } from '../core/vocabulary.ts'
import { CONNECTIONS } from './connection-pool.ts'
import { GUARDS } from './guards.ts'

/** Ends a call whose plan is over, the way its kind does. */
export type Finish = (engine: Machine, call: number, node: number, outcome: number) => void

/** Targets of a step are fewer than 2 to this; owner and first member share one word, and so do tries and turn. */
const PACK_BITS = 16
const PACK_MASK = (1 << PACK_BITS) - 1
/** Steps of a plan are fewer than 2 to this; the step and how often it was done share one word. */
const STEP_BITS = 8
const STEP_MASK = (1 << STEP_BITS) - 1

const isRead = (op: number): boolean => op === OP.dataGet || op === OP.dataScan

/** Runs the plan of a call from its present step on, until it has to wait or is over. */
export function advance(engine: Machine, call: number, node: number, finish: Finish): void {
  const ints = roomOf(engine).calls.ints
  const at = call * CALL_INTS
  ints[at + C_STATE] = WAITING
  const steps = engine.plans[node]![ints[at + C_CLASS]!]
  if (steps === undefined) {
    finish(engine, call, node, NOT_FOUND)
    return
  }
  let index = ints[at + C_STEP]! & STEP_MASK
  while (index < steps.length && isNeedless(engine, steps[index]!, call)) index++
  ints[at + C_STEP] = index
  if (index >= steps.length) finish(engine, call, node, OK)
  else ask(engine, call, node, steps[index]!, finish)
}

/** Instead of a way: the plan has nothing to do, or more than one call over one edge. */
const NOTHING = -1
export const LONG = -2
/** An edge and what is asked over it share one word. */
const OP_BITS = 5
const OP_MASK = (1 << OP_BITS) - 1

/**
 * The one call over one edge that a plan consists of, as most do, or that it consists of none: such a plan needs no look at
 * its steps as long as all goes well. `guarded` callers have to look.
 */
export function directWay(plan: readonly PlanStep[] | undefined, guarded: boolean): number {
  if (plan?.length === 0) return NOTHING
  const step = plan?.[0]
  if (!step || plan.length > 1 || guarded) return LONG
  const isPlain =
    step.op === OP.call || step.op === OP.publish || step.op === OP.dataGet || step.op === OP.dataPut
  if (!isPlain || step.times > 1 || step.group.size > 1 || step.members[0]) return LONG
  return (step.group.edges[0]! << OP_BITS) | step.op
}

/** Begins the plan of a call. */
export function begin(engine: Machine, call: number, node: number, finish: Finish): void {
  const ints = roomOf(engine).calls.ints
  const at = call * CALL_INTS
  ints[at + C_STEP] = 0
  ints[at + C_OUTCOME] = OK
  const way = roomOf(engine).directWays[node * CLASS_COUNT + ints[at + C_CLASS]!]!
  if (way === NOTHING) finish(engine, call, node, OK)
  else if (way < 0) advance(engine, call, node, finish)
  else {
    ints[at + C_STATE] = WAITING
    ints[at + C_TRIED] = 0
    ints[at + C_FIRST] = 0
    if (engine.callOn(call, way >> OP_BITS, way & OP_MASK) < 0) {
      engine.noteNoRoom()
      finish(engine, call, node, SHED)
    }
  }
}

/** Goes on after the call that the present step had made came back. */
export function settle(
  engine: Machine,
  call: number,
  node: number,
  edge: number,
  op: number,
  outcome: number,
  finish: Finish,
): void {
  const ints = roomOf(engine).calls.ints
  const at = call * CALL_INTS
  const way = roomOf(engine).directWays[node * CLASS_COUNT + ints[at + C_CLASS]!]!
  if (way === ((edge << OP_BITS) | op) && outcome === OK) {
    finish(engine, call, node, OK)
    return
  }
  GUARDS.of(engine, node)?.observe(engine, node, edge, outcome)
  const steps = engine.plans[node]![ints[at + C_CLASS]!]
  const index = ints[at + C_STEP]! & STEP_MASK
  const step = steps?.[index]
  if (op === OP.cacheFill) {
    // Whether or not the cache could be filled, the data were read.
    advance(engine, call, node, finish)
    return
  }
  if (steps === undefined || step === undefined || step.op !== op) {
    // The plan was edited while the call was away; what it asked for is done, the rest follows the new plan.
    ints[at + C_STEP] = index + 1
    if (outcome === OK || outcome === MISS) advance(engine, call, node, finish)
    else finish(engine, call, node, outcome)
    return
  }
  if (outcome === OK || outcome === MISS) succeed(engine, call, node, steps, index, outcome, finish)
  else if (!isUnanswered(engine, edge, outcome) || !askNext(engine, call, node, step))
    fail(engine, call, node, edge, step, outcome, finish)
}

/** Refused, or not heard at all; whoever takes too long has been asked all the same. */
const isUnanswered = (engine: Machine, edge: number, outcome: number): boolean =>
  outcome === UNAVAILABLE || (outcome === TIMEOUT && engine.isUnheard(edge))

function succeed(
  engine: Machine,
  call: number,
  node: number,
  steps: readonly PlanStep[],
  index: number,
  outcome: number,
  finish: Finish,
): void {
  const ints = roomOf(engine).calls.ints
  const at = call * CALL_INTS
  const step = steps[index]!
  const done = (ints[at + C_STEP]! >> STEP_BITS) + 1
  if (done < step.times) {
    ints[at + C_STEP] = (done << STEP_BITS) | index
    ask(engine, call, node, step, finish)
    return
  }
  if (step.op === OP.cacheGet) ints[at + C_OUTCOME] = outcome
  const next = index + 1 + (step.op === OP.cacheGet && outcome === OK ? step.skipOnHit : 0)
  ints[at + C_STEP] = next
  // It makes a call, which may move all call records: nothing of `ints` is touched after it.
  if (isRead(step.op) && fill(engine, call, steps, index)) return
  if (next < steps.length) advance(engine, call, node, finish)
  else finish(engine, call, node, OK)
}

/** A step has failed for good: an optional one is passed over. */
function fail(
  engine: Machine,
  call: number,
  node: number,
  edge: number,
  step: PlanStep,
  outcome: number,
  finish: Finish,
): void {
  if (!step.optional || isThroughFailure(engine, call, edge, step)) {
    finish(engine, call, node, outcome)
    return
  }
  const ints = roomOf(engine).calls.ints
  const at = call * CALL_INTS
  ints[at + C_OUTCOME] = OK
  ints[at + C_STEP] = (ints[at + C_STEP]! & STEP_MASK) + 1
  advance(engine, call, node, finish)
}

/** A living read-through cache fails where its data does: to ask that once more would be no help. */
function isThroughFailure(engine: Machine, call: number, edge: number, step: PlanStep): boolean {
  if (step.op !== OP.cacheGet) return false
  const target = engine.edgeTargets[edge]!
  const plan = engine.plans[target]![roomOf(engine).calls.ints[call * CALL_INTS + C_CLASS]!]
  return plan !== undefined && plan.length > 0 && engine.isAlive(target)
}

/** A name whose answer the caller still holds need not be looked up. */
function isNeedless(engine: Machine, step: PlanStep, call: number): boolean {
  if (step.op !== OP.lookup) return false
  const resolver = engine.edgeTargets[step.group.edges[0]!]!
  return engine.behaviours[resolver]!.isFresh(engine, resolver, call)
}

function ask(engine: Machine, call: number, node: number, step: PlanStep, finish: Finish): void {
  const ints = roomOf(engine).calls.ints
  const at = call * CALL_INTS
  const owner = step.group.pick(ints[at + C_KEY]!)
  const members = step.members[owner] ?? null
  let edge = step.group.edges[owner]!
  ints[at + C_TRIED] = 0
  ints[at + C_FIRST] = owner << PACK_BITS
  if (members !== null) {
    const first =
      isRead(step.op) && !readsOwnWrite(engine, call, step) ? members.reader(engine) : members.leader(engine)
    ints[at + C_FIRST] = (owner << PACK_BITS) | first
    edge = members.edges[first]!
  }
  const refusal = GUARDS.of(engine, node)?.refusal(engine, edge) ?? OK
  if (refusal !== OK) {
    if (refusal !== UNAVAILABLE || !askNext(engine, call, node, step))
      fail(engine, call, node, edge, step, refusal, finish)
    return
  }
  engine.crowds?.share(call, step)
  if (CONNECTIONS.of(engine, node)?.waits(engine, node, call, edge, step.op)) return
  if (engine.callOn(call, edge, step.op) >= 0) return
  engine.noteNoRoom()
  finish(engine, call, node, SHED)
}

const readsOwnWrite = (engine: Machine, call: number, step: PlanStep): boolean =>
  step.ownWritesTicks < 0 ||
  (step.ownWritesTicks > 0 &&
    engine.users.hasWritten(
      roomOf(engine).calls.ints[call * CALL_INTS + C_USER]!,
      engine.now - step.ownWritesTicks,
    ))

/**
 * After a read that was refused, not heard or not let out by an open circuit: another member of the same database. False
 * when nobody is left, or may be.
 */
function askNext(engine: Machine, call: number, node: number, step: PlanStep): boolean {
  if (!isRead(step.op) || step.ownWritesTicks < 0) return false
  const ints = roomOf(engine).calls.ints
  const at = call * CALL_INTS
  const members = step.members[ints[at + C_FIRST]! >> PACK_BITS] ?? null
  if (members === null) return false
  for (;;) {
    const tried = (ints[at + C_TRIED]! & PACK_MASK) + 1
    const turn = tried === 1 ? members.takeTurn() : ints[at + C_TRIED]! >> PACK_BITS
    const other = members.instead(engine, ints[at + C_FIRST]! & PACK_MASK, tried, turn)
    if (other < 0) return false
    ints[at + C_TRIED] = (turn << PACK_BITS) | tried
    const edge = members.edges[other]!
    if ((GUARDS.of(engine, node)?.refusal(engine, edge) ?? OK) !== OK) continue
    if (CONNECTIONS.of(engine, node)?.waits(engine, node, call, edge, step.op)) return true
    if (engine.callOn(call, edge, step.op) >= 0) return true
    engine.noteNoRoom()
    return false
  }
}

/** Puts what was read into the cache that did not have it; true when the reader waits for that. */
function fill(engine: Machine, call: number, steps: readonly PlanStep[], index: number): boolean {
  const ints = roomOf(engine).calls.ints
  const at = call * CALL_INTS
  if (ints[at + C_OUTCOME] !== MISS) return false
  for (let i = index - 1; i >= 0; i--) {
    const step = steps[i]!
    if (step.op !== OP.cacheGet) continue
    if (i + step.skipOnHit > index) return false
    ints[at + C_OUTCOME] = OK
    const key = ints[at + C_KEY]!
    const edge = step.group.edges[step.group.pick(key)]!
    if (step.fillWaits) return engine.callOn(call, edge, OP.cacheFill) >= 0
    engine.tell(edge, OP.cacheFill, ints[at + C_CLASS]!, key, engine.answerVersion)
    return false
  }
  return false
}
