import type { Design, DesignNode } from '../../model/design.ts'
import type { Params } from '../../model/field.ts'
import type { Role } from '../../model/kind.ts'
import {
  callersOf,
  nodeOf,
  type Place,
  withCopy,
  withMove,
  withNode,
  withoutWires,
  withParams,
  withWire,
} from './design-edits.ts'
import { param, roleOf, twinsOf } from './kin.ts'

/** One step of an edit. */
export type Change =
  | { readonly type: 'set'; readonly node: string; readonly params: Params }
  | { readonly type: 'copy'; readonly node: string; readonly place: Place }
  | { readonly type: 'move'; readonly node: string; readonly place: Place }
  /** A replica of a database that nobody copies yet. */
  | { readonly type: 'replica'; readonly of: string; readonly place: Place }
  /** A chooser between the callers of some nodes and these nodes. */
  | {
      readonly type: 'front'
      readonly kind: string
      readonly node: string
      readonly callers: readonly Role[]
    }
  /** A resolver beside the path moves on to it. */
  | { readonly type: 'onPath'; readonly resolver: string }
  /** Several steps; those that name the frame `place` stand in a new one beside `beside`. */
  | { readonly type: 'frame'; readonly id: string; readonly beside: string }

export function applyChange(design: Design, change: Change): Design {
  switch (change.type) {
    case 'set':
      return withParams(design, change.node, change.params)
    case 'copy':
      return withCopy(design, change.node, change.place).design
    case 'move':
      return withMove(design, change.node, change.place)
    case 'replica': {
      const made = withNode(design, 'replica', nodeOf(design, change.of)!, change.place)
      return withWire(made.design, change.of, made.id)
    }
    case 'front':
      return withFront(design, change.kind, change.node, change.callers)
    case 'onPath':
      return withResolverOnPath(design, change.resolver)
    case 'frame':
      return withFrame(design, change.id, change.beside)
  }
}

function withFrame(design: Design, id: string, besideId: string): Design {
  const beside = nodeOf(design, besideId)!
  const width = Number(param(beside, 'width')) + 64
  const frame: DesignNode = {
    ...beside,
    id,
    label: '',
    position: { x: beside.position.x + width, y: beside.position.y },
  }
  const at = design.nodes.indexOf(beside)
  return { ...design, nodes: [...design.nodes.slice(0, at + 1), frame, ...design.nodes.slice(at + 1)] }
}

/** Puts a chooser with health checks before a node and its twins; the callers' own wires lead to it from now on. */
function withFront(design: Design, kind: string, id: string, roles: readonly Role[]): Design {
  const node = nodeOf(design, id)!
  const behind = new Set([id, ...twinsOf(design, node).map((twin) => twin.id)])
  const callers = callersOf(design, id).filter((caller) => roles.includes(roleOf(caller)!))
  const names = new Set(callers.map((caller) => caller.id))
  const made = withNode(design, kind, callers[0]!, callers[0]!.parent ?? null)
  const cut = withoutWires(made.design, (edge) => names.has(edge.source) && behind.has(edge.target))
  const fed = [...names].reduce((next, caller) => withWire(next, caller, made.id), cut)
  return [...behind].reduce((next, target) => withWire(next, made.id, target), fed)
}

/** The doors of those who ask a resolver beside their path are reached through it. */
function withResolverOnPath(design: Design, resolver: string): Design {
  const clients = new Set(callersOf(design, resolver).map(({ id }) => id))
  const doors = new Set(
    design.edges
      .filter((edge) => clients.has(edge.source) && edge.target !== resolver)
      .map((edge) => edge.target),
  )
  const routes = [...doors].reduce((next, door) => withWire(next, resolver, door), design)
  return withoutWires(routes, (edge) => clients.has(edge.source) && doors.has(edge.target))
}
