import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Symptom } from '../analysis/explain/chain.ts'

/** The one question that colour answers on the canvas. */
export const OVERLAYS = ['load', 'latency', 'errors'] as const
export type Overlay = (typeof OVERLAYS)[number]

/** How a design is looked at, and what is about to be drawn in it. */
export interface ViewState {
  readonly overlay: Overlay
  /** Node from which the keyboard is drawing a wire, or null. */
  readonly connectFrom: string | null
  /** Kind that was picked in the palette and is placed by the next click or tap on the canvas, or null. */
  readonly placing: string | null
  /** What somebody has asked the cause of, or null. */
  readonly asked: Symptom | null
  /** Ids of faults whose result need not be shown any more, and the run that they belong to. */
  readonly dismissed: { readonly runId: number; readonly faults: readonly number[] }
}

export const createViewStore = (): StoreApi<ViewState> =>
  createStore<ViewState>()(() => ({
    overlay: 'load',
    connectFrom: null,
    placing: null,
    asked: null,
    dismissed: { runId: -1, faults: [] },
  }))
