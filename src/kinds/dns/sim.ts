import { roundTripMs } from '../../model/place.ts'
import type { TargetGroup } from '../../sim/core/choice.ts'
import type { Behaviour, Machine } from '../../sim/core/contract.ts'
import { NodeState } from '../../sim/core/node-state.ts'
import { ownTimer } from '../../sim/core/timers.ts'
import { clientOf } from '../../sim/core/users.ts'
import {
  CLASS_COUNT,
  COHORTS,
  NOT_FOUND,
  OK,
  OP,
  SHED,
  TICKS_PER_SEC,
  UNAVAILABLE,
  USERS,
} from '../../sim/core/vocabulary.ts'
import { ask } from '../../sim/kit/ask.ts'
import { countHit, countLookup } from '../../sim/kit/copies.ts'
import { HealthChecks } from '../../sim/kit/health.ts'
import { placeOf } from '../../sim/kit/nodes.ts'
import { numberParam, ticksParam } from '../../sim/kit/station.ts'

/** A health check without an answer after this time has failed (Route 53: four seconds to connect). */
const CHECK_TIMEOUT_TICKS = 4 * TICKS_PER_SEC

/** Own timer: the last answer that named a target which is out may have ended. `data` is the edge. */
const CONVERGED = ownTimer(0)

/** Answers that the cohorts of one client hold for one name: until when, and which target. */
interface Answers {
  readonly validUntil: Float64Array
  readonly target: Int32Array
}

interface ResolverState {
  ttlTicks: number
  lookupTicks: number
  policy: string
  readonly health: HealthChecks
  /** By name (a group of targets; null stands for a look-up beside the path), then by client. */
  readonly answers: Map<TargetGroup | null, Map<number, Answers>>
  readonly stream: number
  /** Edges of targets that are out: when the last answer that names them ends, infinite once it has. */
  readonly leaving: Map<number, number>
}

const STATE = new NodeState<ResolverState>()

/**
 * On the path, a call passes through: the cohort that sent it uses the answer that it holds, and looks up a new one only
 * when the TTL has ended. So answers outlive their targets, and even the resolver itself.
 */
export const dns: Behaviour = {
  keyed: true,
  arrivesDown: true,
  failsItself: true,

  configure(engine, node, params) {
    const state = STATE.ensure(engine, node, () => newState(engine, node))
    state.ttlTicks = ticksParam(params, 'ttlMs')
    state.lookupTicks = ticksParam(params, 'lookupMs')
    state.policy = params.policy as string
    const groups = groupsOf(engine, node)
    keepAnswers(state, groups)
    const edges = new Set([...groups].flatMap((group) => [...group.edges]))
    const fall = numberParam(params, 'healthFall')
    state.health.configure(engine, node, [...edges], {
      enabled: params.healthChecks === true,
      intervalTicks: ticksParam(params, 'healthIntervalMs'),
      timeoutTicks: Math.min(CHECK_TIMEOUT_TICKS, ticksParam(params, 'healthIntervalMs')),
      fall,
      rise: fall,
      failOpen: true,
    })
  },

  arrive(engine, call, node) {
    const state = STATE.of(engine, node)
    const beside = engine.calls.opOf(call) === OP.lookup
    const group = beside ? null : (engine.plans[node]![engine.calls.classOf(call)]?.[0]?.group ?? null)
    if (group === null && !beside) {
      engine.reply(call, NOT_FOUND)
      return
    }
    countLookup(engine, node)
    const user = engine.calls.userOf(call)
    const answers = answersOf(engine, state, group, clientOf(user))
    if (group !== null && answers.validUntil[user % COHORTS]! > engine.now) {
      countHit(engine, node)
      forward(engine, call, group, answers.target[user % COHORTS]!)
    } else if (!engine.isAlive(node) || engine.drawFailure(node))
      engine.refuse(call, node, UNAVAILABLE, engine.blame.of(node, 'kill', 'drain', 'errors'))
    else engine.keepBusy(call, engine.slowed(node, state.lookupTicks))
  },

  served(engine, call, node) {
    const state = STATE.of(engine, node)
    const beside = engine.calls.opOf(call) === OP.lookup
    const group = beside ? null : (engine.plans[node]![engine.calls.classOf(call)]?.[0]?.group ?? null)
    if (group === null && !beside) {
      engine.reply(call, NOT_FOUND)
      return
    }
    const user = engine.calls.userOf(call)
    const cohort = user % COHORTS
    const answers = answersOf(engine, state, group, clientOf(user))
    // Others of the cohort may have asked at the same time: all use the first answer.
    if (answers.validUntil[cohort]! <= engine.now) {
      answers.validUntil[cohort] = engine.now + state.ttlTicks
      if (group !== null) answers.target[cohort] = pick(engine, state, group, user)
    }
    if (group === null) engine.reply(call, OK)
    else forward(engine, call, group, answers.target[cohort]!)
  },

  replied(engine, call, _edge, _op, outcome) {
    engine.reply(call, outcome)
  },

  timer(engine, node, code, edge) {
    const state = STATE.of(engine, node)
    if (code === CONVERGED) lookWhetherLeft(engine, node, state, edge)
    else if (state.health.timer(engine, node, code, edge)) followThoseWhoGo(engine, node, state)
  },

  refreshed: (engine, node) => followThoseWhoGo(engine, node, STATE.of(engine, node)),

  /** What is looked up just now is lost; what holds an answer goes on. */
  killed(engine, node) {
    const lost = engine.calls.servedAt(node)
    engine.cancelServing(node)
    engine.cause = engine.blame.ofDeath(node)
    for (const call of lost) engine.reply(call, UNAVAILABLE)
  },

  /** A look-up takes its time, and no slot. */
  hasSlot: () => false,

  isFresh(engine, node, call) {
    const state = STATE.of(engine, node)
    const user = engine.calls.userOf(call)
    const answers = answersOf(engine, state, null, clientOf(user))
    if (answers.validUntil[user % COHORTS]! <= engine.now) return false
    countLookup(engine, node)
    countHit(engine, node)
    return true
  },

  isEjected: (engine, node, edge) => isOut(engine, STATE.of(engine, node), edge),
  ejectsIn: (engine, node, edge) => STATE.of(engine, node).health.ejectsIn(engine, edge),
  read(engine, node) {
    const state = STATE.of(engine, node)
    return state.health.inRotation((edge) => isOut(engine, state, edge))
  },
}

const newState = (engine: Machine, node: number): ResolverState => ({
  ttlTicks: 0,
  lookupTicks: 0,
  policy: 'weighted',
  health: new HealthChecks(),
  answers: new Map(),
  stream: engine.streams.stream(engine.nodeIds[node]!, 'ttl'),
  leaving: new Map(),
})

function groupsOf(engine: Machine, node: number): Set<TargetGroup> {
  const groups = new Set<TargetGroup>()
  for (let c = 0; c < CLASS_COUNT; c++) {
    const group = engine.plans[node]![c]?.[0]?.group
    if (group) groups.add(group)
  }
  return groups
}

/** An edit makes all groups anew: clients go on holding answers that name the same targets, the others are void. */
function keepAnswers(state: ResolverState, groups: ReadonlySet<TargetGroup>): void {
  const byTargets = new Map([...groups].map((group) => [group.edges.join(), group]))
  for (const [group, answers] of [...state.answers]) {
    if (group === null || groups.has(group)) continue
    state.answers.delete(group)
    const same = byTargets.get(group.edges.join())
    if (same) state.answers.set(same, answers)
  }
}

/**
 * At first sight the cohorts already hold answers of all ages, as they do in a system that has run for a while: one in
 * each of as many equal parts of the TTL, for they stand for a crowd whose answers end evenly.
 */
function answersOf(
  engine: Machine,
  state: ResolverState,
  group: TargetGroup | null,
  clientSlot: number,
): Answers {
  let byClient = state.answers.get(group)
  if (!byClient) {
    byClient = new Map()
    state.answers.set(group, byClient)
  }
  let answers = byClient.get(clientSlot)
  if (!answers) {
    answers = { validUntil: new Float64Array(COHORTS), target: new Int32Array(COHORTS) }
    for (let cohort = 0; cohort < COHORTS; cohort++) {
      const age = (cohort + engine.streams.uniform(state.stream)) / COHORTS
      answers.validUntil[cohort] = engine.now + age * state.ttlTicks
      if (group !== null) answers.target[cohort] = pick(engine, state, group, clientSlot * USERS)
    }
    byClient.set(clientSlot, answers)
  }
  return answers
}

/** It is answered with somebody else. */
const isOut = (engine: Machine, state: ResolverState, edge: number): boolean =>
  state.health.isEjected(edge) || engine.isLeaving(engine.edgeTargets[edge]!)

/** Where a target is out, clients go on asking it until the answers that they hold have ended. */
function followThoseWhoGo(engine: Machine, node: number, state: ResolverState): void {
  for (const group of state.answers.keys()) {
    if (group === null || group.edges.every((edge) => isOut(engine, state, edge))) continue
    for (const edge of group.edges) {
      if (!isOut(engine, state, edge)) state.leaving.delete(edge)
      else if (!state.leaving.has(edge)) {
        state.leaving.set(edge, engine.now)
        lookWhetherLeft(engine, node, state, edge)
      }
    }
  }
}

/** Marks the moment at which no client holds an answer that names a target which is out. */
function lookWhetherLeft(engine: Machine, node: number, state: ResolverState, edge: number): void {
  if (state.leaving.get(edge) !== engine.now || !isOut(engine, state, edge)) return
  let until = engine.now
  for (const [group, byClient] of state.answers) {
    const index = group?.edges.indexOf(edge) ?? -1
    if (index < 0) continue
    for (const { target, validUntil } of byClient.values())
      target.forEach((one, cohort) => {
        if (one === index) until = Math.max(until, Math.ceil(validUntil[cohort]!))
      })
  }
  if (until > engine.now) {
    state.leaving.set(edge, until)
    engine.after(until - engine.now, node, CONVERGED, edge)
    return
  }
  state.leaving.set(edge, Number.POSITIVE_INFINITY)
  const target = engine.edgeTargets[edge]!
  const death = engine.blame.ofDeath(target)
  engine.mark('converged', node, engine.nodeIds[target]!, 0, death >= 0 ? death : state.health.causeOf(edge))
}

/** A target by the policy, among the healthy ones; among all when none is. */
function pick(engine: Machine, state: ResolverState, group: TargetGroup, user: number): number {
  const healthy = Uint8Array.from(group.edges, (edge) => (isOut(engine, state, edge) ? 0 : 1))
  const usable = healthy.includes(1) ? healthy : healthy.fill(1)
  switch (state.policy) {
    case 'simple':
      return group.nextEven(usable)
    case 'failover':
      return best(group, usable, (i) => group.weights[i]!)
    case 'geo':
      return group.next(nearest(engine, group, usable, user))
    default:
      return group.next(usable)
  }
}

/** The first of the usable targets with the highest value. */
function best(group: TargetGroup, usable: Uint8Array, value: (index: number) => number): number {
  let chosen = -1
  for (let i = 0; i < group.size; i++)
    if (usable[i] === 1 && (chosen < 0 || value(i) > value(chosen))) chosen = i
  return chosen
}

/** Of the usable targets those at the least distance from the user; one without a place is as far as can be. */
function nearest(engine: Machine, group: TargetGroup, usable: Uint8Array, user: number): Uint8Array {
  const here = placeOf(engine, clientOf(user))
  const distance = (i: number): number => {
    const there = placeOf(engine, engine.edgeTargets[group.edges[i]!]!)
    return here < 0 || there < 0 ? Number.MAX_VALUE : roundTripMs(here, there)
  }
  const closest = best(group, usable, (i) => -distance(i))
  return usable.map((one, i) => (one === 1 && distance(i) === distance(closest) ? 1 : 0))
}

function forward(engine: Machine, call: number, group: TargetGroup, target: number): void {
  if (!ask(engine, call, group.edges[target]!, OP.call)) engine.reply(call, SHED)
}
