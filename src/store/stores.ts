import { createStore } from 'zustand/vanilla'
import type { DesignIssue } from '../compile/issue.ts'
import type { Language } from '../model/text.ts'
import { createDesignStore } from './design-store.ts'

export interface SelectionState {
  readonly nodes: ReadonlySet<string>
  readonly wires: ReadonlySet<string>
}

export const THEMES = ['dark', 'light'] as const
export type Theme = (typeof THEMES)[number]

/** The one question that colour answers on the canvas. */
export const OVERLAYS = ['load', 'latency', 'errors'] as const
export type Overlay = (typeof OVERLAYS)[number]

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

export interface UiState {
  readonly language: Language
  readonly theme: Theme
  readonly overlay: Overlay
  readonly dialog: Dialog
  /** Whether the share dialog opens with the moment that is looked at. */
  readonly shareMoment: boolean
  /** Node from which the keyboard is drawing a wire, or null. */
  readonly connectFrom: string | null
  /** Kind that was picked in the palette and is placed by the next click or tap on the canvas, or null. */
  readonly placing: string | null
  /** On a phone or a narrow window: whether the palette is open. */
  readonly paletteOpen: boolean
  /** On a phone: whether the panel of the design itself is open, which elsewhere stands where nothing is selected. */
  readonly designOpen: boolean
}

export interface IssueState {
  readonly issues: readonly DesignIssue[]
}

/** The page's stores. Their factories stay apart, so that a second design can live beside this one. */
export const designStore = createDesignStore()

const NOTHING: SelectionState = { nodes: new Set(), wires: new Set() }

export const selectionStore = createStore<SelectionState>()(() => NOTHING)

export const uiStore = createStore<UiState>()(() => ({
  language: 'en',
  theme: 'dark',
  overlay: 'load',
  dialog: 'none',
  shareMoment: false,
  connectFrom: null,
  placing: null,
  paletteOpen: false,
  designOpen: false,
}))

export const issueStore = createStore<IssueState>()(() => ({ issues: [] }))

export function select(nodes: Iterable<string>, wires: Iterable<string> = []): void {
  selectionStore.setState({ nodes: new Set(nodes), wires: new Set(wires) })
}

export const clearSelection = (): void => selectionStore.setState(NOTHING)
