import {
  C_NODE,
  C_STATE,
  CALL_INTS,
  CLASS_COUNT,
  E_SENT,
  E_WAY,
  EDGE_DOUBLES,
  M_PAUSED,
  N_SERVICE,
  NODE_DOUBLES,
  NODE_INTS,
  READ,
  STATIC,
  TICKS_PER_MS,
  TICKS_PER_SEC,
  WAITING,
} from './codes.ts'
import type { Engine } from './engine.ts'
import { MemberLog } from './member-log.ts'

/** Timer codes at a member: the oldest entry of its log is applied; at the primary's node: a replica takes over. */
export const APPLY = 3
export const PROMOTE = 7
/** At the primary's node as well: whoever promotes notices that the leader is dead. */
export const DETECT = 20
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
  settings: ClusterSettings = { synchronous: false, promotes: false, detectTicks: 0, promoteTicks: 0 }
  #links: MemberLink[] = []
  readonly #logs = new Map<number, MemberLog>()
  readonly #syncing = new Set<number>()
  /** Former leaders that have not come back yet. */
  readonly #deposed = new Set<number>()
  /** When the log of a member was cut off from its leader: by the leader's death, or by a pause. */
  readonly #pausedAt = new Map<number, number>()
  /** Members that have been down since then, and could not fetch yet what they missed. */
  readonly #awaySince = new Map<number, number>()
  /** By member: the fault by which it was away last. */
  readonly #causes = new Map<number, number>()
  #leaderDiedAt = Number.NaN
  #promoteAt = Number.NaN
  #detectAt = Number.NaN
  /** Writes that wait for a replica before they are acknowledged: calls, and when each was committed. */
  readonly #waiting = new Map<number, number>()
  /** Of these the ones for which no living replica can be reached. */
  #stalled: number[] = []
  /** How many of them died with the leader. */
  #unacknowledged = 0
  /** Writes committed in all, and the last one by key. */
  #sequence = 0
  #lastByKey: Float64Array | null = null

  constructor(owner: number) {
    this.owner = owner
    this.leader = owner
  }

  /** Sets the members; known ones keep their log, new ones begin with a copy of everything. */
  setMembers(links: readonly MemberLink[]): void {
    const wanted = new Set(links.map((link) => link.node))
    for (const node of [...this.#logs.keys()]) if (!wanted.has(node)) this.#forget(node)
    for (const { node } of links) if (!this.#logs.has(node)) this.#logs.set(node, new MemberLog())
    this.#links = [...links]
    if (!wanted.has(this.leader)) {
      this.leader = this.owner
      this.#waiting.clear()
    }
    this.version++
  }

  /** Whether reads go to a member: not to the leader, and not to one that catches up. */
  isReader(node: number): boolean {
    return node !== this.leader && this.#logs.has(node) && !this.#syncing.has(node)
  }

  isLeader(node: number): boolean {
    return node === this.leader
  }

  isSyncing(node: number): boolean {
    return this.#syncing.has(node)
  }

  setLag(node: number, lagTicks: number): void {
    const link = this.#links.find((candidate) => candidate.node === node)
    if (link) link.lagTicks = lagTicks
  }

  /** A write has been committed by the leader. False when it has to wait for its acknowledgement; `served` follows. */
  commit(engine: Engine, call: number, key: number): boolean {
    this.#sequence++
    if (this.#lastByKey === null || this.#lastByKey.length < engine.keys)
      this.#lastByKey = wider(this.#lastByKey, engine.keys)
    this.#lastByKey[key] = this.#sequence
    for (const link of this.#links) {
      if (link.node === this.leader) continue
      this.#countEntry(engine, link)
      if (!this.#logs.get(link.node)!.push(engine.now)) engine.noteLimit()
      this.applyNext(engine, link.node)
    }
    const ticks = this.#receiptTicks(engine)
    if (ticks === 0) return true
    this.#waiting.set(call, engine.now)
    this.#await(engine, call, ticks)
    return false
  }

  /** A write has waited for a replica. False when none has received it, because its log was cut off: it waits on. */
  acknowledge(engine: Engine, call: number): boolean {
    const committedAt = this.#waiting.get(call)
    if (committedAt !== undefined && !this.#isReceived(engine, committedAt)) {
      const ticks = this.#receiptTicks(engine)
      if (ticks > 0) {
        this.#await(engine, call, ticks)
        return false
      }
    }
    this.#waiting.delete(call)
    return true
  }

  /** Lets writes go on that no replica could be reached for, if one can be now, or none lives any more. */
  release(engine: Engine): void {
    const stalled = this.#stalled
    this.#stalled = []
    for (const call of stalled) {
      const isHere = engine.clusterOf[engine.calls.ints[call * CALL_INTS + C_NODE]!] === this
      this.#await(engine, call, isHere ? this.#receiptTicks(engine) : 0)
    }
  }

  #await(engine: Engine, call: number, ticks: number): void {
    if (Number.isFinite(ticks)) engine.hold(call, ticks)
    else {
      engine.calls.ints[call * CALL_INTS + C_STATE] = WAITING
      this.#stalled.push(call)
    }
  }

  /**
   * Ticks until the nearest living replica has received what is committed now, and has said so: infinite while there is no
   * way to any of them; 0 where none lives, or nobody waits for them.
   */
  #receiptTicks(engine: Engine): number {
    if (!this.settings.synchronous) return 0
    const living = this.#links.filter(({ node }) => node !== this.leader && engine.isAlive(node))
    if (living.length === 0) return 0
    const reached = living.filter(({ node }) => engine.now < this.#cutOffAt(node))
    return Math.min(...reached.map((link) => 2 * this.#wayTicks(engine, link)))
  }

  /** Whether a living replica has received what was committed at a time. */
  #isReceived(engine: Engine, committedAt: number): boolean {
    return this.#links.some((link) => {
      if (link.node === this.leader || !engine.isAlive(link.node)) return false
      const arrival = committedAt + this.#wayTicks(engine, link)
      return arrival <= Math.min(engine.now, this.#cutOffAt(link.node))
    })
  }

  /** In the approximate mode: another key was written about the same time. */
  alsoCommitted(key: number): void {
    this.#lastByKey![key] = this.#sequence
  }

  /** Starts on the oldest entry of a member, as soon as it has arrived; a dead one goes on when it is back. */
  applyNext(engine: Engine, node: number): void {
    const log = this.#logs.get(node)
    if (!log || log.size === 0 || !engine.isAlive(node) || node === this.leader) return
    if (!Number.isNaN(log.appliedAt)) return
    const arrival = log.oldest + this.#transit(engine, node)
    if (arrival > this.#cutOffAt(node)) return
    const ticks = Math.max(0, arrival - engine.now) + engine.drawApply(node, arrival < engine.now)
    log.appliedAt = engine.now + ticks
    engine.after(ticks, node, APPLY, 0)
  }

  /** The oldest entry of a member has been applied. */
  applied(engine: Engine, node: number): void {
    const log = this.#logs.get(node)
    if (log?.appliedAt !== engine.now) return
    log.appliedAt = Number.NaN
    log.lagMsLast = (engine.now - log.shift()) / TICKS_PER_MS
    this.#endSync(engine, node)
    this.applyNext(engine, node)
  }

  /** Whether a member has not yet applied the last committed write of a key. */
  isStale(node: number, key: number): boolean {
    if (node === this.leader) return false
    const log = this.#logs.get(node)
    return log !== undefined && (this.#lastByKey?.[key] ?? 0) > this.#sequence - log.size
  }

  /** Milliseconds that a member is behind. */
  lagMs(engine: Engine, node: number): number {
    const log = this.#logs.get(node)
    if (!log || node === this.leader) return 0
    const behindMs = log.size === 0 ? 0 : (engine.now - log.oldest) / TICKS_PER_MS
    return Math.max(behindMs, log.lagMsLast)
  }

  /** Milliseconds until the next promotion; NaN while the leader lives or nobody may take over. */
  promoteInMs(engine: Engine): number {
    return (this.#promoteAt - engine.now) / TICKS_PER_MS
  }

  /** A member went down. */
  died(engine: Engine, node: number): void {
    const log = this.#logs.get(node)
    if (log) log.appliedAt = Number.NaN
    this.#causes.set(node, engine.blame.ofDeath(node))
    if (node !== this.leader) {
      if (!this.#awaySince.has(node)) this.#awaySince.set(node, engine.now)
      this.release(engine)
      return
    }
    this.#leaderDiedAt = engine.now
    this.#unacknowledged = this.#waiting.size
    this.#waiting.clear()
    this.#stalled = []
    this.#freeze(engine)
    if (!this.settings.promotes || this.#links.length < 2) return
    this.#detectAt = engine.now + this.settings.detectTicks
    engine.after(this.settings.detectTicks, this.owner, DETECT, 0)
    this.#schedule(engine, this.settings.detectTicks + this.settings.promoteTicks)
  }

  /** A member is back: the leader goes on, a replica catches up before it serves reads. */
  returned(engine: Engine, node: number): void {
    if (node === this.leader) {
      this.#leaderDiedAt = Number.NaN
      this.#promoteAt = Number.NaN
      this.#detectAt = Number.NaN
      this.#fetchMissed(engine)
      for (const { node: member } of this.#links) this.applyNext(engine, member)
      return
    }
    if (Number.isNaN(this.#leaderDiedAt)) this.#awaySince.delete(node)
    if (this.#deposed.delete(node)) engine.mark('rejoin', node, '', 0, this.#causes.get(node) ?? -1)
    if (this.#isBehind(engine, node)) {
      this.#syncing.add(node)
      this.version++
      engine.refreshCallers()
    }
    this.applyNext(engine, node)
    this.release(engine)
  }

  /** Replication to a member, or from the leader to all, stands still or goes on. */
  setPaused(engine: Engine, node: number, paused: boolean): void {
    const whom = node === this.leader ? this.#links.map((link) => link.node) : [node]
    for (const member of whom) {
      if (paused) this.#pausedAt.set(member, engine.now)
      else this.#pausedAt.delete(member)
      this.applyNext(engine, member)
    }
    this.#freeze(engine)
    engine.nodeInts[node * NODE_INTS + M_PAUSED] = paused ? 1 : 0
    this.release(engine)
  }

  /** The fault by which a member, or where that is well the leader, does not do what it should. */
  causeOf(node: number): number {
    const own = this.#syncing.has(node) || node === this.leader
    return this.#causes.get(own ? node : this.leader) ?? -1
  }

  /** The leader's death is noticed, unless it is back: the replica that has most of the log will take over. */
  detect(engine: Engine): void {
    if (engine.now !== this.#detectAt) return
    this.#detectAt = Number.NaN
    const heir = this.#mostAdvanced(engine)
    const cause = this.#causes.get(this.leader) ?? -1
    const dead = engine.nodeIds[this.leader]!
    engine.detected(heir < 0 ? this.owner : heir, dead, cause)
    if (heir >= 0) engine.mark('elect', heir, dead, (this.#promoteAt - engine.now) / TICKS_PER_SEC, cause)
  }

  /** The time for a promotion has come, unless the leader is back or another one was set since. */
  promote(engine: Engine): void {
    if (engine.now !== this.#promoteAt) return
    this.#promoteAt = Number.NaN
    const heir = this.#mostAdvanced(engine)
    if (heir < 0) {
      this.#schedule(engine, RETRY_TICKS)
      return
    }
    const missing = this.#missing(engine, heir)
    // The newest ones were never acknowledged: whoever wrote them knows that they failed.
    const lost = Math.max(0, missing - this.#unacknowledged)
    this.lostWrites += lost
    engine.tally.lostWrites += lost
    const former = this.leader
    this.leader = heir
    this.#leaderDiedAt = Number.NaN
    this.#deposed.add(former)
    this.#takeOver(engine, former, heir, missing)
    this.version++
    engine.mark(
      'promote',
      heir,
      engine.nodeIds[former]!,
      lost * engine.weight,
      this.#causes.get(former) ?? -1,
    )
    engine.refreshCallers()
  }

  /** The new leader has applied what it received; the others fetch from it what they lack, the former one too. */
  #takeOver(engine: Engine, former: number, heir: number, missing: number): void {
    this.#logs.get(heir)!.clear()
    this.#syncing.delete(heir)
    copyWriteTimes(engine, this.owner, heir)
    this.#awaySince.delete(former)
    this.#fetchMissed(engine)
    for (const { node } of this.#links) {
      if (node === heir) continue
      const log = this.#logs.get(node)!
      if (node === former) log.clear()
      else log.dropNewest(missing)
      this.#endSync(engine, node)
      this.applyNext(engine, node)
    }
  }

  /** Something that has arrived at a member is not applied yet. What is still on its way does not count: that never ends. */
  #isBehind(engine: Engine, node: number): boolean {
    const log = this.#logs.get(node)
    if (!log || log.size === 0) return false
    return log.oldest + this.#transit(engine, node) <= Math.min(engine.now, this.#cutOffAt(node))
  }

  /** A member that has caught up serves reads again. */
  #endSync(engine: Engine, node: number): void {
    if (this.#isBehind(engine, node) || !this.#syncing.delete(node)) return
    this.version++
    engine.mark('synced', node, '', 0, this.#causes.get(node) ?? -1)
    engine.refreshCallers()
  }

  /** Stops what was about to be applied and will not arrive any more. */
  #freeze(engine: Engine): void {
    for (const { node } of this.#links) {
      const log = this.#logs.get(node)!
      if (log.size > 0 && log.oldest + this.#transit(engine, node) > this.#cutOffAt(node))
        log.appliedAt = Number.NaN
    }
  }

  /** Entries that will never reach a member, because its leader is dead. */
  #missing(engine: Engine, node: number): number {
    return this.#logs
      .get(node)!
      .countAfter(Math.min(this.#leaderDeath(), this.#cutOffAt(node)) - this.#transit(engine, node))
  }

  #mostAdvanced(engine: Engine): number {
    let best = -1
    for (const { node } of this.#links) {
      if (node === this.leader || !engine.isAlive(node)) continue
      if (best < 0 || this.#missing(engine, node) < this.#missing(engine, best)) best = node
    }
    return best
  }

  #schedule(engine: Engine, ticks: number): void {
    this.#promoteAt = engine.now + ticks
    engine.after(ticks, this.owner, PROMOTE, 0)
  }

  #leaderDeath(): number {
    return Number.isNaN(this.#leaderDiedAt) ? Number.POSITIVE_INFINITY : this.#leaderDiedAt
  }

  /** Entries that would arrive later than this do not. */
  #cutOffAt(node: number): number {
    const never = Number.POSITIVE_INFINITY
    return Math.min(
      this.#leaderDeath(),
      this.#pausedAt.get(node) ?? never,
      this.#awaySince.get(node) ?? never,
    )
  }

  /** A leader is there from which members that are back get what they missed while they were down. */
  #fetchMissed(engine: Engine): void {
    for (const node of [...this.#awaySince.keys()]) if (engine.isAlive(node)) this.#awaySince.delete(node)
  }

  /** Ticks from a commit until the entry is at a member. */
  #transit(engine: Engine, node: number): number {
    const link = this.#links.find((candidate) => candidate.node === node)!
    return this.#wayTicks(engine, link) + (this.settings.synchronous ? 0 : this.#wire(link).lagTicks)
  }

  /** The former primary has no wire of its own: the log comes back over the wire of the one that replaced it. */
  #wire(link: MemberLink): MemberLink {
    if (link.edge >= 0) return link
    return this.#links.find(({ node }) => node === this.leader && node !== this.owner) ?? link
  }

  #wayTicks(engine: Engine, link: MemberLink): number {
    const { edge } = this.#wire(link)
    return edge < 0 ? 0 : engine.edgeDoubles[edge * EDGE_DOUBLES + E_WAY]!
  }

  #countEntry(engine: Engine, link: MemberLink): void {
    const { edge } = this.#wire(link)
    if (edge < 0) return
    const sent = edge * EDGE_DOUBLES + E_SENT
    engine.edgeDoubles[sent] = engine.edgeDoubles[sent]! + 1
  }

  #forget(node: number): void {
    this.#logs.delete(node)
    this.#syncing.delete(node)
    this.#pausedAt.delete(node)
    this.#awaySince.delete(node)
    this.#deposed.delete(node)
    this.#causes.delete(node)
  }
}

/** A promoted replica does the work that changes data in the primary's times. */
function copyWriteTimes(engine: Engine, from: number, to: number): void {
  for (let c = 0; c < CLASS_COUNT; c++) {
    if (c === READ || c === STATIC) continue
    engine.nodeDoubles[to * NODE_DOUBLES + N_SERVICE + c] =
      engine.nodeDoubles[from * NODE_DOUBLES + N_SERVICE + c]!
  }
}

function wider(array: Float64Array | null, length: number): Float64Array {
  const next = new Float64Array(length)
  if (array) next.set(array)
  return next
}
