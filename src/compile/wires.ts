import { kindModel } from '../kinds/models.ts'
import type { Design, DesignEdge, DesignNode } from '../model/design.ts'
import type { KindModel, WireMeaning } from '../model/kind.ts'
import { err, ok, type Result } from '../model/result.ts'
import { indexOf, type NodeIndex } from './node-index.ts'

/** Why a wire was refused. The interface turns the code into a sentence with the names of both ends. */
export interface WireRefusal {
  readonly code:
    | 'self'
    | 'duplicate'
    | 'unknownKind'
    /** Nothing calls a client. */
    | 'intoClient'
    /** Only the other direction means something. */
    | 'reversed'
    /** Workers pull; a queue must stand between. */
    | 'needsQueue'
    /** The source calls nobody. */
    | 'callsNobody'
    /** Neither this pair nor its reverse means anything. */
    | 'meaningless'
    /** No member of the frame can be an end of this wire. */
    | 'emptyFrame'
    /** A frame and something inside it. */
    | 'inside'
  /** Kinds that the source could be wired to instead. */
  readonly instead: readonly string[]
}

/** A call path that a wire stands for: the wire itself, or one for each member of a frame. */
export interface WirePath {
  readonly source: string
  readonly target: string
  readonly meaning: WireMeaning
}

/** What a wire between two kinds means, or undefined where it means nothing. */
export const pairMeaning = (source: KindModel, target: KindModel): WireMeaning | undefined =>
  source.wires[target.role]

/** What a wire stands for, told without building its call paths: there may be a million of them. */
export interface WireReach {
  /** Call paths. */
  readonly count: number
  /** What the first of them means. */
  readonly meaning: WireMeaning
  /** The nodes that they lead to. */
  readonly ends: readonly string[]
}

/** All nodes inside a frame, at any depth, frames left out. */
export const frameMembers = (design: Design, frameId: string): readonly DesignNode[] =>
  indexOf(design).members(frameId)

/** The call paths of a wire from `sourceId` to `targetId`, or why there are none. */
export function wirePaths(
  design: Design,
  sourceId: string,
  targetId: string,
): Result<WirePath[], WireRefusal> {
  const ends = wireEnds(design, sourceId, targetId)
  return ends.ok ? ok(pathsOf(indexOf(design), ends.value)) : ends
}

/** What a wire stands for, in time that does not grow with the number of its call paths. */
export function wireReach(
  design: Design,
  sourceId: string,
  targetId: string,
): Result<WireReach, WireRefusal> {
  const ends = wireEnds(design, sourceId, targetId)
  return ends.ok ? ok(reachOf(indexOf(design), ends.value)) : ends
}

/** Like `wirePaths`, for a wire that is about to be drawn: it must not repeat one that is there. */
export function newWirePaths(
  design: Design,
  sourceId: string,
  targetId: string,
): Result<WirePath[], WireRefusal> {
  return isWired(design, sourceId, targetId) ? refuse('duplicate') : wirePaths(design, sourceId, targetId)
}

const wired = new WeakMap<readonly DesignEdge[], ReadonlyMap<string, ReadonlySet<string>>>()

/** Whether there is a wire with these ends. Menus ask it for every pair with one node, so the wires are sorted once. */
function isWired({ edges }: Design, source: string, target: string): boolean {
  const bySource = wired.get(edges) ?? targetsBySource(edges)
  wired.set(edges, bySource)
  return bySource.get(source)?.has(target) ?? false
}

function targetsBySource(edges: readonly DesignEdge[]): ReadonlyMap<string, ReadonlySet<string>> {
  const bySource = new Map<string, Set<string>>()
  for (const { source, target } of edges) {
    const targets = bySource.get(source)
    if (targets) targets.add(target)
    else bySource.set(source, new Set([target]))
  }
  return bySource
}

interface WireEnds {
  readonly source: DesignNode
  readonly target: DesignNode
}

/** Both ends of a wire that means something, or why it means nothing. */
function wireEnds(design: Design, sourceId: string, targetId: string): Result<WireEnds, WireRefusal> {
  if (sourceId === targetId) return refuse('self')
  const index = indexOf(design)
  const source = index.node(sourceId)
  const target = index.node(targetId)
  const sourceModel = source && kindModel(source.kind)
  const targetModel = target && kindModel(target.kind)
  if (!source || !target || !sourceModel || !targetModel) return refuse('unknownKind')
  if (!sourceModel.traits.contains && !targetModel.traits.contains) {
    const refusal = pairRefusal(sourceModel, targetModel)
    return refusal ? err(refusal) : ok({ source, target })
  }
  if (index.isInside(source, target.id) || index.isInside(target, source.id)) return refuse('inside')
  const means = [...index.kindsOf(source).keys()].some((kind) => index.reached(kind, target).length > 0)
  return means ? ok({ source, target }) : refuse('emptyFrame')
}

/** Why a wire between two components means nothing; null where it means something. */
function pairRefusal(source: KindModel, target: KindModel): WireRefusal | null {
  if (pairMeaning(source, target)) return null
  const instead = Object.keys(source.wires)
  if (target.role === 'source') return { code: 'intoClient', instead }
  // A worker may call a server, but who draws a wire to a worker wants to give it tasks.
  if (target.role === 'consumer' && source.wires.buffer) return { code: 'needsQueue', instead }
  if (pairMeaning(target, source)) return { code: 'reversed', instead }
  return { code: instead.length === 0 ? 'callsNobody' : 'meaningless', instead }
}

function pathsOf(index: NodeIndex, { source, target }: WireEnds): WirePath[] {
  const paths: WirePath[] = []
  for (const from of index.ends(source)) {
    for (const { node, meaning } of index.reached(from.kind, target)) {
      if (node.id !== from.id) paths.push({ source: from.id, target: node.id, meaning })
    }
  }
  return paths
}

function reachOf(index: NodeIndex, { source, target }: WireEnds): WireReach {
  const meanings: WireMeaning[] = []
  const ends = new Set<string>()
  let count = 0
  for (const [kind, many] of index.kindsOf(source)) {
    const reached = index.reached(kind, target)
    count += many * reached.length
    for (const { node, meaning } of reached) {
      ends.add(node.id)
      if (meanings.length === 0) meanings.push(meaning)
    }
  }
  return { count, meaning: meanings[0]!, ends: [...ends] }
}

const refuse = (code: WireRefusal['code'], instead: readonly string[] = []): Result<never, WireRefusal> =>
  err({ code, instead })
