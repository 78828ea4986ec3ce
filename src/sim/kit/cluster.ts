import { M_PAUSED, NODE_INTS } from '../core/codes.ts'
import type { Machine } from '../core/contract.ts'
import { roomOf } from '../core/engine-room.ts'
import { LagCount } from '../core/node-measures.ts'
import { CLUSTER_ROW, NodePart } from '../core/node-state.ts'
import { TIMER } from '../core/timers.ts'
import { TICKS_PER_MS, TICKS_PER_SEC } from '../core/vocabulary.ts'
import { type ClusterSettings, drawDetectTicks, LONE } from './cluster-settings.ts'
import { copyWriteTimes } from './data-station.ts'
import { LogWays, type MemberLink, works } from './log-ways.ts'
import { LastWrites, MemberLog } from './member-log.ts'
import { Receipts } from './receipts.ts'

/** How soon a promotion is tried again while no member lives. */
const RETRY_TICKS = TICKS_PER_SEC

/**
 * A primary and its replicas: one leader at any tick, a log that the others apply in order, and the promotion of the most
 * advanced replica when the leader dies. Entries that had not arrived by then are lost; acknowledged ones are counted.
 */
export class Cluster {
  /** Raised whenever somebody's part changes. */
  version = 0
  lostWrites = 0
  private _settings = LONE
  private readonly _ways: LogWays
  private readonly _receipts: Receipts
  private readonly _logs = new Map<number, MemberLog>()
  private readonly _syncing = new Set<number>()
  /** Former leaders that have not come back yet. */
  private readonly _deposed = new Set<number>()
  /** When the process of a member stopped that hangs. */
  private readonly _frozenAt = new Map<number, number>()
  /** By member: the fault by which it was away last. */
  private readonly _causes = new Map<number, number>()
  private _promoteAt = Number.NaN
  private _detectAt = Number.NaN
  /** Writes that waited for a replica when the leader died. */
  private _unacknowledged = 0
  private readonly _writes = new LastWrites()

  constructor(owner: number) {
    this._ways = new LogWays(owner)
    this._receipts = new Receipts(this._ways)
  }

  /** The node that is drawn as the primary. */
  get owner(): number {
    return this._ways.owner
  }

  get leader(): number {
    return this._ways.leader
  }

  configure(settings: ClusterSettings): void {
    this._settings = settings
    this._ways.synchronous = settings.synchronous
  }

  /** Sets the members; known ones keep their log, new ones begin with a copy of everything. */
  setMembers(links: readonly MemberLink[]): void {
    const wanted = new Set(links.map((link) => link.node))
    for (const node of [...this._logs.keys()]) if (!wanted.has(node)) this._forget(node)
    for (const { node } of links) if (!this._logs.has(node)) this._logs.set(node, new MemberLog())
    this._ways.links = [...links]
    if (!wanted.has(this.leader)) {
      this._ways.leader = this.owner
      this._receipts.forgive()
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
    const link = this._ways.links.find((candidate) => candidate.node === node)
    if (link) link.lagTicks = lagTicks
  }

  /** A write has been committed by the leader. False when it has to wait for its acknowledgement; `served` follows. */
  commit(engine: Machine, call: number, key: number): boolean {
    this._writes.note(key, engine.keys)
    for (const link of this._ways.links) {
      if (link.node === this.leader) continue
      this._ways.countEntry(engine, link)
      if (!this._logs.get(link.node)!.push(engine.now)) engine.noteNoRoom()
      this.applyNext(engine, link.node)
    }
    return !this._receipts.awaits(engine, call)
  }

  /** A write has waited for a replica; see `Receipts`. */
  acknowledge(engine: Machine, call: number): boolean {
    return this._receipts.acknowledge(engine, call)
  }

  /** Who can be reached has changed: writes that no replica could be reached for are looked at again. */
  lookAgain(engine: Machine): void {
    this._receipts.lookAgain(engine, (call) => CLUSTER.of(engine, engine.calls.nodeOf(call)) === this)
  }

  /** In the approximate mode: another key was written about the same time. */
  alsoCommitted(key: number): void {
    this._writes.noteAlso(key)
  }

  /** Starts on the oldest entry of a member, as soon as it has arrived; a dead one goes on when it is back. */
  applyNext(engine: Machine, node: number): void {
    const log = this._logs.get(node)
    if (!log || log.size === 0 || !works(engine, node) || node === this.leader) return
    if (!Number.isNaN(log.appliedAt)) return
    const arrival = log.oldest + this._ways.transitTicks(engine, node)
    if (arrival > this._ways.cutOffAt(node)) return
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
    return log !== undefined && this._writes.isAmongLast(key, log.size)
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
      if (!this._ways.awaySince.has(node)) this._ways.awaySince.set(node, engine.now)
      this.lookAgain(engine)
      return
    }
    this._unacknowledged = this._receipts.size
    this._receipts.clear()
    this._missLeader(engine)
  }

  /** A member's process hangs. Whoever watches the leader cannot tell that from its death. */
  froze(engine: Machine, node: number): void {
    this._causes.set(node, engine.blame.of(node, 'freeze'))
    this._frozenAt.set(node, engine.now)
    if (node === this.leader) {
      this._unacknowledged = this._receipts.size
      this._missLeader(engine)
    } else if (!this._ways.awaySince.has(node)) this._ways.awaySince.set(node, engine.now)
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
    if (Number.isNaN(this._ways.leaderDiedAt)) this._ways.awaySince.delete(node)
    this.applyNext(engine, node)
    this.lookAgain(engine)
  }

  /** The leader does not answer from now on: it will be noticed, and somebody else take over where that is wanted. */
  private _missLeader(engine: Machine): void {
    if (!Number.isNaN(this._ways.leaderDiedAt)) return
    this._ways.leaderDiedAt = engine.now
    this._stopLost(engine)
    if (!this._settings.promotes || this._ways.links.length < 2) return
    const detectTicks = drawDetectTicks(engine, this.owner, this._settings)
    this._detectAt = engine.now + detectTicks
    engine.after(detectTicks, this.owner, TIMER.detect, 0)
    this._schedule(engine, detectTicks + this._settings.promoteTicks)
  }

  /** A member is back: the leader goes on, a replica catches up before it serves reads. */
  returned(engine: Machine, node: number): void {
    if (node === this.leader) {
      this._ways.leaderDiedAt = Number.NaN
      this._promoteAt = Number.NaN
      this._detectAt = Number.NaN
      this._ways.fetchMissed(engine)
      for (const { node: member } of this._ways.links) this.applyNext(engine, member)
      return
    }
    if (Number.isNaN(this._ways.leaderDiedAt)) this._ways.awaySince.delete(node)
    if (this._deposed.delete(node)) engine.mark('rejoin', node, '', 0, this._causes.get(node) ?? -1)
    if (this._isBehind(engine, node)) {
      this._syncing.add(node)
      this.version++
      engine.refreshCallers()
    }
    this.applyNext(engine, node)
    this.lookAgain(engine)
  }

  /** Replication to a member, or from the leader to all, stands still or goes on. */
  setPaused(engine: Machine, node: number, paused: boolean): void {
    const whom = node === this.leader ? this._ways.links.map((link) => link.node) : [node]
    for (const member of whom) {
      if (paused) this._ways.pausedAt.set(member, engine.now)
      else this._ways.pausedAt.delete(member)
      this.applyNext(engine, member)
    }
    this._stopLost(engine)
    roomOf(engine).nodeInts[node * NODE_INTS + M_PAUSED] = paused ? 1 : 0
    this.lookAgain(engine)
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
    this._ways.leader = heir
    this._ways.leaderDiedAt = Number.NaN
    this._receipts.clear()
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
    this._ways.awaySince.delete(former)
    this._ways.fetchMissed(engine)
    for (const { node } of this._ways.links) {
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
    return (
      log.oldest + this._ways.transitTicks(engine, node) <= Math.min(engine.now, this._ways.cutOffAt(node))
    )
  }

  /** A member that has caught up serves reads again. */
  private _endSync(engine: Machine, node: number): void {
    if (this._isBehind(engine, node) || !this._syncing.delete(node)) return
    this.version++
    engine.mark('synced', node, '', 0, this._causes.get(node) ?? -1)
    engine.refreshCallers()
  }

  /** Stops what was about to be applied and will not arrive any more. */
  private _stopLost(engine: Machine): void {
    for (const { node } of this._ways.links) {
      const log = this._logs.get(node)!
      if (log.size > 0 && log.oldest + this._ways.transitTicks(engine, node) > this._ways.cutOffAt(node))
        log.appliedAt = Number.NaN
    }
  }

  /** Entries that will never reach a member, because its leader is dead. */
  private _missing(engine: Machine, node: number): number {
    return this._logs
      .get(node)!
      .countAfter(
        Math.min(this._ways.leaderDeath, this._ways.cutOffAt(node)) - this._ways.transitTicks(engine, node),
      )
  }

  private _mostAdvanced(engine: Machine): number {
    let best = -1
    for (const { node } of this._ways.links) {
      if (node === this.leader || !works(engine, node)) continue
      if (best < 0 || this._missing(engine, node) < this._missing(engine, best)) best = node
    }
    return best
  }

  private _schedule(engine: Machine, ticks: number): void {
    this._promoteAt = engine.now + ticks
    engine.after(ticks, this.owner, TIMER.promote, 0)
  }

  private _forget(node: number): void {
    this._logs.delete(node)
    this._syncing.delete(node)
    this._ways.forget(node)
    this._deposed.delete(node)
    this._frozenAt.delete(node)
    this._causes.delete(node)
  }
}

/** The primary with its replicas that a node belongs to. */
export const CLUSTER = new NodePart<Cluster>(CLUSTER_ROW)
