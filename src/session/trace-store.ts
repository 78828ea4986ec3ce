import { createStore } from 'zustand/vanilla'
import type { Selection } from './selection.ts'

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

export function createTraceStore(selection: Selection) {
  const store = createStore<TraceState>()(() => ({ open: false, behind: false, path: null }))
  selection.subscribe(({ nodes, wires }) => {
    if (store.getState().open) store.setState({ behind: nodes.size + wires.size > 0 })
  })
  const show = (open: boolean): void => store.setState({ open, behind: false, path: null })
  /** Brings the list back from behind the inspector, with the request that was chosen. */
  const bringBack = (): void => store.setState({ behind: false })
  return Object.assign(store, {
    show,
    bringBack,
    toggle(): void {
      const { open, behind } = store.getState()
      if (behind) bringBack()
      else show(!open)
    },
  })
}

export type TraceStore = ReturnType<typeof createTraceStore>
