/** What tabs on the same document say to one another. */
export type TabMessage =
  | { readonly type: 'saved'; readonly id: string; readonly revision: number }
  | { readonly type: 'deleted'; readonly id: string }
  /** Somebody wants to edit: whoever has the document saves it and lets go. */
  | { readonly type: 'wanted'; readonly id: string }
  | { readonly type: 'free'; readonly id: string }

const CHANNEL = 'faultline'
/** A page that reloads may find its own lock still held by the page before it. */
const CLAIM_TRIES = 4
const CLAIM_WAIT_MS = 60
/** A tab that does not let go within this time is asleep, and its lock is taken from it. */
const HAND_OVER_MS = 2000

const lockName = (id: string): string => `faultline-document-${id}`

/**
 * Who of several tabs edits a document: the one that holds its lock. Where the browser has no locks (plain http, a sandbox)
 * every tab may edit, and the library refuses whatever is built on an old revision.
 */
export class Tabs {
  readonly #channel: BroadcastChannel | null
  readonly #onMessage: (message: TabMessage) => void
  readonly #onLost: (id: string) => void
  readonly #held = new Map<string, () => void>()
  readonly #waiting = new Map<string, () => void>()

  /** `onLost` hears of a document that another tab has taken over. */
  constructor(onMessage: (message: TabMessage) => void, onLost: (id: string) => void) {
    this.#onMessage = onMessage
    this.#onLost = onLost
    this.#channel = openChannel()
    this.#channel?.addEventListener('message', (event: MessageEvent<unknown>) => this.#hear(event.data))
  }

  say(message: TabMessage): void {
    this.#channel?.postMessage(message)
  }

  /** Takes a document for this tab; false where another one has it. */
  async claim(id: string): Promise<boolean> {
    if (this.#held.has(id)) return true
    for (let tries = 0; tries < CLAIM_TRIES; tries++) {
      if (await this.#lock(id, { ifAvailable: true })) return true
      await wait(CLAIM_WAIT_MS)
    }
    return false
  }

  /** Asks the tab that has a document for it, and takes it from one that does not answer. */
  async takeOver(id: string): Promise<void> {
    // The tab that had it may be closed by now.
    if (this.#held.has(id) || (await this.#lock(id, { ifAvailable: true }))) return
    const free = new Promise<void>((resolve) => this.#waiting.set(id, resolve))
    this.say({ type: 'wanted', id })
    await Promise.race([free, wait(HAND_OVER_MS)])
    this.#waiting.delete(id)
    if (!(await this.claim(id))) await this.#lock(id, { steal: true })
  }

  /** Lets go of a document, and says so. */
  release(id: string): void {
    this.#held.get(id)?.()
    this.#held.delete(id)
    this.say({ type: 'free', id })
  }

  close(): void {
    for (const id of [...this.#held.keys()]) this.release(id)
    this.#channel?.close()
  }

  #hear(message: unknown): void {
    if (!isTabMessage(message)) return
    if (message.type === 'free') this.#waiting.get(message.id)?.()
    this.#onMessage(message)
  }

  #lock(id: string, options: LockOptions): Promise<boolean> {
    if (!('locks' in navigator)) return Promise.resolve(this.#holdAlone(id))
    return new Promise((resolve) => {
      let own: (() => void) | null = null
      const hold = (lock: Lock | null): Promise<void> | undefined => {
        resolve(lock !== null)
        if (lock === null) return undefined
        return new Promise((release) => {
          own = release
          this.#held.set(id, release)
        })
      }
      navigator.locks.request(lockName(id), options, hold).catch((error: unknown) => {
        if (isStolen(error)) this.#lose(id, own)
        // A sandbox has no locks at all.
        else resolve(this.#holdAlone(id))
      })
    })
  }

  /** Whoever has taken a lock again since then still holds it. */
  #lose(id: string, own: (() => void) | null): void {
    if (own === null || this.#held.get(id) !== own) return
    this.#held.delete(id)
    this.#onLost(id)
  }

  #holdAlone(id: string): true {
    this.#held.set(id, () => undefined)
    return true
  }
}

/** A lock that was stolen ends its request with an AbortError. */
const isStolen = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError'

const MESSAGES: readonly string[] = ['saved', 'deleted', 'wanted', 'free'] satisfies TabMessage['type'][]

/** Tabs of other builds speak on the same channel. */
function isTabMessage(value: unknown): value is TabMessage {
  if (typeof value !== 'object' || value === null) return false
  const { type, id } = value as { type?: unknown; id?: unknown }
  return typeof type === 'string' && MESSAGES.includes(type) && typeof id === 'string'
}

function openChannel(): BroadcastChannel | null {
  try {
    return new BroadcastChannel(CHANNEL)
  } catch {
    // Without one, tabs meet in the library alone.
    return null
  }
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
