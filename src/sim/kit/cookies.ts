import type { TargetGroup } from '../core/choice.ts'
import { clientOf } from '../core/users.ts'
import { USERS } from '../core/vocabulary.ts'

/** Sticky sessions: which target a user was sent to, as a cookie would remember it. By client, the edge plus one. */
export class Cookies {
  private readonly _edges = new Map<number, Int32Array>()

  /** Index of the user's target; a new one in turn where it has none yet, or may not be chosen any more. */
  choose(group: TargetGroup, usable: Uint8Array | null, user: number): number {
    const client = clientOf(user)
    let edges = this._edges.get(client)
    if (!edges) {
      edges = new Int32Array(USERS)
      this._edges.set(client, edges)
    }
    const known = group.edges.indexOf(edges[user % USERS]! - 1)
    if (known >= 0 && (usable === null || usable[known] === 1)) return known
    const chosen = group.next(usable)
    edges[user % USERS] = group.edges[chosen]! + 1
    return chosen
  }
}
