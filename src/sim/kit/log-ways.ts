import { E_SENT, E_WAY, EDGE_DOUBLES } from '../core/codes.ts'
import type { Machine } from '../core/contract.ts'
import { roomOf } from '../core/engine-room.ts'

/** A node and the wire over which the log comes to it. */
export interface MemberLink {
  readonly node: number
  /** Edge from the node that is drawn as the primary; -1 for that node itself. */
  readonly edge: number
  /** Ticks from commit until an entry is ready at this member, besides the wire. */
  lagTicks: number
}

/** The ways of a log from the leader to the other members: how long an entry travels, and which ones do not arrive any more. */
export class LogWays {
  /** The node that is drawn as the primary. */
  readonly owner: number
  leader: number
  links: readonly MemberLink[] = []
  /** Writes wait until a replica has them, which has them as soon as they arrive. */
  synchronous = false
  /** NaN while the leader answers. */
  leaderDiedAt = Number.NaN
  /** When the log of a member was cut off from its leader by a pause. */
  readonly pausedAt = new Map<number, number>()
  /** Members that have been down since then, and could not fetch yet what they missed. */
  readonly awaySince = new Map<number, number>()

  constructor(owner: number) {
    this.owner = owner
    this.leader = owner
  }

  /** When the leader died; never, while it answers. */
  get leaderDeath(): number {
    return Number.isNaN(this.leaderDiedAt) ? Number.POSITIVE_INFINITY : this.leaderDiedAt
  }

  /** Entries that would arrive at a member later than this do not. */
  cutOffAt(node: number): number {
    const never = Number.POSITIVE_INFINITY
    return Math.min(this.leaderDeath, this.pausedAt.get(node) ?? never, this.awaySince.get(node) ?? never)
  }

  /** A leader is there from which members that are back get what they missed while they were down. */
  fetchMissed(engine: Machine): void {
    for (const node of [...this.awaySince.keys()]) if (works(engine, node)) this.awaySince.delete(node)
  }

  /** Ticks from a commit until the entry is ready at a member. */
  transitTicks(engine: Machine, node: number): number {
    const link = this.links.find((candidate) => candidate.node === node)!
    return this.wayTicks(engine, link) + (this.synchronous ? 0 : this._wire(link).lagTicks)
  }

  /** Ticks that an entry travels to a member. */
  wayTicks(engine: Machine, link: MemberLink): number {
    const { edge } = this._wire(link)
    return edge < 0 ? 0 : roomOf(engine).edgeDoubles[edge * EDGE_DOUBLES + E_WAY]!
  }

  /** An entry is sent to a member. */
  countEntry(engine: Machine, link: MemberLink): void {
    const { edge } = this._wire(link)
    if (edge < 0) return
    const { edgeDoubles } = roomOf(engine)
    const sent = edge * EDGE_DOUBLES + E_SENT
    edgeDoubles[sent] = edgeDoubles[sent]! + 1
  }

  forget(node: number): void {
    this.pausedAt.delete(node)
    this.awaySince.delete(node)
  }

  /** The former primary has no wire of its own: the log comes back over the wire of the one that replaced it. */
  private _wire(link: MemberLink): MemberLink {
    if (link.edge >= 0) return link
    return this.links.find(({ node }) => node === this.leader && node !== this.owner) ?? link
  }
}

/** Up, and its process runs. */
export const works = (engine: Machine, node: number): boolean =>
  engine.isAlive(node) && !engine.isFrozen(node)
