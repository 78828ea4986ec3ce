import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Session } from '../session/session.ts'

export const THEMES = ['dark', 'light'] as const
export type Theme = (typeof THEMES)[number]

export interface PageState {
  readonly theme: Theme
  /** The dialog that is open, by the id in its feature's manifest. */
  readonly dialog: string | null
  /** Whether the report begins at once with its usual options when its dialog opens. */
  readonly proveNow: boolean
  /** Whether the share dialog opens with the moment that is looked at. */
  readonly shareMoment: boolean
  /** On a phone or a narrow window: whether the palette is open. */
  readonly paletteOpen: boolean
  /** On a phone: whether the panel of the design itself is open, which elsewhere stands where nothing is selected. */
  readonly designOpen: boolean
}

/** What there is once in a page, however many designs are open in it. */
export const pageStore = createStore<PageState>()(() => ({
  theme: 'dark',
  dialog: null,
  proveNow: false,
  shareMoment: false,
  paletteOpen: false,
  designOpen: false,
}))

/** The panel of the design itself: it stands where nothing is selected, and on a phone it rises when it is asked for. */
export function openDesign(session: Session): void {
  session.selection.clear()
  session.trace.show(false)
  pageStore.setState({ dialog: null, designOpen: true })
}

export const openDialog = (dialog: string): void => pageStore.setState({ dialog })
export const closeDialog = (): void => pageStore.setState({ dialog: null })

/** Whether a dialog is asked for. */
export const useDialog = (id: string): boolean => useStore(pageStore, ({ dialog }) => dialog === id)
