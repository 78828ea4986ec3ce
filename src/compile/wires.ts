import { kindModel } from '../kinds/models.ts'
import type { Design, DesignNode } from '../model/design.ts'
import type { KindModel, WireMeaning } from '../model/kind.ts'
import { err, ok, type Result } from '../model/result.ts'

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

/** All nodes inside a frame, at any depth, frames left out. */
export function frameMembers(design: Design, frameId: string): DesignNode[] {
  const members: DesignNode[] = []
  const walk = (parent: string, depth: number): void => {
    if (depth > 16) return
    for (const node of design.nodes) {
      if (node.parent !== parent) continue
      if (kindModel(node.kind)?.traits.contains) walk(node.id, depth + 1)
      else members.push(node)
    }
  }
  walk(frameId, 0)
  return members
}

/** The call paths of a wire from `sourceId` to `targetId`, or why there are none. */
export function wirePaths(
  design: Design,
  sourceId: string,
  targetId: string,
): Result<WirePath[], WireRefusal> {
  if (sourceId === targetId) return refuse('self')
  const source = design.nodes.find((node) => node.id === sourceId)
  const target = design.nodes.find((node) => node.id === targetId)
  const sourceModel = source && kindModel(source.kind)
  const targetModel = target && kindModel(target.kind)
  if (!source || !target || !sourceModel || !targetModel) return refuse('unknownKind')
  if (!sourceModel.traits.contains && !targetModel.traits.contains)
    return pairPath(source, sourceModel, target, targetModel)
  return framePaths(design, source, target)
}

/** Like `wirePaths`, for a wire that is about to be drawn: it must not repeat one that is there. */
export function newWirePaths(
  design: Design,
  sourceId: string,
  targetId: string,
): Result<WirePath[], WireRefusal> {
  const taken = design.edges.some((edge) => edge.source === sourceId && edge.target === targetId)
  return taken ? refuse('duplicate') : wirePaths(design, sourceId, targetId)
}

function pairPath(
  source: DesignNode,
  sourceModel: KindModel,
  target: DesignNode,
  targetModel: KindModel,
): Result<WirePath[], WireRefusal> {
  const meaning = pairMeaning(sourceModel, targetModel)
  if (meaning) return ok([{ source: source.id, target: target.id, meaning }])
  const instead = Object.keys(sourceModel.wires)
  if (targetModel.role === 'source') return refuse('intoClient', instead)
  // A worker may call a server, but who draws a wire to a worker wants to give it tasks.
  if (targetModel.role === 'consumer' && sourceModel.wires.buffer) return refuse('needsQueue', instead)
  if (pairMeaning(targetModel, sourceModel)) return refuse('reversed', instead)
  return refuse(instead.length === 0 ? 'callsNobody' : 'meaningless', instead)
}

function framePaths(design: Design, source: DesignNode, target: DesignNode): Result<WirePath[], WireRefusal> {
  const sources = ends(design, source)
  const targets = ends(design, target)
  if (isInside(design, source, target.id) || isInside(design, target, source.id)) return refuse('inside')
  const paths: WirePath[] = []
  for (const from of sources) {
    for (const to of targets) {
      const meaning = from.id === to.id ? undefined : pairMeaning(kindModel(from.kind)!, kindModel(to.kind)!)
      if (meaning) paths.push({ source: from.id, target: to.id, meaning })
    }
  }
  return paths.length > 0 ? ok(paths) : refuse('emptyFrame')
}

const ends = (design: Design, node: DesignNode): DesignNode[] =>
  (kindModel(node.kind)?.traits.contains ? frameMembers(design, node.id) : [node]).filter(
    (member) => kindModel(member.kind) !== undefined,
  )

function isInside(design: Design, node: DesignNode, frameId: string): boolean {
  let parent = node.parent
  for (let depth = 0; parent !== undefined && depth < 16; depth++) {
    if (parent === frameId) return true
    parent = design.nodes.find((other) => other.id === parent)?.parent
  }
  return false
}

const refuse = (code: WireRefusal['code'], instead: readonly string[] = []): Result<never, WireRefusal> =>
  err({ code, instead })
