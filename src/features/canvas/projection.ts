import { type Edge, type Node, Position } from '@xyflow/react'
import type { DesignIssue } from '../../compile/issue.ts'
import { issueSentence } from '../../i18n/issue-sentence.ts'
import type { Translator } from '../../i18n/use-t.ts'
import { kindModel } from '../../kinds/models.ts'
import type { Design } from '../../model/design.ts'
import type { Override, Overrides, Scene, SceneNode, SceneWire } from '../../scene/scene.ts'
import type { SelectionState } from '../../session/selection.ts'
import type { IconName } from '../../ui/icon.tsx'

interface CardData extends Record<string, unknown> {
  readonly name: string
  readonly icon: IconName
  /** Instances behind the node, where there are several. */
  readonly instances: number
  /** Name of a kind that this version does not know, or an empty string. */
  readonly unknown: string
  readonly problems: readonly string[]
  readonly outline: 'none' | 'solid' | 'dashed'
}

interface WireData extends Record<string, unknown> {
  readonly wire: SceneWire
  readonly problems: readonly string[]
}

export type FlowNode = Node<CardData, 'card' | 'frame'>
export type FlowEdge = Edge<WireData, 'wire'>

/** Order of layers: frames by depth, wires over them, cards over wires. */
const WIRE_LAYER = 20
const CARD_LAYER = 30

/**
 * Turns a scene into what React Flow draws. Whatever did not change stays the same object, so that React Flow renders
 * only what did.
 */
export class Projector {
  #nodes = new Map<string, { readonly key: readonly unknown[]; readonly node: FlowNode }>()
  #edges = new Map<string, { readonly key: readonly unknown[]; readonly edge: FlowEdge }>()

  nodes(
    scene: Scene,
    selection: SelectionState,
    problems: ReadonlyMap<string, readonly string[]>,
    overrides: Overrides,
    t: Translator,
  ): FlowNode[] {
    const next = new Map<string, { readonly key: readonly unknown[]; readonly node: FlowNode }>()
    const nodes = scene.nodes.map((node) => {
      const { position } = overrides.get(node.id) ?? node.node
      const selected = selection.nodes.has(node.id)
      const own = problems.get(node.id) ?? NONE
      const key = [
        node.node,
        node.name,
        node.depth,
        position.x,
        position.y,
        node.box.width,
        node.box.height,
        selected,
        own.join(),
        t.language,
      ]
      const old = this.#nodes.get(node.id)
      const entry =
        old && same(old.key, key) ? old : { key, node: flowNode(node, position, selected, own, t) }
      next.set(node.id, entry)
      return entry.node
    })
    this.#nodes = next
    return nodes
  }

  edges(
    scene: Scene,
    selection: SelectionState,
    problems: ReadonlyMap<string, readonly string[]>,
    t: Translator,
  ): FlowEdge[] {
    const next = new Map<string, { readonly key: readonly unknown[]; readonly edge: FlowEdge }>()
    const edges = scene.wires.map((wire) => {
      const selected = selection.wires.has(wire.id)
      const own = problems.get(wire.id) ?? NONE
      const ends = [wire.edge.source, wire.edge.target].map((id) => scene.byId.get(id)?.name)
      const key = [wire, selected, own.join(), ...ends, t.language]
      const old = this.#edges.get(wire.id)
      const entry =
        old && same(old.key, key)
          ? old
          : { key, edge: flowEdge(wire, selected, own, wireSentence(wire, scene, t)) }
      next.set(wire.id, entry)
      return entry.edge
    })
    this.#edges = next
    return edges
  }
}

const NONE: readonly string[] = []

const same = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.every((value, index) => value === b[index])

function flowNode(
  { node, name, view, model, frame, depth, box }: SceneNode,
  position: Override['position'],
  selected: boolean,
  problems: readonly string[],
  t: Translator,
): FlowNode {
  const { width, height } = box
  const { instances } = node.params
  const said = t('canvas.node', {
    name,
    kind: model ? t.text(model.name) : t('canvas.unknownKind', { kind: node.kind }),
  })
  return {
    id: node.id,
    type: frame ? 'frame' : 'card',
    position: { x: position.x, y: position.y },
    ...(node.parent === undefined ? {} : { parentId: node.parent }),
    width,
    height,
    measured: { width, height },
    handles: [
      { type: 'source', position: Position.Right, x: width, y: height / 2, width: 1, height: 1 },
      { type: 'target', position: Position.Left, x: 0, y: height / 2, width: 1, height: 1 },
    ],
    selected,
    zIndex: frame ? Math.min(depth, WIRE_LAYER - 1) : CARD_LAYER + (selected ? 1 : 0),
    ariaLabel: [said, ...problems].join('. '),
    domAttributes: { 'data-kind': node.kind } as NonNullable<FlowNode['domAttributes']>,
    // The inside of a frame is canvas: it can be dragged over, so only its title and its rim take the pointer.
    style: frame ? { pointerEvents: 'none' } : {},
    data: {
      name,
      icon: view?.icon ?? 'unknown',
      instances: typeof instances === 'number' ? instances : 1,
      unknown: model ? '' : node.kind,
      problems,
      outline: view?.outline ?? 'none',
    },
  }
}

function flowEdge(wire: SceneWire, selected: boolean, problems: readonly string[], label: string): FlowEdge {
  return {
    id: wire.id,
    type: 'wire',
    source: wire.edge.source,
    target: wire.edge.target,
    selected,
    zIndex: WIRE_LAYER,
    ariaLabel: [label, ...problems].join('. '),
    domAttributes: { 'data-wire': wire.id } as NonNullable<FlowEdge['domAttributes']>,
    data: { wire, problems },
  }
}

/** What a wire means, in words with both names. */
export function wireSentence(
  { edge, meaning, paths }: Pick<SceneWire, 'edge' | 'meaning' | 'paths'>,
  scene: Scene,
  t: Translator,
): string {
  const name = (id: string): string => scene.byId.get(id)?.name ?? id
  const said = t(`wire.${meaning ?? 'none'}`, { source: name(edge.source), target: name(edge.target) })
  return paths > 1 ? t('wire.trunk', { wire: said, count: paths }) : said
}

/** Sentences of the issues by the node or wire that they name; the whole design's stand under the empty string. */
export function problemsById(
  issues: readonly DesignIssue[],
  design: Design,
  t: Translator,
): ReadonlyMap<string, readonly string[]> {
  const byId = new Map<string, string[]>()
  for (const issue of issues) {
    const sentence = issueSentence(issue, design, t, fieldLabel(issue, design, t))
    const list = byId.get(issue.target)
    if (list) list.push(sentence)
    else byId.set(issue.target, [sentence])
  }
  return byId
}

function fieldLabel(issue: DesignIssue, design: Design, t: Translator): string {
  const node = design.nodes.find((candidate) => candidate.id === issue.target)
  const field = kindModel(node?.kind ?? '')?.fields.find((candidate) => candidate.key === issue.field)
  return field ? t.text(field.label) : issue.field
}
