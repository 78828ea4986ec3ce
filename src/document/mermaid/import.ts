import { kindModel } from '../../kinds/models.ts'
import { DESIGN_LIMITS, type Design, type DesignNode, emptyDesign, nextId } from '../../model/design.ts'
import { readDesign } from '../../model/parse.ts'
import { assert, ok, type Result } from '../../model/result.ts'
import { nodeSize } from '../../scene/sizes.ts'
import { arranged, arrangement } from '../layout.ts'
import { type Diagram, type DiagramFrame, type LeftOut, leftOut } from './diagram.ts'
import { type Guess, guessFrame, guessNode } from './kinds.ts'
import { type Label, readLabel } from './label.ts'
import { type MermaidProblem, parseMermaid } from './parse.ts'
import { byTheirLinks } from './roles.ts'
import { withTraffic } from './traffic.ts'
import { readWires } from './wires.ts'

/** A part of the diagram and what it became. */
export interface ImportedNode {
  /** As the diagram calls it. */
  readonly id: string
  /** In the design; another one where the diagram's cannot be one. */
  readonly nodeId: string
  readonly label: string
  readonly kind: string
  /** Whether its own words say what it is, or a person has said so. */
  readonly sure: boolean
  readonly frame: boolean
}

export interface MermaidImport {
  /** Valid, laid out, and with traffic where there is a client. */
  readonly design: Design
  /** Frames first, each before what it holds. */
  readonly nodes: readonly ImportedNode[]
  /** In the order of the text. */
  readonly leftOut: readonly LeftOut[]
  readonly diagram: Diagram
  /** Characters that were looked at. */
  readonly steps: number
  /** What a person has said against the guesses. */
  readonly corrections: ReadonlyMap<string, string>
}

/** As deep as frames may lie in one another in a design. */
const FRAME_DEPTH_MAX = 16

/** Reads a diagram from text that anyone may have written; it never throws. */
export function readMermaid(text: string): Result<MermaidImport, MermaidProblem> {
  const parsed = parseMermaid(text)
  return parsed.ok ? ok(built(parsed.value, new Map())) : parsed
}

/** The same diagram with other kinds for some of its parts, by their ids in the diagram; wires are read anew. */
export const withKinds = (
  { diagram, corrections }: MermaidImport,
  kinds: ReadonlyMap<string, string>,
): MermaidImport => built(diagram, new Map([...corrections, ...kinds]))

/** A frame stays one, and a component too: what holds others cannot be a database. */
function corrected(guess: Guess, given: string | undefined, frame: boolean): Guess {
  const fits = given !== undefined && kindModel(given)?.traits.contains === frame
  return fits ? { kind: given, sure: true } : guess
}

interface Part extends Guess {
  readonly id: string
  readonly label: Label
  readonly parent: string | null
  readonly frame: boolean
}

function built(diagram: Diagram, corrections: ReadonlyMap<string, string>): MermaidImport {
  const out = [...diagram.leftOut]
  const parts = limited(diagram, [...frameParts(diagram, out), ...nodeParts(diagram)], out).map((part) => ({
    ...part,
    ...corrected(part, corrections.get(part.id), part.frame),
  }))
  const ids = designIds(parts)
  const nodes = parts.map((part): DesignNode => {
    const parent = part.parent === null ? undefined : ids.get(part.parent)
    return {
      id: ids.get(part.id)!,
      kind: part.kind,
      label: part.label.text,
      position: { x: 0, y: 0 },
      params: {},
      ...(parent === undefined ? {} : { parent }),
    }
  })
  const names = new Map(parts.map(({ id, label }) => [id, label.text === '' ? id : label.text]))
  const wires = readWires(diagram, nodes, ids, names)
  const title = readLabel(diagram.title).text
  const drawn = withTraffic({ ...emptyDesign(title), nodes, edges: wires.edges })
  const design = arranged(drawn, arrangement(drawn, nodeSize))
  const read = readDesign(design, kindModel)
  assert(read.ok, `an import is a valid design: ${read.ok ? '' : `${read.error.code} at ${read.error.path}`}`)
  return {
    design: read.value,
    nodes: parts.map(({ id, label, kind, sure, frame }) => ({
      id,
      nodeId: ids.get(id)!,
      label: label.text,
      kind,
      sure,
      frame,
    })),
    leftOut: [...out, ...wires.leftOut].sort((a, b) => a.line - b.line || a.column - b.column),
    diagram,
    steps: diagram.steps,
    corrections,
  }
}

/** Outer frames first. Those that lie too deep are left out, and what they hold lies in the frame round them. */
function frameParts(diagram: Diagram, out: LeftOut[]): Part[] {
  const depths = frameDepths(diagram)
  const holders = new Set([...diagram.frames.values()].map(({ parent }) => parent))
  const parts: Part[] = []
  for (const [id, frame] of diagram.frames) {
    const label = readLabel(frame.text)
    if (depths.get(id)! >= FRAME_DEPTH_MAX) {
      out.push(leftOut('tooDeep', frame.at, frame.text || id, { limit: FRAME_DEPTH_MAX }))
      continue
    }
    const guess = guessFrame(frame, label, diagram.own, holders.has(id))
    parts.push({ ...guess, id, label, parent: frame.parent, frame: true })
  }
  return parts.sort((a, b) => depths.get(a.id)! - depths.get(b.id)!)
}

function frameDepths(diagram: Diagram): ReadonlyMap<string, number> {
  const depths = new Map<string, number>()
  const todo = [...diagram.frames.values()]
  for (const frame of todo) {
    const chain: DiagramFrame[] = []
    let at: DiagramFrame | undefined = frame
    while (at && !depths.has(at.id)) {
      chain.push(at)
      at = at.parent === null ? undefined : diagram.frames.get(at.parent)
    }
    let depth = at ? depths.get(at.id)! + 1 : 0
    for (const inner of chain.reverse()) depths.set(inner.id, depth++)
  }
  return depths
}

function nodeParts(diagram: Diagram): Part[] {
  const depths = frameDepths(diagram)
  const guesses = byTheirLinks(
    diagram,
    new Map(
      [...diagram.nodes.values()].map((node) => {
        const label = readLabel(node.text ?? node.id)
        return [node.id, { label, ...guessNode(node, label, diagram) }]
      }),
    ),
  )
  return [...diagram.nodes.values()]
    .filter(({ joint }) => !joint)
    .map((node) => {
      let parent = node.frame
      while (parent !== null && depths.get(parent)! >= FRAME_DEPTH_MAX)
        parent = diagram.frames.get(parent)!.parent
      return { id: node.id, parent, frame: false, ...guesses.get(node.id)! }
    })
}

function limited(diagram: Diagram, parts: readonly Part[], out: LeftOut[]): readonly Part[] {
  const limit = DESIGN_LIMITS.nodes
  for (const { id, label } of parts.slice(limit)) {
    const at = (diagram.nodes.get(id) ?? diagram.frames.get(id))!.at
    out.push(leftOut('tooManyNodes', at, label.text || id, { limit }))
  }
  return parts.slice(0, limit)
}

/** The diagram's own ids, except where a design's could not be such. */
function designIds(parts: readonly Part[]): ReadonlyMap<string, string> {
  const taken = new Set(parts.map(({ id }) => id).filter(isPlainId))
  return new Map(
    parts.map(({ id, kind }) => {
      if (isPlainId(id)) return [id, id]
      const fresh = nextId(kindModel(kind)?.idPrefix ?? 'node', taken)
      taken.add(fresh)
      return [id, fresh]
    }),
  )
}

/** Names that mean something to the language itself could be mistaken for it. */
const RESERVED = ['__proto__', 'constructor', 'prototype']

const isPlainId = (id: string): boolean =>
  id.length <= DESIGN_LIMITS.idLength &&
  !RESERVED.includes(id) &&
  /^[\p{L}\p{N}_][\p{L}\p{N}\p{M}_.-]*$/u.test(id)
