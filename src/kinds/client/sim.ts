import type { Params } from '../../model/field.ts'
import { type Mix, REQUEST_CLASSES } from '../../model/request-class.ts'
import type { Behaviour, Machine } from '../../sim/core/contract.ts'
import { NodeState } from '../../sim/core/node-state.ts'
import { TIMER } from '../../sim/core/timers.ts'
import { CLASS_COUNT, OK, READ, TICKS_PER_MS, TICKS_PER_SEC, UNAVAILABLE } from '../../sim/core/vocabulary.ts'
import { arriveAfter, cancelArrivals, Population } from '../../sim/kit/arrivals.ts'
import { factorAt, type Shape, STEADY, shapeOf } from '../../sim/kit/load-shape.ts'
import { begin, settle } from '../../sim/kit/plan.ts'
import {
  Audience,
  beginRequest,
  endRequest,
  giveTime,
  ORIGIN,
  requestsOf,
  setAsker,
  usersAskingAt,
  waitForRetry,
} from '../../sim/kit/requests.ts'
import { Retries } from '../../sim/kit/retries.ts'
import { numberParam, ticksParam } from '../../sim/kit/station.ts'

interface ClientState {
  /** Open load: mean ticks between two requests at the rate of the field. */
  gapTicks: number
  closed: boolean
  /** Closed load: users that there should be. */
  users: number
  readonly population: Population
  shape: Shape
  /** Factor of a spike that was injected. */
  spike: number
  timeoutTicks: number
  readonly retries: Retries
  readonly classEnds: Float64Array
  /** The class where only one has a weight, else -1. */
  onlyClass: number
  readonly audience: Audience
  /** Tasks whose end the client knows, and the ticks that this took in all. */
  known: number
  knownTicks: number
  running: boolean
  readonly streams: Readonly<Record<'arrival' | 'kind' | 'thin', number>>
}

const STATE = new NodeState<ClientState>()

/** Open: Poisson arrivals that the system never slows down, latency from the intended arrival. Closed: users who wait and think. */
export const client: Behaviour = {
  keyed: (params) => params.completion !== 'none',

  configure(engine, node, params) {
    const state = STATE.ensure(engine, node, () => newState(engine, node))
    const rate = numberParam(params, 'ratePerSec')
    state.timeoutTicks = ticksParam(params, 'timeoutMs')
    state.retries.configure(params)
    // Followed alone, a user writes and reads as often as all its requests would: fewer users then, not rarer ones.
    const users = Math.max(1, Math.round(numberParam(params, 'sessions') / engine.weight))
    state.audience.configure(users, numberParam(params, 'keys'), numberParam(params, 'zipfAlpha'))
    setCompletion(engine, node, params)
    setAsker(engine, node)
    setMix(state, params.mix as Mix)
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
    settle(engine, call, engine.calls.nodeOf(call), edge, op, outcome, finish)
  },

  spiked(engine, node, factor) {
    const state = STATE.of(engine, node)
    if (factor === state.spike) return
    state.spike = factor
    if (!state.closed) restartArrivals(engine, node, state)
    else state.population.fill(engine, node, usersWanted(state))
  },

  read(engine, node) {
    const { known, knownTicks, spike } = STATE.of(engine, node)
    return {
      ...(known > 0 ? { completionMs: knownTicks / known / TICKS_PER_MS } : {}),
      ...(spike === 1 ? {} : { spike }),
    }
  },

  drawKey: (engine, node, stream) => STATE.of(engine, node).audience.drawKey(engine, stream),

  hasSlot: () => false,

  audit(engine, node) {
    const { population, closed } = STATE.of(engine, node)
    return population.broken(usersAskingAt(engine, node), closed)
  },

  timedOut(engine, call, node) {
    engine.cause = engine.causeOfWait(call)
    engine.abandon(call)
    attemptFailed(engine, call, node, 1)
  },

  retired(engine, node) {
    const open = requestsOf(engine, node)
    const state = STATE.of(engine, node)
    engine.tasks.setCompletion(node, null)
    cancelArrivals(engine, node)
    engine.cancelServing(node)
    state.population.disperse(engine)
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
    population: new Population(stream('think')),
    shape: STEADY,
    spike: 1,
    timeoutTicks: 1,
    retries: new Retries(stream('jitter')),
    classEnds: new Float64Array(CLASS_COUNT),
    onlyClass: -1,
    audience: new Audience(stream('key'), stream('cohort')),
    known: 0,
    knownTicks: 0,
    running: false,
    streams: { arrival: stream('arrival'), kind: stream('class'), thin: stream('shape') },
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

/** Starts the load that the fields ask for, unless it already runs. */
function setLoad(engine: Machine, node: number, state: ClientState, gapTicks: number, params: Params): void {
  const closed = params.load === 'closed'
  const shape = shapeOf(params, state.shape, engine.now - engine.ageTicks)
  const wasClosed = state.closed
  const same = closed === wasClosed && gapTicks === state.gapTicks && shape === state.shape && state.running
  state.users = Math.ceil(numberParam(params, 'users') / engine.weight)
  state.population.configure(ticksParam(params, 'thinkMs'))
  state.gapTicks = gapTicks
  state.shape = shape
  state.closed = closed
  if (closed) {
    if (!wasClosed && state.running) cancelArrivals(engine, node)
    state.running = true
    state.population.fill(engine, node, usersWanted(state))
  } else if (!same) restartArrivals(engine, node, state)
}

const usersWanted = (state: ClientState): number => Math.round(state.users * state.spike)

/** Arrivals are memoryless, so a changed rate may draw the next gap anew. Users of a closed load leave after their present request. */
function restartArrivals(engine: Machine, node: number, state: ClientState): void {
  if (state.running) cancelArrivals(engine, node)
  state.population.disperse(engine)
  state.running = Number.isFinite(state.gapTicks) && state.spike > 0
  if (state.running) scheduleArrival(engine, node, state)
}

/** At the highest rate of the shape; what is too much for the present moment is thinned out when it comes. */
function scheduleArrival(engine: Machine, node: number, state: ClientState): void {
  arriveAfter(engine, node, state.streams.arrival, state.gapTicks / (state.shape.peak * state.spike))
}

function arrival(engine: Machine, node: number): void {
  const state = STATE.of(engine, node)
  if (state.closed) {
    if (!state.population.asks(engine)) return
  } else {
    scheduleArrival(engine, node, state)
    const { shape } = state
    if (
      shape !== STEADY &&
      engine.streams.uniform(state.streams.thin) * shape.peak > factorAt(shape, engine.now)
    )
      return
  }
  newRequest(engine, node, state, drawClass(engine, state), state.closed ? ORIGIN.user : ORIGIN.arrived)
}

/** A request begins. Where the engine has no record for it, it is shed and counted. */
function newRequest(
  engine: Machine,
  node: number,
  state: ClientState,
  requestClass: number,
  origin: number,
): void {
  const call = beginRequest(engine, node, requestClass, origin, state.audience)
  if (call >= 0) attempt(engine, call, node)
  else if (origin === ORIGIN.user) state.population.think(engine, node)
}

/** Sends a request, for the first time or again; every attempt has the whole time limit. */
function attempt(engine: Machine, call: number, node: number): void {
  const { timeoutTicks } = STATE.of(engine, node)
  giveTime(engine, call, timeoutTicks)
  begin(engine, call, node, finish)
}

function drawClass(engine: Machine, state: ClientState): number {
  if (state.onlyClass >= 0) return state.onlyClass
  const word = engine.streams.word(state.streams.kind)
  let c = 0
  while (c < CLASS_COUNT - 1 && word >= state.classEnds[c]!) c++
  return c
}

function finish(engine: Machine, call: number, node: number, outcome: number): void {
  if (outcome === OK) {
    STATE.of(engine, node).retries.succeeded()
    end(engine, call, node, OK)
  } else attemptFailed(engine, call, node, outcome)
}

function attemptFailed(engine: Machine, call: number, node: number, outcome: number): void {
  const { retries } = STATE.of(engine, node)
  const { calls } = engine
  const before = calls.attemptOf(call)
  // What made an earlier try fail made this one necessary.
  if (engine.cause < 0 && before > 0) engine.cause = calls.causeOf(call)
  if (!retries.take(before)) {
    end(engine, call, node, outcome)
    return
  }
  calls.setAttempt(call, before + 1)
  calls.setCause(call, engine.cause)
  calls.renew(call)
  if (engine.observer !== null) engine.observer.retried(call)
  const wait = retries.backoff(engine, before)
  if (wait === 0) attempt(engine, call, node)
  else waitForRetry(engine, call, wait)
}

function end(engine: Machine, call: number, node: number, outcome: number): void {
  if (endRequest(engine, call, node, outcome) !== ORIGIN.user) return
  const state = STATE.find(engine, node)
  if (state === undefined) return
  if (state.closed) state.population.think(engine, node)
  else state.population.leave(engine)
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
  newRequest(engine, node, STATE.of(engine, node), READ, ORIGIN.poll)
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
