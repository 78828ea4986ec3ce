import type { DocumentEntry, Origin } from './document.ts'
import type { DatabaseTrouble } from './library/database.ts'
import type { SaveProblem } from './library/library.ts'

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

export type DocumentNotice =
  /** The newest text was spoilt, and this is the one before it. */
  | 'olderText'
  /** Another tab saved first, and this is a copy. */
  | 'conflictCopy'
  /** Another tab has deleted it; the next change keeps it again. */
  | 'deletedElsewhere'

export interface DeskState {
  readonly id: string
  readonly origin: Origin
  /** Whether the library has it; what nobody has touched is not kept. */
  readonly kept: boolean
  readonly readOnly: ReadOnlyReason | null
  readonly save: SaveState
  readonly trouble: DatabaseTrouble | null
  /** What is said of the trouble has been read. */
  readonly troubleRead: boolean
  /** What was open before a shared design took its place; the way back. */
  readonly before: DocumentEntry | null
  readonly notice: DocumentNotice | null
}

/** A document that was just put on the desk. */
export const FRESH: DeskState = {
  id: '',
  origin: { type: 'new', from: '' },
  kept: false,
  readOnly: null,
  save: { status: 'saved' },
  trouble: null,
  troubleRead: false,
  before: null,
  notice: null,
}

/** How a design is put on the desk. */
export interface OpenOptions {
  /** Into the library at once, and not only with the first edit. */
  readonly keep?: boolean
  readonly readOnly?: ReadOnlyReason | null
  /** Remember what was open, so that one can go back. */
  readonly wayBack?: boolean
  /** Even where what is open could not be saved, because somebody has decided so. */
  readonly anyway?: boolean
}
