/** Where the state of nodes lies: in the engine, so that a snapshot of a run finds it. */
interface Holder {
  readonly local: unknown[]
  readonly parts: unknown[][]
}

/** The state of a node that only its kind understands: its one typed door. A node has it from its first `configure` on. */
export class NodeState<State> {
  of(engine: Holder, node: number): State {
    return engine.local[node] as State
  }

  /** The state of a node; made where it has none yet. */
  ensure(engine: Holder, node: number, make: () => State): State {
    engine.local[node] ??= make()
    return engine.local[node] as State
  }
}

/** Rows of parts that nodes may have, whatever their kind. */
export const PART_ROWS = 3
export const GUARDS_ROW = 0
export const POOL_ROW = 1
export const CLUSTER_ROW = 2

/** A part of a node that the kit plugs into the engine, which knows nothing of it. */
export class NodePart<Part> {
  private readonly _row: number

  constructor(row: number) {
    this._row = row
  }

  of(engine: Holder, node: number): Part | null {
    return (engine.parts[this._row]![node] ?? null) as Part | null
  }

  set(engine: Holder, node: number, part: Part | null): void {
    engine.parts[this._row]![node] = part
  }

  /** The parts of all nodes that have one. */
  all(engine: Holder): Part[] {
    return engine.parts[this._row]!.filter((part) => part !== null && part !== undefined) as Part[]
  }

  clear(engine: Holder): void {
    engine.parts[this._row]!.fill(null)
  }
}
