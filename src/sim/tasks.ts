import { USERS } from './codes.ts'

/** Timer codes at a client; `data` is the ticket: it asks whether a task is done; a task is done and says so. */
export const POLL = 13
export const TASK_DONE = 14

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
  readonly #completions = new Map<number, Completion>()
  readonly #open = new Map<number, OpenTask>()
  #last = 0

  /** What a client wants; null where the acknowledgement is enough. */
  setCompletion(client: number, completion: Completion | null): void {
    if (completion) this.#completions.set(client, completion)
    else if (this.#completions.delete(client)) {
      for (const [ticket, task] of this.#open) if (task.client === client) this.#open.delete(ticket)
    }
  }

  /** Whether the limit is reached. */
  get full(): boolean {
    return this.#open.size >= OPEN_TASKS_MAX
  }

  /** A queue has accepted a user's task: gives its ticket. */
  accept(user: number, now: number): number {
    if (this.#completions.size === 0) return 0
    const client = Math.floor(user / USERS)
    const completion = this.#completions.get(client)
    if (!completion) return 0
    this.#last = this.#last >= 2_000_000_000 ? 1 : this.#last + 1
    this.#open.set(this.#last, { client, acceptedAt: now, completion, done: false })
    return this.#last
  }

  get(ticket: number): OpenTask | undefined {
    return this.#open.get(ticket)
  }

  forget(ticket: number): void {
    this.#open.delete(ticket)
  }
}
