import type { Blame, Held } from './blame.ts'
import type { PlanStep } from './contract.ts'

/** What the engine tells of its wiring. */
interface Wired {
  readonly blame: Blame
  readonly plans: readonly (readonly (readonly PlanStep[] | undefined)[])[]
  readonly edgeTargets: ArrayLike<number>
  readonly placed: readonly number[]
}

/** What makes a node's own work, or what waits for it, take longer. */
const HINDERS: readonly Held[] = ['slow', 'freeze', 'kill', 'drain', 'errors', 'cold', 'pause']

/**
 * The fault by which a node has more to do than it can: at the node itself; below it, at what it waits for; or above it, where
 * somebody sends more than usual, or sends here what another one can not take. It goes by the wiring and by the faults that
 * go on at this moment, nearest first, and never by what happened about the same time.
 */
export class LoadCause {
  private readonly _engine: Wired
  private _version = -1
  private _placed: readonly number[] | null = null
  private readonly _known = new Map<number, number>()
  private _callers = new Map<number, Set<number>>()

  constructor(engine: Wired) {
    this._engine = engine
  }

  at(node: number): number {
    this._refresh()
    let cause = this._known.get(node)
    if (cause === undefined) {
      cause = this._find(node)
      this._known.set(node, cause)
    }
    return cause
  }

  private _refresh(): void {
    const { blame, placed } = this._engine
    if (blame.version === this._version && placed === this._placed) return
    this._version = blame.version
    if (placed !== this._placed) this._callers = this._callersOf(placed)
    this._placed = placed
    this._known.clear()
  }

  private _find(node: number): number {
    const here = this._engine.blame.of(node, ...HINDERS)
    if (here >= 0) return here
    const below = walk(
      node,
      (from) => this._targets(from),
      (from) => this._belowOf(from),
    )
    if (below >= 0) return below
    return walk(
      node,
      (from) => this._callers.get(from) ?? [],
      (from) => this._besideOf(from),
    )
  }

  /** A fault at something that a node calls, or on the way there. */
  private _belowOf(node: number): number {
    const { blame, edgeTargets } = this._engine
    for (const edge of this._edges(node)) {
      const cause = Math.max(blame.ofCut(edge), blame.of(edgeTargets[edge]!, ...HINDERS))
      if (cause >= 0) return cause
    }
    return -1
  }

  /** A fault by which the callers of a node send more: their own spike, or one at another target of theirs. */
  private _besideOf(node: number): number {
    for (const caller of this._callers.get(node) ?? []) {
      const spike = this._engine.blame.of(caller, 'spike')
      const cause = spike >= 0 ? spike : this._belowOf(caller)
      if (cause >= 0) return cause
    }
    return -1
  }

  private *_edges(node: number): Iterable<number> {
    for (const plan of this._engine.plans[node] ?? [])
      for (const step of plan ?? []) {
        yield* step.group.edges
        for (const members of step.members) if (members !== null) yield* members.edges
      }
  }

  private _targets(node: number): Set<number> {
    const targets = new Set<number>()
    for (const edge of this._edges(node)) targets.add(this._engine.edgeTargets[edge]!)
    return targets
  }

  private _callersOf(placed: readonly number[]): Map<number, Set<number>> {
    const callers = new Map<number, Set<number>>()
    for (const node of placed)
      for (const target of this._targets(node)) {
        const known = callers.get(target)
        if (known) known.add(node)
        else callers.set(target, new Set([node]))
      }
    return callers
  }
}

/** Looks at a node and at everything that can be reached from it, nearest first, until something is found. */
function walk(
  from: number,
  next: (node: number) => Iterable<number>,
  look: (node: number) => number,
): number {
  const seen = new Set([from])
  for (const node of seen) {
    const found = look(node)
    if (found >= 0) return found
    for (const other of next(node)) seen.add(other)
  }
  return -1
}
