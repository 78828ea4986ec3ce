import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb'
import { type DocumentEntry, textChecksum } from '../document.ts'

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
  /** A tab of a newer build has changed it, or wants to. */
  | 'newer'
  /** The browser keeps nothing: a private window, a full disk, a policy. */
  | 'unavailable'

/**
 * One connection, opened when it is first needed. An opening that failed is tried again the next time, and a connection that
 * the browser or a newer build closes is forgotten.
 */
export class Connection {
  readonly #onTrouble: (trouble: DatabaseTrouble | null) => void
  #opening: Promise<LibraryDatabase> | null = null

  constructor(onTrouble: (trouble: DatabaseTrouble | null) => void) {
    this.#onTrouble = onTrouble
  }

  get(): Promise<LibraryDatabase> {
    this.#opening ??= this.#open()
    return this.#opening
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
    const opening = openDB<LibrarySchema>(NAME, DATABASE_VERSION, {
      upgrade: (database, from, _to, transaction) => upgrade(database, from, transaction),
      blocked: () => this.#onTrouble('blocked'),
      // A newer build cannot go on before this tab lets go of the old form.
      blocking: () => {
        this.#onTrouble('newer')
        void this.close()
      },
      terminated: forget,
    })
    opening.then(
      () => this.#onTrouble(null),
      (error: unknown) => {
        forget()
        this.#onTrouble(isVersionError(error) ? 'newer' : 'unavailable')
      },
    )
    return opening
  }
}

const isVersionError = (error: unknown): boolean => error instanceof Error && error.name === 'VersionError'

type Upgrade = IDBPTransaction<LibrarySchema, StoreNames<LibrarySchema>[], 'versionchange'>

async function upgrade(database: LibraryDatabase, from: number, transaction: Upgrade): Promise<void> {
  database.createObjectStore('documents', { keyPath: 'id' })
  database.createObjectStore('contents', { keyPath: ['id', 'generation'] })
  database.createObjectStore('versions', { keyPath: ['id', 'revision'] }).createIndex('id', 'id')
  if (from < 1) return
  for (const draft of await transaction.objectStore('drafts').getAll()) await adopt(draft, transaction)
  database.deleteObjectStore('drafts')
}

/** A draft of version 1 becomes a document, readable or not: its text is kept as it is. */
async function adopt({ id, text, savedAt }: Draft, transaction: Upgrade): Promise<void> {
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
    bytes: text.length,
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
