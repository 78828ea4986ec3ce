import { ORIGINS, type Origin } from './document.ts'

/** Which document this tab had open. */
const TAB_KEY = 'faultline-tab'
/** What a page that was closed in the middle of saving leaves for the next one in this tab. */
const PENDING_KEY = 'faultline-pending'

/** An edit that the database had not confirmed when the page went away. */
export interface Pending {
  readonly id: string
  readonly base: number
  readonly origin: Origin
  readonly text: string
  /** Checksum of what was on its way into the database when the page went away, or null. */
  readonly writing: string | null
}

/** As much of `Storage` as is used; reading and writing may throw. */
export type TabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** What a tab remembers over a reload. Where the browser keeps nothing, it remembers nothing. */
export class TabMemory {
  readonly #storage: () => TabStorage

  constructor(storage: () => TabStorage = () => sessionStorage) {
    this.#storage = storage
  }

  get documentId(): string | null {
    return this.#get(TAB_KEY)
  }

  set documentId(id: string) {
    this.#put(TAB_KEY, id)
  }

  get pending(): Pending | null {
    const text = this.#get(PENDING_KEY)
    return text === null ? null : pendingOf(text, this.documentId)
  }

  /** False where there was no room. */
  leave(pending: Pending): boolean {
    return this.#put(PENDING_KEY, JSON.stringify(pending))
  }

  clearPending(): void {
    try {
      this.#storage().removeItem(PENDING_KEY)
    } catch {
      // What was never kept need not be removed.
    }
  }

  #get(key: string): string | null {
    try {
      return this.#storage().getItem(key)
    } catch {
      return null
    }
  }

  #put(key: string, value: string): boolean {
    try {
      this.#storage().setItem(key, value)
      return true
    } catch {
      return false
    }
  }
}

/** Builds before the library left the bare text of a design here. */
function pendingOf(text: string, tab: string | null): Pending | null {
  try {
    const value = JSON.parse(text) as Partial<Pending> & { readonly format?: unknown }
    if (value.format !== undefined)
      return tab === null
        ? null
        : { id: tab, base: 1, origin: { type: 'new', from: '' }, text, writing: null }
    const { id, base, origin, text: kept, writing } = value
    const known = origin && ORIGINS.includes(origin.type) && typeof origin.from === 'string'
    return typeof id === 'string' && typeof base === 'number' && typeof kept === 'string' && known
      ? { id, base, origin, text: kept, writing: typeof writing === 'string' ? writing : null }
      : null
  } catch {
    return null
  }
}
