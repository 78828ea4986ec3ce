import {
  C_ATTEMPT,
  C_CHILD,
  C_CLASS,
  C_COHORT,
  C_EDGE,
  C_GENERATION,
  C_KEY,
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
  MISS,
  N_ARRIVED,
  N_BUSY,
  N_DONE,
  N_DOWN_SINCE,
  N_DROPPED,
  N_FAILED,
  N_LATENCY_SUM,
  N_QUEUE,
  N_QUEUE_MAX,
  N_SLOTS,
  NODE_DOUBLES,
  NODE_INTS,
  OK,
  OUTBOUND,
  QUEUED,
  RETURNING,
  SERVING,
  SHED,
  TICKS_PER_MS,
  UNAVAILABLE,
  WAITING,
} from './codes.ts'
import { BUCKETS, SPAN, spanBucket } from './histogram.ts'
import { Stations } from './stations.ts'

/** Timer code of a time limit that found no ring. */
const LIMIT = -1

/**
 * The discrete-event engine: clock, future events, call records, stations and their statistics. It knows no component
 * kind; behaviours do. Everything here is a function of the model, the seed and the moments of edits and faults.
 */
export class Engine extends Stations {
  readonly #until = new Float64Array(1)

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

  /** Gives an arriving call a slot, or a place in the queue; sheds it when the queue is full. */
  enter(call: number, node: number): void {
    const n = node * NODE_DOUBLES
    const nodes = this.nodeDoubles
    if (nodes[n + N_BUSY]! < nodes[n + N_SLOTS]!) {
      this.accumulate(node)
      nodes[n + N_BUSY] = nodes[n + N_BUSY]! + 1
      SPAN[0] = 0
      this.start(call, node)
      return
    }
    if (nodes[n + N_QUEUE]! >= nodes[n + N_QUEUE_MAX]!) {
      this.refuse(call, node, SHED)
      return
    }
    this.accumulate(node)
    this.enqueue(call, node)
  }

  #fire(index: number): void {
    const timer = this.timers[index]
    this.timers[index] = undefined
    this.freeTimers.push(index)
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
      const index = this.newTimer(this.calls.ints[call * CALL_INTS + C_NODE]!, LIMIT, call)
      this.timers[index]!.generation = generation
      this.schedule.cell[0] = this.clock[0]! + ticks
      this.schedule.push((index << EVENT_BITS) | EV_TIMER)
    }
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
}

export const msToTicks = (ms: number): number => Math.floor(ms * TICKS_PER_MS + 0.5)
