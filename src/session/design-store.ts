import { temporal } from 'zundo'
import { createStore } from 'zustand/vanilla'
import { kindModel } from '../kinds/models.ts'
import { type Design, emptyDesign } from '../model/design.ts'
import { editProblem } from '../model/invariants.ts'
import type { ParseError } from '../model/parse-error.ts'

/** Steps of undo that are kept. */
const UNDO_MAX = 200
/** Edits with the same key within this time are one step of undo (a slider, typing in a field). */
const COALESCE_MS = 800
/** Documents whose undo history is kept while another one is open. */
const HISTORIES_MAX = 10

export interface DesignState {
  readonly design: Design
  /** Another id is another document: its run begins at zero, and its undo history is its own. */
  readonly documentId: string
  /** Whether edits are refused, because the document is only looked at. */
  readonly readOnly: boolean
  /** Why the last edit was refused, or null; it would have made a document that cannot be read again. */
  readonly refusal: ParseError | null
}

type Tracked = Pick<DesignState, 'design'>

interface History {
  readonly design: Design
  readonly past: Partial<Tracked>[]
  readonly future: Partial<Tracked>[]
}

export function createDesignStore(initial: Design = emptyDesign()) {
  const store = createStore<DesignState>()(
    temporal((): DesignState => ({ design: initial, documentId: '', readOnly: false, refusal: null }), {
      limit: UNDO_MAX,
      partialize: ({ design }): Tracked => ({ design }),
      equality: (past, current) => past.design === current.design,
    }),
  )
  const histories = new Map<string, History>()
  let lastKey = ''
  let lastAt = 0
  let opened = 0

  /**
   * The one gateway through which a design changes. Returning the same design is no edit and no undo step; one that could
   * not be read again is refused.
   */
  function edit(change: (design: Design) => Design, coalesceKey = ''): void {
    const { design: before, readOnly } = store.getState()
    if (readOnly) return
    const design = change(before)
    if (design === before) return
    const refusal = editProblem(before, design, kindModel)
    if (refusal) {
      store.setState({ refusal })
      return
    }
    const now = Date.now()
    const same = coalesceKey !== '' && coalesceKey === lastKey && now - lastAt < COALESCE_MS
    lastKey = coalesceKey
    lastAt = now
    const history = store.temporal.getState()
    if (same) history.pause()
    store.setState({ design, refusal: null })
    if (same) history.resume()
  }

  /** Opens another document, with the undo history that it had when it was open before. */
  function open(design: Design, documentId = `unnamed-${++opened}`): void {
    const before = store.getState()
    const { pastStates, futureStates } = store.temporal.getState()
    stash(histories, before.documentId, { design: before.design, past: pastStates, future: futureStates })
    store.temporal.getState().pause()
    store.setState({ design, documentId, refusal: null })
    store.temporal.getState().resume()
    const own = histories.get(documentId)
    const kept = own && same(own.design, design) ? own : { past: [], future: [] }
    store.temporal.setState({ pastStates: kept.past, futureStates: kept.future })
    lastKey = ''
  }

  /** Shows a newer state of the same document that was made elsewhere; it is no step of undo here. */
  function follow(design: Design): void {
    store.temporal.getState().clear()
    store.temporal.getState().pause()
    store.setState({ design })
    store.temporal.getState().resume()
  }

  /** The design goes on as another document: its undo history goes with it. */
  const continueAs = (documentId: string): void => store.setState({ documentId })

  const setReadOnly = (readOnly: boolean): void => {
    if (store.getState().readOnly !== readOnly) store.setState({ readOnly })
  }

  /** What was refused has been read. */
  const forgive = (): void => store.setState({ refusal: null })

  const step = (direction: 'undo' | 'redo') => () => {
    if (store.getState().readOnly) return
    lastKey = ''
    store.temporal.getState()[direction]()
  }

  return Object.assign(store, {
    edit,
    open,
    follow,
    continueAs,
    forgive,
    setReadOnly,
    undo: step('undo'),
    redo: step('redo'),
  })
}

export type DesignStore = ReturnType<typeof createDesignStore>

const same = (a: Design, b: Design): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

/** The history of a document that is left; the one that was left longest ago goes where there are too many. */
function stash(histories: Map<string, History>, documentId: string, history: History): void {
  if (documentId === '') return
  histories.delete(documentId)
  histories.set(documentId, history)
  const [oldest] = histories.keys()
  if (histories.size > HISTORIES_MAX && oldest !== undefined) histories.delete(oldest)
}
