import { kindModel } from '../../kinds/models.ts'
import type { Design, DesignNode } from '../../model/design.ts'
import type { Role } from '../../model/kind.ts'
import { type Mix, REQUEST_CLASSES, type RequestClass } from '../../model/request-class.ts'

/**
 * Traffic for what is drawn. Reads and writes are as many as a client has by default, 90 to 10; the rest is the share
 * that makes the parts of the drawing do something: as many static requests as reads where there is a CDN or a store of
 * objects, a tenth as many tasks where there is a queue, and a few uploads where there is a store.
 */
const SHARES: Readonly<Record<RequestClass, number>> = {
  static: 90,
  read: 90,
  write: 10,
  upload: 5,
  task: 10,
}

/** Classes that nothing asks for unless a role is there that they are made for. */
const MADE_FOR: Readonly<Partial<Record<RequestClass, readonly Role[]>>> = {
  static: ['edgeCache', 'objects'],
  upload: ['objects'],
  task: ['buffer'],
}

/** A design whose clients ask for what somebody in it can answer. */
export function withTraffic(design: Design): Design {
  const roles = new Set(design.nodes.map((node) => kindModel(node.kind)?.role))
  const graph = callsOf(design)
  const nodes = design.nodes.map((node) => {
    if (kindModel(node.kind)?.role !== 'source') return node
    const mix = mixOf(node, roles, graph)
    const usual = mix === null || REQUEST_CLASSES.every((name) => mix[name] === USUAL[name])
    return usual ? node : { ...node, params: { ...node.params, mix } }
  })
  return { ...design, nodes }
}

const USUAL: Mix = { static: 0, read: SHARES.read, write: SHARES.write, upload: 0, task: 0 }

function mixOf(client: DesignNode, roles: ReadonlySet<Role | undefined>, graph: Calls): Mix | null {
  const wanted = REQUEST_CLASSES.filter(
    (name) => MADE_FOR[name]?.some((role) => roles.has(role)) ?? true,
  ).filter((name) => graph.get(client.id)?.some((target) => answers(target, name, graph, new Set())))
  if (wanted.length === 0) return null
  const mix = { static: 0, read: 0, write: 0, upload: 0, task: 0 }
  for (const name of wanted) mix[name] = SHARES[name]
  return mix
}

type Calls = ReadonlyMap<string, readonly DesignNode[]>

/** Whom each node calls, with frames taken apart. */
function callsOf(design: Design): Calls {
  const byId = new Map(design.nodes.map((node) => [node.id, node]))
  const members = new Map<string, DesignNode[]>()
  for (const node of design.nodes) {
    let at: string | undefined = node.id
    for (let depth = 0; at !== undefined && depth <= 16; depth++) {
      const list = members.get(at)
      if (list) list.push(node)
      else members.set(at, [node])
      at = byId.get(at)?.parent
    }
  }
  const calls = new Map<string, DesignNode[]>()
  for (const { source, target } of design.edges) {
    const targets = members.get(target) ?? []
    // Only the clients and those who pass requests on are asked for, so a frame's other members need no list.
    for (const { id, kind } of members.get(source) ?? []) {
      const model = kindModel(kind)
      if (!model || (model.role !== 'source' && !model.traits.forwards)) continue
      const fit = targets.filter((node) => model.wires[kindModel(node.kind)?.role ?? 'frame'])
      calls.set(id, [...(calls.get(id) ?? []), ...fit])
    }
  }
  return calls
}

/** By itself, or through what it passes requests on to. */
function answers(node: DesignNode, name: RequestClass, graph: Calls, seen: Set<string>): boolean {
  if (seen.has(node.id)) return false
  seen.add(node.id)
  const model = kindModel(node.kind)
  if (model?.answers.includes(name)) return true
  return (
    model?.traits.forwards === true &&
    (graph.get(node.id) ?? []).some((next) => answers(next, name, graph, seen))
  )
}
