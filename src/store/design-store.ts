import { temporal } from 'zundo'
import { createStore } from 'zustand/vanilla'
import { type Design, emptyDesign } from '../model/design.ts'

/** Steps of undo that are kept. */
const UNDO_MAX = 200
/** Edits with the same key within this time are one step of undo (a slider, typing in a field). */
const COALESCE_MS = 800

export interface DesignState {
  readonly design: Design
}

export function createDesignStore(initial: Design = emptyDesign()) {
  const store = createStore<DesignState>()(
    temporal((): DesignState => ({ design: initial }), {
      limit: UNDO_MAX,
      equality: (past, current) => past.design === current.design,
    }),
  )
  let lastKey = ''
  let lastAt = 0

  /** The one gateway through which a design changes. Returning the same design is no edit and no undo step. */
  function edit(change: (design: Design) => Design, coalesceKey = ''): void {
    const before = store.getState().design
    const design = change(before)
    if (design === before) return
    const now = Date.now()
    const same = coalesceKey !== '' && coalesceKey === lastKey && now - lastAt < COALESCE_MS
    lastKey = coalesceKey
    lastAt = now
    const history = store.temporal.getState()
    if (same) history.pause()
    store.setState({ design })
    if (same) history.resume()
  }

  /** Opens another document: its undo history begins empty. */
  function open(design: Design): void {
    store.setState({ design })
    store.temporal.getState().clear()
    lastKey = ''
  }

  const step = (direction: 'undo' | 'redo') => () => {
    lastKey = ''
    store.temporal.getState()[direction]()
  }

  return Object.assign(store, { edit, open, undo: step('undo'), redo: step('redo') })
}

export type DesignStore = ReturnType<typeof createDesignStore>
