import { createStore } from 'zustand/vanilla'

export const THEMES = ['dark', 'light'] as const
export type Theme = (typeof THEMES)[number]

export type Dialog =
  | 'none'
  | 'commands'
  | 'shortcuts'
  | 'outline'
  | 'gallery'
  | 'measure'
  | 'library'
  | 'share'
  | 'picture'
  | 'mermaid'

export interface PageState {
  readonly theme: Theme
  readonly dialog: Dialog
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
  dialog: 'none',
  shareMoment: false,
  paletteOpen: false,
  designOpen: false,
}))
