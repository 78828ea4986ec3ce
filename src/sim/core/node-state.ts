declare const hidden: unique symbol

/** What kinds keep for their nodes, by node. Only the doors of this file know what it is: nobody else can take a state for another one. */
export interface States {
  readonly [hidden]: 'by node'
}

/** Where the state of nodes lies: in the engine, so that a snapshot of a run finds it. */
interface Holder {
  readonly local: States
  readonly parts: unknown[][]
}

const listOf = (engine: Holder): unknown[] => engine.local as unknown as unknown[]

export const noStates = (): States => [] as unknown as States

/** The next node has its place, and no state yet. */
export function addState(engine: Holder): void {
  listOf(engine).push(undefined)
}

/** An edit removed a node. */
export function forgetState(engine: Holder, node: number): void {
  listOf(engine)[node] = undefined
}

/**
 * The state of a node that only its kind understands: its one typed door, which a kind keeps as a constant of its file. A node
 * has it from its first `configure`, which calls `ensure`, until an edit removes it.
 */
export class NodeState<State> {
  of(engine: Holder, node: number): State {
    return listOf(engine)[node] as State
  }

  /** The state of a node that may have been removed meanwhile. */
  find(engine: Holder, node: number): State | undefined {
    return listOf(engine)[node] as State | undefined
  }

  /** The state of a node; made where it has none yet. */
  ensure(engine: Holder, node: number, make: () => State): State {
    const list = listOf(engine)
    list[node] ??= make()
    return list[node] as State
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
