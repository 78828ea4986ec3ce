import { USERS } from './vocabulary.ts'

/** Users of closed loads in a run: each of them is an event or a request at any time. */
const PRESENT_MAX = 2_000_000

/** Slot of the client that a user belongs to. */
export const clientOf = (user: number): number => Math.floor(user / USERS)

/** What the system as a whole knows of the users of each client: by client slot, then by user. */
export class Users {
  private readonly _loggedIn = new Map<number, Uint8Array>()
  private readonly _wroteAt = new Map<number, Float64Array>()
  private _present = 0

  /** A user of a closed load comes; false where there is no room for more. */
  come(): boolean {
    if (this._present >= PRESENT_MAX) return false
    this._present++
    return true
  }

  leave(count: number): void {
    this._present -= count
  }

  /** Marks a user as logged in somewhere; true where the user had been logged in before. */
  logIn(user: number): boolean {
    const client = clientOf(user)
    let known = this._loggedIn.get(client)
    if (!known) {
      known = new Uint8Array(USERS)
      this._loggedIn.set(client, known)
    }
    const before = known[user % USERS] === 1
    known[user % USERS] = 1
    return before
  }

  /** Notes when a user has written, in ticks. */
  wrote(user: number, now: number): void {
    const client = clientOf(user)
    let times = this._wroteAt.get(client)
    if (!times) {
      times = new Float64Array(USERS).fill(Number.NEGATIVE_INFINITY)
      this._wroteAt.set(client, times)
    }
    times[user % USERS] = now
  }

  /** Whether a user has written since a time. */
  hasWritten(user: number, since: number): boolean {
    const times = this._wroteAt.get(clientOf(user))
    return times !== undefined && times[user % USERS]! >= since
  }
}
