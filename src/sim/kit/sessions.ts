import type { Machine } from '../core/contract.ts'
import { clientOf } from '../core/users.ts'
import { USERS } from '../core/vocabulary.ts'

/** The users whose session is kept in one place, by client, and how many had to log in again because it was not. */
export class Sessions {
  private readonly _known = new Map<number, Uint8Array>()
  lost = 0

  /** A user comes with a request; one who was logged in somewhere and is not known here has lost the session. */
  visit(engine: Machine, user: number): void {
    const client = clientOf(user)
    let known = this._known.get(client)
    if (!known) {
      known = new Uint8Array(USERS)
      this._known.set(client, known)
    }
    if (known[user % USERS] === 1) return
    known[user % USERS] = 1
    if (engine.users.logIn(user)) this.lost++
  }

  clear(): void {
    this._known.clear()
  }
}
