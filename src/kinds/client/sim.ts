import { type Mix, REQUEST_CLASSES } from '../../model/request-class.ts'
import type { Behaviour } from '../../sim/behaviour.ts'
import {
  C_ATTEMPT,
  C_CHILD,
  C_CLASS,
  C_COHORT,
  C_EDGE,
  C_KEY,
  C_NODE,
  C_OUTCOME,
  C_PARENT,
  CALL_DOUBLES,
  CALL_INTS,
  CLASS_COUNT,
  COHORTS,
  EV_ARRIVAL,
  EVENT_BITS,
  F_ARRIVED,
  N_ARRIVED,
  N_DONE,
  N_FAILED,
  N_LATENCY_SUM,
  NODE_DOUBLES,
  OK,
  SHED,
  TICKS_PER_SEC,
  UNAVAILABLE,
} from '../../sim/codes.ts'
import type { Engine } from '../../sim/engine.ts'
import { BUCKETS, SPAN, spanBucket } from '../../sim/histogram.ts'
import { begin, settle } from '../../sim/plan.ts'
import { numberParam, ticksParam } from '../../sim/station.ts'
import { ZipfTable } from '../../sim/zipf.ts'

interface ClientState {
  /** Mean ticks between two requests, and the generation of the arrival chain: a changed rate starts a new chain. */
  gapTicks: number
  timeoutTicks: number
  retries: number
  /** Upper ends of the classes on the scale of a 32-bit word. */
  readonly classEnds: Float64Array
  /** The class where only one has a weight, else -1. */
  onlyClass: number
  keys: number
  alpha: number
  zipf: ZipfTable | null
  running: boolean
  readonly streams: {
    readonly arrival: number
    readonly kind: number
    readonly key: number
    readonly cohort: number
  }
}

/** Poisson arrivals that the system never slows down; latency counts from the intended arrival. */
export const client: Behaviour = {
  configure(engine, node, params) {
    engine.local[node] ??= newState(engine, node)
    const state = engine.local[node] as ClientState
    const rate = numberParam(params, 'ratePerSec')
    state.timeoutTicks = ticksParam(params, 'timeoutMs')
    state.retries = numberParam(params, 'retries')
    setMix(state, params.mix as Mix)
    setKeys(state, numberParam(params, 'keys'), numberParam(params, 'zipfAlpha'))
    const gapTicks = rate > 0 ? TICKS_PER_SEC / rate : Number.POSITIVE_INFINITY
    if (gapTicks === state.gapTicks && state.running) return
    state.gapTicks = gapTicks
    restartArrivals(engine, node, state)
  },

  arrive(engine, call, node) {
    engine.refuse(call, node, UNAVAILABLE)
  },

  served() {},

  timer(engine, node, code) {
    if (code === EV_ARRIVAL) arrival(engine, node)
  },

  replied(engine, call, _edge, op, outcome) {
    settle(engine, call, engine.calls.ints[call * CALL_INTS + C_NODE]!, op, outcome, finish)
  },

  timedOut(engine, call, node) {
    engine.abandon(call)
    attemptFailed(engine, call, node, 1)
  },

  retired(engine, node) {
    const ints = engine.calls.ints
    const open: number[] = []
    engine.calls.forEachLive((call) => {
      const at = call * CALL_INTS
      if (ints[at + C_NODE] === node && ints[at + C_PARENT] === -1 && ints[at + C_EDGE] === -1)
        open.push(call)
    })
    cancelArrivals(engine, node)
    for (const call of open) {
      engine.abandon(call)
      end(engine, call, node, UNAVAILABLE)
    }
  },
}

function newState(engine: Engine, node: number): ClientState {
  const id = engine.nodeIds[node]!
  const stream = (purpose: string): number => engine.streams.stream(id, purpose)
  return {
    gapTicks: Number.NaN,
    timeoutTicks: 1,
    retries: 0,
    classEnds: new Float64Array(CLASS_COUNT),
    onlyClass: -1,
    keys: 0,
    alpha: 0,
    zipf: null,
    running: false,
    streams: {
      arrival: stream('arrival'),
      kind: stream('class'),
      key: stream('key'),
      cohort: stream('cohort'),
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

/** Arrivals are memoryless, so a changed rate may draw the next gap anew. */
function restartArrivals(engine: Engine, node: number, state: ClientState): void {
  if (state.running) cancelArrivals(engine, node)
  state.running = Number.isFinite(state.gapTicks)
  if (state.running) scheduleArrival(engine, node, state)
}

const cancelArrivals = (engine: Engine, node: number): void =>
  engine.schedule.filter((payload) => payload !== ((node << EVENT_BITS) | EV_ARRIVAL))

function scheduleArrival(engine: Engine, node: number, state: ClientState): void {
  engine.streams.drawExponential(state.streams.arrival)
  const gap = Math.floor(state.gapTicks * engine.streams.out[0]! + 0.5)
  engine.schedule.cell[0] = engine.clock[0]! + gap
  engine.schedule.push((node << EVENT_BITS) | EV_ARRIVAL)
}

function arrival(engine: Engine, node: number): void {
  const state = engine.local[node] as ClientState
  scheduleArrival(engine, node, state)
  const requestClass = drawClass(engine, state)
  const n = node * NODE_DOUBLES
  engine.nodeDoubles[n + N_ARRIVED] = engine.nodeDoubles[n + N_ARRIVED]! + 1
  engine.tally.begin(requestClass)
  const call = engine.calls.allocate()
  if (call < 0) {
    engine.noteLimit()
    engine.tally.end(requestClass, SHED)
    engine.nodeDoubles[n + N_FAILED] = engine.nodeDoubles[n + N_FAILED]! + 1
    return
  }
  const ints = engine.calls.ints
  const at = call * CALL_INTS
  ints[at + C_PARENT] = -1
  ints[at + C_CHILD] = -1
  ints[at + C_EDGE] = -1
  ints[at + C_NODE] = node
  ints[at + C_CLASS] = requestClass
  ints[at + C_OUTCOME] = OK
  ints[at + C_ATTEMPT] = 0
  ints[at + C_KEY] = engine.keyed ? drawKey(engine, state) : 0
  ints[at + C_COHORT] = engine.keyed
    ? node * COHORTS + (engine.streams.word(state.streams.cohort) & (COHORTS - 1))
    : 0
  engine.calls.doubles[call * CALL_DOUBLES + F_ARRIVED] = engine.clock[0]!
  engine.limit(call, state.timeoutTicks)
  begin(engine, call, node, finish)
}

function drawClass(engine: Engine, state: ClientState): number {
  if (state.onlyClass >= 0) return state.onlyClass
  const word = engine.streams.word(state.streams.kind)
  let c = 0
  while (c < CLASS_COUNT - 1 && word >= state.classEnds[c]!) c++
  return c
}

function drawKey(engine: Engine, state: ClientState): number {
  state.zipf ??= new ZipfTable(state.keys, state.alpha)
  return state.zipf.draw(engine.streams, state.streams.key)
}

function finish(engine: Engine, call: number, node: number, outcome: number): void {
  if (outcome === OK) end(engine, call, node, OK)
  else attemptFailed(engine, call, node, outcome)
}

function attemptFailed(engine: Engine, call: number, node: number, outcome: number): void {
  const state = engine.local[node] as ClientState
  const at = call * CALL_INTS
  const attempt = engine.calls.ints[at + C_ATTEMPT]!
  if (attempt >= state.retries) {
    end(engine, call, node, outcome)
    return
  }
  engine.calls.ints[at + C_ATTEMPT] = attempt + 1
  engine.calls.renew(call)
  engine.limit(call, state.timeoutTicks)
  begin(engine, call, node, finish)
}

function end(engine: Engine, call: number, node: number, outcome: number): void {
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
    nodes[n + N_FAILED] = nodes[n + N_FAILED]! + 1
  }
  engine.tally.end(engine.calls.ints[call * CALL_INTS + C_CLASS]!, outcome)
  engine.calls.free(call)
}
