import { createStore } from 'zustand/vanilla'

export interface SelectionState {
  readonly nodes: ReadonlySet<string>
  readonly wires: ReadonlySet<string>
}

const NOTHING: SelectionState = { nodes: new Set(), wires: new Set() }

export function createSelection() {
  const store = createStore<SelectionState>()(() => NOTHING)
  return Object.assign(store, {
    select(nodes: Iterable<string>, wires: Iterable<string> = []): void {
      store.setState({ nodes: new Set(nodes), wires: new Set(wires) })
    },
    clear: (): void => store.setState(NOTHING),
  })
}

export type Selection = ReturnType<typeof createSelection>
