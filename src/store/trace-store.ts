import { createStore } from 'zustand/vanilla'
import { selectionStore } from './stores.ts'

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
  /** Whether the list stands back behind the inspector, because something was selected since it came up. */
  readonly behind: boolean
  /** Way of the chosen request, or null while none is chosen. */
  readonly path: TracePath | null
}

export const traceStore = createStore<TraceState>()(() => ({ open: false, behind: false, path: null }))

export const showRequests = (open: boolean): void => traceStore.setState({ open, behind: false, path: null })

/** Brings the list back from behind the inspector, with the request that was chosen. */
export const bringBackRequests = (): void => traceStore.setState({ behind: false })

export function toggleRequests(): void {
  const { open, behind } = traceStore.getState()
  if (behind) bringBackRequests()
  else showRequests(!open)
}

selectionStore.subscribe(({ nodes, wires }) => {
  if (traceStore.getState().open) traceStore.setState({ behind: nodes.size + wires.size > 0 })
})
