import type { Behaviour } from '../../sim/behaviour.ts'
import type { TargetGroup } from '../../sim/choice.ts'
import {
  C_CHILD,
  C_CLASS,
  C_NODE,
  C_STATE,
  CALL_INTS,
  CLASS_COUNT,
  E_OPEN,
  EDGE_DOUBLES,
  NOT_FOUND,
  OP,
  SHED,
  UNAVAILABLE,
  WAITING,
} from '../../sim/codes.ts'
import type { Engine } from '../../sim/engine.ts'
import { HealthChecks, PROBE } from '../../sim/health.ts'
import { allClasses, limitParam, numberParam, setStation, ticksParam } from '../../sim/station.ts'

interface BalancerState {
  policy: string
  readonly health: HealthChecks
  /** By class: who may be chosen; null where all may, because all are healthy or all have failed (fail open). */
  readonly usable: (Uint8Array | null)[]
  readonly stream: number
}

/** Spends its own time on a request, chooses a target that its probes hold for healthy, and passes the answer back. */
export const loadBalancer: Behaviour = {
  configure(engine, node, params) {
    engine.local[node] ??= newState(engine, node)
    const state = engine.local[node] as BalancerState
    state.policy = params.policy as string
    setStation(engine, node, {
      slots: numberParam(params, 'slots'),
      queueMax: limitParam(params, 'queueMax'),
      serviceMs: allClasses(numberParam(params, 'serviceMs')),
      cv: numberParam(params, 'serviceCv'),
    })
    state.health.configure(engine, node, targetEdges(engine, node), {
      enabled: params.healthChecks === true,
      intervalTicks: ticksParam(params, 'healthIntervalMs'),
      fall: numberParam(params, 'healthFall'),
      rise: numberParam(params, 'healthRise'),
    })
    refreshUsable(engine, node, state)
  },

  arrive(engine, call, node) {
    engine.enter(call, node)
  },

  served(engine, call, node) {
    engine.release(node)
    const state = engine.local[node] as BalancerState
    const requestClass = engine.calls.ints[call * CALL_INTS + C_CLASS]!
    const group = engine.plans[node]![requestClass]?.[0]?.group
    if (!group) {
      engine.reply(call, NOT_FOUND)
      return
    }
    engine.calls.ints[call * CALL_INTS + C_STATE] = WAITING
    const edge = group.edges[choose(engine, state, group, state.usable[requestClass]!)]!
    if (engine.callOn(call, edge, OP.call) >= 0) return
    engine.noteLimit()
    engine.calls.ints[call * CALL_INTS + C_CHILD] = -1
    engine.reply(call, SHED)
  },

  replied(engine, call, edge, _op, outcome) {
    const node = engine.calls.ints[call * CALL_INTS + C_NODE]!
    const state = engine.local[node] as BalancerState
    state.health.observe(edge, outcome === UNAVAILABLE && !engine.isAlive(engine.edgeTargets[edge]!))
    engine.reply(call, outcome)
  },

  timer(engine, node, code, edge) {
    const state = engine.local[node] as BalancerState
    if (code === PROBE && state.health.probe(engine, node, edge)) refreshUsable(engine, node, state)
  },

  isEjected: (engine, node, edge) => (engine.local[node] as BalancerState).health.isEjected(edge),
  ejectsIn: (engine, node, edge) => (engine.local[node] as BalancerState).health.ejectsIn(engine, edge),
  read(engine, node) {
    const { health } = engine.local[node] as BalancerState
    return { targets: health.targets, healthyTargets: health.targets - health.ejected }
  },
}

const newState = (engine: Engine, node: number): BalancerState => ({
  policy: 'round-robin',
  health: new HealthChecks(),
  usable: new Array<null>(CLASS_COUNT).fill(null),
  stream: engine.streams.stream(engine.nodeIds[node]!, 'choice'),
})

function targetEdges(engine: Engine, node: number): number[] {
  const edges = new Set<number>()
  for (const plan of engine.plans[node]!) for (const edge of plan?.[0]?.group.edges ?? []) edges.add(edge)
  return [...edges]
}

function refreshUsable(engine: Engine, node: number, state: BalancerState): void {
  for (let c = 0; c < CLASS_COUNT; c++) {
    const group = engine.plans[node]![c]?.[0]?.group
    if (!group) continue
    const usable = Uint8Array.from(group.edges, (edge) => (state.health.isEjected(edge) ? 0 : 1))
    const healthy = usable.reduce((sum, one) => sum + one, 0)
    state.usable[c] = healthy === 0 || healthy === group.size ? null : usable
  }
}

function choose(engine: Engine, state: BalancerState, group: TargetGroup, usable: Uint8Array | null): number {
  if (group.size === 1) return 0
  switch (state.policy) {
    case 'random':
      return byChance(engine, state, group, usable, -1)
    case 'least-connections':
      return leastOpen(engine, state, group, usable)
    case 'two-choices':
      return twoChoices(engine, state, group, usable)
    default:
      return group.next(usable)
  }
}

/** A usable target by chance and weight, other than `except`; -1 when there is none. */
function byChance(
  engine: Engine,
  state: BalancerState,
  group: TargetGroup,
  usable: Uint8Array | null,
  except: number,
): number {
  let total = 0
  let count = 0
  for (let i = 0; i < group.size; i++) {
    if (i === except || (usable !== null && usable[i] !== 1)) continue
    total += group.weights[i]!
    count++
  }
  if (count === 0) return -1
  // Targets of weight 0 share equally once nothing else is left.
  const even = total === 0
  let left = engine.streams.uniform(state.stream) * (even ? count : total)
  let last = -1
  for (let i = 0; i < group.size; i++) {
    if (i === except || (usable !== null && usable[i] !== 1)) continue
    last = i
    left -= even ? 1 : group.weights[i]!
    if (left < 0) break
  }
  return last
}

function leastOpen(
  engine: Engine,
  state: BalancerState,
  group: TargetGroup,
  usable: Uint8Array | null,
): number {
  const mean = meanOpen(engine, state, group, usable)
  // Ties go round, so that equal targets share evenly.
  const first = group.next(usable)
  let best = first
  let bestLoad = load(engine, state, group, first, mean)
  for (let step = 1; step < group.size; step++) {
    const i = (first + step) % group.size
    if (usable !== null && usable[i] !== 1) continue
    const candidate = load(engine, state, group, i, mean)
    if (candidate < bestLoad) {
      best = i
      bestLoad = candidate
    }
  }
  return best
}

function twoChoices(
  engine: Engine,
  state: BalancerState,
  group: TargetGroup,
  usable: Uint8Array | null,
): number {
  const a = byChance(engine, state, group, usable, -1)
  const b = byChance(engine, state, group, usable, a)
  if (b < 0) return a
  const mean = meanOpen(engine, state, group, usable)
  return load(engine, state, group, b, mean) < load(engine, state, group, a, mean) ? b : a
}

/**
 * Open requests for the weight. A target that refuses connections has none open, and would look idle: until a probe or
 * an answer clears it, it counts as loaded as the average of the others, so it gets no more than its share.
 */
function load(engine: Engine, state: BalancerState, group: TargetGroup, i: number, mean: number): number {
  const edge = group.edges[i]!
  const open = engine.edgeDoubles[edge * EDGE_DOUBLES + E_OPEN]!
  const weight = group.weights[i]!
  if (weight === 0) return Number.MAX_VALUE
  return (state.health.isSuspect(edge) ? Math.max(open, mean) : open) / weight
}

function meanOpen(
  engine: Engine,
  state: BalancerState,
  group: TargetGroup,
  usable: Uint8Array | null,
): number {
  let sum = 0
  let count = 0
  for (let i = 0; i < group.size; i++) {
    const edge = group.edges[i]!
    if ((usable !== null && usable[i] !== 1) || state.health.isSuspect(edge)) continue
    sum += engine.edgeDoubles[edge * EDGE_DOUBLES + E_OPEN]!
    count++
  }
  return count === 0 ? 0 : sum / count
}
