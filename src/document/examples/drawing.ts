import type { KindId } from '../../kinds/models.ts'
import { kindModel } from '../../kinds/models.ts'
import {
  DEFAULT_SLO,
  type Design,
  type DesignNode,
  emptyDesign,
  type ScenarioEvent,
} from '../../model/design.ts'
import type { Params } from '../../model/field.ts'
import type { Language, Text } from '../../model/text.ts'
import { framesFirst } from '../../model/tree.ts'
import type { Box } from '../../scene/route.ts'
import { kindSize } from '../../scene/sizes.ts'

/** How the parts lie: side by side for a wide canvas, one below the other for a phone. */
export type Arrangement = 'wide' | 'tall'

/** Columns and rows of the drawings, in canvas pixels: a card and room for the particles of its wires. */
const COLUMN = 208
const ROW = 112
/** On a phone columns lie one below the other, so that cards are as large as they can be. */
const TALL = 144
/** Middles lie on this grid, so that cards of different heights stand in line. */
const SNAP = 8
/** Room inside a frame, round what it holds. Above there is its name, and what a card below it drops. */
const RIM = 16
const HEAD = 48

type Spot = readonly [column: number, row: number]

/** The upper left corner inside the frame, in canvas pixels; a frame also has a size. */
type Place = readonly [x: number, y: number, width?: number, height?: number]

export interface Part {
  readonly kind: KindId
  /** Middle of the card, in columns and rows. Frames have none: they lie round what they hold. */
  readonly at?: Spot
  /** On a phone, where what is beside it on a wide canvas would make the drawing too broad. */
  readonly tall?: Spot
  /** Where it lies exactly, instead of in columns and rows: for a drawing that was composed by eye. */
  readonly place?: Readonly<Record<Arrangement, Place>>
  readonly in?: string
  /** Without one it is called after its kind, and a server by its id, as the room beside its count is small. */
  readonly label?: Text
  readonly params?: Params
}

/** A chain of wires, `client > lb > web`, with the params of each, or with the round trip of each in milliseconds. */
export type Chain = string | readonly [chain: string, params: Params | number]

/** A design in a few lines. A part whose middle lies on another's row or column is joined to it by a straight wire. */
export interface Drawing {
  readonly parts: Readonly<Record<string, Part>>
  readonly wires: readonly Chain[]
  readonly events?: readonly ScenarioEvent[]
  readonly latencyMsP95?: number
}

export function drawn(
  { parts, wires, events = [], latencyMsP95 }: Drawing,
  language: Language,
  arrangement: Arrangement,
): Design {
  const boxOf = boxesOf(parts, arrangement)
  const nodes = Object.entries(parts).map(([id, part]): DesignNode => {
    const { x, y, width, height } = boxOf(id)
    const origin = part.in === undefined ? { x: 0, y: 0 } : boxOf(part.in)
    const size = isFrame(part) ? { width, height } : {}
    return {
      id,
      kind: part.kind,
      label: part.label?.[language] ?? (part.kind === 'web' ? id : ''),
      position: { x: x - origin.x, y: y - origin.y },
      params: { ...part.params, ...size },
      ...(part.in === undefined ? {} : { parent: part.in }),
    }
  })
  return {
    ...emptyDesign(),
    // As every reader of a document leaves them, so that an example that was saved and opened is the same design.
    nodes: framesFirst(nodes, (node) => kindModel(node.kind)!.traits.contains),
    edges: wires.flatMap(wiresOf),
    scenario: { seed: 1, events },
    slo: latencyMsP95 === undefined ? DEFAULT_SLO : { ...DEFAULT_SLO, latencyMsP95 },
  }
}

const isFrame = ({ kind }: Part): boolean => kindModel(kind)!.traits.contains

/** Where every part lies on the canvas; each is worked out once, when it or what holds it is first asked for. */
function boxesOf(parts: Drawing['parts'], arrangement: Arrangement): (id: string) => Box {
  const boxes = new Map<string, Box>()
  const boxOf = (id: string): Box => {
    const known = boxes.get(id)
    if (known) return known
    const part = parts[id]!
    const box = part.place
      ? placedBox(part, part.place[arrangement])
      : isFrame(part)
        ? roundAll(held(id).map(boxOf))
        : cardBox(part, arrangement)
    boxes.set(id, box)
    return box
  }
  const held = (frame: string): string[] => Object.keys(parts).filter((id) => parts[id]!.in === frame)
  const placedBox = (part: Part, [x, y, width, height]: Place): Box => {
    const origin = part.in === undefined ? { x: 0, y: 0 } : boxOf(part.in)
    const size = width === undefined || height === undefined ? kindSize(part.kind) : { width, height }
    return { x: origin.x + x, y: origin.y + y, ...size }
  }
  return boxOf
}

/** A frame round what it holds. */
function roundAll(held: readonly Box[]): Box {
  const x = Math.min(...held.map((box) => box.x)) - RIM
  const y = Math.min(...held.map((box) => box.y)) - HEAD
  const width = Math.max(...held.map((box) => box.x + box.width)) + RIM - x
  const height = Math.max(...held.map((box) => box.y + box.height)) + RIM - y
  return { x, y, width, height }
}

function cardBox({ kind, at = [0, 0], tall = at }: Part, arrangement: Arrangement): Box {
  const { width, height } = kindSize(kind)
  const [x, y] = arrangement === 'wide' ? [at[0] * COLUMN, at[1] * ROW] : [tall[1] * TALL, tall[0] * TALL]
  return { x: snapped(x) - width / 2, y: snapped(y) - height / 2, width, height }
}

const snapped = (middle: number): number => Math.round(middle / SNAP) * SNAP

function wiresOf(chain: Chain): Design['edges'] {
  const [text, given] = typeof chain === 'string' ? [chain, 0] : chain
  const params = given === 0 ? {} : typeof given === 'number' ? { latencyMs: given } : given
  const ids = text.split('>').map((id) => id.trim())
  return ids.slice(1).map((target, i) => ({ id: `${ids[i]}>${target}`, source: ids[i]!, target, params }))
}
