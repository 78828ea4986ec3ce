import type { Behaviour } from '../../sim/behaviour.ts'
import type { TargetGroup } from '../../sim/choice.ts'
import {
  C_CLASS,
  C_COHORT,
  C_NODE,
  C_OP,
  C_STATE,
  CALL_INTS,
  CLASS_COUNT,
  COHORTS,
  N_HITS,
  N_LOOKUPS,
  NODE_DOUBLES,
  NOT_FOUND,
  OK,
  OP,
  SERVING,
  SHED,
  UNAVAILABLE,
  WAITING,
} from '../../sim/codes.ts'
import type { Engine } from '../../sim/engine.ts'
import { HealthChecks, PROBE } from '../../sim/health.ts'
import { numberParam, ticksParam } from '../../sim/station.ts'

/** Answers that the cohorts of one client hold for one name: until when, and which target. */
interface Answers {
  readonly validUntil: Float64Array
  readonly target: Int32Array
}

interface ResolverState {
  ttlTicks: number
  lookupTicks: number
  readonly health: HealthChecks
  /** By name (a group of targets; null stands for a look-up beside the path), then by client. */
  readonly answers: Map<TargetGroup | null, Map<number, Answers>>
  readonly stream: number
}

/**
 * On the path, a call passes through: the cohort that sent it uses the answer that it holds, and looks up a new one only
 * when the TTL has ended. So answers outlive their targets, and even the resolver itself.
 */
export const dns: Behaviour = {
  keyed: true,
  arrivesDown: true,

  configure(engine, node, params) {
    engine.local[node] ??= newState(engine, node)
    const state = engine.local[node] as ResolverState
    state.ttlTicks = ticksParam(params, 'ttlMs')
    state.lookupTicks = ticksParam(params, 'lookupMs')
    const groups = groupsOf(engine, node)
    keepAnswers(state, groups)
    const edges = new Set([...groups].flatMap((group) => [...group.edges]))
    const fall = numberParam(params, 'healthFall')
    state.health.configure(engine, node, [...edges], {
      enabled: params.healthChecks === true,
      intervalTicks: ticksParam(params, 'healthIntervalMs'),
      fall,
      rise: fall,
    })
  },

  arrive(engine, call, node) {
    const state = engine.local[node] as ResolverState
    const ints = engine.calls.ints
    const at = call * CALL_INTS
    const beside = ints[at + C_OP] === OP.lookup
    const group = beside ? null : (engine.plans[node]![ints[at + C_CLASS]!]?.[0]?.group ?? null)
    if (group === null && !beside) {
      engine.reply(call, NOT_FOUND)
      return
    }
    const n = node * NODE_DOUBLES
    engine.nodeDoubles[n + N_LOOKUPS] = engine.nodeDoubles[n + N_LOOKUPS]! + 1
    const cohort = ints[at + C_COHORT]!
    const answers = answersOf(engine, state, group, Math.floor(cohort / COHORTS))
    if (group !== null && answers.validUntil[cohort % COHORTS]! > engine.now) {
      engine.nodeDoubles[n + N_HITS] = engine.nodeDoubles[n + N_HITS]! + 1
      forward(engine, call, group, answers.target[cohort % COHORTS]!)
    } else if (!engine.isAlive(node)) engine.refuse(call, node, UNAVAILABLE)
    else engine.hold(call, state.lookupTicks)
  },

  served(engine, call, node) {
    const state = engine.local[node] as ResolverState
    const ints = engine.calls.ints
    const at = call * CALL_INTS
    const beside = ints[at + C_OP] === OP.lookup
    const group = beside ? null : (engine.plans[node]![ints[at + C_CLASS]!]?.[0]?.group ?? null)
    if (group === null && !beside) {
      engine.reply(call, NOT_FOUND)
      return
    }
    const cohort = ints[at + C_COHORT]!
    const answers = answersOf(engine, state, group, Math.floor(cohort / COHORTS))
    answers.validUntil[cohort % COHORTS] = engine.now + state.ttlTicks
    if (group === null) engine.reply(call, OK)
    else {
      const target = pick(state, group)
      answers.target[cohort % COHORTS] = target
      forward(engine, call, group, target)
    }
  },

  replied(engine, call, _edge, _op, outcome) {
    engine.reply(call, outcome)
  },

  timer(engine, node, code, edge) {
    if (code === PROBE) (engine.local[node] as ResolverState).health.probe(engine, node, edge)
  },

  /** What is looked up just now is lost; what holds an answer goes on. */
  killed(engine, node) {
    const ints = engine.calls.ints
    const lost: number[] = []
    engine.calls.forEachLive((call) => {
      const at = call * CALL_INTS
      if (ints[at + C_NODE] === node && ints[at + C_STATE] === SERVING) lost.push(call)
    })
    engine.cancelServing(node)
    for (const call of lost) engine.reply(call, UNAVAILABLE)
  },

  isFresh(engine, node, call) {
    const state = engine.local[node] as ResolverState
    const cohort = engine.calls.ints[call * CALL_INTS + C_COHORT]!
    const answers = answersOf(engine, state, null, Math.floor(cohort / COHORTS))
    const n = node * NODE_DOUBLES
    if (answers.validUntil[cohort % COHORTS]! <= engine.now) return false
    engine.nodeDoubles[n + N_LOOKUPS] = engine.nodeDoubles[n + N_LOOKUPS]! + 1
    engine.nodeDoubles[n + N_HITS] = engine.nodeDoubles[n + N_HITS]! + 1
    return true
  },

  isEjected: (engine, node, edge) => (engine.local[node] as ResolverState).health.isEjected(edge),
  ejectsIn: (engine, node, edge) => (engine.local[node] as ResolverState).health.ejectsIn(engine, edge),
  read(engine, node) {
    const { health } = engine.local[node] as ResolverState
    return { targets: health.targets, healthyTargets: health.targets - health.ejected }
  },
}

const newState = (engine: Engine, node: number): ResolverState => ({
  ttlTicks: 0,
  lookupTicks: 0,
  health: new HealthChecks(),
  answers: new Map(),
  stream: engine.streams.stream(engine.nodeIds[node]!, 'ttl'),
})

function groupsOf(engine: Engine, node: number): Set<TargetGroup> {
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

/** At first sight the cohorts already hold answers of all ages, as they do in a system that has run for a while. */
function answersOf(
  engine: Engine,
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
      answers.validUntil[cohort] = engine.now + engine.streams.uniform(state.stream) * state.ttlTicks
      if (group !== null) answers.target[cohort] = pick(state, group)
    }
    byClient.set(clientSlot, answers)
  }
  return answers
}

/** The next target in turn and by weight among the healthy ones; among all when none is. */
function pick(state: ResolverState, group: TargetGroup): number {
  if (state.health.ejected === 0) return group.next(null)
  const usable = Uint8Array.from(group.edges, (edge) => (state.health.isEjected(edge) ? 0 : 1))
  const target = group.next(usable)
  return target < 0 ? group.next(null) : target
}

function forward(engine: Engine, call: number, group: TargetGroup, target: number): void {
  engine.calls.ints[call * CALL_INTS + C_STATE] = WAITING
  if (engine.callOn(call, group.edges[target]!, OP.call) >= 0) return
  engine.noteLimit()
  engine.reply(call, SHED)
}
