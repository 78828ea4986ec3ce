import { ORIGINS, type Origin } from './document.ts'

/** Which document this tab had open. */
const TAB_KEY = 'faultline-tab'
/** What a page that was closed in the middle of saving leaves, by the id of its document. */
const SHARED_PREFIX = 'faultline-pending-'
/** Where builds before the library left it, in the tab's own storage. */
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

/** As much of `Storage` as is used; all of it may throw. */
export type TabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/**
 * What a tab remembers over a reload, and what closed pages have left for whoever comes next. Where the browser keeps nothing, it
 * remembers nothing.
 */
export class TabMemory {
  readonly #tab: () => TabStorage
  readonly #shared: () => TabStorage

  /** `tab` lives as long as the tab; `shared` outlives it. */
  constructor(tab: () => TabStorage = () => sessionStorage, shared: () => TabStorage = () => localStorage) {
    this.#tab = tab
    this.#shared = shared
  }

  get documentId(): string | null {
    return attempt(() => this.#tab().getItem(TAB_KEY), null)
  }

  set documentId(id: string) {
    attempt(() => this.#tab().setItem(TAB_KEY, id), undefined)
  }

  /** What the page before this one left of this tab's document. */
  get pending(): Pending | null {
    const id = this.documentId
    const shared = id === null ? undefined : this.pendings.find((one) => one.id === id)
    if (shared) return shared
    const text = attempt(() => this.#tab().getItem(PENDING_KEY), null)
    return text === null ? null : pendingOf(text, id)
  }

  /** What all closed pages left, one for each document. */
  get pendings(): readonly Pending[] {
    return attempt(() => {
      const storage = this.#shared()
      const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '')
      const texts = keys.filter((key) => key.startsWith(SHARED_PREFIX)).map((key) => storage.getItem(key))
      return texts.flatMap((text) => (text === null ? [] : (pendingOf(text, null) ?? [])))
    }, [])
  }

  /** The next page of this tab goes on with it. False where there was no room. */
  leave(pending: Pending): boolean {
    this.documentId = pending.id
    return attempt(() => {
      this.#shared().setItem(SHARED_PREFIX + pending.id, JSON.stringify(pending))
      return true
    }, false)
  }

  /** What was left of a document is kept now. */
  clearPending(id: string): void {
    attempt(() => this.#shared().removeItem(SHARED_PREFIX + id), undefined)
    attempt(() => {
      const text = this.#tab().getItem(PENDING_KEY)
      if (text !== null && pendingOf(text, this.documentId)?.id === id) this.#tab().removeItem(PENDING_KEY)
    }, undefined)
  }
}

function attempt<T>(access: () => T, otherwise: T): T {
  try {
    return access()
  } catch {
    return otherwise
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
