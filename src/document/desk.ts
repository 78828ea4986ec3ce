import type { Design } from '../model/design.ts'
import { type DocumentEntry, freshDocumentId, type Origin } from './document.ts'
import type { DatabaseTrouble } from './library/database.ts'
import { keptText, type Library, type Reading, type SaveProblem } from './library/library.ts'
import type { TabMessage } from './library/tabs.ts'
import type { Pending, TabMemory } from './tab-memory.ts'

/** Wall time between an edit and its being kept. */
export const SAVE_AFTER_MS = 400
/** Work after which what was there before is kept as a version. */
export const VERSION_EVERY_MS = 10 * 60 * 1000

/** Why a document cannot be edited here. */
export type ReadOnlyReason =
  /** Another tab edits it. */
  | 'otherTab'
  /** A newer build has taken the database; this page can only be looked at and reloaded. */
  | 'newerBuild'
  /** Whoever shared it left the editing controls out. */
  | 'shared'

export type SaveState =
  | { readonly status: 'saved' | 'saving' }
  | { readonly status: 'failed'; readonly problem: SaveProblem }

export interface DeskState {
  readonly id: string
  readonly origin: Origin
  /** Whether the library has it; what nobody has touched is not kept. */
  readonly kept: boolean
  readonly readOnly: ReadOnlyReason | null
  readonly save: SaveState
  readonly trouble: DatabaseTrouble | null
  /** What was open before a shared design took its place; the way back. */
  readonly before: DocumentEntry | null
  /** The newest text was spoilt, and this is the one before it; or another tab saved first, and this is a copy. */
  readonly notice: 'olderText' | 'conflictCopy' | null
}

/** What the desk needs of the page and of the browser. */
export interface DeskPorts {
  readonly library: Pick<Library, 'save' | 'read' | 'entry' | 'list'>
  readonly tabs: {
    claim(id: string): Promise<boolean>
    takeOver(id: string): Promise<void>
    release(id: string): void
    say(message: TabMessage): void
  }
  readonly memory: TabMemory
  /** The design as the page has it now. */
  current(): Design
  /** Hands a document to the page: another one, or (`same`) a newer state of the one that is open. */
  show(design: Design, id: string, same: boolean): void
  changed(state: DeskState): void
  now(): number
}

const FRESH: DeskState = {
  id: '',
  origin: { type: 'new', from: '' },
  kept: false,
  readOnly: null,
  save: { status: 'saved' },
  trouble: null,
  before: null,
  notice: null,
}

export type OpenOutcome =
  | 'opened'
  /** What is open could not be saved, and would be lost; the desk is as it was. */
  | 'unsaved'
  /** The library cannot be used. */
  | 'unavailable'
  | Exclude<Reading['status'], 'read'>

/** The one document that this page has open: where it is kept, who may edit it, and whether it is saved. */
export class Desk {
  readonly #ports: DeskPorts
  #state: DeskState = FRESH
  #revision = 0
  #versionAt = Number.NEGATIVE_INFINITY
  #timer: ReturnType<typeof setTimeout> | undefined
  #saving: Promise<void> = Promise.resolve()

  constructor(ports: DeskPorts) {
    this.#ports = ports
  }

  get state(): DeskState {
    return this.#state
  }

  /** Puts a design on the desk as a document of its own. With `keep` it goes into the library at once. */
  async open(design: Design, origin: Origin, options: OpenOptions = {}): Promise<OpenOutcome> {
    const { keep = false, readOnly = null, anyway = false } = options
    const before = options.wayBack ? await this.#entryNow() : null
    if (!(await this.#leave()) && !anyway) return 'unsaved'
    const id = freshDocumentId()
    await this.#ports.tabs.claim(id)
    this.#begin({ id, origin, before }, 0)
    this.#ports.show(design, id, false)
    if (keep) await this.saveNow()
    if (readOnly !== null) this.#set({ readOnly })
    return 'opened'
  }

  /** Opens a document of the library. What cannot be read stays where it is, and the desk as it was. */
  async openKept(id: string, { anyway = false }: Pick<OpenOptions, 'anyway'> = {}): Promise<OpenOutcome> {
    const read = await this.readKept(id)
    if (read === null) return 'unavailable'
    if (read.status !== 'read') return read.status
    if (id !== this.#state.id && !(await this.#leave()) && !anyway) return 'unsaved'
    const free = await this.#ports.tabs.claim(id)
    this.#begin(
      {
        id,
        origin: read.entry.origin,
        kept: true,
        readOnly: free ? null : 'otherTab',
        notice: read.older ? 'olderText' : null,
      },
      read.entry.revision,
    )
    this.#ports.memory.documentId = id
    this.#ports.show(read.design, id, false)
    return 'opened'
  }

  /** What the library has of a document, without opening it; null where the library cannot be used. */
  readKept(id: string): Promise<Reading | null> {
    return this.#ports.library.read(id).catch(() => null)
  }

  /** What the page before this one could not save any more. */
  async openPending(pending: Pending, design: Design): Promise<void> {
    const entry = await this.#ports.library.entry(pending.id).catch(() => undefined)
    const revision = entry?.revision ?? 0
    // Somebody has saved since, perhaps this very text: whatever differs becomes a copy.
    const stale = revision !== pending.base
    const read = stale && entry ? await this.readKept(pending.id) : null
    if (read?.status === 'read' && keptText(read.design) === pending.text) {
      this.#ports.memory.clearPending()
      await this.openKept(pending.id)
      return
    }
    const id = stale && entry ? freshDocumentId() : pending.id
    const free = await this.#ports.tabs.claim(id)
    this.#begin(
      {
        id,
        origin: pending.origin,
        kept: !stale && revision > 0,
        readOnly: free ? null : 'otherTab',
        notice: stale && entry ? 'conflictCopy' : null,
      },
      id === pending.id ? revision : 0,
    )
    this.#ports.memory.documentId = id
    this.#ports.show(design, id, false)
    await this.saveNow()
  }

  /** The page's design has changed. */
  edited(): void {
    if (this.#state.readOnly !== null) return
    this.#set({ save: { status: 'saving' } })
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.saveNow(), SAVE_AFTER_MS)
  }

  /** Saves what there is; resolves when it is kept, or known not to be. */
  saveNow(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#saving = this.#saving.then(() => this.#write())
    return this.#saving
  }

  /** The page goes away: the database may answer too late, so what it has not confirmed is left in the tab's own memory. */
  leavePage(): void {
    if (this.#state.save.status === 'saved' || this.#state.readOnly !== null) return
    const { id, origin } = this.#state
    this.#ports.memory.leave({ id, base: this.#revision, origin, text: keptText(this.#ports.current()) })
    void this.saveNow()
  }

  /** This tab wants to edit what another one has. */
  async takeOver(): Promise<void> {
    const { id } = this.#state
    await this.#ports.tabs.takeOver(id)
    await this.openKept(id)
  }

  /** What is open goes on as a document of its own. */
  async makeCopy(title: string): Promise<void> {
    const { id } = this.#state
    await this.open({ ...this.#ports.current(), title }, { type: 'copy', from: id }, { keep: true })
  }

  /** The notice was read. */
  dismiss(): void {
    this.#set({ notice: null, before: null })
  }

  trouble(trouble: DatabaseTrouble | null): void {
    this.#set({ trouble, ...(trouble === 'newer' ? { readOnly: 'newerBuild' as const } : {}) })
  }

  /** Another tab speaks of the document that is open here. */
  async hear(message: TabMessage): Promise<void> {
    if (message.id !== this.#state.id) return
    const { readOnly } = this.#state
    if (message.type === 'wanted' && readOnly === null) await this.#handOver()
    else if (message.type === 'saved' && readOnly === 'otherTab') await this.#follow()
  }

  /** Another tab has taken the document from this one, which did not answer in time. */
  lost(id: string): void {
    if (id === this.#state.id) this.#set({ readOnly: 'otherTab' })
  }

  async #handOver(): Promise<void> {
    await this.saveNow()
    this.#set({ readOnly: 'otherTab' })
    this.#ports.tabs.release(this.#state.id)
  }

  async #follow(): Promise<void> {
    const { id } = this.#state
    const read = await this.readKept(id)
    if (read?.status !== 'read' || id !== this.#state.id) return
    this.#revision = read.entry.revision
    this.#ports.show(read.design, id, true)
  }

  /** False where what is open is kept nowhere and could not be saved. */
  async #leave(): Promise<boolean> {
    if (this.#state.id === '') return true
    if (this.#state.save.status !== 'saved') await this.saveNow()
    if (this.#state.save.status === 'failed') return false
    if (this.#state.readOnly === null) this.#ports.tabs.release(this.#state.id)
    return true
  }

  async #entryNow(): Promise<DocumentEntry | null> {
    if (this.#state.id === '') {
      const id = this.#ports.memory.documentId
      return id === null ? null : ((await this.#ports.library.entry(id).catch(() => undefined)) ?? null)
    }
    if (this.#state.save.status !== 'saved') await this.saveNow()
    return (await this.#ports.library.entry(this.#state.id).catch(() => undefined)) ?? null
  }

  #begin(state: Partial<DeskState>, revision: number): void {
    clearTimeout(this.#timer)
    this.#revision = revision
    this.#versionAt = Number.NEGATIVE_INFINITY
    this.#state = { ...FRESH, trouble: this.#state.trouble, ...state }
    this.#ports.changed(this.#state)
  }

  async #write(): Promise<void> {
    const { id, origin, readOnly } = this.#state
    if (readOnly !== null) return
    const design = this.#ports.current()
    const now = this.#ports.now()
    const keepVersion = this.#revision > 0 && now - this.#versionAt >= VERSION_EVERY_MS
    const saved = await this.#ports.library.save({ id, design, origin, base: this.#revision, keepVersion })
    if (id !== this.#state.id) return
    if (saved.ok) {
      this.#revision = saved.value.revision
      if (keepVersion || this.#versionAt < 0) this.#versionAt = now
      this.#ports.memory.documentId = id
      this.#ports.memory.clearPending()
      const newest = this.#ports.current() === design
      this.#set({ kept: true, ...(newest ? { save: { status: 'saved' } as const } : {}) })
      this.#ports.tabs.say({ type: 'saved', id, revision: saved.value.revision })
    } else if (saved.error.code === 'conflict') await this.#saveAsCopy()
    else this.#set({ save: { status: 'failed', problem: saved.error } })
  }

  /** Somebody else has saved this document: nothing of theirs is written over. */
  async #saveAsCopy(): Promise<void> {
    const id = freshDocumentId()
    await this.#ports.tabs.claim(id)
    this.#revision = 0
    this.#set({ id, origin: { type: 'copy', from: this.#state.id }, notice: 'conflictCopy' })
    await this.#write()
  }

  #set(change: Partial<DeskState>): void {
    this.#state = { ...this.#state, ...change }
    this.#ports.changed(this.#state)
  }
}

interface OpenOptions {
  /** Into the library at once, and not only with the first edit. */
  readonly keep?: boolean
  readonly readOnly?: ReadOnlyReason | null
  /** Remember what was open, so that one can go back. */
  readonly wayBack?: boolean
  /** Even where what is open could not be saved, because somebody has decided so. */
  readonly anyway?: boolean
}
