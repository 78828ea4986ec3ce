import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb'
import { byteLength, type DocumentEntry, textChecksum } from '../document.ts'

/** A text with what tells whether it is whole. */
export interface Content {
  readonly id: string
  /** The newest, or the one before it, which stays until the next save has succeeded. */
  readonly generation: 'now' | 'before'
  readonly text: string
  readonly checksum: string
  readonly revision: number
  readonly savedAt: number
}

/** A document as it was at some time. */
export interface Version {
  readonly id: string
  readonly revision: number
  readonly text: string
  readonly checksum: string
  readonly savedAt: number
}

/** What version 1 of the database kept: a text for each tab. */
interface Draft {
  readonly id: string
  readonly text: string
  readonly savedAt: number
}

export interface LibrarySchema extends DBSchema {
  documents: { key: string; value: DocumentEntry }
  contents: { key: [id: string, generation: string]; value: Content }
  versions: { key: [id: string, revision: number]; value: Version; indexes: { id: string } }
  drafts: { key: string; value: Draft }
}

export type LibraryDatabase = IDBPDatabase<LibrarySchema>

const NAME = 'faultline'
export const DATABASE_VERSION = 2

/** What keeps the database from being used. */
export type DatabaseTrouble =
  /** A tab of an older build holds it open. */
  | 'blocked'
  /** A tab of a newer build wants to change it, and this page has let go of it. */
  | 'taken'
  /** A newer build has changed it, and this one cannot open it. */
  | 'newer'
  /** The browser does not answer. */
  | 'silent'
  /** The browser keeps nothing: a private window, a full disk, a policy. */
  | 'unavailable'

/** Hears what keeps the database from being used, or null when it can be. */
type OnTrouble = (trouble: DatabaseTrouble | null) => void | Promise<void>

/** Wall time that whoever asks waits for the database to open; the opening itself goes on. */
export const OPENING_MS = 3000

/**
 * One connection, opened when it is first needed. An opening that failed is tried again the next time, and a connection that
 * the browser or a newer build closes is forgotten.
 */
export class Connection {
  readonly #onTrouble: OnTrouble
  #opening: Promise<LibraryDatabase> | null = null
  #blocked = false

  constructor(onTrouble: OnTrouble) {
    this.#onTrouble = onTrouble
  }

  /** Rejects where the database cannot be opened, or not in time: a browser that never answers must not hold the page. */
  get(): Promise<LibraryDatabase> {
    this.#opening ??= this.#open()
    return inTime(this.#opening, () => {
      if (!this.#blocked) void this.#onTrouble('silent')
    })
  }

  async close(): Promise<void> {
    const opening = this.#opening
    this.#opening = null
    const database = await opening?.catch(() => null)
    database?.close()
  }

  #open(): Promise<LibraryDatabase> {
    const forget = () => {
      if (this.#opening === opening) this.#opening = null
    }
    const opening = openNewest({
      blocked: () => {
        this.#blocked = true
        void this.#onTrouble('blocked')
      },
      blocking: (newer) => void this.#letGo(newer),
      terminated: forget,
    })
    opening.then(
      () => {
        this.#blocked = false
        void this.#onTrouble(null)
      },
      (error: unknown) => {
        forget()
        void this.#onTrouble(isVersionError(error) ? 'newer' : 'unavailable')
      },
    )
    return opening
  }

  /** A newer build cannot go on before this page lets go of the old form; what is not saved yet is saved before. */
  async #letGo(newer: boolean): Promise<void> {
    if (newer) await Promise.resolve(this.#onTrouble('taken')).catch(() => undefined)
    await this.close()
  }
}

interface Events {
  readonly blocked: () => void
  /** Another page waits for this one; `newer` is false where it only deletes the database. */
  readonly blocking: (newer: boolean) => void
  readonly terminated: () => void
}

/** A browser without a database throws at once, which is an opening that failed like any other. */
async function openNewest({ blocked, blocking, terminated }: Events): Promise<LibraryDatabase> {
  return openDB<LibrarySchema>(NAME, DATABASE_VERSION, {
    upgrade: (database, from, _to, transaction) => upgrade(database, from, transaction),
    blocked,
    blocking: (_current, wanted) => blocking(wanted !== null),
    terminated,
  })
}

function inTime<T>(promise: Promise<T>, onLate: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      onLate()
      reject(new Error(`the database did not open within ${OPENING_MS} ms`))
    }, OPENING_MS)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

const isVersionError = (error: unknown): boolean => error instanceof Error && error.name === 'VersionError'

type Upgrade = IDBPTransaction<LibrarySchema, StoreNames<LibrarySchema>[], 'versionchange'>

async function upgrade(database: LibraryDatabase, from: number, transaction: Upgrade): Promise<void> {
  database.createObjectStore('documents', { keyPath: 'id' })
  database.createObjectStore('contents', { keyPath: ['id', 'generation'] })
  database.createObjectStore('versions', { keyPath: ['id', 'revision'] }).createIndex('id', 'id')
  if (from < 1 || !database.objectStoreNames.contains('drafts')) return
  for (const draft of await transaction.objectStore('drafts').getAll()) await adopt(draft, transaction)
  database.deleteObjectStore('drafts')
}

/** A draft of version 1 becomes a document, readable or not: its text is kept as it is. */
async function adopt(draft: Draft, transaction: Upgrade): Promise<void> {
  const { id } = draft
  // A record that something else has spoilt must not keep the library from opening.
  const text = String(draft.text)
  const savedAt = Number.isFinite(draft.savedAt) ? draft.savedAt : 0
  const { title, nodes } = headOf(text)
  const checksum = textChecksum(text)
  await transaction
    .objectStore('contents')
    .put({ id, generation: 'now', text, checksum, revision: 1, savedAt })
  await transaction.objectStore('documents').put({
    id,
    title,
    origin: { type: 'new', from: '' },
    createdAt: savedAt,
    savedAt,
    revision: 1,
    nodes,
    bytes: byteLength(text),
    deletedAt: null,
  })
}

/** As much of a text as the list shows, without a judgement on the rest. */
function headOf(text: string): { title: string; nodes: number } {
  try {
    const { title, nodes } = JSON.parse(text) as { title?: unknown; nodes?: unknown }
    return {
      title: typeof title === 'string' ? title : '',
      nodes: Array.isArray(nodes) ? nodes.length : 0,
    }
  } catch {
    return { title: '', nodes: 0 }
  }
}
