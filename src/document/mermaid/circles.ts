import { pairMeaning } from '../../compile/wires.ts'
import { kindModel } from '../../kinds/models.ts'
import type { DesignNode } from '../../model/design.ts'
import type { WireMeanings } from './wire-meaning.ts'

/** Call paths looked at for one question; beyond it a wire counts as harmless, and the design says of itself that it has a circle. */
const PATHS_MAX = 100_000

/** Knows who calls whom by the wires so far, through frames as well. */
export class CallGraph {
  readonly #meanings: WireMeanings
  readonly #wires = new Map<string, string[]>()

  constructor(meanings: WireMeanings) {
    this.#meanings = meanings
  }

  add(source: string, target: string): void {
    const list = this.#wires.get(source)
    if (list) list.push(target)
    else this.#wires.set(source, [target])
  }

  /** Whether a request that comes to `from` may come to `to`. */
  reaches(from: string, to: string): boolean {
    const goals = new Set(this.#meanings.ends(to))
    const todo = [...this.#meanings.ends(from)]
    const seen = new Set(todo)
    if (todo.some((node) => goals.has(node))) return true
    let paths = 0
    for (let node = todo.pop(); node; node = todo.pop()) {
      for (const next of this.#callsOf(node)) {
        if (++paths > PATHS_MAX) return false
        if (goals.has(next)) return true
        if (seen.has(next)) continue
        seen.add(next)
        todo.push(next)
      }
    }
    return false
  }

  /** A node calls by its own wires and by those of all frames round it. */
  *#callsOf(node: DesignNode): Generator<DesignNode> {
    const model = kindModel(node.kind)
    if (!model) return
    for (const holder of this.#meanings.holders(node)) {
      for (const target of this.#wires.get(holder) ?? []) {
        for (const next of this.#meanings.ends(target)) {
          const to = kindModel(next.kind)
          const meaning = to && next !== node ? pairMeaning(model, to) : undefined
          if (meaning && meaning !== 'replicates' && meaning !== 'watches') yield next
        }
      }
    }
  }
}
