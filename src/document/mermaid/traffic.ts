import { kindModel } from '../../kinds/models.ts'
import type { Design, DesignNode } from '../../model/design.ts'
import type { KindModel, Role } from '../../model/kind.ts'
import { type Mix, REQUEST_CLASSES, type RequestClass } from '../../model/request-class.ts'
import { ancestors, byId } from '../../model/tree.ts'

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
  const calls = callsOf(design)
  const asked = REQUEST_CLASSES.filter((name) => MADE_FOR[name]?.some((role) => roles.has(role)) ?? true).map(
    (name) => ({ name, callers: callersOf(name, design, calls) }),
  )
  const nodes = design.nodes.map((node) => {
    if (kindModel(node.kind)?.role !== 'source') return node
    const mix = mixOf(asked.filter(({ callers }) => callers.has(node.id)).map(({ name }) => name))
    const usual = mix === null || REQUEST_CLASSES.every((name) => mix[name] === USUAL[name])
    return usual ? node : { ...node, params: { ...node.params, mix } }
  })
  return { ...design, nodes }
}

const USUAL: Mix = { static: 0, read: SHARES.read, write: SHARES.write, upload: 0, task: 0 }

function mixOf(wanted: readonly RequestClass[]): Mix | null {
  if (wanted.length === 0) return null
  const mix = { static: 0, read: 0, write: 0, upload: 0, task: 0 }
  for (const name of wanted) mix[name] = SHARES[name]
  return mix
}

/** Who may call whom, wire by wire: what a wire of frames means for each pair of members is never written down. */
interface Calls {
  /** A node and the frames round it, by the node's id. */
  readonly holders: ReadonlyMap<string, readonly string[]>
  /** Where the wires into a node or a frame come from. */
  readonly sources: ReadonlyMap<string, readonly string[]>
  /** The clients that a node or a frame is or holds and those who pass requests on, by their kinds. */
  readonly callers: ReadonlyMap<string, ReadonlyMap<KindModel, readonly DesignNode[]>>
}

function callsOf(design: Design): Calls {
  const nodes = byId(design.nodes)
  const holders = new Map<string, string[]>()
  const callers = new Map<string, Map<KindModel, DesignNode[]>>()
  for (const node of design.nodes) {
    const round = [node.id, ...ancestors(node, nodes).map(({ id }) => id)]
    holders.set(node.id, round)
    const model = kindModel(node.kind)
    if (!model || (model.role !== 'source' && !model.traits.forwards)) continue
    for (const id of round) {
      const kinds = entryOf(callers, id, () => new Map<KindModel, DesignNode[]>())
      entryOf(kinds, model, () => []).push(node)
    }
  }
  const sources = new Map<string, string[]>()
  for (const { source, target } of design.edges) entryOf(sources, target, () => []).push(source)
  return { holders, sources, callers }
}

/**
 * Those from whom a request comes to somebody who answers it, found backwards from there. A frame is looked at once for
 * each role that is reached in it, and once for each kind that calls from it, however many members and wires there are.
 */
function callersOf(name: RequestClass, design: Design, calls: Calls): ReadonlySet<string> {
  const found = new Set<string>()
  const reached = new Set<string>()
  const calling = new Set<string>()
  const todo = design.nodes.filter((node) => kindModel(node.kind)?.answers.includes(name))
  for (let node = todo.pop(); node; node = todo.pop()) {
    const { role } = kindModel(node.kind)!
    for (const target of calls.holders.get(node.id)!) {
      if (!isNew(reached, `${role} ${target}`)) continue
      for (const source of calls.sources.get(target) ?? []) {
        for (const [model, members] of calls.callers.get(source) ?? []) {
          if (!model.wires[role] || !isNew(calling, `${model.id} ${source}`)) continue
          for (const caller of members)
            if (isNew(found, caller.id) && model.traits.forwards) todo.push(caller)
        }
      }
    }
  }
  return found
}

function isNew(seen: Set<string>, key: string): boolean {
  if (seen.has(key)) return false
  seen.add(key)
  return true
}

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
