import { type Box, type Cubic, denseCubic, Route } from './route.ts'

type Side = 'left' | 'right' | 'top' | 'bottom'

export interface RoutedWire {
  readonly id: string
  readonly source: string
  readonly target: string
  /** Copies of a log leave the card at its foot and go round, so that they are not taken for calls. */
  readonly goesRound: boolean
}

export interface RoutedBox extends Box {
  readonly frame: boolean
}

interface Sides {
  readonly source: Side
  readonly target: Side
}

interface End {
  readonly wire: RoutedWire
  readonly box: RoutedBox
  readonly other: RoutedBox
  readonly side: Side
}

/** Beside one another by less than this, in canvas pixels, cards have no room for a wire between them. */
const NARROW = 24
/** Above this many boxes a wire no longer looks for a way round the cards between its ends. */
const AVOID_BOXES_MAX = 150

/** Routes wires and keeps what did not change, so that unmoved wires stay the same objects. */
export class WireRouter {
  #kept = new Map<string, { readonly key: string; readonly route: Route }>()
  #layout: unknown
  #boxes: ReadonlyMap<string, RoutedBox> = new Map()
  #layoutVersion = 0

  /**
   * `layout` is any object that changes when boxes were moved for good: then ways round other cards are sought anew,
   * unless every box is the same as at the last one.
   */
  route(
    boxes: ReadonlyMap<string, RoutedBox>,
    wires: readonly RoutedWire[],
    layout: unknown,
  ): ReadonlyMap<string, Route> {
    if (layout !== this.#layout) {
      this.#layout = layout
      if (!sameBoxes(boxes, this.#boxes)) this.#layoutVersion++
      this.#boxes = boxes
    }
    const obstacles = boxes.size > AVOID_BOXES_MAX ? [] : [...boxes.values()].filter((box) => !box.frame)
    const ends = anchors(boxes, wires)
    const kept = new Map<string, { readonly key: string; readonly route: Route }>()
    const routes = new Map<string, Route>()
    for (const wire of wires) {
      const plan = ends.get(wire.id)
      if (!plan) continue
      const key = `${this.#layoutVersion} ${plan.key}`
      const old = this.#kept.get(wire.id)
      const entry = old?.key === key ? old : { key, route: new Route(draw(plan, obstacles)) }
      kept.set(wire.id, entry)
      routes.set(wire.id, entry.route)
    }
    this.#kept = kept
    return routes
  }
}

function sameBoxes(a: ReadonlyMap<string, RoutedBox>, b: ReadonlyMap<string, RoutedBox>): boolean {
  if (a.size !== b.size) return false
  for (const [id, box] of a) if (!sameBox(box, b.get(id))) return false
  return true
}

const sameBox = (a: RoutedBox, b: RoutedBox | undefined): boolean =>
  a === b ||
  (b !== undefined &&
    a.x === b.x &&
    a.y === b.y &&
    a.width === b.width &&
    a.height === b.height &&
    a.frame === b.frame)

interface Plan {
  readonly key: string
  readonly sides: Sides
  readonly from: readonly [number, number]
  readonly to: readonly [number, number]
  readonly source: RoutedBox
  readonly target: RoutedBox
  readonly round: boolean
}

function anchors(
  boxes: ReadonlyMap<string, RoutedBox>,
  wires: readonly RoutedWire[],
): ReadonlyMap<string, Plan> {
  const offsets = sideOffsets(boxes, wires)
  const plans = new Map<string, Plan>()
  for (const wire of wires) {
    const source = boxes.get(wire.source)
    const target = boxes.get(wire.target)
    if (!source || !target) continue
    const sides = chooseSides(source, target)
    const round = wire.goesRound && roundExit(source, target)
    const from = round
      ? ([source.x + source.width, source.y + source.height - 9] as const)
      : anchor(source, sides.source, target, offsets.get(`${wire.id}>`) ?? 0)
    const to = round
      ? ([target.x + target.width, target.y + target.height / 2] as const)
      : anchor(target, sides.target, source, offsets.get(`${wire.id}<`) ?? 0)
    const key = [...from, ...to, sides.source, sides.target, round].join(' ')
    plans.set(wire.id, { key, sides, from, to: straighten(from, to, sides, target), source, target, round })
  }
  return plans
}

/** Ends that miss one another by a few pixels are drawn level: a nearly straight wire looks like a mistake. */
function straighten(
  from: readonly [number, number],
  to: readonly [number, number],
  sides: Sides,
  target: Box,
): readonly [number, number] {
  const sideways = sides.source === 'left' || sides.source === 'right'
  if (!sideways || sides.target === 'top' || sides.target === 'bottom') return to
  const fits = from[1] > target.y + 8 && from[1] < target.y + target.height - 8
  return Math.abs(from[1] - to[1]) <= 12 && fits ? [to[0], from[1]] : to
}

/** A copy goes round where its exit at the foot of the source does not already face the target. */
function roundExit(source: Box, target: Box): boolean {
  const y = source.y + source.height - 9
  return target.x > source.x + source.width && (y < target.y - 4 || y > target.y + target.height + 4)
}

function chooseSides(source: Box, target: Box): Sides {
  const right = target.x - (source.x + source.width)
  const left = source.x - (target.x + target.width)
  const down = target.y - (source.y + source.height)
  const up = source.y - (target.y + target.height)
  const across = Math.max(right, left)
  const along = Math.max(down, up)
  const sideways: Sides =
    right >= left ? { source: 'right', target: 'left' } : { source: 'left', target: 'right' }
  const upright: Sides =
    down >= up ? { source: 'bottom', target: 'top' } : { source: 'top', target: 'bottom' }
  if (across < NARROW && along >= Math.max(0, across)) return upright
  if (across >= 0 && along > 1.6 * across + 24) return { source: upright.source, target: sideways.target }
  return sideways
}

function anchor(box: RoutedBox, side: Side, other: RoutedBox, offset: number): readonly [number, number] {
  const upright = side === 'top' || side === 'bottom'
  if (upright) {
    const x = box.frame ? clamp(middleX(other), box.x + 20, box.x + box.width - 20) : middleX(box)
    return [x + offset, side === 'top' ? box.y : box.y + box.height]
  }
  const y = box.frame ? clamp(middleY(other), box.y + 28, box.y + box.height - 16) : middleY(box)
  return [side === 'left' ? box.x : box.x + box.width, y + offset]
}

const middleX = (box: Box): number => box.x + box.width / 2
const middleY = (box: Box): number => box.y + box.height / 2
const clamp = (value: number, low: number, high: number): number =>
  low > high ? (low + high) / 2 : Math.min(high, Math.max(low, value))

/** Wires that share a side of a card are spread over it in the order of their other ends, so that they do not cross. */
function sideOffsets(
  boxes: ReadonlyMap<string, RoutedBox>,
  wires: readonly RoutedWire[],
): ReadonlyMap<string, number> {
  const bySide = new Map<string, { readonly key: string; readonly end: End }[]>()
  const add = (key: string, id: string, end: End): void => {
    const list = bySide.get(id)
    if (list) list.push({ key, end })
    else bySide.set(id, [{ key, end }])
  }
  for (const wire of wires) {
    const source = boxes.get(wire.source)
    const target = boxes.get(wire.target)
    if (!source || !target || (wire.goesRound && roundExit(source, target))) continue
    const sides = chooseSides(source, target)
    if (!source.frame)
      add(`${wire.id}>`, `${wire.source} ${sides.source}`, {
        wire,
        box: source,
        other: target,
        side: sides.source,
      })
    if (!target.frame)
      add(`${wire.id}<`, `${wire.target} ${sides.target}`, {
        wire,
        box: target,
        other: source,
        side: sides.target,
      })
  }
  const offsets = new Map<string, number>()
  for (const list of bySide.values()) if (list.length > 1) spread(list, offsets)
  return offsets
}

function spread(
  list: readonly { readonly key: string; readonly end: End }[],
  offsets: Map<string, number>,
): void {
  const { box, side } = list[0]!.end
  const upright = side === 'top' || side === 'bottom'
  const length = upright ? box.width : box.height
  const gap = Math.min(14, (length - 24) / (list.length - 1))
  const order = [...list].sort((a, b) =>
    upright ? middleX(a.end.other) - middleX(b.end.other) : middleY(a.end.other) - middleY(b.end.other),
  )
  for (const [index, { key }] of order.entries()) offsets.set(key, (index - (list.length - 1) / 2) * gap)
}

function draw(plan: Plan, obstacles: readonly Box[]): readonly Cubic[] {
  if (plan.round) return aroundRight(plan.from, plan.to)
  const plain = bezier(plan.from, plan.to, plan.sides)
  const others = obstacles.filter(
    (box) => !(inside(box, plan.source) || inside(box, plan.target)) && near(box, plan),
  )
  if (others.length === 0 || !blocked(plain, others)) return plain
  for (const way of detours(plan)) if (!blocked(way, others)) return way
  return plain
}

const inside = (box: Box, outer: Box): boolean =>
  box.x >= outer.x - 1 &&
  box.y >= outer.y - 1 &&
  box.x + box.width <= outer.x + outer.width + 1 &&
  box.y + box.height <= outer.y + outer.height + 1

function near(box: Box, { from, to }: Plan): boolean {
  const margin = 160
  return (
    box.x < Math.max(from[0], to[0]) &&
    box.x + box.width > Math.min(from[0], to[0]) &&
    box.y < Math.max(from[1], to[1]) + margin &&
    box.y + box.height > Math.min(from[1], to[1]) - margin
  )
}

/** Ways round cards in between: a level run at some height, joined to both ends by S curves. */
function* detours(plan: Plan): Generator<readonly Cubic[]> {
  const { from, to, sides, source } = plan
  if (sides.source !== 'right' || sides.target !== 'left') return
  const bend = Math.min(44, (to[0] - from[0]) / 2)
  const heights = [from[1], to[1]]
  for (let step = 12; step <= 156; step += 12) heights.push(to[1] - step, to[1] + step)
  for (const y of heights) {
    const leaves = source.frame && y > source.y + 20 && y < source.y + source.height - 12
    const start: Cubic[] = leaves ? [] : sCurve(from[0], from[1], from[0] + bend, y)
    const runFrom = leaves ? from[0] : from[0] + bend
    yield [...start, line(runFrom, y, to[0] - bend, y), ...sCurve(to[0] - bend, y, to[0], to[1])]
  }
}

const line = (x0: number, y0: number, x1: number, y1: number): Cubic => [
  x0,
  y0,
  x0 + (x1 - x0) / 3,
  y0 + (y1 - y0) / 3,
  x0 + ((x1 - x0) * 2) / 3,
  y0 + ((y1 - y0) * 2) / 3,
  x1,
  y1,
]

function sCurve(x0: number, y0: number, x1: number, y1: number): Cubic[] {
  if (y0 === y1) return [line(x0, y0, x1, y1)]
  const bend = (x1 - x0) * 0.58
  return [[x0, y0, x0 + bend, y0, x1 - bend, y1, x1, y1]]
}

function blocked(cubics: readonly Cubic[], boxes: readonly Box[]): boolean {
  const points = cubics.flatMap(denseCubic)
  for (let i = 0; i < points.length; i += 2) {
    for (const box of boxes) {
      if (
        points[i]! > box.x - 8 &&
        points[i]! < box.x + box.width + 8 &&
        points[i + 1]! > box.y - 8 &&
        points[i + 1]! < box.y + box.height + 8
      )
        return true
    }
  }
  return false
}

function bezier([x1, y1]: Plan['from'], [x2, y2]: Plan['to'], sides: Sides): readonly Cubic[] {
  const across = Math.max(Math.abs(x2 - x1) * 0.52, 12)
  const along = Math.max(Math.abs(y2 - y1) * 0.52, 12)
  const pull = (side: Side, x: number, y: number, mixed: boolean): readonly [number, number] => {
    if (side === 'left') return [x - across, y]
    if (side === 'right') return [x + across, y]
    const reach = mixed ? Math.abs(y2 - y1) * 0.7 : along
    return [x, side === 'top' ? y - reach : y + reach]
  }
  const mixed =
    (sides.source === 'top' || sides.source === 'bottom') !==
    (sides.target === 'top' || sides.target === 'bottom')
  const a = pull(sides.source, x1, y1, mixed)
  const b = pull(sides.target, x2, y2, mixed)
  return [[x1, y1, a[0], a[1], b[0], b[1], x2, y2]]
}

/** Out at the foot of the source, past the target, up or down beside it, and in from the right. */
function aroundRight([x1, y1]: Plan['from'], [x2, y2]: Plan['to']): readonly Cubic[] {
  const turn = 12
  const x = Math.max(x1, x2) + 14
  const up = y2 < y1 ? -1 : 1
  const k = turn * 0.45
  return [
    line(x1, y1, x - turn, y1),
    [x - turn, y1, x - k, y1, x, y1 + up * k, x, y1 + up * turn],
    line(x, y1 + up * turn, x, y2 - up * turn),
    [x, y2 - up * turn, x, y2 - up * k, x - k, y2, Math.min(x - turn, x2 + 2), y2],
    line(Math.min(x - turn, x2 + 2), y2, x2, y2),
  ]
}

/** A short path for a wire that is being drawn: from a card's right edge to the pointer. */
export function sketch(from: Box, to: Box): string {
  const sides = chooseSides(from, to)
  const box = (b: Box): RoutedBox => ({ ...b, frame: false })
  return new Route(
    bezier(anchor(box(from), sides.source, box(to), 0), anchor(box(to), sides.target, box(from), 0), sides),
  ).d
}
