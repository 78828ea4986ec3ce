import { E_DELAY, E_SENT, EDGE_DOUBLES, M_ALIVE, NODE_INTS } from './codes.ts'
import type { Engine } from './engine.ts'

/** Log entries that a replica may be behind; beyond it the oldest are skipped, as in a full copy. */
export const LOG_MAX = 1 << 20
/** Timer code: the head of a replica's log has arrived, or its application is done. */
export const APPLY = 3

/** The log of one primary: a sequence number for every committed write, and the last one by key. */
export interface CommitLog {
  sequence: number
  /** Sequence of the last write of each key; made with the first replica. */
  lastByKey: Float64Array | null
}

export const newLog = (): CommitLog => ({ sequence: 0, lastByKey: null })

/** What of a primary's log has not been applied yet at one replica: commit times, oldest first. */
export class ReplicaLog {
  /** Sequence of the last applied write. */
  applied = 0
  /** Milliseconds from commit to application, of the last applied write and summed over all. */
  lagMsLast = 0
  lagMsSum = 0
  appliedCount = 0
  skipped = 0
  busy = false
  #times = new Float64Array(64)
  #head = 0
  #size = 0

  get size(): number {
    return this.#size
  }

  get oldest(): number {
    return this.#times[this.#head]!
  }

  push(commitTicks: number): void {
    if (this.#size === LOG_MAX) {
      this.shift()
      this.skipped++
    }
    if (this.#size === this.#times.length) this.#grow()
    this.#times[(this.#head + this.#size++) & (this.#times.length - 1)] = commitTicks
  }

  /** Counts the oldest entry as applied. */
  shift(): number {
    const time = this.#times[this.#head]!
    this.#head = (this.#head + 1) & (this.#times.length - 1)
    this.#size--
    this.applied++
    return time
  }

  #grow(): void {
    const larger = new Float64Array(this.#times.length * 2)
    for (let i = 0; i < this.#size; i++) larger[i] = this.#times[(this.#head + i) & (this.#times.length - 1)]!
    this.#times = larger
    this.#head = 0
  }
}

/** Where a kind keeps its log: the local state of a primary and of a replica. */
export interface PrimaryState {
  readonly log: CommitLog
}
export interface ReplicaState {
  readonly log: ReplicaLog
  primary: number
  /** Ticks from commit until an entry reaches the replica. */
  lagTicks: number
  /** Ticks of the wire itself, one way. */
  wayTicks: number
}

/** A write has been committed: its entry goes to every replica. */
export function commit(engine: Engine, primary: number, key: number): void {
  const { log } = engine.local[primary] as PrimaryState
  log.sequence++
  const replicas = engine.replicasOf.get(primary)
  if (!replicas) return
  if (log.lastByKey === null || log.lastByKey.length < engine.keys)
    log.lastByKey = wider(log.lastByKey, engine.keys)
  log.lastByKey[key] = log.sequence
  for (const { replica, edge } of replicas) {
    const sent = edge * EDGE_DOUBLES + E_SENT
    engine.edgeDoubles[sent] = engine.edgeDoubles[sent]! + 1
    receive(engine, replica, primary, log, engine.edgeDoubles[edge * EDGE_DOUBLES + E_DELAY]!)
  }
}

function receive(engine: Engine, replica: number, primary: number, log: CommitLog, wayTicks: number): void {
  const state = engine.local[replica] as ReplicaState
  if (state.primary !== primary) {
    // A replica begins with a copy of what its primary had before this write.
    state.primary = primary
    state.log.applied = log.sequence - 1
  }
  state.wayTicks = wayTicks
  state.log.push(engine.now)
  applyNext(engine, replica)
}

/** Starts on the oldest entry, as soon as it has arrived; a dead replica goes on when it is back. */
export function applyNext(engine: Engine, replica: number): void {
  const { log, lagTicks, wayTicks } = engine.local[replica] as ReplicaState
  if (log.busy || log.size === 0 || engine.nodeInts[replica * NODE_INTS + M_ALIVE] !== 1) return
  log.busy = true
  const wait = Math.max(0, log.oldest + lagTicks + wayTicks - engine.now)
  engine.after(wait + engine.drawApply(replica), replica, APPLY, 0)
}

/** The oldest entry has been applied. */
export function applied(engine: Engine, replica: number): void {
  const { log } = engine.local[replica] as ReplicaState
  log.busy = false
  if (engine.nodeInts[replica * NODE_INTS + M_ALIVE] !== 1 || log.size === 0) return
  log.lagMsLast = (engine.now - log.shift()) / 1e6
  log.lagMsSum += log.lagMsLast
  log.appliedCount++
  applyNext(engine, replica)
}

/** Whether the replica has not yet applied the last write of a key that its primary has committed. */
export function isStale(engine: Engine, replica: number, key: number): boolean {
  const { log, primary } = engine.local[replica] as ReplicaState
  if (primary < 0) return false
  const { lastByKey } = (engine.local[primary] as PrimaryState | undefined)?.log ?? newLog()
  return lastByKey !== null && (lastByKey[key] ?? 0) > log.applied
}

function wider(array: Float64Array | null, length: number): Float64Array {
  const next = new Float64Array(length)
  if (array) next.set(array)
  return next
}
