import { clientOf } from './users.ts'

/** How a client learns that a queued task is done. */
export interface Completion {
  readonly way: 'polling' | 'callback'
  readonly pollTicks: number
}

/** A queued task whose end somebody wants to know. */
export interface OpenTask {
  readonly client: number
  readonly acceptedAt: number
  readonly completion: Completion
  done: boolean
}

/** Tasks that clients can wait for at once, about 100 bytes each. Beyond it new ones are shed, counted and reported. */
export const OPEN_TASKS_MAX = 1 << 20

/** The tasks that clients wait for although their request was answered long ago, by ticket. 0 is no ticket. */
export class Tasks {
  private readonly _completions = new Map<number, Completion>()
  private readonly _open = new Map<number, OpenTask>()
  private _last = 0

  /** What a client wants; null where the acknowledgement is enough. */
  setCompletion(client: number, completion: Completion | null): void {
    if (completion) this._completions.set(client, completion)
    else if (this._completions.delete(client)) {
      for (const [ticket, task] of this._open) if (task.client === client) this._open.delete(ticket)
    }
  }

  /** Whether the limit is reached. */
  get full(): boolean {
    return this._open.size >= OPEN_TASKS_MAX
  }

  /** A queue has accepted a user's task: gives its ticket. */
  accept(user: number, now: number): number {
    if (this._completions.size === 0) return 0
    const client = clientOf(user)
    const completion = this._completions.get(client)
    if (!completion) return 0
    this._last = this._last >= 2_000_000_000 ? 1 : this._last + 1
    this._open.set(this._last, { client, acceptedAt: now, completion, done: false })
    return this._last
  }

  get(ticket: number): OpenTask | undefined {
    return this._open.get(ticket)
  }

  forget(ticket: number): void {
    this._open.delete(ticket)
  }
}
