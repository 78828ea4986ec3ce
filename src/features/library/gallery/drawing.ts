import type { KindId } from '../../../kinds/models.ts'
import { kindModel } from '../../../kinds/models.ts'
import { kindView } from '../../../kinds/views.ts'
import {
  DEFAULT_SLO,
  type Design,
  type DesignNode,
  emptyDesign,
  type ScenarioEvent,
} from '../../../model/design.ts'
import type { Params } from '../../../model/field.ts'
import type { Language, Text } from '../../../model/text.ts'
import type { Arrangement } from '../opening-example.ts'

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

export interface Part {
  readonly kind: KindId
  /** Middle of the card, in columns and rows. Frames have none: they lie round what they hold. */
  readonly at?: Spot
  /** On a phone, where what is beside it on a wide canvas would make the drawing too broad. */
  readonly tall?: Spot
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

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export function drawn(
  { parts, wires, events = [], latencyMsP95 }: Drawing,
  language: Language,
  arrangement: Arrangement,
): Design {
  const boxes = new Map<string, Box>()
  const boxOf = (id: string): Box => {
    const box =
      boxes.get(id) ??
      (kindModel(parts[id]!.kind)!.traits.contains ? frameBox(id) : cardBox(parts[id]!, arrangement))
    boxes.set(id, box)
    return box
  }
  const frameBox = (frame: string): Box => {
    const held = Object.keys(parts)
      .filter((id) => parts[id]!.in === frame)
      .map(boxOf)
    const x = Math.min(...held.map((box) => box.x)) - RIM
    const y = Math.min(...held.map((box) => box.y)) - HEAD
    const width = Math.max(...held.map((box) => box.x + box.width)) + RIM - x
    const height = Math.max(...held.map((box) => box.y + box.height)) + RIM - y
    return { x, y, width, height }
  }
  const nodes = Object.entries(parts).map(([id, part]): DesignNode => {
    const { x, y, width, height } = boxOf(id)
    const origin = part.in === undefined ? { x: 0, y: 0 } : boxOf(part.in)
    const size = kindModel(part.kind)!.traits.contains ? { width, height } : {}
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
    nodes,
    edges: wires.flatMap(wiresOf),
    scenario: { seed: 1, events },
    slo: latencyMsP95 === undefined ? DEFAULT_SLO : { ...DEFAULT_SLO, latencyMsP95 },
  }
}

function cardBox({ kind, at = [0, 0], tall = at }: Part, arrangement: Arrangement): Box {
  const { width, height } = kindView(kind)!
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
