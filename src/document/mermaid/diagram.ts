/** What mermaid itself takes: `maxTextSize` and `maxEdges` of its configuration. */
export const MERMAID_LIMITS = { characters: 50_000, wires: 500 } as const

/** Where something stands in the text; both count from 1, as editors do. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** Why something of the text is not in the design as it was drawn. */
export const LEFT_OUT_CODES = [
  // The text.
  'header',
  'syntax',
  'unclosed',
  'noTarget',
  'endWithoutSubgraph',
  'subgraphWithoutEnd',
  'unknownService',
  'tooManyWires',
  'tooManyNodes',
  'tooDeep',
  // The wires: merged, turned, or refused.
  'invisible',
  'duplicate',
  'reply',
  'turned',
  'junction',
  'circle',
  'self',
  'unknownKind',
  'intoClient',
  'reversed',
  'needsQueue',
  'callsNobody',
  'meaningless',
  'emptyFrame',
  'inside',
] as const
export type LeftOutCode = (typeof LEFT_OUT_CODES)[number]

export interface LeftOut extends Place {
  /** The words of the text that it is about. */
  readonly text: string
  readonly why: LeftOutCode
  readonly values: Readonly<Record<string, string | number>>
}

/** Longest text of an entry; the place says where the rest is. */
const TEXT_MAX = 80

export function leftOut(why: LeftOutCode, at: Place, text: string, values: LeftOut['values'] = {}): LeftOut {
  const short = text.trim()
  return {
    line: at.line,
    column: at.column,
    text: short.length > TEXT_MAX ? `${short.slice(0, TEXT_MAX - 1)}…` : short,
    why,
    values,
  }
}

/** What a node is drawn as, as far as that says what it is. */
export type ShapeHint = 'plain' | 'cylinder' | 'queue' | 'disk' | 'cloud'

export interface DiagramNode {
  readonly id: string
  /** The label as it was written, or null where the id is all there is. */
  text: string | null
  shape: ShapeHint
  readonly classes: string[]
  /** Names of icons and pictures: they may say what an unnamed node is. */
  readonly hints: string[]
  /** Id of the subgraph or group that holds it. */
  frame: string | null
  /** A joint of wires that stands for nothing. */
  readonly joint: boolean
  readonly at: Place
}

export type LinkEnd = 'none' | 'arrow' | 'circle' | 'cross'

export interface DiagramLink {
  readonly source: string
  readonly target: string
  readonly text: string
  readonly stroke: 'normal' | 'thick' | 'dotted' | 'invisible'
  readonly tail: LinkEnd
  readonly head: LinkEnd
  readonly at: Place
}

export interface DiagramFrame {
  readonly id: string
  readonly text: string
  readonly classes: string[]
  readonly hints: readonly string[]
  readonly parent: string | null
  readonly at: Place
}

/** A diagram as it was drawn: nobody has yet asked what its parts are. */
export interface Diagram {
  readonly title: string
  readonly nodes: ReadonlyMap<string, DiagramNode>
  readonly frames: ReadonlyMap<string, DiagramFrame>
  readonly links: readonly DiagramLink[]
  readonly leftOut: readonly LeftOut[]
  /** Written by `writeMermaid`: kinds and wires are meant as they stand. */
  readonly own: boolean
  /** Characters looked at, for whoever asks whether reading takes time in proportion to the text. */
  readonly steps: number
}
