import { assert } from '../model/result.ts'
import { CallPool } from './call-pool.ts'
import {
  C_ATTEMPT,
  C_CHILD,
  C_CLASS,
  C_COHORT,
  C_EDGE,
  C_GENERATION,
  C_KEY,
  C_NEXT,
  C_NODE,
  C_OP,
  C_OUTCOME,
  C_PARENT,
  C_STATE,
  CALL_DOUBLES,
  CALL_INTS,
  E_DELAY,
  E_DONE,
  E_FAILED,
  E_LATENCY_SUM,
  E_OPEN,
  E_RETRIED,
  E_SENT,
  E_WEIGHT,
  EDGE_DOUBLES,
  EV_ARRIVAL,
  EV_DELIVER,
  EV_RETURN,
  EV_SERVED,
  EV_TIMEOUT,
  EV_TIMER,
  EVENT_BITS,
  F_ARRIVED,
  F_SENT,
  M_ALIVE,
  M_HEAD,
  M_SERVICE_STREAM,
  M_SPREAD,
  M_TAIL,
  MISS,
  N_ARRIVED,
  N_BUSY,
  N_BUSY_INTEGRAL,
  N_CHANGED,
  N_CV,
  N_DONE,
  N_DOWN_SINCE,
  N_DROPPED,
  N_FAILED,
  N_LATENCY_SUM,
  N_QUEUE,
  N_QUEUE_INTEGRAL,
  N_QUEUE_MAX,
  N_QUEUE_PEAK,
  N_QUOTA,
  N_SERVICE,
  N_SLOT_INTEGRAL,
  N_SLOTS,
  N_TOKENS,
  N_TOKENS_AT,
  N_WAIT_COUNT,
  N_WAIT_SUM,
  NODE_DOUBLES,
  NODE_INTS,
  OK,
  OUTBOUND,
  QUEUED,
  RETURNING,
  SERVING,
  SHED,
  TICKS_PER_MS,
  TICKS_PER_SEC,
  UNAVAILABLE,
  WAITING,
  WRITE,
} from './codes.ts'
import type { Handlers } from './handlers.ts'
import { BUCKETS, SPAN, spanBucket } from './histogram.ts'
import type { PlanStep } from './plan.ts'
import { Streams } from './random.ts'
import { Schedule } from './schedule.ts'
import type { RunMark } from './sim-model.ts'
import { Tally } from './tally.ts'

/** Marks that wait to be taken; the oldest go first. */
const MARKS_MAX = 10_000
/** Timer code of a time limit that found no ring. */
const LIMIT = -1
/** Live timers at once: health checks, probes, faults. */
const TIMERS_MAX = 1_000_000

/** A replica, and the edge over which its primary's log comes. */
export interface ReplicaLink {
  readonly replica: number
  readonly edge: number
}

interface Timer {
  node: number
  code: number
  data: number
  /** Of the call whose time limit this is. */
  generation: number
}

/**
 * The discrete-event engine: clock, future events, call records, stations and their statistics. It knows no component
 * kind; behaviours do. Everything here is a function of the model, the seed and the moments of edits and faults.
 */
export class Engine {
  readonly schedule: Schedule
  readonly streams: Streams
  readonly calls = new CallPool()
  readonly tally = new Tally()
  /** Now, in ticks, at index 0. */
  readonly clock: Float64Array

  /** Node columns; see `codes.ts`. Slots of nodes are never reused, so that calls on their way stay valid. */
  nodeDoubles = new Float64Array(0)
  nodeInts = new Int32Array(0)
  edgeDoubles = new Float64Array(0)
  edgeTargets = new Int32Array(0)
  edgeSources = new Int32Array(0)
  /** Ring of the schedule for each edge's latency, or `NO_RING`. */
  edgeRings = new Int32Array(0)
  /** Histograms of time in the node and of waiting for a slot, `BUCKETS` each. */
  latencyCounts = new Uint32Array(0)
  waitCounts = new Uint32Array(0)
  behaviours: Handlers[] = []
  nodeIds: string[] = []
  /** State of each node that only its kind understands. */
  local: unknown[] = []
  /** By node, then by class. */
  plans: PlanStep[][][] = []
  /** Replicas that apply the log of a primary, by its slot. */
  readonly replicasOf = new Map<number, readonly ReplicaLink[]>()
  /** Queues that a consumer pulls from, by its slot. */
  readonly feedersOf = new Map<number, readonly number[]>()
  /** Nodes that a monitor watches, by its slot; absent where it watches everything. */
  readonly watchedBy = new Map<number, readonly number[]>()
  /** Slots of the nodes of the present model. */
  placed: readonly number[] = []
  /** Size of the key space that caches and shards see. */
  keys = 1
  /** Whether any component looks at keys at all. */
  keyed = false
  readonly #until = new Float64Array(1)
  #timers: (Timer | undefined)[] = []
  #freeTimers: number[] = []
  #marks: RunMark[] = []

  constructor(seed: number) {
    this.streams = new Streams(seed)
    this.schedule = new Schedule(
      (payload, generation) =>
        this.calls.ints[(payload >> EVENT_BITS) * CALL_INTS + C_GENERATION] === generation,
    )
    this.clock = this.schedule.clock
  }

  get now(): number {
    return this.clock[0]!
  }

  /** Handles events up to and including a time, at most so many; the clock ends there when none is left. Gives their number. */
  run(untilTicks: number, eventsMax = Number.MAX_SAFE_INTEGER): number {
    const schedule = this.schedule
    const until = this.#until
    until[0] = untilTicks
    let events = 0
    while (events < eventsMax) {
      const payload = schedule.take(until)
      if (payload < 0) {
        if (untilTicks > this.clock[0]!) this.clock[0] = untilTicks
        return events
      }
      this.#handle(payload)
      events++
    }
    return events
  }

  #handle(payload: number): void {
    const index = payload >> EVENT_BITS
    switch (payload & 15) {
      case EV_ARRIVAL:
        this.behaviours[index]!.timer(this, index, EV_ARRIVAL, 0)
        break
      case EV_SERVED: {
        const node = this.calls.ints[index * CALL_INTS + C_NODE]!
        this.behaviours[node]!.served(this, index, node)
        break
      }
      case EV_DELIVER:
        this.#deliver(index)
        break
      case EV_RETURN:
        this.#comeBack(index)
        break
      case EV_TIMEOUT: {
        const node = this.calls.ints[index * CALL_INTS + C_NODE]!
        this.behaviours[node]!.timedOut(this, index, node)
        break
      }
      case EV_TIMER:
        this.#fire(index)
        break
    }
  }

  // ── Calls ────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Sends a call over an edge on behalf of `parent`, with its class, key and cohort. Gives the new call, or -1 at the limit. */
  callOn(parent: number, edge: number, op: number): number {
    const call = this.calls.allocate()
    if (call < 0) return -1
    const ints = this.calls.ints
    const at = call * CALL_INTS
    const from = parent * CALL_INTS
    ints[at + C_PARENT] = parent
    ints[from + C_CHILD] = call
    ints[at + C_CLASS] = ints[from + C_CLASS]!
    ints[at + C_KEY] = ints[from + C_KEY]!
    ints[at + C_ATTEMPT] = ints[from + C_ATTEMPT]!
    ints[at + C_COHORT] = ints[from + C_COHORT]!
    this.#send(call, edge, op)
    return call
  }

  /** Sends a call whose answer nobody waits for. */
  tell(edge: number, op: number, requestClass: number, key: number): void {
    const call = this.calls.allocate()
    if (call < 0) return
    const ints = this.calls.ints
    const at = call * CALL_INTS
    ints[at + C_PARENT] = -1
    ints[at + C_CLASS] = requestClass
    ints[at + C_KEY] = key
    ints[at + C_ATTEMPT] = 0
    ints[at + C_COHORT] = 0
    this.#send(call, edge, op)
  }

  #send(call: number, edge: number, op: number): void {
    const ints = this.calls.ints
    const at = call * CALL_INTS
    ints[at + C_CHILD] = -1
    ints[at + C_NODE] = this.edgeTargets[edge]!
    ints[at + C_EDGE] = edge
    ints[at + C_OP] = op
    ints[at + C_STATE] = OUTBOUND
    this.calls.doubles[call * CALL_DOUBLES + F_SENT] = this.clock[0]!
    const e = edge * EDGE_DOUBLES
    const edges = this.edgeDoubles
    edges[e + E_SENT] = edges[e + E_SENT]! + 1
    edges[e + E_OPEN] = edges[e + E_OPEN]! + 1
    if (ints[at + C_ATTEMPT]! > 0) edges[e + E_RETRIED] = edges[e + E_RETRIED]! + 1
    if (edges[e + E_DELAY]! === 0) this.#deliver(call)
    else this.#travel(edge, (call << EVENT_BITS) | EV_DELIVER)
  }

  #deliver(call: number): void {
    const node = this.calls.ints[call * CALL_INTS + C_NODE]!
    const n = node * NODE_DOUBLES
    this.nodeDoubles[n + N_ARRIVED] = this.nodeDoubles[n + N_ARRIVED]! + 1
    this.calls.doubles[call * CALL_DOUBLES + F_ARRIVED] = this.clock[0]!
    const behaviour = this.behaviours[node]!
    if (this.nodeInts[node * NODE_INTS + M_ALIVE] === 1 || behaviour.arrivesDown)
      behaviour.arrive(this, call, node)
    else this.refuse(call, node, UNAVAILABLE)
  }

  /** Turns an arriving call away: the node is down, full, or over its quota. */
  refuse(call: number, node: number, outcome: number): void {
    const n = node * NODE_DOUBLES
    this.nodeDoubles[n + N_DROPPED] = this.nodeDoubles[n + N_DROPPED]! + 1
    this.reply(call, outcome)
  }

  /** Ends a call at its node, counts it, and sends the answer back to the caller. */
  reply(call: number, outcome: number): void {
    const node = this.calls.ints[call * CALL_INTS + C_NODE]!
    const n = node * NODE_DOUBLES
    const nodes = this.nodeDoubles
    if (outcome === OK || outcome === MISS) {
      const latency = this.clock[0]! - this.calls.doubles[call * CALL_DOUBLES + F_ARRIVED]!
      nodes[n + N_DONE] = nodes[n + N_DONE]! + 1
      nodes[n + N_LATENCY_SUM] = nodes[n + N_LATENCY_SUM]! + latency
      SPAN[0] = latency
      const bucket = node * BUCKETS + spanBucket()
      this.latencyCounts[bucket] = this.latencyCounts[bucket]! + 1
    } else {
      nodes[n + N_FAILED] = nodes[n + N_FAILED]! + 1
    }
    this.replyUncounted(call, outcome)
  }

  /** Sends an answer back that is no work of this node: a queue's acknowledgement, for example. */
  replyUncounted(call: number, outcome: number): void {
    const ints = this.calls.ints
    const at = call * CALL_INTS
    ints[at + C_STATE] = RETURNING
    ints[at + C_OUTCOME] = outcome
    const edge = ints[at + C_EDGE]!
    if (this.edgeDoubles[edge * EDGE_DOUBLES + E_DELAY]! === 0) this.#comeBack(call)
    else this.#travel(edge, (call << EVENT_BITS) | EV_RETURN)
  }

  /** One way over a wire. */
  #travel(edge: number, payload: number): void {
    const ring = this.edgeRings[edge]!
    if (ring >= 0) this.schedule.pushRing(ring, payload, 0)
    else {
      this.schedule.cell[0] = this.clock[0]! + this.edgeDoubles[edge * EDGE_DOUBLES + E_DELAY]!
      this.schedule.push(payload)
    }
  }

  #comeBack(call: number): void {
    const ints = this.calls.ints
    const at = call * CALL_INTS
    const edge = ints[at + C_EDGE]!
    const outcome = ints[at + C_OUTCOME]!
    const parent = ints[at + C_PARENT]!
    const op = ints[at + C_OP]!
    const e = edge * EDGE_DOUBLES
    const edges = this.edgeDoubles
    edges[e + E_OPEN] = edges[e + E_OPEN]! - 1
    if (outcome === OK || outcome === MISS) {
      edges[e + E_DONE] = edges[e + E_DONE]! + 1
      edges[e + E_LATENCY_SUM] =
        edges[e + E_LATENCY_SUM]! + (this.clock[0]! - this.calls.doubles[call * CALL_DOUBLES + F_SENT]!)
    } else {
      edges[e + E_FAILED] = edges[e + E_FAILED]! + 1
    }
    this.calls.free(call)
    if (parent < 0) return
    ints[parent * CALL_INTS + C_CHILD] = -1
    const node = ints[parent * CALL_INTS + C_NODE]!
    this.behaviours[node]!.replied(this, parent, edge, op, outcome)
  }

  /** Cuts a call off from what it waits for; the abandoned work goes on burning capacity. */
  abandon(call: number): void {
    const ints = this.calls.ints
    const child = ints[call * CALL_INTS + C_CHILD]!
    if (child < 0) return
    ints[child * CALL_INTS + C_PARENT] = -1
    ints[call * CALL_INTS + C_CHILD] = -1
  }

  // ── Stations: slots and one first-in-first-out queue ─────────────────────────────────────────────────────────────

  /** Gives an arriving call a slot, or a place in the queue; sheds it when the queue is full. */
  enter(call: number, node: number): void {
    const n = node * NODE_DOUBLES
    const nodes = this.nodeDoubles
    if (nodes[n + N_BUSY]! < nodes[n + N_SLOTS]!) {
      this.accumulate(node)
      nodes[n + N_BUSY] = nodes[n + N_BUSY]! + 1
      SPAN[0] = 0
      this.#start(call, node)
      return
    }
    if (nodes[n + N_QUEUE]! >= nodes[n + N_QUEUE_MAX]!) {
      this.refuse(call, node, SHED)
      return
    }
    this.accumulate(node)
    this.enqueue(call, node)
  }

  /** Puts a call at the end of the node's queue. */
  enqueue(call: number, node: number): void {
    const ints = this.calls.ints
    const at = call * CALL_INTS
    const m = node * NODE_INTS
    const tail = this.nodeInts[m + M_TAIL]!
    ints[at + C_NEXT] = -1
    ints[at + C_STATE] = QUEUED
    if (tail < 0) this.nodeInts[m + M_HEAD] = call
    else ints[tail * CALL_INTS + C_NEXT] = call
    this.nodeInts[m + M_TAIL] = call
    const n = node * NODE_DOUBLES
    const queue = this.nodeDoubles[n + N_QUEUE]! + 1
    this.nodeDoubles[n + N_QUEUE] = queue
    if (queue > this.nodeDoubles[n + N_QUEUE_PEAK]!) this.nodeDoubles[n + N_QUEUE_PEAK] = queue
  }

  /** Takes the call at the head of the node's queue, or gives -1. */
  dequeue(node: number): number {
    const m = node * NODE_INTS
    const call = this.nodeInts[m + M_HEAD]!
    if (call < 0) return -1
    const next = this.calls.ints[call * CALL_INTS + C_NEXT]!
    this.nodeInts[m + M_HEAD] = next
    if (next < 0) this.nodeInts[m + M_TAIL] = -1
    const n = node * NODE_DOUBLES
    this.nodeDoubles[n + N_QUEUE] = this.nodeDoubles[n + N_QUEUE]! - 1
    return call
  }

  /** The call at the head of the node's queue, or -1. */
  headOf(node: number): number {
    return this.nodeInts[node * NODE_INTS + M_HEAD]!
  }

  /** Gives the slot of a finished call to the next one in the queue, or frees it. */
  release(node: number): void {
    const n = node * NODE_DOUBLES
    const nodes = this.nodeDoubles
    this.accumulate(node)
    const next =
      nodes[n + N_QUEUE]! > 0 && nodes[n + N_BUSY]! <= nodes[n + N_SLOTS]! ? this.dequeue(node) : -1
    if (next < 0) nodes[n + N_BUSY] = nodes[n + N_BUSY]! - 1
    else {
      SPAN[0] = this.clock[0]! - this.calls.doubles[next * CALL_DOUBLES + F_ARRIVED]!
      this.#start(next, node)
    }
  }

  /** Starts waiting calls on slots that an edit has added. */
  fillSlots(node: number): void {
    const n = node * NODE_DOUBLES
    const nodes = this.nodeDoubles
    while (nodes[n + N_QUEUE]! > 0 && nodes[n + N_BUSY]! < nodes[n + N_SLOTS]!) {
      this.accumulate(node)
      const call = this.dequeue(node)
      nodes[n + N_BUSY] = nodes[n + N_BUSY]! + 1
      SPAN[0] = this.clock[0]! - this.calls.doubles[call * CALL_DOUBLES + F_ARRIVED]!
      this.#start(call, node)
    }
  }

  /** Begins the service of a call that has waited for the time in `SPAN`. */
  #start(call: number, node: number): void {
    const n = node * NODE_DOUBLES
    const nodes = this.nodeDoubles
    nodes[n + N_WAIT_SUM] = nodes[n + N_WAIT_SUM]! + SPAN[0]!
    nodes[n + N_WAIT_COUNT] = nodes[n + N_WAIT_COUNT]! + 1
    const bucket = node * BUCKETS + spanBucket()
    this.waitCounts[bucket] = this.waitCounts[bucket]! + 1
    this.serve(call, node)
  }

  /** Keeps a call busy for a service time of its node and class; `served` follows. */
  serve(call: number, node: number): void {
    const ints = this.calls.ints
    const at = call * CALL_INTS
    ints[at + C_STATE] = SERVING
    this.#drawService(node, ints[at + C_CLASS]!)
    this.schedule.cell[0] = this.clock[0]! + SPAN[0]!
    this.schedule.push((call << EVENT_BITS) | EV_SERVED)
  }

  /** Keeps a call busy for a time that is the same for all calls of its node; `served` follows. */
  hold(call: number, ticks: number): void {
    this.calls.ints[call * CALL_INTS + C_STATE] = SERVING
    const payload = (call << EVENT_BITS) | EV_SERVED
    const ring = this.schedule.ring(ticks, false)
    if (ring >= 0) this.schedule.pushRing(ring, payload, 0)
    else {
      this.schedule.cell[0] = this.clock[0]! + ticks
      this.schedule.push(payload)
    }
  }

  /** Draws a service time of the node for a class, in ticks, into `SPAN`. */
  #drawService(node: number, requestClass: number): void {
    const n = node * NODE_DOUBLES
    const mean = this.nodeDoubles[n + N_SERVICE + requestClass]!
    const m = node * NODE_INTS
    const spread = this.nodeInts[m + M_SPREAD]!
    if (spread === 0 || mean === 0) SPAN[0] = mean
    else if (spread === 1) {
      this.streams.drawExponential(this.nodeInts[m + M_SERVICE_STREAM]!)
      SPAN[0] = Math.floor(mean * this.streams.out[0]! + 0.5)
    } else {
      const factor = this.streams.gamma(this.nodeInts[m + M_SERVICE_STREAM]!, this.nodeDoubles[n + N_CV]!)
      SPAN[0] = Math.floor(mean * factor + 0.5)
    }
  }

  /** Time to apply one log entry: a service time in the column of writes. */
  drawApply(node: number): number {
    this.#drawService(node, WRITE)
    return SPAN[0]!
  }

  /** Brings the time integrals of a node up to now; call it before its counts change. */
  accumulate(node: number): void {
    const n = node * NODE_DOUBLES
    const nodes = this.nodeDoubles
    const span = this.clock[0]! - nodes[n + N_CHANGED]!
    if (span === 0) return
    nodes[n + N_CHANGED] = this.clock[0]!
    nodes[n + N_BUSY_INTEGRAL] = nodes[n + N_BUSY_INTEGRAL]! + span * nodes[n + N_BUSY]!
    nodes[n + N_QUEUE_INTEGRAL] = nodes[n + N_QUEUE_INTEGRAL]! + span * nodes[n + N_QUEUE]!
    nodes[n + N_SLOT_INTEGRAL] = nodes[n + N_SLOT_INTEGRAL]! + span * nodes[n + N_SLOTS]!
  }

  /** Takes one token of the node's rate quota (a bucket of one second); false when it is used up. */
  takeToken(node: number): boolean {
    const n = node * NODE_DOUBLES
    const nodes = this.nodeDoubles
    const quota = nodes[n + N_QUOTA]!
    const refill = ((this.clock[0]! - nodes[n + N_TOKENS_AT]!) / TICKS_PER_SEC) * quota
    const tokens = Math.min(quota, nodes[n + N_TOKENS]! + refill)
    nodes[n + N_TOKENS_AT] = this.clock[0]!
    nodes[n + N_TOKENS] = tokens >= 1 ? tokens - 1 : tokens
    return tokens >= 1
  }

  // ── Timers, faults, marks ────────────────────────────────────────────────────────────────────────────────────────

  /** Calls `timer(node, code, data)` of the node's behaviour after a time. */
  after(ticks: number, node: number, code: number, data: number): void {
    const index = this.#newTimer(node, code, data)
    this.schedule.cell[0] = this.clock[0]! + ticks
    this.schedule.push((index << EVENT_BITS) | EV_TIMER)
  }

  #newTimer(node: number, code: number, data: number): number {
    const index = this.#freeTimers.pop() ?? this.#timers.length
    assert(index < TIMERS_MAX, 'too many timers')
    this.#timers[index] = { node, code, data, generation: 0 }
    return index
  }

  #fire(index: number): void {
    const timer = this.#timers[index]
    this.#timers[index] = undefined
    this.#freeTimers.push(index)
    if (!timer) return
    const { node, code, data, generation } = timer
    if (code !== LIMIT) this.behaviours[node]!.timer(this, node, code, data)
    else if (this.calls.ints[data * CALL_INTS + C_GENERATION] === generation) {
      this.behaviours[node]!.timedOut(this, data, node)
    }
  }

  /** Ends the waiting of a call after a time (`timedOut` follows), unless its generation changes first. */
  limit(call: number, ticks: number): void {
    const generation = this.calls.ints[call * CALL_INTS + C_GENERATION]!
    const ring = this.schedule.ring(ticks, true)
    if (ring >= 0) this.schedule.pushRing(ring, (call << EVENT_BITS) | EV_TIMEOUT, generation)
    else {
      const index = this.#newTimer(this.calls.ints[call * CALL_INTS + C_NODE]!, LIMIT, call)
      this.#timers[index]!.generation = generation
      this.schedule.cell[0] = this.clock[0]! + ticks
      this.schedule.push((index << EVENT_BITS) | EV_TIMER)
    }
  }

  isAlive(node: number): boolean {
    return this.nodeInts[node * NODE_INTS + M_ALIVE] === 1
  }

  /** Stops a node: what is in it is lost, what arrives is refused. */
  kill(node: number): void {
    if (!this.isAlive(node)) return
    this.accumulate(node)
    this.nodeInts[node * NODE_INTS + M_ALIVE] = 0
    this.nodeDoubles[node * NODE_DOUBLES + N_DOWN_SINCE] = this.clock[0]!
    this.mark('kill', node, '')
    this.behaviours[node]!.killed(this, node)
  }

  restore(node: number): void {
    if (this.isAlive(node)) return
    this.accumulate(node)
    this.nodeInts[node * NODE_INTS + M_ALIVE] = 1
    this.mark('restore', node, '')
    this.behaviours[node]!.restored(this, node)
  }

  /** Fails every call that waits, is served or waits for others in a node, and empties its slots and queue. */
  failResidents(node: number): void {
    const ints = this.calls.ints
    const lost: number[] = []
    this.calls.forEachLive((call) => {
      const at = call * CALL_INTS
      const state = ints[at + C_STATE]
      if (ints[at + C_NODE] === node && (state === QUEUED || state === SERVING || state === WAITING))
        lost.push(call)
    })
    this.cancelServing(node)
    this.emptyStation(node)
    for (const call of lost) {
      this.abandon(call)
      this.reply(call, UNAVAILABLE)
    }
  }

  /** Takes the `served` events of a node's calls out of the schedule. */
  cancelServing(node: number): void {
    const ints = this.calls.ints
    this.schedule.filter((payload) => {
      if ((payload & 15) !== EV_SERVED) return true
      return ints[(payload >> EVENT_BITS) * CALL_INTS + C_NODE] !== node
    })
  }

  emptyStation(node: number): void {
    this.nodeDoubles[node * NODE_DOUBLES + N_BUSY] = 0
    this.nodeDoubles[node * NODE_DOUBLES + N_QUEUE] = 0
    this.nodeInts[node * NODE_INTS + M_HEAD] = -1
    this.nodeInts[node * NODE_INTS + M_TAIL] = -1
  }

  mark(type: RunMark['type'], node: number, target: string): void {
    if (this.#marks.length >= MARKS_MAX) this.#marks.shift()
    this.#marks.push({
      timeSec: this.clock[0]! / TICKS_PER_SEC,
      type,
      node: this.nodeIds[node] ?? '',
      target,
    })
  }

  /** Marks since the last time they were taken. */
  takeMarks(): RunMark[] {
    const marks = this.#marks
    this.#marks = []
    return marks
  }

  weightOf(edge: number): number {
    return this.edgeDoubles[edge * EDGE_DOUBLES + E_WEIGHT]!
  }
}

export const msToTicks = (ms: number): number => Math.floor(ms * TICKS_PER_MS + 0.5)
