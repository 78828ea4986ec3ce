import type { TargetGroup } from '../../sim/core/choice.ts'
import type { Behaviour, Machine } from '../../sim/core/contract.ts'
import { NodeState } from '../../sim/core/node-state.ts'
import { mix32 } from '../../sim/core/random.ts'
import {
  ANSWERED,
  BROKEN,
  CLASS_COUNT,
  NO_HEALTHY_TARGET,
  NOT_FOUND,
  OK,
  READ,
  SHED,
  STATIC,
  TICKS_PER_MS,
  TIMEOUT,
  UNAVAILABLE,
  UNREACHED,
} from '../../sim/core/vocabulary.ts'
import { ask } from '../../sim/kit/ask.ts'
import { Cookies } from '../../sim/kit/cookies.ts'
import { HealthChecks } from '../../sim/kit/health.ts'
import { instancesOf, openCallsOf } from '../../sim/kit/nodes.ts'
import {
  allClasses,
  limitParam,
  numberParam,
  setCaller,
  setStation,
  ticksParam,
} from '../../sim/kit/station.ts'

/** Of the targets that a call has tried, as bits. */
const NOBODY = 0

interface BalancerState {
  policy: string
  failOpen: boolean
  retryNext: number
  retryBroken: string
  /** Whether failures that the target itself answers with put it out. */
  countsAnswers: boolean
  readonly health: HealthChecks
  /** By class: who may be chosen; null where all may, because all are healthy or all have failed (fail open). */
  readonly usable: (Uint8Array | null)[]
  /** By class: nobody may be chosen. */
  readonly closed: Uint8Array
  readonly cookies: Cookies
  readonly stream: number
}

const STATE = new NodeState<BalancerState>()

/** Spends its own time on a request, chooses a target that its checks hold for healthy, and passes the answer back. */
export const loadBalancer: Behaviour = {
  keyed: (params) => params.policy === 'hash' || params.policy === 'sticky',

  configure(engine, node, params) {
    const state = STATE.ensure(engine, node, () => newState(engine, node))
    state.policy = params.policy as string
    state.failOpen = params.failOpen === true
    state.retryNext = numberParam(params, 'retryNext')
    state.retryBroken = params.retryBroken as string
    state.countsAnswers = params.passiveCounts === 'all'
    setCaller(engine, node, params)
    setStation(engine, node, {
      slots: numberParam(params, 'slots'),
      queueMax: limitParam(params, 'queueMax'),
      serviceMs: allClasses(numberParam(params, 'serviceMs')),
      cv: numberParam(params, 'serviceCv'),
    })
    const interval = ticksParam(params, 'healthIntervalMs')
    state.health.configure(
      engine,
      node,
      targetEdges(engine, node),
      {
        enabled: params.healthChecks === true,
        intervalTicks: interval,
        timeoutTicks: Math.min(interval, ticksParam(params, 'healthTimeoutMs')),
        fall: numberParam(params, 'healthFall'),
        rise: numberParam(params, 'healthRise'),
        failOpen: state.failOpen,
      },
      {
        failures: limitParam(params, 'passiveFailures'),
        windowTicks: limitParam(params, 'passiveWindowMs') * TICKS_PER_MS,
        outTicks: ticksParam(params, 'ejectMs'),
        grows: params.ejectGrows === true,
        shareMax: numberParam(params, 'ejectPercentMax') / 100,
        byTrial: params.ejectReturn === 'trial',
      },
    )
    refreshUsable(engine, node, state)
  },

  takesTurns: (engine, node) => STATE.of(engine, node).policy === 'round-robin',

  served(engine, call, node) {
    engine.calls.setTries(call, 0)
    engine.calls.setNote(call, NOBODY)
    engine.release(node)
    pass(engine, call, node)
  },

  replied(engine, call, edge, _op, outcome) {
    const node = engine.calls.nodeOf(call)
    const state = STATE.of(engine, node)
    const fate = outcome === OK ? ANSWERED : engine.answerFate
    const failed = state.countsAnswers ? isFailure(outcome) : fate !== ANSWERED
    if (state.health.observe(engine, node, edge, failed, fate === UNREACHED))
      refreshUsable(engine, node, state)
    const again = isRepeatable(engine, call, state, fate) && mayTry(engine, call, state)
    const next = again ? another(engine, call, node, edge) : -1
    if (next < 0) engine.reply(call, outcome)
    else {
      countTry(engine, call)
      send(engine, call, node, next)
    }
  },

  timer(engine, node, code, edge) {
    const state = STATE.of(engine, node)
    if (state.health.timer(engine, node, code, edge)) refreshUsable(engine, node, state)
  },

  refreshed: (engine, node) => refreshUsable(engine, node, STATE.of(engine, node)),

  isEjected: (engine, node, edge) => isOut(engine, STATE.of(engine, node), edge),
  ejectsIn: (engine, node, edge) => STATE.of(engine, node).health.ejectsIn(engine, edge),
  read(engine, node) {
    const state = STATE.of(engine, node)
    return state.health.inRotation((edge) => isOut(engine, state, edge))
  },
}

/** Sends a request to a target that the policy chooses. */
function pass(engine: Machine, call: number, node: number): void {
  const state = STATE.of(engine, node)
  const requestClass = engine.calls.classOf(call)
  const group = engine.plans[node]![requestClass]?.[0]?.group
  if (!group) engine.reply(call, NOT_FOUND)
  else if (state.closed[requestClass] === 1) {
    engine.cause = state.health.cause
    engine.reply(call, NO_HEALTHY_TARGET)
  } else send(engine, call, node, choose(engine, state, group, state.usable[requestClass]!, call))
}

function send(engine: Machine, call: number, node: number, target: number): void {
  const step = engine.plans[node]![engine.calls.classOf(call)]![0]!
  const members = step.members[target] ?? null
  const chosen = step.group.edges[target]!
  const edge = members === null ? chosen : members.edges[members.leader(engine)]!
  const { health } = STATE.of(engine, node)
  if (health.isWary && health.sent(engine, node, chosen)) refreshUsable(engine, node, STATE.of(engine, node))
  if (!ask(engine, call, edge, step.op)) engine.reply(call, SHED)
}

/** Index of a target to try after one that was not reached; -1 where no other could answer: a shard alone has its keys. */
function another(engine: Machine, call: number, node: number, except: number): number {
  const state = STATE.of(engine, node)
  const requestClass = engine.calls.classOf(call)
  const step = engine.plans[node]![requestClass]?.[0]
  if (!step || step.group.isKeyed || state.closed[requestClass] === 1) return -1
  const { group, members } = step
  const own = group.edges.indexOf(except)
  // A replica may be a target itself and stand in for another one as well.
  const tried = own >= 0 ? own : group.edges.findIndex((_, i) => members[i]?.edges.includes(except) === true)
  const left = untried(engine, call, state.usable[requestClass]!, group.size, tried)
  if (!left.includes(1)) return -1
  // Nobody gets another cookie because of one request.
  return state.policy === 'round-robin' || state.policy === 'sticky'
    ? group.instead(left)
    : choose(engine, state, group, left, call)
}

/** Targets that a call has not tried yet, the last one noted; beyond 31 of them some stand for one another. */
function untried(
  engine: Machine,
  call: number,
  usable: Uint8Array | null,
  size: number,
  tried: number,
): Uint8Array {
  const mask = engine.calls.noteOf(call) | (1 << (tried % 31))
  engine.calls.setNote(call, mask)
  return Uint8Array.from({ length: size }, (_, i) =>
    usable?.[i] !== 0 && ((mask >> (i % 31)) & 1) === 0 ? 1 : 0,
  )
}

/** Whether a failed try may be made once more: what was never delivered always, what broke off inside by a rule. */
function isRepeatable(engine: Machine, call: number, state: BalancerState, fate: number): boolean {
  if (fate !== BROKEN || state.retryBroken === 'all') return fate !== ANSWERED
  const requestClass = engine.calls.classOf(call)
  return state.retryBroken === 'reads' && (requestClass === READ || requestClass === STATIC)
}

const isFailure = (outcome: number): boolean =>
  outcome === UNAVAILABLE || outcome === TIMEOUT || outcome === SHED || outcome === NO_HEALTHY_TARGET

const mayTry = (engine: Machine, call: number, state: BalancerState): boolean =>
  engine.calls.triesOf(call) < state.retryNext

function countTry(engine: Machine, call: number): void {
  const { calls } = engine
  calls.setTries(call, calls.triesOf(call) + 1)
  calls.setAttempt(call, calls.attemptOf(call) + 1)
}

const isOut = (engine: Machine, state: BalancerState, edge: number): boolean =>
  state.health.isEjected(edge) || engine.isLeaving(engine.edgeTargets[edge]!)

const newState = (engine: Machine, node: number): BalancerState => ({
  policy: 'round-robin',
  failOpen: true,
  retryNext: 0,
  retryBroken: 'reads',
  countsAnswers: true,
  health: new HealthChecks(),
  usable: new Array<null>(CLASS_COUNT).fill(null),
  closed: new Uint8Array(CLASS_COUNT),
  cookies: new Cookies(),
  stream: engine.streams.stream(engine.nodeIds[node]!, 'choice'),
})

function targetEdges(engine: Machine, node: number): number[] {
  const edges = new Set<number>()
  for (const plan of engine.plans[node]!) for (const edge of plan?.[0]?.group.edges ?? []) edges.add(edge)
  return [...edges]
}

function refreshUsable(engine: Machine, node: number, state: BalancerState): void {
  for (let c = 0; c < CLASS_COUNT; c++) {
    const group = engine.plans[node]![c]?.[0]?.group
    if (!group) continue
    const usable = Uint8Array.from(group.edges, (edge) => (isOut(engine, state, edge) ? 0 : 1))
    const healthy = usable.reduce((sum, one) => sum + one, 0)
    state.usable[c] = healthy === 0 || healthy === group.size ? null : usable
    state.closed[c] = healthy === 0 && !state.failOpen ? 1 : 0
  }
}

function choose(
  engine: Machine,
  state: BalancerState,
  group: TargetGroup,
  usable: Uint8Array | null,
  call: number,
): number {
  if (group.size === 1) return 0
  // Shards own their keys: no policy can send a key elsewhere.
  if (group.isKeyed) return group.pick(engine.calls.keyOf(call))
  switch (state.policy) {
    case 'hash':
      return group.onRing(mix32(engine.calls.keyOf(call)), usable)
    case 'sticky':
      return state.cookies.choose(group, usable, engine.calls.userOf(call))
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
  engine: Machine,
  state: BalancerState,
  group: TargetGroup,
  usable: Uint8Array | null,
  except: number,
): number {
  const { weights, size } = group
  let total = 0
  let count = 0
  for (let i = 0; i < size; i++) {
    if (i === except || (usable !== null && usable[i] !== 1)) continue
    total += weights[i]!
    count++
  }
  if (count === 0) return -1
  // Targets of weight 0 share equally once nothing else is left.
  const even = total === 0
  let left = engine.streams.uniform(state.stream) * (even ? count : total)
  let last = -1
  for (let i = 0; i < size; i++) {
    if (i === except || (usable !== null && usable[i] !== 1)) continue
    last = i
    left -= even ? 1 : weights[i]!
    if (left < 0) break
  }
  return last
}

function leastOpen(
  engine: Machine,
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
  engine: Machine,
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
 * Open requests for the weight and for each instance of the target. A target that refuses connections has none open, and
 * would look idle: until a probe or an answer clears it, it counts as loaded as the average of the others, so it gets no
 * more than its share.
 */
function load(engine: Machine, state: BalancerState, group: TargetGroup, i: number, mean: number): number {
  const edge = group.edges[i]!
  const weight = group.weights[i]!
  if (weight === 0) return Number.MAX_VALUE
  const open = openCallsOf(engine, edge) / instancesOf(engine, engine.edgeTargets[edge]!)
  return (state.health.isSuspect(edge) ? Math.max(open, mean) : open) / weight
}

/** Open requests for each instance. */
function meanOpen(
  engine: Machine,
  state: BalancerState,
  group: TargetGroup,
  usable: Uint8Array | null,
): number {
  let sum = 0
  let count = 0
  for (let i = 0; i < group.size; i++) {
    const edge = group.edges[i]!
    if ((usable !== null && usable[i] !== 1) || state.health.isSuspect(edge)) continue
    sum += openCallsOf(engine, edge)
    count += instancesOf(engine, engine.edgeTargets[edge]!)
  }
  return count === 0 ? 0 : sum / count
}
