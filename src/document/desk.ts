import type { Design } from '../model/design.ts'
import { type DeskState, FRESH, type OpenOptions } from './desk-state.ts'
import { type DocumentEntry, freshDocumentId, type Origin, textChecksum, withTitle } from './document.ts'
import type { DatabaseTrouble } from './library/database.ts'
import { keptText, type Library, type Reading } from './library/library.ts'
import type { TabMessage } from './library/tabs.ts'
import type { Pending, TabMemory } from './tab-memory.ts'

/** Wall time between an edit and its being kept. */
export const SAVE_AFTER_MS = 400
/** Work after which what was there before is kept as a version. */
export const VERSION_EVERY_MS = 10 * 60 * 1000
/** Edits may come while a save is under way; so often it is tried to have all of them kept before the desk lets go. */
const SETTLE_TRIES = 3

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
  /** What is open goes on as another document. */
  continueAs(id: string): void
  changed(state: DeskState): void
  now(): number
}

export type OpenOutcome =
  | 'opened'
  /** What is open could not be saved, and would be lost; the desk is as it was. */
  | 'unsaved'
  /** The library cannot be used. */
  | 'unavailable'
  /** It was deleted, and can be brought back. */
  | 'deleted'
  | Exclude<Reading['status'], 'read'>

/** The one document that this page has open: where it is kept, who may edit it, and whether it is saved. */
export class Desk {
  readonly #ports: DeskPorts
  #state: DeskState = FRESH
  #revision = 0
  #versionAt = Number.NEGATIVE_INFINITY
  #timer: ReturnType<typeof setTimeout> | undefined
  #saving: Promise<void> = Promise.resolve()
  /** The design that is on its way into the library. */
  #writing: Design | null = null
  /** Openings come one after another, so that two quick ones do not mix. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(ports: DeskPorts) {
    this.#ports = ports
  }

  get state(): DeskState {
    return this.#state
  }

  /** Puts a design on the desk as a document of its own. With `keep` it goes into the library at once. */
  open(design: Design, origin: Origin, options: OpenOptions = {}): Promise<OpenOutcome> {
    return this.#inTurn(() => this.#open(design, origin, options))
  }

  /** Opens a document of the library. What cannot be read stays where it is, and the desk as it was. */
  openKept(id: string, { anyway = false }: Pick<OpenOptions, 'anyway'> = {}): Promise<OpenOutcome> {
    return this.#inTurn(() => this.#openKept(id, anyway))
  }

  /** What the library has of a document, without opening it; null where the library cannot be used. */
  readKept(id: string): Promise<Reading | null> {
    return this.#ports.library.read(id).catch(() => null)
  }

  /** What the page before this one could not save any more. */
  openPending(pending: Pending, design: Design): Promise<void> {
    return this.#inTurn(() => this.#openPending(pending, design))
  }

  /** What another page could not save any more goes into the library without being opened; false where it could not. */
  async adopt(pending: Pending, design: Design): Promise<boolean> {
    const { library, memory, tabs } = this.#ports
    // A tab that has the document is alive, and saves it by itself.
    if (!(await tabs.claim(pending.id))) return false
    try {
      const read = await this.readKept(pending.id)
      if (read === null) return false
      const entry = read.status === 'missing' ? null : read.entry
      const same = read.status === 'read' && keptText(read.design) === pending.text
      const mine = entry === null || isBase(pending, read, entry.revision)
      const id = mine ? pending.id : freshDocumentId()
      const origin: Origin = mine ? pending.origin : { type: 'copy', from: pending.id }
      const base = mine ? (entry?.revision ?? 0) : 0
      const kept =
        same || (await library.save({ id, design, origin, base, keepVersion: mine && base > 0 })).ok
      if (kept) memory.clearPending(pending.id)
      return kept
    } finally {
      tabs.release(pending.id)
    }
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
    const saving = this.#saving.then(() => this.#write())
    // A mistake in one save must not keep all later ones from being tried.
    this.#saving = saving.catch(() => undefined)
    return saving
  }

  /** The next save keeps what is in the library now as a version: something takes its place as a whole. */
  keepVersionNext(): void {
    this.#versionAt = Number.NEGATIVE_INFINITY
  }

  /** The page goes away: the database may answer too late, so what it has not confirmed is left in the tab's own memory. */
  leavePage(): void {
    if (this.#state.save.status === 'saved' || this.#state.readOnly !== null) return
    this.#leavePending()
    void this.saveNow()
  }

  /** This tab wants to edit what another one has. */
  takeOver(): Promise<void> {
    return this.#inTurn(async () => {
      const { id, readOnly } = this.#state
      if (readOnly !== 'otherTab') return
      await this.#ports.tabs.takeOver(id)
      await this.#openKept(id, false)
    })
  }

  /** What is open goes on as a document of its own. */
  makeCopy(title: string): Promise<OpenOutcome> {
    return this.#inTurn(() => {
      return this.#open(
        withTitle(this.#ports.current(), title),
        { type: 'copy', from: this.#state.id },
        { keep: true },
      )
    })
  }

  /** The notice was read. */
  dismiss(): void {
    this.#set({ notice: null, before: null, troubleRead: true })
  }

  /** The library cannot be used, or can be used again. Resolves when all that can be saved before it goes is saved. */
  async trouble(trouble: DatabaseTrouble | null): Promise<void> {
    this.#set({ trouble, troubleRead: false })
    if (trouble === 'taken') await this.#giveLibraryAway()
    else if (trouble === null && this.#state.save.status === 'failed') await this.saveNow()
  }

  /** Another tab speaks of the document that is open here. */
  async hear(message: TabMessage): Promise<void> {
    if (message.id !== this.#state.id) return
    const { readOnly } = this.#state
    if (message.type === 'wanted' && readOnly === null) await this.#handOver()
    else if (message.type === 'saved' && readOnly === 'otherTab') await this.#follow()
    else if (message.type === 'deleted') this.#set({ notice: 'deletedElsewhere' })
  }

  /** Another tab has taken the document from this one, which did not answer in time. What is not saved goes on as a copy. */
  async lost(id: string): Promise<void> {
    if (id !== this.#state.id) return
    if (this.#state.save.status !== 'saved') {
      await this.#continueAsCopy()
      await this.saveNow()
      return
    }
    this.#set({ readOnly: 'otherTab' })
    await this.#follow()
  }

  #inTurn<T>(open: () => Promise<T>): Promise<T> {
    const opening = this.#turn.then(open)
    this.#turn = opening.catch(() => undefined)
    return opening
  }

  async #open(design: Design, origin: Origin, options: OpenOptions): Promise<OpenOutcome> {
    const { keep = false, readOnly = null, anyway = false } = options
    const before = options.wayBack ? await this.#entryNow() : null
    const id = freshDocumentId()
    await this.#ports.tabs.claim(id)
    if (!(await this.#leave()) && !anyway) {
      this.#ports.tabs.release(id)
      return 'unsaved'
    }
    this.#letGo()
    this.#begin({ id, origin, before, readOnly }, 0)
    this.#ports.show(design, id, false)
    if (keep) await this.saveNow()
    return 'opened'
  }

  async #openKept(id: string, anyway: boolean): Promise<OpenOutcome> {
    const open = id === this.#state.id
    if (open && (this.#state.readOnly === null || this.#state.readOnly === 'shared')) {
      await this.#settle()
      return 'opened'
    }
    // Claimed before it is read, so that nobody can save in between.
    const free = await this.#ports.tabs.claim(id)
    const read = await this.readKept(id)
    if (read?.status !== 'read' || read.entry.deletedAt !== null) {
      if (free) this.#ports.tabs.release(id)
      return read === null ? 'unavailable' : read.status === 'read' ? 'deleted' : read.status
    }
    if (!open) {
      if (!(await this.#leave()) && !anyway) {
        if (free) this.#ports.tabs.release(id)
        return 'unsaved'
      }
      this.#letGo()
    }
    this.#beginKept(read, free)
    return 'opened'
  }

  #beginKept({ entry, design, older }: Extract<Reading, { status: 'read' }>, free: boolean): void {
    const { id, origin, revision, viewOnly } = entry
    const readOnly = viewOnly ? 'shared' : free ? null : 'otherTab'
    this.#begin({ id, origin, kept: true, readOnly, notice: older ? 'olderText' : null }, revision)
    this.#ports.memory.documentId = id
    this.#ports.show(design, id, false)
  }

  async #openPending(pending: Pending, design: Design): Promise<void> {
    const read = await this.readKept(pending.id)
    const entry = read?.status === 'read' || read?.status === 'unreadable' ? read.entry : null
    if (read?.status === 'read' && keptText(read.design) === pending.text) {
      this.#ports.memory.clearPending(pending.id)
      if ((await this.#openKept(pending.id, false)) === 'opened') return
    }
    const revision = entry?.revision ?? 0
    const free = await this.#ports.tabs.claim(pending.id)
    const mine = free && (entry === null || isBase(pending, read, revision))
    const id = mine ? pending.id : freshDocumentId()
    if (!mine) {
      if (free) this.#ports.tabs.release(pending.id)
      await this.#ports.tabs.claim(id)
    }
    const { origin } = pending
    this.#begin({ id, origin, kept: mine && revision > 0, notice: mine ? null : 'conflictCopy' }, revision)
    if (!mine) this.#revision = 0
    this.#ports.show(design, id, false)
    this.#set({ save: { status: 'saving' } })
    await this.saveNow()
  }

  #leavePending(): void {
    const { id, origin } = this.#state
    const writing = this.#writing && textChecksum(keptText(this.#writing))
    const text = keptText(this.#ports.current())
    this.#ports.memory.leave({ id, base: this.#revision, origin, text, writing })
  }

  async #handOver(): Promise<void> {
    const { id } = this.#state
    // What cannot be saved here is not given away: the other tab would open what is older.
    if (!(await this.#settle()) || id !== this.#state.id) return
    this.#set({ readOnly: 'otherTab' })
    this.#ports.tabs.release(id)
  }

  async #giveLibraryAway(): Promise<void> {
    if (this.#state.readOnly === null && !(await this.#settle())) this.#leavePending()
    this.#set({ readOnly: 'newerBuild' })
  }

  async #follow(): Promise<void> {
    const { id } = this.#state
    const read = await this.readKept(id)
    if (read?.status !== 'read' || id !== this.#state.id || this.#state.readOnly !== 'otherTab') return
    this.#revision = read.entry.revision
    this.#ports.show(read.design, id, true)
  }

  /**
   * False where what is open is kept nowhere and could not be saved. Nothing may be awaited between this and the next document,
   * or an edit of the person would be lost in between.
   */
  async #leave(): Promise<boolean> {
    return this.#state.id === '' || this.#state.readOnly !== null || (await this.#settle())
  }

  /** Lets another tab have what was open here. */
  #letGo(): void {
    if (this.#state.id !== '' && this.#state.readOnly !== 'otherTab') this.#ports.tabs.release(this.#state.id)
  }

  /** Saves until nothing is left to save; false where it cannot be saved. */
  async #settle(): Promise<boolean> {
    for (let tries = 0; tries < SETTLE_TRIES && this.#state.save.status !== 'saved'; tries++) {
      await this.saveNow()
      if (this.#state.save.status === 'failed') return false
    }
    return this.#state.save.status === 'saved'
  }

  async #entryNow(): Promise<DocumentEntry | null> {
    if (this.#state.readOnly === null && this.#state.id !== '') await this.#settle()
    const id = this.#state.id === '' ? this.#ports.memory.documentId : this.#state.id
    return id === null ? null : ((await this.#ports.library.entry(id).catch(() => undefined)) ?? null)
  }

  #begin(state: Partial<DeskState>, revision: number): void {
    clearTimeout(this.#timer)
    this.#revision = revision
    this.#versionAt = Number.NEGATIVE_INFINITY
    const { trouble, troubleRead } = this.#state
    this.#state = { ...FRESH, trouble, troubleRead, ...state }
    this.#ports.changed(this.#state)
  }

  async #write(): Promise<void> {
    const { id, origin, readOnly, kept, save } = this.#state
    const viewOnly = readOnly === 'shared'
    // What may only be looked at is kept once, as it came.
    const mayWrite = readOnly === null || (viewOnly && !kept)
    if (id === '' || !mayWrite || (kept && save.status === 'saved')) return
    const design = this.#ports.current()
    const now = this.#ports.now()
    const keepVersion = this.#revision > 0 && now - this.#versionAt >= VERSION_EVERY_MS
    this.#writing = design
    const base = this.#revision
    const saved = await this.#ports.library.save({ id, design, origin, base, keepVersion, viewOnly })
    this.#writing = null
    if (id !== this.#state.id) return
    if (saved.ok) {
      if (keepVersion || this.#versionAt < 0) this.#versionAt = now
      this.#saved(saved.value, design)
    } else if (saved.error.code === 'conflict') {
      await this.#continueAsCopy()
      await this.#write()
    } else this.#set({ save: { status: 'failed', problem: saved.error } })
  }

  #saved({ id, revision }: DocumentEntry, design: Design): void {
    const { memory, tabs, current } = this.#ports
    this.#revision = revision
    memory.documentId = id
    const { notice } = this.#state
    this.#set({ kept: true, notice: notice === 'deletedElsewhere' ? null : notice })
    // What the page has left for the next one may be newer than what was saved now.
    if (current() === design) {
      memory.clearPending(id)
      this.#set({ save: { status: 'saved' } })
    } else if (this.#timer === undefined) this.edited()
    tabs.say({ type: 'saved', id, revision })
  }

  /** Somebody else has this document now: nothing of theirs is written over. */
  async #continueAsCopy(): Promise<void> {
    const from = this.#state.id
    const id = freshDocumentId()
    this.#revision = 0
    this.#set({ id, origin: { type: 'copy', from }, kept: false, readOnly: null, notice: 'conflictCopy' })
    this.#ports.continueAs(id)
    await this.#ports.tabs.claim(id)
    this.#ports.tabs.release(from)
  }

  #set(change: Partial<DeskState>): void {
    this.#state = { ...this.#state, ...change }
    this.#ports.changed(this.#state)
  }
}

/** Whether what was left is built on what the library has: on what was saved last, or was being saved as the page went away. */
function isBase(pending: Pending, read: Reading | null, revision: number): boolean {
  if (revision === pending.base) return true
  if (revision !== pending.base + 1 || pending.writing === null || read?.status !== 'read') return false
  return textChecksum(keptText(read.design)) === pending.writing
}
