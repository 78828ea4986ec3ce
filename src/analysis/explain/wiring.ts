import { kindModel } from '../../kinds/models.ts'
import type { KindModel } from '../../model/kind.ts'
import { REQUEST_CLASSES, type RequestClass } from '../../model/request-class.ts'
import type { SimModel, SimStep } from '../../sim/core/sim-model.ts'

/** A call path as a walk sees it: from whom to whom, and over which wire of the design. */
export interface Path {
  readonly source: number
  readonly target: number
  readonly wire: string
  /** It fails without harm to who asks. */
  readonly optional: boolean
  /** Who is asked instead of this one, itself among them: the targets of the same step. */
  readonly others: readonly number[]
  /** Caches that are asked before, in the same plan: a hit makes this call needless. */
  readonly behind: readonly number[]
}

/** Who calls whom by the plans of a model, in both directions. */
export interface Wiring {
  readonly model: SimModel
  /** The class whose paths these are; null for those of all. */
  readonly requestClass: RequestClass | null
  readonly index: ReadonlyMap<string, number>
  readonly out: readonly (readonly Path[])[]
  readonly into: readonly (readonly Path[])[]
  readonly clients: readonly number[]
  /** Clients of which some requests find nobody who could answer. */
  readonly unanswered: ReadonlySet<number>
  /** By node: it only passes requests on. */
  readonly forwards: readonly boolean[]
  /** Replicas of a node, and the wires over which they hear of its writes. */
  readonly copies: readonly (readonly { readonly copy: number; readonly wire: string }[])[]
  /** By node: the frames that it stands in. */
  readonly frames: readonly ReadonlySet<string>[]
}

const laid = new WeakMap<SimModel, Map<RequestClass | null, Wiring>>()

/** The wiring for one class of requests, or for all of them; laid once for each model. */
export function wiringOf(model: SimModel, requestClass: RequestClass | null): Wiring {
  const known = laid.get(model) ?? new Map<RequestClass | null, Wiring>()
  laid.set(model, known)
  const wiring = known.get(requestClass) ?? lay(model, requestClass)
  known.set(requestClass, wiring)
  return wiring
}

function lay(model: SimModel, requestClass: RequestClass | null): Wiring {
  const classes =
    requestClass === null
      ? classesOf(model).map((name) => REQUEST_CLASSES.indexOf(name))
      : [REQUEST_CLASSES.indexOf(requestClass)]
  const out = model.nodes.map((_, node) => pathsOut(model, node, classes))
  const into = model.nodes.map((): Path[] => [])
  for (const paths of out) for (const path of paths) into[path.target]!.push(path)
  const clients = model.nodes.flatMap((_, node) => (isSource(model, node, requestClass) ? [node] : []))
  const copies = model.nodes.map((): { copy: number; wire: string }[] => [])
  for (const { source, target, wire, meaning } of model.edges)
    if (meaning === 'replicates') copies[source]!.push({ copy: target, wire: model.wires[wire]! })
  return {
    model,
    requestClass,
    index: new Map(model.nodes.map(({ id }, i) => [id, i])),
    out,
    into,
    clients,
    unanswered: new Set(clients.filter((client) => lacksPath(model, client, classes))),
    forwards: model.nodes.map((_, node) => kindOf(model, node)?.traits.forwards === true),
    copies,
    frames: framesOf(model),
  }
}

function framesOf(model: SimModel): Set<string>[] {
  const frames = model.nodes.map(() => new Set<string>())
  for (const { id, members } of model.frames) for (const node of members) frames[node]!.add(id)
  return frames
}

/** A population of users, of which some want something of the class. */
function isSource(model: SimModel, node: number, requestClass: RequestClass | null): boolean {
  if (kindOf(model, node)?.role !== 'source') return false
  const { mix } = model.nodes[node]!.params
  return requestClass === null || typeof mix !== 'object' || mix === null || mix[requestClass] > 0
}

const kindOf = (model: SimModel, node: number): KindModel | undefined => kindModel(model.nodes[node]!.kind)

function lacksPath(model: SimModel, node: number, classes: readonly number[]): boolean {
  const { mix } = model.nodes[node]!.params
  const weights = (typeof mix === 'object' ? mix : null) ?? {
    static: 0,
    read: 0,
    write: 0,
    upload: 0,
    task: 0,
  }
  return classes.some((c) => weights[REQUEST_CLASSES[c]!] > 0 && model.plans[node]![c] === null)
}

/** Each pair of wire and target once; a path that is required in one plan is required. */
function pathsOut(model: SimModel, node: number, classes: readonly number[]): Path[] {
  const found = new Map<string, Path>()
  // Several classes mostly ask the same targets; a list that is known is the same list, so that joining costs nothing.
  const lists = new Map<string, readonly number[]>()
  const shared = (list: readonly number[]): readonly number[] => {
    const key = list.join()
    const known = lists.get(key) ?? list
    lists.set(key, known)
    return known
  }
  for (const c of classes) {
    const steps = model.plans[node]![c] ?? []
    steps.forEach((step, at) => {
      const edges = unique([...step.edges, ...step.under.flat()])
      const targets = shared(edges.map((edge) => model.edges[edge]!.target))
      const behind = shared(cachesBefore(model, steps, at))
      for (const edge of edges) {
        const { target, wire } = model.edges[edge]!
        const key = `${wire} ${target}`
        const before = found.get(key)
        found.set(key, {
          source: node,
          target,
          wire: model.wires[wire]!,
          optional: step.optional && before?.optional !== false,
          others: before ? joined(before.others, targets) : targets,
          behind: before ? joined(before.behind, behind) : behind,
        })
      }
    })
  }
  return [...found.values()]
}

const joined = (a: readonly number[], b: readonly number[]): readonly number[] =>
  a === b ? a : unique([...a, ...b])

function cachesBefore(model: SimModel, steps: readonly SimStep[], at: number): number[] {
  return steps.flatMap((step, i) =>
    i < at && step.skipOnHit >= at - i ? step.edges.map((edge) => model.edges[edge]!.target) : [],
  )
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)]

/** The classes that some client of a model sends. */
export const classesOf = (model: SimModel): RequestClass[] =>
  REQUEST_CLASSES.filter((name) =>
    model.nodes.some(({ params: { mix } }) => typeof mix === 'object' && mix !== null && mix[name] > 0),
  )
