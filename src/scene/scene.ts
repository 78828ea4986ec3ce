import { frameMembers, pairMeaning, wireReach } from '../compile/wires.ts'
import { kindModel } from '../kinds/models.ts'
import { kindView } from '../kinds/views.ts'
import type { Design, DesignEdge, DesignNode, Position } from '../model/design.ts'
import type { KindModel, WireMeaning } from '../model/kind.ts'
import type { Language } from '../model/text.ts'
import type { KindView } from '../ui/kind-view.ts'
import { nodeName } from './names.ts'
import type { Box, Route } from './route.ts'
import { type RoutedBox, WireRouter } from './router.ts'
import { isFrame, nodeSize } from './sizes.ts'

/** What lies where: the geometry that React Flow and the overlay share. Numbers of the run never enter it. */
export interface SceneNode {
  readonly id: string
  readonly node: DesignNode
  readonly name: string
  readonly model: KindModel | undefined
  readonly view: KindView | undefined
  readonly frame: boolean
  /** Nesting depth of frames: 0 is outermost. */
  readonly depth: number
  readonly box: RoutedBox
  /** For a frame: ids of everything inside it, frames left out. */
  readonly members: readonly string[]
}

export interface SceneWire {
  readonly id: string
  readonly edge: DesignEdge
  readonly meaning: WireMeaning | undefined
  /** Ids of the nodes that it leads to: one, or the members of a frame. */
  readonly ends: readonly string[]
  readonly paths: number
  readonly route: Route
}

export interface Scene {
  readonly nodes: readonly SceneNode[]
  readonly wires: readonly SceneWire[]
  readonly byId: ReadonlyMap<string, SceneNode>
  readonly wireById: ReadonlyMap<string, SceneWire>
  /** Ids that are being dragged or resized right now. */
  readonly moving: ReadonlySet<string>
}

/** Where a node is shown while it is dragged or resized; committed to the design when the gesture ends. */
export interface Override {
  readonly position: Position
  readonly width?: number
  readonly height?: number
}

export type Overrides = ReadonlyMap<string, Override>

export const NO_OVERRIDES: Overrides = new Map()

export const EMPTY_SCENE: Scene = {
  nodes: [],
  wires: [],
  byId: new Map(),
  wireById: new Map(),
  moving: new Set(),
}

interface Facts {
  readonly name: string
  readonly members: readonly string[]
}

interface WireFacts {
  readonly meaning: WireMeaning | undefined
  readonly ends: readonly string[]
  readonly paths: number
}

/** Builds scenes and keeps every part that did not change. */
export class SceneBuilder {
  readonly #router = new WireRouter()
  #design: Design | null = null
  #language: Language | null = null
  #facts = new Map<string, Facts>()
  #wireFacts = new Map<string, WireFacts>()
  #nodes = new Map<string, SceneNode>()
  #wires = new Map<string, SceneWire>()

  build(design: Design, language: Language, overrides: Overrides): Scene {
    if (design !== this.#design || language !== this.#language) this.#learn(design, language)
    const nodes = this.#placeNodes(design, overrides)
    const byId = new Map(nodes.map((node) => [node.id, node]))
    const boxes = new Map(nodes.map((node) => [node.id, node.box]))
    const routed = design.edges.map((edge) => ({
      id: edge.id,
      source: edge.source,
      target: edge.target,
      goesRound: this.#wireFacts.get(edge.id)?.meaning === 'replicates',
    }))
    const routes = this.#router.route(boxes, routed, design.nodes)
    const wires: SceneWire[] = []
    for (const edge of design.edges) {
      const route = routes.get(edge.id)
      const facts = this.#wireFacts.get(edge.id)
      if (route && facts) wires.push(this.#keepWire({ id: edge.id, edge, route, ...facts }))
    }
    this.#nodes = byId
    this.#wires = new Map(wires.map((wire) => [wire.id, wire]))
    return { nodes, wires, byId, wireById: this.#wires, moving: new Set(overrides.keys()) }
  }

  #learn(design: Design, language: Language): void {
    this.#design = design
    this.#language = language
    this.#facts = new Map(
      design.nodes.map((node) => [
        node.id,
        {
          name: nodeName(design, node, language),
          members: isFrame(node) ? frameMembers(design, node.id).map((member) => member.id) : [],
        },
      ]),
    )
    const byId = new Map(design.nodes.map((node) => [node.id, node]))
    this.#wireFacts = new Map(design.edges.map((edge) => [edge.id, wireFacts(design, edge, byId)]))
  }

  #placeNodes(design: Design, overrides: Overrides): SceneNode[] {
    const placed = new Map<string, { readonly x: number; readonly y: number; readonly depth: number }>()
    const holders = new Set(design.nodes.map((node) => node.parent))
    return design.nodes.map((node) => {
      const over = overrides.get(node.id)
      const parent = node.parent === undefined ? undefined : placed.get(node.parent)
      const own = over?.position ?? node.position
      const x = own.x + (parent?.x ?? 0)
      const y = own.y + (parent?.y ?? 0)
      // What holds others is their ground, even where its kind is not known here.
      const frame = isFrame(node) || (!kindModel(node.kind) && holders.has(node.id))
      const depth = parent ? parent.depth + 1 : 0
      if (frame) placed.set(node.id, { x, y, depth })
      const size = nodeSize(node, frame)
      const box = { x, y, width: over?.width ?? size.width, height: over?.height ?? size.height, frame }
      const facts = this.#facts.get(node.id)!
      return this.#keepNode({
        id: node.id,
        node,
        name: facts.name,
        model: kindModel(node.kind),
        view: kindView(node.kind),
        frame,
        depth,
        box,
        members: facts.members,
      })
    })
  }

  #keepNode(next: SceneNode): SceneNode {
    const old = this.#nodes.get(next.id)
    const same =
      old &&
      old.node === next.node &&
      old.name === next.name &&
      old.depth === next.depth &&
      old.box.x === next.box.x &&
      old.box.y === next.box.y &&
      old.box.width === next.box.width &&
      old.box.height === next.box.height &&
      (!next.frame || old.members.join() === next.members.join())
    return same ? old : next
  }

  #keepWire(next: SceneWire): SceneWire {
    const old = this.#wires.get(next.id)
    const same =
      old &&
      old.edge === next.edge &&
      old.route === next.route &&
      old.meaning === next.meaning &&
      old.paths === next.paths &&
      old.ends.join() === next.ends.join()
    return same ? old : next
  }
}

function wireFacts(design: Design, edge: DesignEdge, byId: ReadonlyMap<string, DesignNode>): WireFacts {
  const source = byId.get(edge.source)
  const target = byId.get(edge.target)
  const from = source && kindModel(source.kind)
  const to = target && kindModel(target.kind)
  if (!from || !to) return { meaning: undefined, ends: [edge.target], paths: 0 }
  if (!from.traits.contains && !to.traits.contains) {
    const meaning = pairMeaning(from, to)
    return { meaning, ends: [edge.target], paths: meaning ? 1 : 0 }
  }
  const reach = wireReach(design, edge.source, edge.target)
  if (!reach.ok) return { meaning: undefined, ends: [edge.target], paths: 0 }
  const { meaning, ends, count } = reach.value
  return { meaning, ends, paths: count }
}

/** The innermost frame under a point, leaving out some ids. */
export function frameAt(
  scene: Scene,
  x: number,
  y: number,
  without: ReadonlySet<string>,
): SceneNode | undefined {
  let found: SceneNode | undefined
  for (const node of scene.nodes) {
    if (!node.frame || without.has(node.id) || !holds(node.box, x, y)) continue
    if (!found || node.depth > found.depth) found = node
  }
  return found
}

/** The card under a point, or else the innermost frame. */
export function nodeAt(scene: Scene, x: number, y: number): SceneNode | undefined {
  const cards = scene.nodes.filter((node) => !node.frame && holds(node.box, x, y))
  return cards.at(-1) ?? frameAt(scene, x, y, new Set())
}

const holds = (box: Box, x: number, y: number): boolean =>
  x >= box.x && y >= box.y && x <= box.x + box.width && y <= box.y + box.height
