import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { kindModel } from '../kinds/models.ts'
import type { Design } from '../model/design.ts'
import { parseDesign, writeDesign } from '../model/parse.ts'
import { designStore, uiStore } from '../store/stores.ts'

/** Wall time between an edit and its being kept. */
const SAVE_AFTER_MS = 400
/** Drafts that are kept, one a tab; the oldest go first. */
const DRAFTS_MAX = 20
const TAB_KEY = 'faultline-tab'

interface Draft {
  readonly id: string
  readonly text: string
  readonly savedAt: number
}

interface DraftSchema extends DBSchema {
  drafts: { key: string; value: Draft; indexes: { savedAt: number } }
}

const open = (): Promise<IDBPDatabase<DraftSchema>> =>
  openDB<DraftSchema>('faultline', 1, {
    upgrade(database) {
      database.createObjectStore('drafts', { keyPath: 'id' }).createIndex('savedAt', 'savedAt')
    },
  })

let database: Promise<IDBPDatabase<DraftSchema>> | null = null
const connection = (): Promise<IDBPDatabase<DraftSchema>> => (database ??= open())

/** This tab's draft; in a new tab a copy of the one that was saved last; null where there is none that can be read. */
export async function lastDraft(): Promise<Design | null> {
  try {
    const db = await connection()
    const own = sessionStorage.getItem(TAB_KEY)
    const draft = own === null ? undefined : await db.get('drafts', own)
    const latest =
      draft ?? (await db.transaction('drafts').store.index('savedAt').openCursor(null, 'prev'))?.value
    if (latest === undefined) return null
    const design = parseDesign(latest.text, kindModel)
    return design.ok ? design.value : null
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
  // A page that goes away gets no further chance.
  addEventListener('pagehide', () => {
    if (timer !== undefined) save()
  })
}

async function write(design: Design): Promise<void> {
  try {
    const db = await connection()
    const transaction = db.transaction('drafts', 'readwrite')
    await transaction.store.put({ id: tabId(), text: writeDesign(design), savedAt: Date.now() })
    const keys = await transaction.store.index('savedAt').getAllKeys()
    for (const key of keys.slice(0, Math.max(0, keys.length - DRAFTS_MAX)))
      await transaction.store.delete(key)
    await transaction.done
    if (designStore.getState().design === design) uiStore.setState({ save: { status: 'saved' } })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    uiStore.setState({ save: { status: 'failed', reason } })
  }
}

function tabId(): string {
  const known = sessionStorage.getItem(TAB_KEY)
  if (known !== null) return known
  const made = crypto.randomUUID()
  sessionStorage.setItem(TAB_KEY, made)
  return made
}
