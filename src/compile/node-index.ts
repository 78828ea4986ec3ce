import { kindModel } from '../kinds/models.ts'
import type { DesignNode, Position } from '../model/design.ts'
import type { WireMeaning } from '../model/kind.ts'
import { absolutePosition, ancestors, FRAME_DEPTH_MAX } from '../model/tree.ts'

/** A node that a wire reaches, and what the wire means to it. */
export interface WireEnd {
  readonly node: DesignNode
  readonly meaning: WireMeaning
}

/**
 * Who is who in a list of nodes, and what lies in which frame. Every wire and every event asks for this, so all of it is
 * found once: the list is walked a fixed number of times, however many ask.
 */
export class NodeIndex {
  readonly #byId = new Map<string, DesignNode>()
  readonly #inside = new Map<string, DesignNode[]>()
  readonly #members = new Map<string, readonly DesignNode[]>()
  readonly #kinds = new Map<string, ReadonlyMap<string, number>>()
  readonly #reached = new Map<string, Map<string, readonly WireEnd[]>>()

  constructor(nodes: readonly DesignNode[]) {
    for (const node of nodes) {
      if (!this.#byId.has(node.id)) this.#byId.set(node.id, node)
      if (node.parent === undefined) continue
      const siblings = this.#inside.get(node.parent)
      if (siblings) siblings.push(node)
      else this.#inside.set(node.parent, [node])
    }
  }

  node(id: string): DesignNode | undefined {
    return this.#byId.get(id)
  }

  /** All nodes inside a frame, at any depth, frames left out. */
  members(frameId: string): readonly DesignNode[] {
    const known = this.#members.get(frameId)
    if (known) return known
    const members: DesignNode[] = []
    const walk = (parent: string, depth: number): void => {
      if (depth > FRAME_DEPTH_MAX) return
      for (const node of this.#inside.get(parent) ?? []) {
        if (isFrame(node)) walk(node.id, depth + 1)
        else members.push(node)
      }
    }
    walk(frameId, 0)
    this.#members.set(frameId, members)
    return members
  }

  /** Whether one of the frames around a node is this one. */
  isInside(node: DesignNode, frameId: string): boolean {
    return this.frames(node).some((frame) => frame.id === frameId)
  }

  /** The frames round a node, innermost first. */
  frames(node: DesignNode): readonly DesignNode[] {
    return ancestors(node, this.#byId)
  }

  /** Position of a node on the canvas, frames added up. */
  absolutePosition(node: DesignNode): Position {
    return absolutePosition(node, this.#byId)
  }

  /** What a wire's end stands for: the members of a frame, or the node itself; kinds that this version does not know left out. */
  ends(node: DesignNode): readonly DesignNode[] {
    const all = isFrame(node) ? this.members(node.id) : [node]
    return all.filter((member) => kindModel(member.kind) !== undefined)
  }

  /** How many of each kind there are among a wire's ends, in the order in which the kinds first appear. */
  kindsOf(node: DesignNode): ReadonlyMap<string, number> {
    const known = this.#kinds.get(node.id)
    if (known) return known
    const counts = new Map<string, number>()
    for (const { kind } of this.ends(node)) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    this.#kinds.set(node.id, counts)
    return counts
  }

  /** Of a wire's target those ends to which a wire from a node of this kind means something. */
  reached(kind: string, target: DesignNode): readonly WireEnd[] {
    const byKind = this.#reached.get(target.id) ?? new Map<string, readonly WireEnd[]>()
    this.#reached.set(target.id, byKind)
    const known = byKind.get(kind)
    if (known) return known
    const wires = kindModel(kind)?.wires ?? {}
    const found = this.ends(target).flatMap((node): WireEnd[] => {
      const meaning = wires[kindModel(node.kind)!.role]
      return meaning ? [{ node, meaning }] : []
    })
    byKind.set(kind, found)
    return found
  }
}

const isFrame = (node: DesignNode): boolean => kindModel(node.kind)?.traits.contains === true

const known = new WeakMap<readonly DesignNode[], NodeIndex>()

/** The index of a design's nodes. Designs never change in place, so that one list of nodes needs one index. */
export function indexOf({ nodes }: { readonly nodes: readonly DesignNode[] }): NodeIndex {
  const old = known.get(nodes)
  if (old) return old
  const index = new NodeIndex(nodes)
  known.set(nodes, index)
  return index
}
