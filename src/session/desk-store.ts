import { createStore } from 'zustand/vanilla'
import type { DeskState } from '../document/desk-state.ts'
import type { AddressProblem } from '../document/start.ts'
import type { ParseError } from '../model/parse-error.ts'

/** Something about documents that a person has to know, and to decide. */
export type DeskNotice =
  | { readonly type: 'address'; readonly problem: AddressProblem }
  /** The last document cannot be read; its text can be downloaded as it is. */
  | { readonly type: 'unreadable'; readonly title: string; readonly text: string; readonly error: ParseError }
  /** What is open cannot be saved; `openAnyway` gives it up. */
  | { readonly type: 'unsaved'; readonly openAnyway: () => void }
  /** Something could not be opened or done; the text says what, why and what to do. */
  | { readonly type: 'failed'; readonly text: string }
  /** A shared design was opened where nothing was open before. */
  | { readonly type: 'received' }
  /** Something in what was opened was put right. */
  | { readonly type: 'repaired'; readonly repairs: readonly ParseError[] }

export interface DeskStoreState {
  readonly desk: DeskState
  readonly notice: DeskNotice | null
}

const UNOPENED: DeskState = {
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

/** Which document is open, who may edit it, and whether it is kept. */
export function createDeskStore() {
  const store = createStore<DeskStoreState>()(() => ({ desk: UNOPENED, notice: null }))
  return Object.assign(store, {
    tell: (notice: DeskNotice | null): void => store.setState({ notice }),
  })
}

export type DeskStore = ReturnType<typeof createDeskStore>
