import type { Params } from '../../model/field.ts'
import { type Mix, REQUEST_CLASSES } from '../../model/request-class.ts'
import {
  C_ATTEMPT,
  C_CHILD,
  C_CLASS,
  C_EDGE,
  C_KEY,
  C_NODE,
  C_OUTCOME,
  C_PARENT,
  C_STATE,
  C_USER,
  CALL_DOUBLES,
  CALL_INTS,
  EV_ARRIVAL,
  EV_SERVED,
  EVENT_BITS,
  F_ARRIVED,
  F_DEADLINE,
  M_FAILED_BY,
  N_ARRIVED,
  N_CONNECT,
  N_DONE,
  N_LATENCY_SUM,
  NODE_DOUBLES,
  NODE_INTS,
  SERVING,
} from '../../sim/core/codes.ts'
import type { Behaviour, Machine } from '../../sim/core/contract.ts'
import { BUCKETS, SPAN, spanBucket } from '../../sim/core/histogram.ts'
import { NodeState } from '../../sim/core/node-state.ts'
import { TIMER } from '../../sim/core/timers.ts'
import {
  CLASS_COUNT,
  OK,
  READ,
  SHED,
  TICKS_PER_MS,
  TICKS_PER_SEC,
  UNAVAILABLE,
  USERS,
} from '../../sim/core/vocabulary.ts'

import { factorAt, type Shape, STEADY, shapeOf } from '../../sim/kit/load-shape.ts'
import { begin, settle } from '../../sim/kit/plan.ts'
import { limitParam, numberParam, ticksParam } from '../../sim/kit/station.ts'
import { type Zipf, zipf } from '../../sim/kit/zipf.ts'

/** Retries that a budget saves up at most, and has at the beginning (gRPC's maxTokens is of this order). */
const BUDGET_MAX = 100
/** Instead of an edge: a request of an open load, one of a user who thinks after it, and one that only asks whether a task is done. */
const ARRIVED = -1
const POLLED = -2
const OF_USER = -3

interface ClientState {
  /** Open load: mean ticks between two requests at the rate of the field. */
  gapTicks: number
  closed: boolean
  /** Closed load: users that there should be, and users whose next request is due or under way. */
  users: number
  usersActive: number
  /** How many of those think. */
  usersThinking: number
  thinkTicks: number
  shape: Shape
  /** Factor of a spike that was injected. */
  spike: number
  timeoutTicks: number
  retries: number
  backoffTicks: number
  backoffMaxTicks: number
  jitter: boolean
  /** Retries for each success, and what is left of them; infinite without a budget. */
  budgetShare: number
  budget: number
  readonly classEnds: Float64Array
  /** The class where only one has a weight, else -1. */
  onlyClass: number
  keys: number
  alpha: number
  zipf: Zipf | null
  sessions: number
  /** Tasks whose end the client knows, and the ticks that this took in all. */
  known: number
  knownTicks: number
  running: boolean
  readonly streams: Readonly<
    Record<'arrival' | 'kind' | 'key' | 'user' | 'thin' | 'think' | 'jitter', number>
  >
}

const STATE = new NodeState<ClientState>()

/** Open: Poisson arrivals that the system never slows down, latency from the intended arrival. Closed: users who wait and think. */
export const client: Behaviour = {
  keyed: (params) => params.completion !== 'none',

  configure(engine, node, params) {
    const state = STATE.ensure(engine, node, () => newState(engine, node))
    const rate = numberParam(params, 'ratePerSec')
    state.timeoutTicks = ticksParam(params, 'timeoutMs')
    state.retries = numberParam(params, 'retries')
    state.backoffTicks = ticksParam(params, 'backoffMs')
    state.backoffMaxTicks = ticksParam(params, 'backoffMaxMs')
    state.jitter = params.jitter === true
    state.budgetShare = limitParam(params, 'retryBudgetPercent') / 100
    state.budget = Math.min(state.budget, BUDGET_MAX)
    // Followed alone, a user writes and reads as often as all its requests would: fewer users then, not rarer ones.
    state.sessions = Math.max(1, Math.round(numberParam(params, 'sessions') / engine.weight))
    setCompletion(engine, node, params)
    // Its own time limit is what ends the wait for a silent target.
    engine.nodeDoubles[node * NODE_DOUBLES + N_CONNECT] = 0
    setMix(state, params.mix as Mix)
    setKeys(state, numberParam(params, 'keys'), numberParam(params, 'zipfAlpha'))
    setLoad(
      engine,
      node,
      state,
      rate > 0 ? (TICKS_PER_SEC / rate) * engine.weight : Number.POSITIVE_INFINITY,
      params,
    )
  },

  arrive(engine, call, node) {
    engine.refuse(call, node, UNAVAILABLE)
  },

  /** The wait before a retry is over. */
  served(engine, call, node) {
    attempt(engine, call, node)
  },

  timer(engine, node, code, data) {
    if (code === TIMER.arrival) arrival(engine, node)
    else if (code === TIMER.poll) poll(engine, node, data)
    else if (code === TIMER.taskDone) know(engine, node, data)
  },

  replied(engine, call, edge, op, outcome) {
    settle(engine, call, engine.calls.ints[call * CALL_INTS + C_NODE]!, edge, op, outcome, finish)
  },

  spiked(engine, node, factor) {
    const state = STATE.of(engine, node)
    if (factor === state.spike) return
    state.spike = factor
    if (!state.closed) restartArrivals(engine, node, state)
    else fillUsers(engine, node, state)
  },

  read(engine, node) {
    const { known, knownTicks, spike } = STATE.of(engine, node)
    return {
      ...(known > 0 ? { completionMs: knownTicks / known / TICKS_PER_MS } : {}),
      ...(spike === 1 ? {} : { spike }),
    }
  },

  drawKey: (engine, node, stream) => keyFrom(engine, STATE.of(engine, node), stream),

  timedOut(engine, call, node) {
    engine.cause = engine.causeOfWait(call)
    engine.abandon(call)
    attemptFailed(engine, call, node, 1)
  },

  retired(engine, node) {
    const ints = engine.calls.ints
    const open: number[] = []
    engine.calls.forEachLive((call) => {
      const at = call * CALL_INTS
      if (ints[at + C_NODE] === node && ints[at + C_PARENT] === -1 && ints[at + C_EDGE]! < 0) open.push(call)
    })
    const state = STATE.of(engine, node)
    engine.tasks.setCompletion(node, null)
    cancelArrivals(engine, node)
    engine.cancelServing(node)
    leave(engine, state, state.usersThinking)
    state.usersThinking = 0
    state.closed = false
    for (const call of open) {
      engine.abandon(call)
      end(engine, call, node, UNAVAILABLE)
    }
  },
}

function newState(engine: Machine, node: number): ClientState {
  const id = engine.nodeIds[node]!
  const stream = (purpose: string): number => engine.streams.stream(id, purpose)
  return {
    gapTicks: Number.NaN,
    closed: false,
    users: 0,
    usersActive: 0,
    usersThinking: 0,
    thinkTicks: 0,
    shape: STEADY,
    spike: 1,
    timeoutTicks: 1,
    retries: 0,
    backoffTicks: 0,
    backoffMaxTicks: 0,
    jitter: true,
    budgetShare: Number.POSITIVE_INFINITY,
    budget: BUDGET_MAX,
    classEnds: new Float64Array(CLASS_COUNT),
    onlyClass: -1,
    keys: 0,
    alpha: 0,
    zipf: null,
    sessions: 1,
    known: 0,
    knownTicks: 0,
    running: false,
    streams: {
      arrival: stream('arrival'),
      kind: stream('class'),
      key: stream('key'),
      user: stream('cohort'),
      thin: stream('shape'),
      think: stream('think'),
      jitter: stream('jitter'),
    },
  }
}

function setMix(state: ClientState, mix: Mix): void {
  const weights = REQUEST_CLASSES.map((name) => mix[name])
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let end = 0
  weights.forEach((weight, c) => {
    end += weight
    state.classEnds[c] = (end / total) * 4_294_967_296
  })
  state.onlyClass =
    weights.filter((weight) => weight > 0).length === 1 ? weights.findIndex((weight) => weight > 0) : -1
}

function setKeys(state: ClientState, keys: number, alpha: number): void {
  if (keys === state.keys && alpha === state.alpha) return
  state.keys = keys
  state.alpha = alpha
  state.zipf = null
}

/** Starts the load that the fields ask for, unless it already runs. */
function setLoad(engine: Machine, node: number, state: ClientState, gapTicks: number, params: Params): void {
  const closed = params.load === 'closed'
  const shape = shapeOf(params, state.shape, engine.now - engine.ageTicks)
  const wasClosed = state.closed
  const same = closed === wasClosed && gapTicks === state.gapTicks && shape === state.shape && state.running
  state.users = Math.ceil(numberParam(params, 'users') / engine.weight)
  state.thinkTicks = ticksParam(params, 'thinkMs')
  state.gapTicks = gapTicks
  state.shape = shape
  state.closed = closed
  if (closed) {
    if (!wasClosed && state.running) cancelArrivals(engine, node)
    state.running = true
    fillUsers(engine, node, state)
  } else if (!same) restartArrivals(engine, node, state)
}

/** Users who are missing come in one after the other within a think time; surplus ones leave after their present request. */
function fillUsers(engine: Machine, node: number, state: ClientState): void {
  const wanted = usersWanted(state)
  while (state.usersActive < wanted) {
    if (!engine.users.come()) {
      engine.noteLimit()
      return
    }
    state.usersActive++
    think(engine, node, state)
  }
}

const usersWanted = (state: ClientState): number => Math.round(state.users * state.spike)

function leave(engine: Machine, state: ClientState, count: number): void {
  state.usersActive -= count
  engine.users.leave(count)
}

function think(engine: Machine, node: number, state: ClientState): void {
  state.usersThinking++
  const ticks = Math.round(state.thinkTicks * engine.streams.exponential(state.streams.think))
  engine.schedule.cell[0] = engine.clock[0]! + ticks
  engine.schedule.push((node << EVENT_BITS) | EV_ARRIVAL)
}

/** Arrivals are memoryless, so a changed rate may draw the next gap anew. Users of a closed load leave after their present request. */
function restartArrivals(engine: Machine, node: number, state: ClientState): void {
  if (state.running) cancelArrivals(engine, node)
  leave(engine, state, state.usersThinking)
  state.usersThinking = 0
  state.running = Number.isFinite(state.gapTicks) && state.spike > 0
  if (state.running) scheduleArrival(engine, node, state)
}

const cancelArrivals = (engine: Machine, node: number): void =>
  engine.schedule.filter((payload) => payload !== ((node << EVENT_BITS) | EV_ARRIVAL))

/** At the highest rate of the shape; what is too much for the present moment is thinned out when it comes. */
function scheduleArrival(engine: Machine, node: number, state: ClientState): void {
  engine.streams.drawExponential(state.streams.arrival)
  const gap = Math.floor((state.gapTicks / (state.shape.peak * state.spike)) * engine.streams.out[0]! + 0.5)
  engine.schedule.cell[0] = engine.clock[0]! + gap
  engine.schedule.push((node << EVENT_BITS) | EV_ARRIVAL)
}

function arrival(engine: Machine, node: number): void {
  const state = STATE.of(engine, node)
  if (state.closed) {
    state.usersThinking--
    if (state.usersActive > usersWanted(state)) {
      leave(engine, state, 1)
      return
    }
  } else {
    scheduleArrival(engine, node, state)
    const { shape } = state
    if (
      shape !== STEADY &&
      engine.streams.uniform(state.streams.thin) * shape.peak > factorAt(shape, engine.now)
    )
      return
  }
  newRequest(engine, node, state, drawClass(engine, state), state.closed ? OF_USER : ARRIVED)
}

/** A request begins. Where the engine has no record for it, it is shed and counted. */
function newRequest(
  engine: Machine,
  node: number,
  state: ClientState,
  requestClass: number,
  origin: number,
): void {
  const n = node * NODE_DOUBLES
  engine.nodeDoubles[n + N_ARRIVED] = engine.nodeDoubles[n + N_ARRIVED]! + 1
  engine.tally.begin(requestClass)
  const call = engine.calls.allocate()
  if (call < 0) {
    engine.noteLimit()
    engine.tally.end(requestClass, SHED)
    engine.countFailure(node, requestClass)
    if (origin === OF_USER) think(engine, node, state)
    return
  }
  const ints = engine.calls.ints
  const at = call * CALL_INTS
  ints[at + C_PARENT] = -1
  ints[at + C_CHILD] = -1
  ints[at + C_EDGE] = origin
  ints[at + C_NODE] = node
  ints[at + C_CLASS] = requestClass
  ints[at + C_OUTCOME] = OK
  ints[at + C_ATTEMPT] = 0
  ints[at + C_KEY] = engine.keyed ? keyFrom(engine, state, state.streams.key) : 0
  ints[at + C_USER] = engine.keyed
    ? node * USERS + engine.streams.below(state.streams.user, state.sessions)
    : 0
  engine.calls.doubles[call * CALL_DOUBLES + F_ARRIVED] = engine.clock[0]!
  if (engine.observer !== null) engine.observer.begun(call, node)
  attempt(engine, call, node)
}

/** Sends a request, for the first time or again; every attempt has the whole time limit. */
function attempt(engine: Machine, call: number, node: number): void {
  const { timeoutTicks } = STATE.of(engine, node)
  engine.calls.doubles[call * CALL_DOUBLES + F_DEADLINE] = engine.clock[0]! + timeoutTicks
  engine.limit(call, timeoutTicks)
  begin(engine, call, node, finish)
}

function drawClass(engine: Machine, state: ClientState): number {
  if (state.onlyClass >= 0) return state.onlyClass
  const word = engine.streams.word(state.streams.kind)
  let c = 0
  while (c < CLASS_COUNT - 1 && word >= state.classEnds[c]!) c++
  return c
}

function keyFrom(engine: Machine, state: ClientState, stream: number): number {
  state.zipf ??= zipf(state.keys, state.alpha)
  return state.zipf.draw(engine.streams, stream)
}

function finish(engine: Machine, call: number, node: number, outcome: number): void {
  if (outcome === OK) {
    payIntoBudget(STATE.of(engine, node))
    end(engine, call, node, OK)
  } else attemptFailed(engine, call, node, outcome)
}

function attemptFailed(engine: Machine, call: number, node: number, outcome: number): void {
  const state = STATE.of(engine, node)
  const at = call * CALL_INTS
  const attempts = engine.calls.ints[at + C_ATTEMPT]!
  const { causes } = engine.calls
  // What made an earlier try fail made this one necessary.
  if (engine.cause < 0 && attempts > 0) engine.cause = causes[call]!
  if (attempts >= state.retries || !takeBudget(state)) {
    end(engine, call, node, outcome)
    return
  }
  engine.calls.ints[at + C_ATTEMPT] = attempts + 1
  causes[call] = engine.cause
  engine.calls.renew(call)
  if (engine.observer !== null) engine.observer.retried(call)
  const wait = backoff(engine, state, attempts)
  if (wait === 0) attempt(engine, call, node)
  else {
    engine.calls.ints[at + C_STATE] = SERVING
    engine.schedule.cell[0] = engine.clock[0]! + wait
    engine.schedule.push((call << EVENT_BITS) | EV_SERVED)
  }
}

/** Every success pays a part of a retry in: while nothing succeeds, nothing is retried. */
function payIntoBudget(state: ClientState): void {
  if (state.budget < BUDGET_MAX) state.budget = Math.min(BUDGET_MAX, state.budget + state.budgetShare)
}

function takeBudget(state: ClientState): boolean {
  if (!Number.isFinite(state.budgetShare)) return true
  if (state.budget < 1) return false
  state.budget -= 1
  return true
}

/** 2 to the power n, for n up to 30. */
const doublings = (n: number): number => 1 << Math.min(n, 30)

/** Ticks before the retry after so many: doubling up to the maximum, and a random part of it with jitter. */
function backoff(engine: Machine, state: ClientState, retriesBefore: number): number {
  if (state.backoffTicks === 0) return 0
  const full = Math.min(state.backoffMaxTicks, state.backoffTicks * doublings(retriesBefore))
  return Math.round(state.jitter ? full * engine.streams.uniform(state.streams.jitter) : full)
}

function end(engine: Machine, call: number, node: number, outcome: number): void {
  const latency = engine.clock[0]! - engine.calls.doubles[call * CALL_DOUBLES + F_ARRIVED]!
  const n = node * NODE_DOUBLES
  const nodes = engine.nodeDoubles
  SPAN[0] = latency
  if (outcome === OK) {
    nodes[n + N_DONE] = nodes[n + N_DONE]! + 1
    nodes[n + N_LATENCY_SUM] = nodes[n + N_LATENCY_SUM]! + latency
    const bucket = node * BUCKETS + spanBucket()
    engine.latencyCounts[bucket] = engine.latencyCounts[bucket]! + 1
  } else {
    engine.countFailure(node, engine.calls.ints[call * CALL_INTS + C_CLASS]!)
    engine.nodeInts[node * NODE_INTS + M_FAILED_BY] = engine.cause
    engine.tally.blame(engine.calls.ints[call * CALL_INTS + C_CLASS]!, engine.cause)
  }
  engine.tally.end(engine.calls.ints[call * CALL_INTS + C_CLASS]!, outcome)
  if (engine.observer !== null) engine.observer.ended(call, outcome)
  const isOfUser = engine.calls.ints[call * CALL_INTS + C_EDGE] === OF_USER
  engine.calls.free(call)
  const state = STATE.find(engine, node)
  if (!isOfUser || state === undefined) return
  if (state.closed) think(engine, node, state)
  else leave(engine, state, 1)
}

function setCompletion(engine: Machine, node: number, params: Params): void {
  const way = params.completion
  const wanted =
    way === 'polling' || way === 'callback'
      ? ({ way, pollTicks: ticksParam(params, 'pollMs') } as const)
      : null
  engine.tasks.setCompletion(node, wanted)
}

/** Asks whether a task is done: a read of its own, as often as it takes. */
function poll(engine: Machine, node: number, ticket: number): void {
  const task = engine.tasks.get(ticket)
  if (!task) return
  newRequest(engine, node, STATE.of(engine, node), READ, POLLED)
  if (task.done) know(engine, node, ticket)
  else engine.after(task.completion.pollTicks, node, TIMER.poll, ticket)
}

/** The client knows that a task is done. */
function know(engine: Machine, node: number, ticket: number): void {
  const task = engine.tasks.get(ticket)
  if (!task) return
  const state = STATE.of(engine, node)
  state.known++
  state.knownTicks += engine.now - task.acceptedAt
  engine.tasks.forget(ticket)
}
