import { pairMeaning, wirePaths } from '../../compile/wires.ts'
import { kindModel } from '../../kinds/models.ts'
import { type DesignNode, emptyDesign } from '../../model/design.ts'
import type { KindModel, Role, WireMeaning } from '../../model/kind.ts'
import type { LeftOutCode } from './diagram.ts'

/** What a wire between two nodes would mean, or the canvas's reason why it would not. */
export type Meant =
  | { readonly ok: true; readonly meaning: WireMeaning; readonly source: Role; readonly target: Role }
  | { readonly ok: false; readonly why: LeftOutCode }

/**
 * Answers for wires between nodes and frames alike. Frames are asked for the kinds of what they hold and not for each
 * pair of members, so that two large ones cost no more than two small ones.
 */
export class WireMeanings {
  readonly #byId: ReadonlyMap<string, DesignNode>
  readonly #members = new Map<string, DesignNode[]>()
  readonly #kinds = new Map<string, ReadonlyMap<KindModel, readonly DesignNode[]>>()

  constructor(nodes: readonly DesignNode[]) {
    this.#byId = new Map(nodes.map((node) => [node.id, node]))
    for (const node of nodes) {
      if (kindModel(node.kind)?.traits.contains) continue
      for (let frame = node.parent; frame !== undefined; frame = this.#byId.get(frame)?.parent) {
        const list = this.#members.get(frame)
        if (list) list.push(node)
        else this.#members.set(frame, [node])
      }
    }
  }

  /** The node itself, or what a frame holds. */
  ends(id: string): readonly DesignNode[] {
    const node = this.#byId.get(id)
    if (!node) return []
    return kindModel(node.kind)?.traits.contains ? (this.#members.get(id) ?? []) : [node]
  }

  /** The same by their kinds; those of a kind that is not known are nowhere in it. */
  endsByKind(id: string): ReadonlyMap<KindModel, readonly DesignNode[]> {
    const known = this.#kinds.get(id)
    if (known) return known
    const kinds = new Map<KindModel, DesignNode[]>()
    for (const node of this.ends(id)) {
      const model = kindModel(node.kind)
      if (!model) continue
      const list = kinds.get(model)
      if (list) list.push(node)
      else kinds.set(model, [node])
    }
    this.#kinds.set(id, kinds)
    return kinds
  }

  /** The node itself and the frames round it, by their ids. */
  *holders(node: DesignNode): Generator<string> {
    yield node.id
    for (let frame = node.parent; frame !== undefined; frame = this.#byId.get(frame)?.parent) yield frame
  }

  between(sourceId: string, targetId: string): Meant {
    const source = this.#byId.get(sourceId)
    const target = this.#byId.get(targetId)
    if (sourceId === targetId) return { ok: false, why: 'self' }
    if (!source || !target) return { ok: false, why: 'unknownKind' }
    if (!isFrame(source) && !isFrame(target)) return this.#pair(source, target)
    if (this.#isInside(source, targetId) || this.#isInside(target, sourceId))
      return { ok: false, why: 'inside' }
    for (const from of this.endsByKind(sourceId).keys()) {
      for (const to of this.endsByKind(targetId).keys()) {
        const meaning = pairMeaning(from, to)
        if (meaning) return { ok: true, meaning, source: from.role, target: to.role }
      }
    }
    return { ok: false, why: 'emptyFrame' }
  }

  /** The canvas itself is asked, about a design of these two alone. */
  #pair(source: DesignNode, target: DesignNode): Meant {
    const free = ({ parent: _, ...node }: DesignNode): DesignNode => node
    const design = { ...emptyDesign(), nodes: [free(source), free(target)] }
    const paths = wirePaths(design, source.id, target.id)
    if (!paths.ok) return { ok: false, why: paths.error.code }
    const [from, to] = [kindModel(source.kind)!, kindModel(target.kind)!]
    return { ok: true, meaning: paths.value[0]!.meaning, source: from.role, target: to.role }
  }

  #isInside(node: DesignNode, frameId: string): boolean {
    for (let frame = node.parent; frame !== undefined; frame = this.#byId.get(frame)?.parent)
      if (frame === frameId) return true
    return false
  }
}

const isFrame = (node: DesignNode): boolean => kindModel(node.kind)?.traits.contains === true
