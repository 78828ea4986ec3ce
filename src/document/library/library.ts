import type { IDBPObjectStore, IDBPTransaction, StoreNames } from 'idb'
import { kindModel } from '../../kinds/models.ts'
import type { Design } from '../../model/design.ts'
import { type ParseError, problem } from '../../model/parse-error.ts'
import { err, ok, type Result } from '../../model/result.ts'
import { documentOf } from '../../model/write.ts'
import {
  byteLength,
  type DocumentEntry,
  freshDocumentId,
  type Origin,
  soundEntry,
  soundTime,
  textChecksum,
  viewOnlyOf,
  withTitle,
} from '../document.ts'
import {
  Connection,
  type Content,
  type DatabaseTrouble,
  type LibrarySchema,
  type Version,
} from './database.ts'

/** Versions of a document that are kept; the oldest go first. */
export const VERSIONS_MAX = 20
/** How long a deleted document can be brought back. */
export const DELETED_KEPT_MS = 7 * 24 * 60 * 60 * 1000

export interface Save {
  readonly id: string
  readonly design: Design
  readonly origin: Origin
  /** The revision that the design is built on; 0 for a document that is not in the library yet. */
  readonly base: number
  /** Keep what is there now as a version, because a session or ten minutes of work begin. */
  readonly keepVersion: boolean
  /** It may only be looked at from now on, whoever saves it later. */
  readonly viewOnly?: boolean
}

/** A document with its text, as it travels between libraries. */
export interface KeptText
  extends Pick<DocumentEntry, 'id' | 'title' | 'origin' | 'createdAt' | 'savedAt' | 'nodes' | 'viewOnly'> {
  readonly text: string
}

/** A document of this library with what `read` would say of it; without a text where there is none any more. */
interface FoundText extends KeptText {
  readonly status: Reading['status']
}

export type SaveProblem =
  /** Somebody else has saved meanwhile: nothing was written. */
  | { readonly code: 'conflict'; readonly revision: number }
  | { readonly code: 'full' }
  | { readonly code: 'failed'; readonly reason: string }

export type Reading =
  | { readonly status: 'missing' }
  | {
      readonly status: 'read'
      readonly entry: DocumentEntry
      readonly design: Design
      /** The newest text was spoilt, and this is the one before it. */
      readonly older: boolean
    }
  | {
      readonly status: 'unreadable'
      readonly entry: DocumentEntry
      /** As it is kept, to be downloaded. */
      readonly text: string
      readonly error: ParseError
    }

/** Text of a document as it is kept: the same as a file's, without the white space. */
export const keptText = (design: Design): string => JSON.stringify(documentOf(design))

/** All documents of this browser. Whatever fails throws nothing: it is told by the outcome. */
export class Library {
  readonly #connection: Connection
  readonly #now: () => number

  constructor(
    onTrouble: (trouble: DatabaseTrouble | null) => void | Promise<void> = () => {},
    now: () => number = () => Date.now(),
  ) {
    this.#connection = new Connection(onTrouble)
    this.#now = now
  }

  /** Newest first, deleted ones included. Throws where the database cannot be opened. */
  async list(): Promise<readonly DocumentEntry[]> {
    const database = await this.#connection.get()
    const entries = await database.getAll('documents')
    return entries.map(soundEntry).sort((a, b) => b.savedAt - a.savedAt)
  }

  async entry(id: string): Promise<DocumentEntry | undefined> {
    const entry = await (await this.#connection.get()).get('documents', id)
    return entry && soundEntry(entry)
  }

  async read(id: string): Promise<Reading> {
    const database = await this.#connection.get()
    const transaction = database.transaction(['documents', 'contents'])
    const contents = transaction.objectStore('contents')
    const [entry, now, before] = await Promise.all([
      transaction.objectStore('documents').get(id),
      contents.get([id, 'now']),
      contents.get([id, 'before']),
    ])
    if (!entry || !(now ?? before)) return { status: 'missing' }
    // Most of a reader is the validator, which the first picture does without.
    const { parseDesign } = await import('../../model/parse.ts')
    return readingOf(soundEntry(entry), now, before, (text) => parseDesign(text, kindModel))
  }

  /** One transaction: the document, its revision and its checksum, and the generation before stays. */
  async save(save: Save): Promise<Result<DocumentEntry, SaveProblem>> {
    const { id, design, base, keepVersion } = save
    let transaction: SaveTransaction | null = null
    try {
      const text = keptText(design)
      const database = await this.#connection.get()
      transaction = database.transaction(['documents', 'contents', 'versions'], 'readwrite')
      const known = await transaction.objectStore('documents').get(id)
      if ((known?.revision ?? 0) !== base) {
        await giveUp(transaction)
        return err({ code: 'conflict', revision: known?.revision ?? 0 })
      }
      await this.#keepBefore(id, keepVersion, transaction)
      const entry = this.#entryOf(save, text, known)
      await transaction.objectStore('contents').put(contentOf(entry, text))
      await transaction.objectStore('documents').put(entry)
      await transaction.done
      return ok(entry)
    } catch (error) {
      // Where the disk is full, the transaction knows it and a request of it only that it was given up.
      const reason = transaction?.error ?? error
      if (transaction) await giveUp(transaction)
      return err(saveProblem(reason))
    }
  }

  async #keepBefore(id: string, keepVersion: boolean, transaction: SaveTransaction): Promise<void> {
    const contents = transaction.objectStore('contents')
    const before = await contents.get([id, 'now'])
    if (!before) return
    await contents.put({ ...before, generation: 'before' })
    if (keepVersion) await keep(versionOf(before), transaction.objectStore('versions'))
  }

  async rename(id: string, title: string): Promise<Result<DocumentEntry, SaveProblem | { code: 'missing' }>> {
    const read = await this.read(id)
    if (read.status !== 'read') return err({ code: 'missing' })
    const { entry, design } = read
    return this.save({
      id,
      design: withTitle(design, title),
      origin: entry.origin,
      base: entry.revision,
      keepVersion: false,
    })
  }

  /** A document of its own with the same design. */
  async duplicate(
    id: string,
    title: (title: string) => string,
  ): Promise<Result<DocumentEntry, SaveProblem | { code: 'missing' }>> {
    const read = await this.read(id)
    if (read.status !== 'read') return err({ code: 'missing' })
    return this.add(withTitle(read.design, title(read.design.title)), { type: 'copy', from: id })
  }

  /** Puts a text into the library as it is, readable or not; an id that is taken is replaced by a fresh one. */
  async addText({ text, ...head }: KeptText): Promise<Result<DocumentEntry, SaveProblem>> {
    let transaction: SaveTransaction | null = null
    try {
      const database = await this.#connection.get()
      transaction = database.transaction(['documents', 'contents', 'versions'], 'readwrite')
      const taken = await transaction.objectStore('documents').getKey(head.id)
      const id = taken === undefined ? head.id : freshDocumentId()
      const entry = { ...head, id, revision: 1, bytes: byteLength(text), deletedAt: null }
      await transaction.objectStore('contents').put(contentOf(entry, text))
      await transaction.objectStore('documents').put(entry)
      await transaction.done
      return ok(entry)
    } catch (error) {
      const reason = transaction?.error ?? error
      if (transaction) await giveUp(transaction)
      return err(saveProblem(reason))
    }
  }

  /** The text of every document that is not deleted, as it is kept: the one that `read` opens, or tells of. */
  async texts(): Promise<readonly FoundText[]> {
    const database = await this.#connection.get()
    const transaction = database.transaction(['documents', 'contents'])
    const [entries, contents] = await Promise.all([
      transaction.objectStore('documents').getAll(),
      transaction.objectStore('contents').getAll(),
    ])
    const { parseDesign } = await import('../../model/parse.ts')
    const byKey = new Map(contents.map((one) => [`${one.generation} ${one.id}`, one]))
    return entries.map(soundEntry).flatMap((entry) => {
      const { id, title, origin, createdAt, savedAt, nodes, deletedAt } = entry
      if (deletedAt !== null) return []
      const [now, before] = [byKey.get(`now ${id}`), byKey.get(`before ${id}`)]
      const chosen = chosenOf(now, before, (text) => parseDesign(text, kindModel))
      const status = chosen === null ? 'missing' : chosen.read.ok ? 'read' : 'unreadable'
      const text = chosen === null ? '' : String(chosen.content.text)
      return [{ id, title, origin, createdAt, savedAt, nodes, ...viewOnlyOf(entry), text, status }]
    })
  }

  /** Puts a design into the library under an id of its own. */
  add(design: Design, origin: Origin): Promise<Result<DocumentEntry, SaveProblem>> {
    return this.save({ id: freshDocumentId(), design, origin, base: 0, keepVersion: false })
  }

  remove = (id: string): Promise<void> => this.#mark(id, this.#now())
  bringBack = (id: string): Promise<void> => this.#mark(id, null)

  /** Forgets what was deleted a week ago. */
  async sweep(): Promise<void> {
    const old = this.#now() - DELETED_KEPT_MS
    for (const { id, deletedAt } of await this.list())
      if (deletedAt !== null && deletedAt < old) await this.#forget(id)
  }

  /** Newest first. */
  async versions(id: string): Promise<readonly Version[]> {
    const database = await this.#connection.get()
    const versions = await database.getAllFromIndex('versions', 'id', id)
    return versions.reverse().map((version) => ({ ...version, savedAt: soundTime(version.savedAt) }))
  }

  close = (): Promise<void> => this.#connection.close()

  async #mark(id: string, deletedAt: number | null): Promise<void> {
    const database = await this.#connection.get()
    const transaction = database.transaction('documents', 'readwrite')
    const entry = await transaction.store.get(id)
    if (entry) await transaction.store.put({ ...entry, deletedAt })
    await transaction.done
  }

  async #forget(id: string): Promise<void> {
    const database = await this.#connection.get()
    const transaction = database.transaction(['documents', 'contents', 'versions'], 'readwrite')
    await transaction.objectStore('documents').delete(id)
    for (const generation of ['now', 'before'])
      await transaction.objectStore('contents').delete([id, generation])
    const versions = transaction.objectStore('versions')
    for (const key of await versions.index('id').getAllKeys(id)) await versions.delete(key)
    await transaction.done
  }

  #entryOf(
    { id, design, origin, viewOnly }: Save,
    text: string,
    known: DocumentEntry | undefined,
  ): DocumentEntry {
    const savedAt = this.#now()
    return {
      id,
      title: design.title,
      origin,
      createdAt: known?.createdAt ?? savedAt,
      savedAt,
      revision: (known?.revision ?? 0) + 1,
      nodes: design.nodes.length,
      bytes: byteLength(text),
      deletedAt: null,
      ...viewOnlyOf(viewOnly ? { viewOnly } : (known ?? {})),
    }
  }
}

type SaveTransaction = IDBPTransaction<LibrarySchema, ('documents' | 'contents' | 'versions')[], 'readwrite'>

/** Nothing of a transaction is written; one that has ended by itself already needs no end. */
async function giveUp(transaction: SaveTransaction): Promise<void> {
  const ended = transaction.done.catch(() => undefined)
  try {
    transaction.abort()
  } catch {
    // It was ended by what went wrong in it.
  }
  await ended
}

type VersionStore = IDBPObjectStore<LibrarySchema, StoreNames<LibrarySchema>[], 'versions', 'readwrite'>

/** Keeps a version, and lets the oldest go where there are too many. */
async function keep(version: Version, versions: VersionStore): Promise<void> {
  await versions.put(version)
  const keys = await versions.index('id').getAllKeys(version.id)
  for (const key of keys.slice(0, Math.max(0, keys.length - VERSIONS_MAX))) await versions.delete(key)
}

const contentOf = ({ id, revision, savedAt }: DocumentEntry, text: string): Content => ({
  id,
  generation: 'now',
  text,
  checksum: textChecksum(text),
  revision,
  savedAt,
})

const versionOf = ({ id, revision, text, checksum, savedAt }: Content): Version => ({
  id,
  revision,
  text,
  checksum,
  savedAt,
})

interface Chosen {
  readonly content: Content
  readonly read: Result<Design, ParseError>
}

/**
 * The newest whole text that can be read; else the newest as it is, or null where there is none. What a newer build has
 * written is not spoilt: something older in its place would be edited, and saved on top of it.
 */
function chosenOf(now: Content | undefined, before: Content | undefined, parse: Parse): Chosen | null {
  let newest: Chosen | null = null
  for (const content of [now, before]) {
    if (!content) continue
    const read = wholeText(content, parse)
    if (read.ok) return { content, read }
    newest ??= { content, read }
    if (read.error.code === 'newerVersion') break
  }
  return newest
}

function readingOf(
  entry: DocumentEntry,
  now: Content | undefined,
  before: Content | undefined,
  parse: Parse,
): Reading {
  const chosen = chosenOf(now, before, parse)
  if (chosen === null) return { status: 'missing' }
  const { content, read } = chosen
  return read.ok
    ? { status: 'read', entry, design: read.value, older: content !== now }
    : { status: 'unreadable', entry, text: String(content.text), error: read.error }
}

type Parse = (text: string) => Result<Design, ParseError>

function wholeText({ text, checksum }: Content, parse: Parse): Result<Design, ParseError> {
  const read = parse(text)
  if (!read.ok || textChecksum(text) === checksum) return read
  return err(problem('notJson', '', { problem: 'checksum' }))
}

function saveProblem(error: unknown): SaveProblem {
  if (error instanceof Error && error.name === 'QuotaExceededError') return { code: 'full' }
  return { code: 'failed', reason: error instanceof Error ? error.message : String(error) }
}
