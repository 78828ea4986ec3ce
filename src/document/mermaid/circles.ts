import { pairMeaning } from '../../compile/wires.ts'
import { kindModel } from '../../kinds/models.ts'
import type { DesignNode } from '../../model/design.ts'
import type { KindModel } from '../../model/kind.ts'
import type { WireMeanings } from './wire-meaning.ts'

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
    const [calling, called] = [new Set<string>(), new Set<string>()]
    for (let node = todo.pop(); node; node = todo.pop()) {
      for (const next of this.#newCallsOf(node, calling, called)) {
        if (goals.has(next)) return true
        if (seen.has(next)) continue
        seen.add(next)
        todo.push(next)
      }
    }
    return false
  }

  /**
   * A node calls by its own wires and by those of all frames round it. A frame is looked at once for each kind that calls
   * from it and once for each kind that is called in it, however many members it has.
   */
  *#newCallsOf(node: DesignNode, calling: Set<string>, called: Set<string>): Generator<DesignNode> {
    const model = kindModel(node.kind)
    if (!model) return
    for (const holder of this.#meanings.holders(node)) {
      const caller = `${model.id} ${holder}`
      // Whoever of its kind came before has called all that it may call from here and from further out.
      if (calling.has(caller)) return
      calling.add(caller)
      for (const target of this.#wires.get(holder) ?? []) {
        for (const [kind, members] of this.#meanings.endsByKind(target)) {
          const end = `${kind.id} ${target}`
          if (called.has(end) || !isCalled(model, kind)) continue
          called.add(end)
          yield* members
        }
      }
    }
  }
}

function isCalled(from: KindModel, to: KindModel): boolean {
  const meaning = pairMeaning(from, to)
  return meaning !== undefined && meaning !== 'replicates' && meaning !== 'watches'
}
