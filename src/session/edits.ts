import { indexOf } from '../compile/node-index.ts'
import { wireReach } from '../compile/wires.ts'
import type { Clip } from '../document/clip-text.ts'
import { kindModel } from '../kinds/models.ts'
import {
  DESIGN_LIMITS,
  type Design,
  type DesignEdge,
  type DesignNode,
  nextId,
  type Position,
  type ScenarioEvent,
} from '../model/design.ts'
import { EDGE_FIELDS } from '../model/edge-fields.ts'
import { FAULTS } from '../model/fault.ts'
import type { Field, Params, ParamValue } from '../model/field.ts'
import { intoRange, numberOf } from '../model/params.ts'
import { cleanLine, cleanText, clipped } from '../model/plain-text.ts'
import { assert } from '../model/result.ts'
import { framesFirst } from '../model/tree.ts'

/** Pure edits of a design: each takes a design and gives a new one, or the same one where there is nothing to do. */

/** Grid of the canvas in pixels; positions of new, moved and pasted nodes snap to it. */
export const GRID = 16
export const snap = (value: number): number => Math.round(value / GRID) * GRID

export function addNode(
  design: Design,
  kind: string,
  position: Position,
  parent?: string,
): { design: Design; id: string } {
  const model = kindModel(kind)
  const id = nextId(model?.idPrefix ?? kind, new Set(design.nodes.map((node) => node.id)))
  const node: DesignNode = {
    id,
    kind,
    label: '',
    position: { x: onCanvas(snap(position.x)), y: onCanvas(snap(position.y)) },
    ...(parent === undefined ? {} : { parent }),
    params: {},
  }
  return { design: { ...design, nodes: framesFirst([...design.nodes, node], isFrame) }, id }
}

export interface Move {
  readonly id: string
  readonly position: Position
  /** The frame that it now lies in, or undefined for none. */
  readonly parent: string | undefined
}

export function moveNodes(design: Design, moves: readonly Move[]): Design {
  const byId = new Map(moves.map((move) => [move.id, move]))
  let changed = false
  const nodes = design.nodes.map((node) => {
    const move = byId.get(node.id)
    if (!move) return node
    const [x, y] = [onCanvas(move.position.x), onCanvas(move.position.y)]
    if (node.position.x === x && node.position.y === y && node.parent === move.parent) return node
    changed = true
    const { parent: _, ...rest } = node
    return { ...rest, position: { x, y }, ...(move.parent === undefined ? {} : { parent: move.parent }) }
  })
  return changed ? { ...design, nodes: framesFirst(nodes, isFrame) } : design
}

/** As far out as a document may have anything. */
const onCanvas = (value: number): number =>
  Math.min(DESIGN_LIMITS.coordinate, Math.max(-DESIGN_LIMITS.coordinate, value))

/** Adds a wire. The caller has asked `newWirePaths` whether it means something. */
export function connect(design: Design, source: string, target: string): { design: Design; id: string } {
  const id = nextId('wire', new Set(design.edges.map((edge) => edge.id)))
  return { design: { ...design, edges: [...design.edges, { id, source, target, params: {} }] }, id }
}

/** Removes nodes and wires; what a removed frame held stays where it was on the canvas. */
export function remove(design: Design, nodeIds: ReadonlySet<string>, edgeIds: ReadonlySet<string>): Design {
  if (nodeIds.size === 0 && edgeIds.size === 0) return design
  const gone = design.nodes.filter((node) => nodeIds.has(node.id))
  if (gone.length === 0 && !design.edges.some((edge) => edgeIds.has(edge.id))) return design
  const nodes = design.nodes
    .filter((node) => !nodeIds.has(node.id))
    .map((node) => release(design, node, nodeIds))
  const kept = new Set(nodes.map((node) => node.id))
  const next = { ...design, nodes }
  const edges = design.edges.filter(
    (edge) => !edgeIds.has(edge.id) && kept.has(edge.source) && kept.has(edge.target),
  )
  return { ...next, edges, scenario: { ...design.scenario, events: eventsWithout(design, nodes, edges) } }
}

/** The events of the scenario, without those on what was just removed; one that never had a target stays, to be mended. */
function eventsWithout(
  before: Design,
  nodes: readonly DesignNode[],
  edges: readonly DesignEdge[],
): readonly ScenarioEvent[] {
  const { events } = before.scenario
  const kept = idsOf(nodes, edges)
  const known = idsOf(before.nodes, before.edges)
  const left = events.filter(({ target }) => kept.has(target) || !known.has(target))
  return left.length === events.length ? events : left
}

const idsOf = (nodes: readonly DesignNode[], edges: readonly DesignEdge[]): ReadonlySet<string> =>
  new Set([...nodes, ...edges].map(({ id }) => id))

/** Lifts a node out of frames that are being removed, without moving it on the canvas. */
function release(design: Design, node: DesignNode, gone: ReadonlySet<string>): DesignNode {
  let { x, y } = node.position
  let parent = node.parent
  for (const frame of indexOf(design).frames(node)) {
    if (!gone.has(frame.id)) break
    x += frame.position.x
    y += frame.position.y
    parent = frame.parent
  }
  if (parent === node.parent) return node
  const { parent: _, ...rest } = node
  return { ...rest, position: { x, y }, ...(parent === undefined ? {} : { parent }) }
}

/** Sets a field of a node; a value equal to the default is left out of the document. */
export const setNodeParam = (design: Design, id: string, key: string, value: ParamValue): Design =>
  setNodeParams(design, id, { [key]: value })

/** Sets several fields of a node at once: a preset. */
export const setNodeParams = (design: Design, id: string, values: Params): Design =>
  mapNode(design, id, (node) => withParams(node, values))

function withParams(node: DesignNode, values: Params): DesignNode {
  const fields = kindModel(node.kind)?.fields ?? []
  const params = Object.entries(values).reduce(
    (kept, [key, value]) => withParam(kept, fields, key, value),
    node.params,
  )
  return { ...node, params }
}

export function setEdgeParam(design: Design, id: string, key: string, value: ParamValue): Design {
  const edges = design.edges.map((edge) =>
    edge.id === id ? { ...edge, params: withParam(edge.params, EDGE_FIELDS, key, value) } : edge,
  )
  return { ...design, edges }
}

/** Names are one line, of characters that can be read. */
export const setLabel = (design: Design, id: string, label: string): Design => {
  const name = lineOf(label)
  return mapNode(design, id, (node) => (node.label === name ? node : { ...node, label: name }))
}

export const setTitle = (design: Design, title: string): Design => {
  const line = lineOf(title)
  return design.title === line ? design : { ...design, title: line }
}

export const setNotes = (design: Design, notes: string): Design => {
  const text = clipped(cleanText(notes), DESIGN_LIMITS.textLength)
  return design.notes === text ? design : { ...design, notes: text }
}

const lineOf = (text: string): string => clipped(cleanLine(text), DESIGN_LIMITS.labelLength)

/** Plans a fault. A scenario that is full stays as it is. */
export function addEvent(design: Design, event: ScenarioEvent): Design {
  const { events } = design.scenario
  return events.length < DESIGN_LIMITS.events ? withEvents(design, [...events, tidyEvent(event)]) : design
}

/** Plans several; as many of them as there is room for. */
export const addEvents = (design: Design, events: readonly ScenarioEvent[]): Design =>
  events.reduce(addEvent, design)

/** Plans other events in the place of all. */
export const setEvents = (design: Design, events: readonly ScenarioEvent[]): Design =>
  withEvents(design, events.slice(0, DESIGN_LIMITS.events).map(tidyEvent))

/** Puts another event in the place of one. */
export function setEvent(design: Design, index: number, event: ScenarioEvent): Design {
  const before = design.scenario.events[index]
  const next = tidyEvent(event)
  if (!before || JSON.stringify(before) === JSON.stringify(next)) return design
  return withEvents(
    design,
    design.scenario.events.map((other, at) => (at === index ? next : other)),
  )
}

export function removeEvent(design: Design, index: number): Design {
  const { events } = design.scenario
  return index in events
    ? withEvents(
        design,
        events.filter((_, at) => at !== index),
      )
    : design
}

const withEvents = (design: Design, events: readonly ScenarioEvent[]): Design => ({
  ...design,
  scenario: { ...design.scenario, events },
})

/** Without a degree or a duration that the fault does not have, or a degree that it has anyway. */
function tidyEvent({ at, type, target, duration, amount }: ScenarioEvent): ScenarioEvent {
  const model = FAULTS[type]
  const plain = amount === undefined || model.amount === null || amount === model.amount.default
  return {
    at,
    type,
    target,
    ...(duration !== undefined && model.lasts ? { duration } : {}),
    ...(plain ? {} : { amount }),
  }
}

/** Requests a second that all clients together send. */
export const offeredRate = (design: Design): number =>
  design.nodes.filter(isClient).reduce((sum, client) => sum + clientRate(client), 0)

/** Users behind all clients: each client's rate over what one of its users sends. */
export const userCount = (design: Design): number =>
  design.nodes.filter(isClient).reduce((sum, client) => sum + clientRate(client) / perUser(client), 0)

/** Gives all clients together a number of users, each keeping its share. */
export function setUserCount(design: Design, users: number): Design {
  const clients = design.nodes.filter(isClient)
  const total = userCount(design)
  const nodes = design.nodes.map((node) => {
    if (!isClient(node)) return node
    const share = total > 0 ? clientRate(node) / perUser(node) / total : 1 / clients.length
    return withParams(node, { ratePerSec: roundRate(users * share * perUser(node)) })
  })
  return clients.length > 0 ? { ...design, nodes } : design
}

/** What is copied: nodes with everything inside selected frames, and the wires between them. */
export function clip(design: Design, ids: ReadonlySet<string>): Clip {
  const taken = new Set(ids)
  for (const node of design.nodes) if (node.parent !== undefined && taken.has(node.parent)) taken.add(node.id)
  const nodes = design.nodes
    .filter((node) => taken.has(node.id))
    .map((node) => (node.parent !== undefined && !taken.has(node.parent) ? { ...freed(design, node) } : node))
  return { nodes, edges: design.edges.filter((edge) => taken.has(edge.source) && taken.has(edge.target)) }
}

/** Puts a clip into a design under fresh ids, moved by an offset. Gives the ids of the new outermost nodes. */
export function paste(design: Design, clip: Clip, offset: Position): { design: Design; ids: string[] } {
  const fresh = freshIds(design.nodes)
  const renamed = new Map<string, string>()
  for (const node of clip.nodes) {
    assert(!renamed.has(node.id), 'a clip holds every id once')
    renamed.set(node.id, fresh(kindModel(node.kind)?.idPrefix ?? node.kind))
  }
  const nodes = clip.nodes.map((node) => pasted(node, renamed, offset))
  const next: Design = { ...design, nodes: framesFirst([...design.nodes, ...nodes], isFrame) }
  const edges = [...design.edges, ...pastedWires(next, clip.edges, renamed)]
  const ids = nodes.filter((node) => node.parent === undefined).map((node) => node.id)
  return { design: { ...next, edges }, ids }
}

/** The wires of a clip between its renamed ends, without those that mean nothing there. */
function pastedWires(
  design: Design,
  wires: readonly DesignEdge[],
  renamed: ReadonlyMap<string, string>,
): DesignEdge[] {
  const fresh = freshIds(design.edges)
  return wires.flatMap(({ source: from, target: to, ...wire }) => {
    const source = renamed.get(from)
    const target = renamed.get(to)
    if (source === undefined || target === undefined || !wireReach(design, source, target).ok) return []
    return [{ ...wire, id: fresh('wire'), source, target }]
  })
}

/** Hands out ids as `nextId` does, one after the other: what is taken is read once, and no number is tried twice. */
function freshIds(holders: readonly { readonly id: string }[]): (prefix: string) => string {
  const taken = new Set(holders.map(({ id }) => id))
  const last = new Map<string, number>()
  return (prefix) => {
    let n = (last.get(prefix) ?? 0) + 1
    while (taken.has(`${prefix}-${n}`)) n++
    last.set(prefix, n)
    return `${prefix}-${n}`
  }
}

function pasted(node: DesignNode, renamed: ReadonlyMap<string, string>, offset: Position): DesignNode {
  const parent = node.parent === undefined ? undefined : renamed.get(node.parent)
  const { parent: _, ...rest } = node
  const position =
    parent === undefined
      ? { x: onCanvas(snap(node.position.x + offset.x)), y: onCanvas(snap(node.position.y + offset.y)) }
      : node.position
  return { ...rest, id: renamed.get(node.id)!, position, ...(parent === undefined ? {} : { parent }) }
}

function freed(design: Design, node: DesignNode): DesignNode {
  const { parent: _, ...rest } = node
  return { ...rest, position: indexOf(design).absolutePosition(node) }
}

function mapNode(design: Design, id: string, change: (node: DesignNode) => DesignNode): Design {
  let changed = false
  const nodes = design.nodes.map((node) => {
    if (node.id !== id) return node
    const next = change(node)
    changed ||= next !== node
    return next
  })
  return changed ? { ...design, nodes } : design
}

/** Numbers move into the range of their field; a value equal to the default is left out. */
function withParam(params: Params, fields: readonly Field[], key: string, value: ParamValue): Params {
  const { [key]: _, ...rest } = params
  const field = fields.find((candidate) => candidate.key === key)
  const within = field ? intoRange(field, value) : value
  return field && JSON.stringify(within) === JSON.stringify(field.default) ? rest : { ...rest, [key]: within }
}

const isFrame = (node: DesignNode): boolean => kindModel(node.kind)?.traits.contains === true

const isClient = (node: DesignNode): boolean => kindModel(node.kind)?.role === 'source'
const clientRate = (node: DesignNode): number => numberParam(node, 'ratePerSec')
const perUser = (node: DesignNode): number => numberParam(node, 'perUserPerSec')

function numberParam(node: DesignNode, key: string): number {
  return numberOf(kindModel(node.kind)?.fields ?? [], node.params, key) ?? 0
}

/** Three significant digits: a slider that promises more would lie. */
const roundRate = (rate: number): number => Number(rate.toPrecision(3))
