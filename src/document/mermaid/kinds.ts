import type { KindId } from '../../kinds/models.ts'
import { kindModel } from '../../kinds/models.ts'
import type { Diagram, DiagramFrame, DiagramNode, ShapeHint } from './diagram.ts'
import { type Label, readLabel } from './label.ts'
import { type Found, WordIndex } from './word-match.ts'
import { FRAME_WORDS, NODE_WORDS } from './words.ts'

/** What a part of a diagram was taken for. `sure` where its own words say so. */
export interface Guess {
  readonly kind: string
  readonly sure: boolean
}

const NODES = new WordIndex(NODE_WORDS)
const FRAMES = new WordIndex(FRAME_WORDS)

/** Classes of this form carry kinds that this version may not know. */
export const KIND_CLASS = 'kind-'

const SHAPE_KINDS: Readonly<Record<Exclude<ShapeHint, 'plain' | 'cloud'>, KindId>> = {
  cylinder: 'database',
  queue: 'queue',
  disk: 'storage',
}

/** A region as providers name it, such as `ap-northeast-2`; with a letter behind it is one of its zones. */
const REGION_NAME = /\b[a-z]{2}(?:-gov)?-(?:north|south|east|west|central)[a-z]{0,5}-?\d([a-z])?\b/i

/** Words decide before shapes: the label's, then the id's, then those of its classes and icons, then of what holds it. */
export function guessNode(node: DiagramNode, label: Label, diagram: Diagram): Guess {
  const given = givenKind(node.classes, false, diagram.own)
  if (given !== null) return { kind: given, sure: true }
  const own = kindByWords(label.lines)
  if (own !== null) return { kind: own, sure: true }
  const byId = node.text === null ? null : kindByWords([node.id])
  if (byId !== null) return { kind: byId, sure: true }
  const hint = kindByWords([[...node.classes, ...node.hints, ...label.hints].join(' ')])
  if (hint !== null) return { kind: hint, sure: false }
  if (node.shape === 'cylinder' || node.shape === 'queue' || node.shape === 'disk')
    return { kind: SHAPE_KINDS[node.shape], sure: false }
  const frame = node.frame === null ? undefined : diagram.frames.get(node.frame)
  const byFrame = frame ? kindByWords(readLabel(frame.text).lines) : null
  return { kind: byFrame ?? 'web', sure: false }
}

/** The kind that the heaviest word names; of equal ones the last, as the last noun is what a thing is. */
function kindByWords(lines: readonly string[]): KindId | null {
  const found = NODES.in(lines)
  const noun = heaviest(found.filter(({ word }) => word.meaning !== 'copy' && word.meaning !== 'main'))
  const role = heaviest(found.filter(({ word }) => word.meaning === 'copy' || word.meaning === 'main'))
  const kind = noun?.word.meaning as KindId | undefined
  if (kind === 'cache' && found.some(({ word }) => word.meaning === 'key-value')) return 'key-value'
  const isData = kind === undefined || kind === 'database' || kind === 'shard'
  if (role?.word.meaning === 'copy' && isData) return 'replica'
  // A server or an app that is called primary stays what it is.
  return kind ?? (role?.word.meaning === 'main' ? 'database' : null)
}

function heaviest(found: readonly Found[]): Found | undefined {
  let best: Found | undefined
  for (const one of found)
    if (!best || one.weight > best.weight || (one.weight === best.weight && one.end >= best.end)) best = one
  return best
}

/** Whether the words of a node say that it is the one that others copy. */
export const isMain = (label: Label): boolean =>
  heaviest(NODES.in(label.lines).filter(({ word }) => word.meaning === 'copy' || word.meaning === 'main'))
    ?.word.meaning === 'main'

/** Frames by their words; without any the innermost ones are tiers and what holds frames is a zone. */
export function guessFrame(frame: DiagramFrame, label: Label, own: boolean, holdsFrames: boolean): Guess {
  const given = givenKind(frame.classes, true, own)
  if (given !== null) return { kind: given, sure: true }
  for (const lines of [label.lines, [frame.id]]) {
    const name = REGION_NAME.exec(lines.join(' '))
    if (name) return { kind: name[1] === undefined ? 'region' : 'zone', sure: true }
    const word = heaviest(FRAMES.in(lines))
    if (word) return { kind: word.word.meaning, sure: word.weight >= 1.5 }
  }
  return { kind: holdsFrames ? 'zone' : 'tier', sure: false }
}

/** In a text of our own a class names the kind; elsewhere only where it is the exact id of one. */
function givenKind(classes: readonly string[], frame: boolean, own: boolean): string | null {
  for (const name of classes) {
    if (own && name.startsWith(KIND_CLASS)) return name.slice(KIND_CLASS.length)
    if (kindModel(name)?.traits.contains === frame) return name
  }
  return null
}
