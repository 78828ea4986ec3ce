import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { kindModel } from '../kinds/models.ts'
import type { Design } from '../model/design.ts'
import type { ParseError } from '../model/parse-error.ts'
import { writeDesign } from '../model/write.ts'
import { designStore, uiStore } from '../store/stores.ts'

/** Wall time between an edit and its being kept. */
const SAVE_AFTER_MS = 400
/** Drafts that are kept, one a tab; the oldest go first. */
const DRAFTS_MAX = 20
const TAB_KEY = 'faultline-tab'
/** What a page that was closed in the middle of saving leaves for the next one in this tab. */
const PENDING_KEY = 'faultline-pending'
/** A page that reloads may find its own lock still held by the page before it. */
const CLAIM_TRIES = 5
const CLAIM_WAIT_MS = 60

interface Draft {
  readonly id: string
  readonly text: string
  readonly savedAt: number
}

interface DraftSchema extends DBSchema {
  drafts: { key: string; value: Draft; indexes: { savedAt: number } }
}

/** The draft that was found. One that cannot be read stays where it is, and nothing is saved over it. */
export type LastDraft =
  | { readonly status: 'none' }
  | { readonly status: 'read'; readonly design: Design }
  | { readonly status: 'unreadable'; readonly error: ParseError }

const open = (): Promise<IDBPDatabase<DraftSchema>> =>
  openDB<DraftSchema>('faultline', 1, {
    upgrade(database) {
      database.createObjectStore('drafts', { keyPath: 'id' }).createIndex('savedAt', 'savedAt')
    },
  })

let database: Promise<IDBPDatabase<DraftSchema>> | null = null
const connection = (): Promise<IDBPDatabase<DraftSchema>> => {
  database ??= open()
  return database
}

/** Id under which this tab saves; made when it is first needed. */
let tab: string | null = null

/** This tab's draft; in a new tab a copy of the one that was saved last. */
export async function lastDraft(): Promise<LastDraft> {
  const known = stored(TAB_KEY)
  const pending = stored(PENDING_KEY)
  // A duplicated tab inherits the id of the tab that it came from; two tabs must not save over each other.
  if (known !== null && (await claim(known))) tab = known
  const text = pending ?? (await savedText(known))
  if (text === null) return { status: 'none' }
  const { parseDesign } = await import('../model/parse.ts')
  const design = parseDesign(text, kindModel)
  if (design.ok) return { status: 'read', design: design.value }
  tab = null
  return { status: 'unreadable', error: design.error }
}

async function savedText(own: string | null): Promise<string | null> {
  try {
    const db = await connection()
    const draft = own === null ? undefined : await db.get('drafts', own)
    const newest =
      draft ?? (await db.transaction('drafts').store.index('savedAt').openCursor(null, 'prev'))?.value
    return newest?.text ?? null
  } catch {
    // Without storage (a private window, a full disk) the page still works; saving will say so.
    return null
  }
}

/** Keeps every edit of this tab's design, and says in the ui store whether it could. */
export function keepDrafts(): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const save = (): void => {
    clearTimeout(timer)
    timer = undefined
    void write(designStore.getState().design)
  }
  designStore.subscribe((state, before) => {
    if (state.design === before.design) return
    uiStore.setState({ save: { status: 'saving' } })
    clearTimeout(timer)
    timer = setTimeout(save, SAVE_AFTER_MS)
  })
  // The database answers too late for a page that goes away, so what it has not confirmed is left in the tab's own storage.
  addEventListener('pagehide', () => {
    if (uiStore.getState().save.status !== 'saved')
      store(PENDING_KEY, writeDesign(designStore.getState().design))
  })
  if (stored(PENDING_KEY) !== null) save()
}

async function write(design: Design): Promise<void> {
  try {
    const db = await connection()
    const id = await tabId()
    await db.put('drafts', { id, text: writeDesign(design), savedAt: Date.now() })
    sessionStorage.removeItem(PENDING_KEY)
    if (designStore.getState().design === design) uiStore.setState({ save: { status: 'saved' } })
    await prune(db)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    uiStore.setState({ save: { status: 'failed', reason } })
  }
}

async function prune(db: IDBPDatabase<DraftSchema>): Promise<void> {
  const { store: drafts, done } = db.transaction('drafts', 'readwrite')
  const keys = await drafts.index('savedAt').getAllKeys()
  for (const key of keys.slice(0, Math.max(0, keys.length - DRAFTS_MAX))) await drafts.delete(key)
  await done
}

async function tabId(): Promise<string> {
  if (tab !== null) return tab
  const made = crypto.randomUUID()
  tab = made
  store(TAB_KEY, made)
  await claim(made)
  return made
}

/** Holds the lock of a tab's id for as long as the page lives; false when another tab has it. */
async function claim(id: string): Promise<boolean> {
  if (!('locks' in navigator)) return true
  for (let tries = 0; tries < CLAIM_TRIES; tries++) {
    if (await tryLock(`faultline-tab-${id}`)) return true
    await new Promise((resolve) => setTimeout(resolve, CLAIM_WAIT_MS))
  }
  return false
}

const tryLock = (name: string): Promise<boolean> =>
  new Promise((resolve) => {
    const forever = new Promise<never>(() => {})
    navigator.locks
      .request(name, { ifAvailable: true }, (lock) => {
        resolve(lock !== null)
        return lock === null ? undefined : forever
      })
      .catch(() => resolve(true))
  })

function stored(key: string): string | null {
  try {
    return sessionStorage.getItem(key)
  } catch {
    return null
  }
}

function store(key: string, value: string): void {
  try {
    sessionStorage.setItem(key, value)
  } catch {
    // A tab that keeps nothing of its own still saves to the database.
  }
}
