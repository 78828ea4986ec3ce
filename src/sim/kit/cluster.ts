import {
  C_NODE,
  C_STATE,
  CALL_INTS,
  E_SENT,
  E_WAY,
  EDGE_DOUBLES,
  M_PAUSED,
  N_SERVICE,
  NODE_DOUBLES,
  NODE_INTS,
  WAITING,
} from '../core/codes.ts'
import type { Machine } from '../core/contract.ts'
import { roomOf } from '../core/engine-room.ts'
import { LagCount } from '../core/node-measures.ts'
import { CLUSTER_ROW, NodePart } from '../core/node-state.ts'
import { TIMER } from '../core/timers.ts'
import { CLASS_COUNT, READ, STATIC, TICKS_PER_MS, TICKS_PER_SEC } from '../core/vocabulary.ts'
import { MemberLog } from './member-log.ts'

/** How soon a promotion is tried again while no member lives. */
const RETRY_TICKS = TICKS_PER_SEC

/** A node and the wire over which the log comes to it. */
export interface MemberLink {
  readonly node: number
  /** Edge from the node that is drawn as the primary; -1 for that node itself. */
  readonly edge: number
  /** Ticks from commit until an entry is ready at this member, besides the wire. */
  lagTicks: number
}

export interface ClusterSettings {
  readonly synchronous: boolean
  readonly promotes: boolean
  readonly detectTicks: number
  /** Interval of the probes by which a death is noticed: it falls anywhere between two of them; 0 for a constant time. */
  readonly detectEveryTicks: number
  readonly promoteTicks: number
}

/**
 * A primary and its replicas: one leader at any tick, a log that the others apply in order, and the promotion of the most
 * advanced replica when the leader dies. Entries that had not arrived by then are lost; acknowledged ones are counted.
 */
export class Cluster {
  /** The node that is drawn as the primary. */
  readonly owner: number
  leader: number
  /** Raised whenever somebody's part changes. */
  version = 0
  lostWrites = 0
  settings: ClusterSettings = {
    synchronous: false,
    promotes: false,
    detectTicks: 0,
    detectEveryTicks: 0,
    promoteTicks: 0,
  }
  private _links: MemberLink[] = []
  private readonly _logs = new Map<number, MemberLog>()
  private readonly _syncing = new Set<number>()
  /** Former leaders that have not come back yet. */
  private readonly _deposed = new Set<number>()
  /** When the log of a member was cut off from its leader: by the leader's death, or by a pause. */
  private readonly _pausedAt = new Map<number, number>()
  /** Members that have been down since then, and could not fetch yet what they missed. */
  private readonly _awaySince = new Map<number, number>()
  /** When the process of a member stopped that hangs. */
  private readonly _frozenAt = new Map<number, number>()
  /** By member: the fault by which it was away last. */
  private readonly _causes = new Map<number, number>()
  private _leaderDiedAt = Number.NaN
  private _promoteAt = Number.NaN
  private _detectAt = Number.NaN
  /** Writes that wait for a replica before they are acknowledged: calls, and when each was committed. */
  private readonly _waiting = new Map<number, number>()
  /** Of these the ones for which no living replica can be reached. */
  private _stalled: number[] = []
  /** How many of them died with the leader. */
  private _unacknowledged = 0
  /** Writes committed in all, and the last one by key. */
  private _sequence = 0
  private _lastByKey: Float64Array | null = null

  constructor(owner: number) {
    this.owner = owner
    this.leader = owner
  }

  /** Sets the members; known ones keep their log, new ones begin with a copy of everything. */
  setMembers(links: readonly MemberLink[]): void {
    const wanted = new Set(links.map((link) => link.node))
    for (const node of [...this._logs.keys()]) if (!wanted.has(node)) this._forget(node)
    for (const { node } of links) if (!this._logs.has(node)) this._logs.set(node, new MemberLog())
    this._links = [...links]
    if (!wanted.has(this.leader)) {
      this.leader = this.owner
      this._waiting.clear()
    }
    this.version++
  }

  /** Whether reads go to a member: not to the leader, and not to one that catches up. */
  isReader(node: number): boolean {
    return node !== this.leader && this._logs.has(node) && !this._syncing.has(node)
  }

  isLeader(node: number): boolean {
    return node === this.leader
  }

  isSyncing(node: number): boolean {
    return this._syncing.has(node)
  }

  setLag(node: number, lagTicks: number): void {
    const link = this._links.find((candidate) => candidate.node === node)
    if (link) link.lagTicks = lagTicks
  }

  /** A write has been committed by the leader. False when it has to wait for its acknowledgement; `served` follows. */
  commit(engine: Machine, call: number, key: number): boolean {
    this._sequence++
    if (this._lastByKey === null || this._lastByKey.length < engine.keys)
      this._lastByKey = wider(this._lastByKey, engine.keys)
    this._lastByKey[key] = this._sequence
    for (const link of this._links) {
      if (link.node === this.leader) continue
      this._countEntry(engine, link)
      if (!this._logs.get(link.node)!.push(engine.now)) engine.noteLimit()
      this.applyNext(engine, link.node)
    }
    const ticks = this._receiptTicks(engine)
    if (ticks === 0) return true
    this._waiting.set(call, engine.now)
    this._await(engine, call, ticks)
    return false
  }

  /** A write has waited for a replica. False when none has received it, because its log was cut off: it waits on. */
  acknowledge(engine: Machine, call: number): boolean {
    const committedAt = this._waiting.get(call)
    if (committedAt !== undefined && !this._isReceived(engine, committedAt)) {
      const ticks = this._receiptTicks(engine)
      if (ticks > 0) {
        this._await(engine, call, ticks)
        return false
      }
    }
    this._waiting.delete(call)
    return true
  }

  /** Lets writes go on that no replica could be reached for, if one can be now, or none lives any more. */
  release(engine: Machine): void {
    const stalled = this._stalled
    this._stalled = []
    for (const call of stalled) {
      const isHere = CLUSTER.of(engine, roomOf(engine).calls.ints[call * CALL_INTS + C_NODE]!) === this
      this._await(engine, call, isHere ? this._receiptTicks(engine) : 0)
    }
  }

  private _await(engine: Machine, call: number, ticks: number): void {
    if (Number.isFinite(ticks)) engine.hold(call, ticks)
    else {
      roomOf(engine).calls.ints[call * CALL_INTS + C_STATE] = WAITING
      this._stalled.push(call)
    }
  }

  /**
   * Ticks until the nearest living replica has received what is committed now, and has said so: infinite while there is no
   * way to any of them; 0 where none lives, or nobody waits for them.
   */
  private _receiptTicks(engine: Machine): number {
    if (!this.settings.synchronous) return 0
    const living = this._links.filter(({ node }) => node !== this.leader && engine.isAlive(node))
    if (living.length === 0) return 0
    const reached = living.filter(({ node }) => engine.now < this._cutOffAt(node))
    return Math.min(...reached.map((link) => 2 * this._wayTicks(engine, link)))
  }

  /** Whether a living replica has received what was committed at a time. */
  private _isReceived(engine: Machine, committedAt: number): boolean {
    return this._links.some((link) => {
      if (link.node === this.leader || !engine.isAlive(link.node)) return false
      const arrival = committedAt + this._wayTicks(engine, link)
      return arrival <= Math.min(engine.now, this._cutOffAt(link.node))
    })
  }

  /** In the approximate mode: another key was written about the same time. */
  alsoCommitted(key: number): void {
    this._lastByKey![key] = this._sequence
  }

  /** Starts on the oldest entry of a member, as soon as it has arrived; a dead one goes on when it is back. */
  applyNext(engine: Machine, node: number): void {
    const log = this._logs.get(node)
    if (!log || log.size === 0 || !works(engine, node) || node === this.leader) return
    if (!Number.isNaN(log.appliedAt)) return
    const arrival = log.oldest + this._transit(engine, node)
    if (arrival > this._cutOffAt(node)) return
    const ticks = Math.max(0, arrival - engine.now) + roomOf(engine).drawApply(node, arrival < engine.now)
    log.appliedAt = engine.now + ticks
    engine.after(ticks, node, TIMER.apply, 0)
  }

  /** The oldest entry of a member has been applied. */
  applied(engine: Machine, node: number): void {
    const log = this._logs.get(node)
    if (log?.appliedAt !== engine.now) return
    log.appliedAt = Number.NaN
    const lag = engine.now - log.shift()
    log.lagMsLast = lag / TICKS_PER_MS
    engine.lags[node] ??= new LagCount()
    engine.lags[node].note(lag)
    this._endSync(engine, node)
    this.applyNext(engine, node)
  }

  /** Whether a member has not yet applied the last committed write of a key. */
  isStale(node: number, key: number): boolean {
    if (node === this.leader) return false
    const log = this._logs.get(node)
    return log !== undefined && (this._lastByKey?.[key] ?? 0) > this._sequence - log.size
  }

  /** Milliseconds that a member is behind. */
  lagMs(engine: Machine, node: number): number {
    const log = this._logs.get(node)
    if (!log || node === this.leader) return 0
    const behindMs = log.size === 0 ? 0 : (engine.now - log.oldest) / TICKS_PER_MS
    return Math.max(behindMs, log.lagMsLast)
  }

  /** Milliseconds until the next promotion; NaN while the leader lives or nobody may take over. */
  promoteInMs(engine: Machine): number {
    return (this._promoteAt - engine.now) / TICKS_PER_MS
  }

  /** A member went down. */
  died(engine: Machine, node: number): void {
    const log = this._logs.get(node)
    if (log) log.appliedAt = Number.NaN
    this._causes.set(node, engine.blame.ofDeath(node))
    if (node !== this.leader) {
      if (!this._awaySince.has(node)) this._awaySince.set(node, engine.now)
      this.release(engine)
      return
    }
    this._unacknowledged = this._waiting.size
    this._waiting.clear()
    this._stalled = []
    this._missLeader(engine)
  }

  /** A member's process hangs. Whoever watches the leader cannot tell that from its death. */
  froze(engine: Machine, node: number): void {
    this._causes.set(node, engine.blame.of(node, 'freeze'))
    this._frozenAt.set(node, engine.now)
    if (node === this.leader) {
      this._unacknowledged = this._waiting.size
      this._missLeader(engine)
    } else if (!this._awaySince.has(node)) this._awaySince.set(node, engine.now)
  }

  /** A member's process goes on. A former leader finds out that it is none any more, and cuts off whom it was about to answer. */
  thawed(engine: Machine, node: number): void {
    if (this._deposed.has(node)) engine.failResidents(node)
    const log = this._logs.get(node)
    const frozenAt = this._frozenAt.get(node) ?? engine.now
    this._frozenAt.delete(node)
    if (log && !Number.isNaN(log.appliedAt)) {
      // The rest of what it was about to apply.
      const ticks = Math.max(0, log.appliedAt - frozenAt)
      log.appliedAt = engine.now + ticks
      engine.after(ticks, node, TIMER.apply, 0)
    }
    if (node === this.leader || this._deposed.has(node)) {
      this.returned(engine, node)
      return
    }
    if (Number.isNaN(this._leaderDiedAt)) this._awaySince.delete(node)
    this.applyNext(engine, node)
    this.release(engine)
  }

  /** The leader does not answer from now on: it will be noticed, and somebody else take over where that is wanted. */
  private _missLeader(engine: Machine): void {
    if (!Number.isNaN(this._leaderDiedAt)) return
    this._leaderDiedAt = engine.now
    this._freeze(engine)
    if (!this.settings.promotes || this._links.length < 2) return
    const detectTicks = this._detectTicks(engine)
    this._detectAt = engine.now + detectTicks
    engine.after(detectTicks, this.owner, TIMER.detect, 0)
    this._schedule(engine, detectTicks + this.settings.promoteTicks)
  }

  /** The leader was alive at the last probe before its death, anywhere within an interval. */
  private _detectTicks(engine: Machine): number {
    const { detectTicks, detectEveryTicks } = this.settings
    const every = Math.min(detectTicks, detectEveryTicks)
    if (every === 0) return detectTicks
    const stream = engine.streams.stream(engine.nodeIds[this.owner]!, 'detect')
    return detectTicks - engine.streams.below(stream, every)
  }

  /** A member is back: the leader goes on, a replica catches up before it serves reads. */
  returned(engine: Machine, node: number): void {
    if (node === this.leader) {
      this._leaderDiedAt = Number.NaN
      this._promoteAt = Number.NaN
      this._detectAt = Number.NaN
      this._fetchMissed(engine)
      for (const { node: member } of this._links) this.applyNext(engine, member)
      return
    }
    if (Number.isNaN(this._leaderDiedAt)) this._awaySince.delete(node)
    if (this._deposed.delete(node)) engine.mark('rejoin', node, '', 0, this._causes.get(node) ?? -1)
    if (this._isBehind(engine, node)) {
      this._syncing.add(node)
      this.version++
      engine.refreshCallers()
    }
    this.applyNext(engine, node)
    this.release(engine)
  }

  /** Replication to a member, or from the leader to all, stands still or goes on. */
  setPaused(engine: Machine, node: number, paused: boolean): void {
    const whom = node === this.leader ? this._links.map((link) => link.node) : [node]
    for (const member of whom) {
      if (paused) this._pausedAt.set(member, engine.now)
      else this._pausedAt.delete(member)
      this.applyNext(engine, member)
    }
    this._freeze(engine)
    roomOf(engine).nodeInts[node * NODE_INTS + M_PAUSED] = paused ? 1 : 0
    this.release(engine)
  }

  /** The fault by which a member, or where that is well the leader, does not do what it should. */
  causeOf(node: number): number {
    const own = this._syncing.has(node) || node === this.leader
    return this._causes.get(own ? node : this.leader) ?? -1
  }

  /** The leader's death is noticed, unless it is back: the replica that has most of the log will take over. */
  detect(engine: Machine): void {
    if (engine.now !== this._detectAt) return
    this._detectAt = Number.NaN
    const heir = this._mostAdvanced(engine)
    const cause = this._causes.get(this.leader) ?? -1
    const dead = engine.nodeIds[this.leader]!
    engine.detected(heir < 0 ? this.owner : heir, dead, cause)
    if (heir >= 0) engine.mark('elect', heir, dead, (this._promoteAt - engine.now) / TICKS_PER_SEC, cause)
  }

  /** The time for a promotion has come, unless the leader is back or another one was set since. */
  promote(engine: Machine): void {
    if (engine.now !== this._promoteAt) return
    this._promoteAt = Number.NaN
    const heir = this._mostAdvanced(engine)
    if (heir < 0) {
      this._schedule(engine, RETRY_TICKS)
      return
    }
    const missing = this._missing(engine, heir)
    // The newest ones were never acknowledged: whoever wrote them knows that they failed.
    const lost = Math.max(0, missing - this._unacknowledged)
    this.lostWrites += lost
    engine.tally.lostWrites += lost
    const former = this.leader
    this.leader = heir
    this._leaderDiedAt = Number.NaN
    this._waiting.clear()
    this._stalled = []
    this._deposed.add(former)
    this._takeOver(engine, former, heir, missing)
    this.version++
    engine.mark(
      'promote',
      heir,
      engine.nodeIds[former]!,
      lost * engine.weight,
      this._causes.get(former) ?? -1,
    )
    engine.refreshCallers()
  }

  /** The new leader has applied what it received; the others fetch from it what they lack, the former one too. */
  private _takeOver(engine: Machine, former: number, heir: number, missing: number): void {
    this._logs.get(heir)!.clear()
    this._syncing.delete(heir)
    copyWriteTimes(engine, this.owner, heir)
    this._awaySince.delete(former)
    this._fetchMissed(engine)
    for (const { node } of this._links) {
      if (node === heir) continue
      const log = this._logs.get(node)!
      if (node === former) log.clear()
      else log.dropNewest(missing)
      this._endSync(engine, node)
      this.applyNext(engine, node)
    }
  }

  /** Something that has arrived at a member is not applied yet. What is still on its way does not count: that never ends. */
  private _isBehind(engine: Machine, node: number): boolean {
    const log = this._logs.get(node)
    if (!log || log.size === 0) return false
    return log.oldest + this._transit(engine, node) <= Math.min(engine.now, this._cutOffAt(node))
  }

  /** A member that has caught up serves reads again. */
  private _endSync(engine: Machine, node: number): void {
    if (this._isBehind(engine, node) || !this._syncing.delete(node)) return
    this.version++
    engine.mark('synced', node, '', 0, this._causes.get(node) ?? -1)
    engine.refreshCallers()
  }

  /** Stops what was about to be applied and will not arrive any more. */
  private _freeze(engine: Machine): void {
    for (const { node } of this._links) {
      const log = this._logs.get(node)!
      if (log.size > 0 && log.oldest + this._transit(engine, node) > this._cutOffAt(node))
        log.appliedAt = Number.NaN
    }
  }

  /** Entries that will never reach a member, because its leader is dead. */
  private _missing(engine: Machine, node: number): number {
    return this._logs
      .get(node)!
      .countAfter(Math.min(this._leaderDeath(), this._cutOffAt(node)) - this._transit(engine, node))
  }

  private _mostAdvanced(engine: Machine): number {
    let best = -1
    for (const { node } of this._links) {
      if (node === this.leader || !works(engine, node)) continue
      if (best < 0 || this._missing(engine, node) < this._missing(engine, best)) best = node
    }
    return best
  }

  private _schedule(engine: Machine, ticks: number): void {
    this._promoteAt = engine.now + ticks
    engine.after(ticks, this.owner, TIMER.promote, 0)
  }

  private _leaderDeath(): number {
    return Number.isNaN(this._leaderDiedAt) ? Number.POSITIVE_INFINITY : this._leaderDiedAt
  }

  /** Entries that would arrive later than this do not. */
  private _cutOffAt(node: number): number {
    const never = Number.POSITIVE_INFINITY
    return Math.min(
      this._leaderDeath(),
      this._pausedAt.get(node) ?? never,
      this._awaySince.get(node) ?? never,
    )
  }

  /** A leader is there from which members that are back get what they missed while they were down. */
  private _fetchMissed(engine: Machine): void {
    for (const node of [...this._awaySince.keys()]) if (works(engine, node)) this._awaySince.delete(node)
  }

  /** Ticks from a commit until the entry is at a member. */
  private _transit(engine: Machine, node: number): number {
    const link = this._links.find((candidate) => candidate.node === node)!
    return this._wayTicks(engine, link) + (this.settings.synchronous ? 0 : this._wire(link).lagTicks)
  }

  /** The former primary has no wire of its own: the log comes back over the wire of the one that replaced it. */
  private _wire(link: MemberLink): MemberLink {
    if (link.edge >= 0) return link
    return this._links.find(({ node }) => node === this.leader && node !== this.owner) ?? link
  }

  private _wayTicks(engine: Machine, link: MemberLink): number {
    const { edge } = this._wire(link)
    return edge < 0 ? 0 : roomOf(engine).edgeDoubles[edge * EDGE_DOUBLES + E_WAY]!
  }

  private _countEntry(engine: Machine, link: MemberLink): void {
    const { edge } = this._wire(link)
    if (edge < 0) return
    const sent = edge * EDGE_DOUBLES + E_SENT
    roomOf(engine).edgeDoubles[sent] = roomOf(engine).edgeDoubles[sent]! + 1
  }

  private _forget(node: number): void {
    this._logs.delete(node)
    this._syncing.delete(node)
    this._pausedAt.delete(node)
    this._awaySince.delete(node)
    this._deposed.delete(node)
    this._frozenAt.delete(node)
    this._causes.delete(node)
  }
}

/** Up, and its process runs. */
const works = (engine: Machine, node: number): boolean => engine.isAlive(node) && !engine.isFrozen(node)

/** A promoted replica does the work that changes data in the primary's times. */
function copyWriteTimes(engine: Machine, from: number, to: number): void {
  for (let c = 0; c < CLASS_COUNT; c++) {
    if (c === READ || c === STATIC) continue
    roomOf(engine).nodeDoubles[to * NODE_DOUBLES + N_SERVICE + c] =
      roomOf(engine).nodeDoubles[from * NODE_DOUBLES + N_SERVICE + c]!
  }
}

function wider(array: Float64Array | null, length: number): Float64Array {
  const next = new Float64Array(length)
  if (array) next.set(array)
  return next
}

/** The primary with its replicas that a node belongs to. */
export const CLUSTER = new NodePart<Cluster>(CLUSTER_ROW)
