import { assert } from '../model/result.ts'
import { CallPool } from './call-pool.ts'
import {
  C_GENERATION,
  CALL_INTS,
  EV_TIMER,
  EVENT_BITS,
  M_ALIVE,
  M_HEAD,
  M_TAIL,
  N_BUSY,
  N_BUSY_INTEGRAL,
  N_CHANGED,
  N_QUEUE,
  N_QUEUE_INTEGRAL,
  N_QUOTA,
  N_SLOT_INTEGRAL,
  N_SLOTS,
  N_TOKENS,
  N_TOKENS_AT,
  NODE_DOUBLES,
  NODE_INTS,
  TICKS_PER_SEC,
} from './codes.ts'
import type { Handlers } from './handlers.ts'
import type { PlanStep } from './plan.ts'
import { Streams } from './random.ts'
import { Schedule } from './schedule.ts'
import type { RunMark } from './sim-model.ts'
import { Tally } from './tally.ts'

/** Marks that wait to be taken; the oldest go first. */
const MARKS_MAX = 10_000
/** Live timers at once: health checks, faults, and time limits that found no ring. An index has 26 bits in an event. */
const TIMERS_MAX = 1 << 25

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

/** What the engine consists of, and the small questions that everyone asks of it. */
export class EngineCore {
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

  protected readonly timers: (Timer | undefined)[] = []
  protected readonly freeTimers: number[] = []
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

  /** The call at the head of the node's queue, or -1. */
  headOf(node: number): number {
    return this.nodeInts[node * NODE_INTS + M_HEAD]!
  }

  isAlive(node: number): boolean {
    return this.nodeInts[node * NODE_INTS + M_ALIVE] === 1
  }

  emptyStation(node: number): void {
    this.nodeDoubles[node * NODE_DOUBLES + N_BUSY] = 0
    this.nodeDoubles[node * NODE_DOUBLES + N_QUEUE] = 0
    this.nodeInts[node * NODE_INTS + M_HEAD] = -1
    this.nodeInts[node * NODE_INTS + M_TAIL] = -1
  }

  /** Calls `timer(node, code, data)` of the node's behaviour after a time. */
  after(ticks: number, node: number, code: number, data: number): void {
    const index = this.newTimer(node, code, data)
    this.schedule.cell[0] = this.clock[0]! + ticks
    this.schedule.push((index << EVENT_BITS) | EV_TIMER)
  }

  newTimer(node: number, code: number, data: number): number {
    const index = this.freeTimers.pop() ?? this.timers.length
    assert(index < TIMERS_MAX, 'too many timers')
    this.timers[index] = { node, code, data, generation: 0 }
    return index
  }

  mark(type: RunMark['type'], node: number, target: string, value = 0): void {
    if (this.#marks.length >= MARKS_MAX) this.#marks.shift()
    // The limit of the engine itself is about no node.
    const id = node < 0 ? '' : (this.nodeIds[node] ?? '')
    this.#marks.push({ timeSec: this.clock[0]! / TICKS_PER_SEC, type, node: id, target, value })
  }

  /** Counts a call that found no record; the first one is marked, because from there on the figures are the limit's. */
  noteLimit(): void {
    if (this.tally.limited === 0) this.mark('limit', -1, '')
    this.tally.limited++
  }

  /** Marks since the last time they were taken. */
  takeMarks(): RunMark[] {
    const marks = this.#marks
    this.#marks = []
    return marks
  }
}
