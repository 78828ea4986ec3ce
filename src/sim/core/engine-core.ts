import type { MarkType, RunMark } from '../../model/mark.ts'
import { assert } from '../../model/result.ts'
import { Blame } from './blame.ts'
import type { CallObserver } from './call-observer.ts'
import { CallPool } from './call-pool.ts'
import { Chronicle } from './chronicle.ts'
import {
  CALL_DOUBLES_SHIFT,
  CUT,
  EV_TIMER,
  EVENT_BITS,
  F_ARRIVED,
  GATE_OPEN,
  GATE_SHUT,
  GATE_STATION,
  M_ALIVE,
  M_DRAINING,
  M_GATE,
  M_HEAD,
  M_LEFT,
  M_TAIL,
  N_BUSY,
  N_BUSY_INTEGRAL,
  N_CHANGED,
  N_ERRORS,
  N_FAILED,
  N_QUEUE,
  N_QUEUE_INTEGRAL,
  N_QUOTA,
  N_SLOT_INTEGRAL,
  N_SLOTS,
  N_SLOW,
  N_STALE,
  N_TOKENS,
  N_TOKENS_AT,
  NODE_DOUBLES_SHIFT,
  NODE_INTS_SHIFT,
} from './codes.ts'
import type { Crowding, Machine, PlanStep } from './contract.ts'
import type { Handlers } from './handlers.ts'
import { SPAN } from './histogram.ts'
import { LoadCause } from './load-cause.ts'
import type { CopyTimes, LagCount } from './node-measures.ts'
import { noStates, PART_ROWS } from './node-state.ts'
import { Streams } from './random.ts'
import { Schedule } from './schedule.ts'
import { Tally } from './tally.ts'
import { Tasks } from './tasks.ts'
import { Users } from './users.ts'
import { CLASS_COUNT, TICKS_PER_SEC } from './vocabulary.ts'

/** Live timers at once; an index has 26 bits in an event. All but those that requests bring are far fewer. */
const TIMERS_MAX = 1 << 25
/** Live timers at which requests bring no further ones, about 100 bytes each. */
export const REQUEST_TIMERS_MAX = 1 << 22

interface Timer {
  node: number
  code: number
  data: number
  /** Of the call whose time limit this is. */
  generation: number
}

/** Of a run up to a moment; see `RunMark`. */
export type Totals = Pick<RunMark, 'failed' | 'lostWrites' | 'staleReads'>

/** What the engine consists of, and the small questions that everyone asks of it. */
export abstract class EngineCore {
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
  /** Failed replies of nodes and failed calls over edges, by class: counted only where something fails. */
  nodeFailures = new Float64Array(0)
  edgeFailures = new Float64Array(0)
  /** By node: times of hits and misses of one that caches, and how far behind a replica or a queue is; else null. */
  readonly copyTimes: (CopyTimes | null)[] = []
  readonly lags: (LagCount | null)[] = []
  behaviours: Handlers[] = []
  nodeIds: string[] = []
  /** State of each node that only its kind understands, and what the kit keeps for it; see `node-state.ts`. */
  readonly local = noStates()
  readonly parts: unknown[][] = Array.from({ length: PART_ROWS }, () => [])
  /** By node, then by class. */
  plans: PlanStep[][][] = []
  /** By node and class; see `directWay`. */
  directWays = new Int32Array(0)
  /** Queues that a consumer pulls from, by its slot. */
  readonly feedersOf = new Map<number, readonly number[]>()
  /** Edges over which a monitor watches, by its slot; absent where it watches everything. */
  readonly watchedBy = new Map<number, readonly number[]>()
  /** Slots of the nodes of the present model. */
  placed: readonly number[] = []
  /** Size of the key space that caches and shards see. */
  keys = 1
  /** Whether any component looks at keys at all. */
  keyed = false
  /** How often each key was written; null while no copy of it could be stale. */
  versions: Uint32Array | null = null
  /** Version of what the call that came back last has read. */
  answerVersion = 0
  /** Keys that still have to move, by the slots of the shards that take part. */
  readonly movingKeys = new Map<number, number>()
  /** Edge caches that want to know of every write, by their slots. */
  purgers: readonly number[] = []
  /** The approximate mode; null while every request is simulated. */
  crowds: Crowding | null = null
  /** Who is told of everything that happens to calls; see `CallObserver`. */
  observer: CallObserver | null = null
  /** Users who were ever logged in and who have written lately, by client. */
  readonly users = new Users()
  /** Queued tasks whose end clients want to know. */
  readonly tasks = new Tasks()
  /** While the parts of a run that goes on are placed: how long it has gone on already. What has begun with it is so old. */
  ageTicks = 0
  /** What happened so far, and which faults go on where. */
  readonly chronicle = new Chronicle()
  readonly blame = new Blame()
  /** The fault behind the failure that is on its way up in the present event; -1 where none is known. */
  cause = -1

  /** This, as the handlers of the kinds want it. */
  protected abstract readonly engine: Machine
  protected readonly timers: (Timer | undefined)[] = []
  protected readonly freeTimers: number[] = []
  private readonly _loadCause = new LoadCause(this)

  constructor(seed: number) {
    this.streams = new Streams(seed)
    this.schedule = new Schedule(this.calls)
    this.clock = this.schedule.clock
  }

  /** Requests that each simulated one stands for. */
  get weight(): number {
    return this.crowds === null ? 1 : this.crowds.weight
  }

  get now(): number {
    return this.clock[0]!
  }

  /** Sets the clock of an engine in which nothing has happened yet. */
  beginAt(tick: number): void {
    this.clock[0] = tick
    this.ageTicks = tick
  }

  /** Brings the time integrals of a node up to now; call it before its counts change. */
  accumulate(node: number): void {
    const n = node << NODE_DOUBLES_SHIFT
    const nodes = this.nodeDoubles
    const span = this.clock[0]! - nodes[n + N_CHANGED]!
    if (span === 0) return
    nodes[n + N_CHANGED] = this.clock[0]!
    nodes[n + N_BUSY_INTEGRAL]! += span * nodes[n + N_BUSY]!
    nodes[n + N_QUEUE_INTEGRAL]! += span * nodes[n + N_QUEUE]!
    nodes[n + N_SLOT_INTEGRAL]! += span * nodes[n + N_SLOTS]!
  }

  /** Takes one token of the node's rate quota (a bucket of one second); false when it is used up. */
  takeToken(node: number): boolean {
    const n = node << NODE_DOUBLES_SHIFT
    const nodes = this.nodeDoubles
    const quota = nodes[n + N_QUOTA]!
    const refill = ((this.clock[0]! - nodes[n + N_TOKENS_AT]!) / TICKS_PER_SEC) * quota
    const price = this.weight
    const tokens = Math.min(Math.max(quota, price), nodes[n + N_TOKENS]! + refill)
    nodes[n + N_TOKENS_AT] = this.clock[0]!
    nodes[n + N_TOKENS] = tokens >= price ? tokens - price : tokens
    return tokens >= price
  }

  /** The fault by which a node has too much to do, as far as the wiring tells; see `LoadCause`. */
  causeOfLoad(node: number): number {
    return this.blame.isIdle ? -1 : this._loadCause.at(node)
  }

  /** The call at the head of the node's queue, or -1. */
  headOf(node: number): number {
    return this.nodeInts[(node << NODE_INTS_SHIFT) + M_HEAD]!
  }

  isAlive(node: number): boolean {
    return this.nodeInts[(node << NODE_INTS_SHIFT) + M_ALIVE] === 1
  }

  /** Nothing comes back over an edge: its target is down, or the wire is cut. */
  isUnheard(edge: number): boolean {
    return this.edgeRings[edge] === CUT || !this.isAlive(this.edgeTargets[edge]!)
  }

  abstract isFrozen(node: number): boolean

  isDraining(node: number): boolean {
    return this.nodeInts[(node << NODE_INTS_SHIFT) + M_DRAINING] === 1
  }

  /** It drains, or has drained and is down: whoever chooses among several was told to leave it out. */
  isLeaving(node: number): boolean {
    return this.isDraining(node) || this.nodeInts[(node << NODE_INTS_SHIFT) + M_LEFT] === 1
  }

  /** Opens or closes the gate of a node after its state has changed. */
  updateGate(node: number): void {
    // What arrives at a process that hangs is accepted, whatever the process would do with it.
    if (this.isAlive(node) && this.isFrozen(node)) {
      this.nodeInts[(node << NODE_INTS_SHIFT) + M_GATE] = GATE_OPEN
      return
    }
    const open =
      this.isAlive(node) &&
      !this.isDraining(node) &&
      this.nodeDoubles[(node << NODE_DOUBLES_SHIFT) + N_ERRORS] === 0
    const way = this.behaviours[node]!.isStation(this.engine, node) ? GATE_STATION : GATE_OPEN
    this.nodeInts[(node << NODE_INTS_SHIFT) + M_GATE] = open ? way : GATE_SHUT
  }

  /** A time of a node's own work, stretched while the node is slow. */
  slowed(node: number, ticks: number): number {
    return Math.round(ticks * this.nodeDoubles[(node << NODE_DOUBLES_SHIFT) + N_SLOW]!)
  }

  protected bumpVersion(key: number): void {
    if (this.versions !== null && key < this.versions.length) this.versions[key]! += 1
  }

  /** A key was written: copies of it are old now, and edge caches that want to know are told. */
  wrote(call: number, key: number): void {
    this.bumpVersion(key)
    this.crowds?.forOthers(call, (other) => this.bumpVersion(other))
    for (const purger of this.purgers) this.behaviours[purger]!.written(this.engine, purger, key)
  }

  versionOf(key: number): number {
    return this.versions === null || key >= this.versions.length ? 0 : this.versions[key]!
  }

  emptyStation(node: number): void {
    this.nodeDoubles[(node << NODE_DOUBLES_SHIFT) + N_BUSY] = 0
    this.nodeDoubles[(node << NODE_DOUBLES_SHIFT) + N_QUEUE] = 0
    this.nodeInts[(node << NODE_INTS_SHIFT) + M_HEAD] = -1
    this.nodeInts[(node << NODE_INTS_SHIFT) + M_TAIL] = -1
    this.crowds?.clear(node)
  }

  /** Calls `timer(node, code, data)` of the node's behaviour after a time. */
  after(ticks: number, node: number, code: number, data: number): void {
    const index = this.newTimer(node, code, data)
    this.schedule.cell[0] = this.clock[0]! + ticks
    this.schedule.push((index << EVENT_BITS) | EV_TIMER)
  }

  /** Whether a request may have a timer that outlives it; says so where the limit is reached. */
  hasTimerRoom(): boolean {
    if (this.timers.length - this.freeTimers.length < REQUEST_TIMERS_MAX) return true
    this.noteNoRoom()
    return false
  }

  /** Timers by their index, and which of these are free; for the auditor. */
  get timerBooks(): {
    readonly timers: readonly (Timer | undefined)[]
    readonly freeTimers: readonly number[]
  } {
    return { timers: this.timers, freeTimers: this.freeTimers }
  }

  newTimer(node: number, code: number, data: number): number {
    const index = this.freeTimers.pop() ?? this.timers.length
    assert(index < TIMERS_MAX, 'too many timers')
    this.timers[index] = { node, code, data, generation: 0 }
    return index
  }

  /** Notes that something happened; `cause` is the id of the fault that led to it, -1 where none is known. */
  mark(type: MarkType, node: number, target: string, value = 0, cause = -1): void {
    // The limit of the engine itself is about no node.
    this.markId(type, node < 0 ? '' : (this.nodeIds[node] ?? ''), target, value, cause)
  }

  /** A mark about something that is no node: a wire. */
  markId(type: MarkType, id: string, target: string, value = 0, cause = -1): void {
    const timeSec = this.clock[0]! / TICKS_PER_SEC
    this.chronicle.push({ timeSec, type, node: id, target, value, cause, ...this.totals() })
  }

  /** What was lost up to now. */
  totals(): Totals {
    const { failed, shed, lostWrites, staleReads } = this.tally
    return { failed: (failed + shed) * this.weight, lostWrites: lostWrites * this.weight, staleReads }
  }

  /** Something went wrong at a target, and a node has noticed: it is marked where it is the first to do so. */
  detected(node: number, target: string, cause: number): void {
    if (this.chronicle.isNewlySeen(cause)) this.mark('detected', node, target, 0, cause)
  }

  /** Counts a call or timer that found no room; the first one is marked, because from there on the figures are the limit's. */
  noteNoRoom(): void {
    if (this.tally.limited === 0) this.mark('limit', -1, '')
    this.tally.limited++
  }

  /** A reply of a node failed. */
  countFailure(node: number, requestClass: number): void {
    const n = node << NODE_DOUBLES_SHIFT
    this.nodeDoubles[n + N_FAILED]! += 1
    const at = node * CLASS_COUNT + requestClass
    this.nodeFailures[at]! += 1
  }

  /** A caching node answers a call that has found what it wanted, or had to wait for it. */
  noteCopy(call: number, node: number, isHit: boolean): void {
    const times = this.copyTimes[node]
    SPAN[0] = this.clock[0]! - this.calls.doubles[(call << CALL_DOUBLES_SHIFT) + F_ARRIVED]!
    const spans = isHit ? times?.hits : times?.misses
    spans?.note()
  }

  /** Something old was read at a node. */
  noteStale(node: number): void {
    const at = (node << NODE_DOUBLES_SHIFT) + N_STALE
    this.nodeDoubles[at]! += 1
    this.tally.staleReads += this.crowds?.weightOf(node, N_STALE) ?? 1
  }
}
