import { frameMembers } from '../compile/wires.ts'
import { kindModel } from '../kinds/models.ts'
import type { Design } from '../model/design.ts'
import { FAULTS, type Fault, type FaultType } from '../model/fault.ts'
import { faultsOn } from '../model/kind.ts'

/** A fault and its degree, before it is known what it strikes. */
export interface FaultChoice {
  readonly type: FaultType
  /** null means the default of the fault, or that it has no degree. */
  readonly amount: number | null
}

/** Degrees that menus offer: from a nuisance to an outage. */
export const READY_DEGREES: Readonly<Partial<Record<FaultType, readonly number[]>>> = {
  slow: [2, 10, 100],
  errors: [10, 50, 100],
  spike: [2, 5, 10],
}

const ON_A_WIRE: readonly FaultType[] = ['cut', 'restore']

/** What can be done to a node, a frame or a wire, in the order of the menu; nothing to what is not in the design. */
export const faultsAt = (design: Design, id: string): readonly FaultType[] => faultsById(design).get(id) ?? []

const known = new WeakMap<Design, ReadonlyMap<string, readonly FaultType[]>>()

/** Menus ask about every part of a design, so what can be done to all of them is found once. */
function faultsById(design: Design): ReadonlyMap<string, readonly FaultType[]> {
  const before = known.get(design)
  if (before) return before
  const byId = new Map<string, readonly FaultType[]>(design.edges.map(({ id }) => [id, ON_A_WIRE]))
  for (const { id, kind } of design.nodes) {
    const model = kindModel(kind)
    byId.set(id, model ? faultsOn(model) : [])
  }
  known.set(design, byId)
  return byId
}

/** What can be done to at least one of several, `restore` last. */
function faultsAtAny(design: Design, ids: readonly string[]): readonly FaultType[] {
  const known = new Set(ids.flatMap((id) => faultsAt(design, id)))
  const restores = known.delete('restore')
  return restores ? [...known, 'restore'] : [...known]
}

/** One choice, done to each of several that knows it. */
export const faultsOf = (design: Design, ids: readonly string[], { type, amount }: FaultChoice): Fault[] =>
  ids
    .filter((target) => faultsAt(design, target).includes(type))
    .map((target) => ({ type, target, amount, durationSec: null }))

/** The nodes that a fault on `id` strikes: all that a frame holds, at any depth, or else the node itself. */
export function nodesUnder(design: Design, id: string): readonly string[] {
  const node = design.nodes.find((candidate) => candidate.id === id)
  if (!node) return []
  return kindModel(node.kind)?.traits.contains ? frameMembers(design, id).map((member) => member.id) : [id]
}

/**
 * What can be done to several as they are now. Nothing but a restoring is done to what is down; and only what is struck
 * is restored, except for a source: what is done to one shows in no column of a frame.
 */
export function faultsNow(
  design: Design,
  ids: readonly string[],
  now: { readonly down: boolean; readonly struck: boolean },
): readonly FaultType[] {
  const struck = now.struck || ids.some((id) => isSource(design, id))
  return faultsAtAny(design, ids).filter((type) => (type === 'restore' ? struck : !now.down))
}

const isSource = (design: Design, id: string): boolean =>
  design.nodes.some((node) => node.id === id && kindModel(node.kind)?.role === 'source')

/** The degree of a fault where none is given; 0 where it has none. */
export const defaultDegree = (type: FaultType): number => FAULTS[type].amount?.default ?? 0

/** What a fault is planned on: the first of some that knows it, else a server, else whatever knows it; undefined where nothing does. */
export function targetOf(design: Design, type: FaultType, wanted: readonly string[]): string | undefined {
  const knows = (id: string): boolean => faultsAt(design, id).includes(type)
  const [servers = []] = victims(design)
  const all = [...design.nodes, ...design.edges].map(({ id }) => id)
  return wanted.find(knows) ?? servers.find(knows) ?? all.find(knows)
}

/** Who is killed where somebody asks for a server: the servers first, then whatever else can die. */
export function victims(design: Design): readonly (readonly string[])[] {
  const mortal = design.nodes.filter((node) => kindModel(node.kind)?.traits.mortal)
  const servers = mortal.filter((node) => kindModel(node.kind)?.role === 'service')
  return [servers, mortal].map((nodes) => nodes.map(({ id }) => id))
}
