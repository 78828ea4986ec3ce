import {
  APPLYING,
  C_CLASS,
  C_KEY,
  C_OP,
  C_USER,
  CALL_DOUBLES,
  CALL_INTS,
  DROP_EXPIRED,
  F_DEADLINE,
  LIFO,
  M_DISCIPLINE,
  N_BUSY_INTEGRAL,
  N_CV,
  N_QUEUE_INTEGRAL,
  N_QUEUE_MAX,
  N_QUEUE_PEAK,
  N_SERVICE,
  N_SLOT_INTEGRAL,
  N_SLOTS,
  NODE_DOUBLES,
  NODE_INTS,
  SCAN,
} from '../core/codes.ts'
import type { Capacity, Crowding, MessageBacklog, PlanStep } from '../core/contract.ts'
import type { EngineRoom } from '../core/engine-room.ts'
import { SPAN } from '../core/histogram.ts'
import { OP, SHED, USERS } from '../core/vocabulary.ts'
import { CLUSTER, type Cluster } from '../kit/cluster.ts'
import { Backlog } from './backlog.ts'
import { Crowd } from './crowd.ts'

/**
 * The approximate mode: of so many requests (`weight`) one is followed through the design, and the others are a crowd at
 * every station on its way. What is followed meets the same waiting lines, full queues and cache contents as the whole
 * traffic would make; counts are multiplied by the weight when they are read.
 */
export class Crowds implements Crowding {
  readonly weight: number
  private readonly _engine: EngineRoom
  /** Stream of the keys of requests that are not followed. */
  private readonly _others: number
  private readonly _filling: number
  /** One replica of each database that has some. */
  private _replicas: readonly number[] = []
  /** By node; null where calls are handled one by one. */
  private readonly _crowds: (Crowd | null | undefined)[] = []
  /** By node: among how many it is taken in turn. */
  private _turns: ReadonlyMap<number, number> = new Map()
  /** By node: the log entries of all writes, at a replica. */
  private readonly _appliers: (Crowd | undefined)[] = []

  constructor(engine: EngineRoom, weight: number) {
    this._engine = engine
    this.weight = weight
    this._others = engine.streams.stream('', 'others')
    this._filling = engine.streams.stream('', 'filling')
  }

  /** Requests that one count in a column of a node stands for. */
  weightOf(node: number, column: number): number {
    if (column === N_SLOT_INTEGRAL) return 1
    const ofAll = column === N_BUSY_INTEGRAL || column === N_QUEUE_INTEGRAL || column === N_QUEUE_PEAK
    return ofAll && this._crowds[node] ? 1 : this.weight
  }

  /** A call asks for a slot. False where the node handles its calls one by one. */
  enter(call: number, node: number): boolean {
    const crowd = this._of(node)
    if (crowd === null) return false
    const engine = this._engine
    const now = engine.clock[0]!
    const patience = this._patience(call, node)
    const capacity = this._capacity(node, call, patience, crowd)
    if (!crowd.arrive(now, capacity)) {
      this._write(node, crowd)
      if (capacity.queueMax < engine.nodeDoubles[node * NODE_DOUBLES + N_QUEUE_MAX]!)
        engine.expireIn(call, patience)
      else engine.refuse(call, node, SHED)
      return true
    }
    this._write(node, crowd)
    const wait = Math.min(patience, crowd.drawWait(capacity))
    if (wait === Number.POSITIVE_INFINITY) engine.expireIn(call, this._ticksLeft(call))
    else if (wait > 0) engine.startIn(call, wait)
    else {
      SPAN[0] = 0
      engine.start(call, node)
    }
    return true
  }

  /** A followed call has begun its service, whose time lies in `SPAN`. */
  started(call: number, node: number): void {
    const crowd = this._crowds[node]
    if (!crowd) return
    const { nodeDoubles, clock } = this._engine
    const mean = this._engine.slowed(node, nodeDoubles[node * NODE_DOUBLES + N_SERVICE + this._column(call)]!)
    crowd.start(clock[0]!, mean - SPAN[0]!)
  }

  /** A followed call gives its slot back. False where the node handles its calls one by one. */
  release(node: number): boolean {
    const crowd = this._crowds[node]
    if (!crowd) return false
    crowd.leave(this._engine.clock[0]!)
    return true
  }

  thawed(node: number): void {
    const slots = this._engine.nodeDoubles[node * NODE_DOUBLES + N_SLOTS]!
    this._crowds[node]?.stoodStill(this._engine.clock[0]!, slots)
  }

  /** The station is emptied. */
  clear(node: number): void {
    this._crowds[node]?.clear(this._engine.clock[0]!)
  }

  /**
   * Ticks until a followed log entry is applied, its own part given. An entry that a replica has waited for finds those of
   * the others before it; one of a backlog stands for all that it came with.
   */
  applyTicks(node: number, own: number, isBehind: boolean): number {
    if (isBehind) return own * this.weight
    const { nodeDoubles, clock } = this._engine
    const stayTicks = this._engine.slowed(node, nodeDoubles[node * NODE_DOUBLES + N_SERVICE + APPLYING]!)
    const capacity = { slots: 1, queueMax: Number.POSITIVE_INFINITY, stayTicks, cv: 1, newestFirst: false }
    this._appliers[node] ??= this._newCrowd(node)
    const applier = this._appliers[node]
    applier.arrive(clock[0]!, capacity)
    return applier.drawWait(capacity) + own
  }

  /** What the requests that are not followed do to the caches of a plan's step while one is. */
  share(call: number, step: PlanStep): void {
    if (step.op !== OP.cacheGet && step.op !== OP.cacheInvalidate && step.op !== OP.cacheUpdate) return
    const engine = this._engine
    this.forOthers(call, (key) => {
      const target = engine.edgeTargets[step.group.edges[step.group.pick(key)]!]!
      if (engine.isAlive(target)) engine.behaviours[target]!.shared(engine, target, step.op, key)
    })
  }

  /** Goes through the keys of the requests that a followed one stands for: the same keys wherever it comes. */
  forOthers(call: number, visit: (key: number) => void): void {
    const { calls, streams, behaviours } = this._engine
    const at = call * CALL_INTS
    const client = Math.floor(calls.ints[at + C_USER]! / USERS)
    const request = calls.doubles[call * CALL_DOUBLES + F_DEADLINE]! % 4_294_967_296
    streams.reseed(this._others, request + calls.ints[at + C_KEY]!)
    for (let i = 1; i < this.weight; i++)
      visit(behaviours[client]!.drawKey(this._engine, client, this._others))
  }

  /** Who reads from whom, and who is taken in turn, has changed. */
  refresh(): void {
    this._turns = this._findTurns()
    this._crowds.forEach((crowd, node) => {
      if (crowd) crowd.turns = this._turns.get(node) ?? 1
    })
    const { placed } = this._engine
    const seen = new Set<Cluster>()
    this._replicas = placed.filter((node) => {
      const cluster = CLUSTER.of(this._engine, node)
      if (!cluster || cluster.isLeader(node) || seen.has(cluster)) return false
      seen.add(cluster)
      return true
    })
  }

  /** Nodes that somebody takes in turn with others, with how many there are. */
  private _findTurns(): Map<number, number> {
    const { placed, plans, behaviours, edgeTargets } = this._engine
    const turns = new Map<number, number>()
    for (const caller of placed) {
      if (!behaviours[caller]!.takesTurns(this._engine, caller)) continue
      for (const { group } of plans[caller]!.flatMap((plan) => plan ?? []))
        if (group.size > 1 && group.isEven)
          for (const edge of group.edges) turns.set(edgeTargets[edge]!, group.size)
    }
    return turns
  }

  /** Version of a key that a fetch finds which is not followed: an old one while replicas lack the last write. */
  versionRead(key: number): number {
    const version = this._engine.versionOf(key)
    const isOld = this._replicas.some((node) => CLUSTER.of(this._engine, node)?.isStale(node, key) === true)
    return isOld ? Math.max(0, version - 1) : version
  }

  /** Whether a fetch that is not followed fills a cache, at the chance of those that are. */
  fills(chance: { readonly value: number }): boolean {
    return chance.value === 1 || this._engine.streams.uniform(this._filling) < chance.value
  }

  private _of(node: number): Crowd | null {
    const known = this._crowds[node]
    if (known !== undefined) return known
    const engine = this._engine
    const slots = engine.nodeDoubles[node * NODE_DOUBLES + N_SLOTS]!
    // Those who work off a queue take what that hands out.
    const crowded = Number.isFinite(slots) && slots > 0 && !engine.feedersOf.has(node)
    const made = crowded ? this._newCrowd(node) : null
    if (made) made.turns = this._turns.get(node) ?? 1
    this._crowds[node] = made
    return made
  }

  newBacklog(node: number, due: number): MessageBacklog {
    return new Backlog(this._newCrowd(node), due)
  }

  private _newCrowd(node: number): Crowd {
    const { streams, nodeIds, clock } = this._engine
    return new Crowd(this.weight, streams, streams.stream(nodeIds[node]!, 'crowd'), clock[0]!)
  }

  /** Ticks after which nobody waits for a call any more, where the node looks at that. */
  private _patience(call: number, node: number): number {
    const engine = this._engine
    if ((engine.nodeInts[node * NODE_INTS + M_DISCIPLINE]! & DROP_EXPIRED) === 0)
      return Number.POSITIVE_INFINITY
    return this._ticksLeft(call)
  }

  /** Until the client of a call gives up. */
  private _ticksLeft(call: number): number {
    return Math.max(0, this._engine.calls.doubles[call * CALL_DOUBLES + F_DEADLINE]! - this._engine.clock[0]!)
  }

  private _capacity(node: number, call: number, patience: number, crowd: Crowd): Capacity {
    const { nodeDoubles } = this._engine
    const n = node * NODE_DOUBLES
    const slots = nodeDoubles[n + N_SLOTS]!
    const stayTicks = this._engine.slowed(node, nodeDoubles[n + N_SERVICE + this._column(call)]!)
    const served = (patience * slots) / crowd.stayTicks(stayTicks)
    return {
      slots,
      stayTicks,
      queueMax: Math.min(nodeDoubles[n + N_QUEUE_MAX]!, served),
      cv: nodeDoubles[n + N_CV]!,
      newestFirst: (this._engine.nodeInts[node * NODE_INTS + M_DISCIPLINE]! & LIFO) !== 0,
    }
  }

  private _column(call: number): number {
    const { ints } = this._engine.calls
    const at = call * CALL_INTS
    return ints[at + C_OP] === OP.dataScan ? SCAN : ints[at + C_CLASS]!
  }

  /** Writes what the crowd has gathered into the columns of its node. */
  private _write(node: number, crowd: Crowd): void {
    const { nodeDoubles } = this._engine
    const n = node * NODE_DOUBLES
    nodeDoubles[n + N_BUSY_INTEGRAL] = nodeDoubles[n + N_BUSY_INTEGRAL]! + crowd.busyIntegral
    nodeDoubles[n + N_QUEUE_INTEGRAL] = nodeDoubles[n + N_QUEUE_INTEGRAL]! + crowd.queueIntegral
    nodeDoubles[n + N_QUEUE_PEAK] = Math.max(nodeDoubles[n + N_QUEUE_PEAK]!, crowd.queuePeak)
    crowd.busyIntegral = 0
    crowd.queueIntegral = 0
    crowd.queuePeak = 0
  }
}
