import { createStore } from 'zustand/vanilla'

/** The way of one request, for whoever draws it. */
export interface TracePath {
  readonly nodes: ReadonlySet<string>
  readonly wires: ReadonlySet<string>
  /** Node where it failed, or null. */
  readonly failedAt: string | null
}

export interface TraceState {
  /** Whether single requests are being followed and listed. */
  readonly open: boolean
  /** Way of the chosen request, or null while none is chosen. */
  readonly path: TracePath | null
}

export const traceStore = createStore<TraceState>()(() => ({ open: false, path: null }))

export const showRequests = (open: boolean): void => traceStore.setState({ open, path: null })

export const toggleRequests = (): void => showRequests(!traceStore.getState().open)
