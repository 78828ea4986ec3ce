import type { Viewport } from '@xyflow/react'
import { type Box, hullOf } from '../../scene/route.ts'

/** Pixels at the rims of the canvas that stay free. */
export interface Room {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

interface Canvas {
  readonly width: number
  readonly height: number
  readonly room: Room
  /** What is left over in height stays at the foot, where words about the run come and go. */
  readonly fromTop?: boolean
  /** What floats over its corners, in its pixels. */
  readonly floats: readonly Box[]
}

const ZOOM_MAX = 1
const ZOOM_MIN = 0.05
/** The gap between a card and what floats beside it. */
const GAP = 8
/** A view that clears the floating parts may be so much smaller than the one that does not. */
const SHRINK_MIN = 0.8

/**
 * The view that shows everything. Where a card would lie under what floats over a corner, the view makes room there,
 * unless cards would get much smaller or, from `detailedZoom` on, lose what they say.
 */
export function fittingView(
  all: readonly Box[],
  cards: readonly Box[],
  canvas: Canvas,
  detailedZoom: number,
): Viewport {
  const bounds = hullOf(all)
  const plain = viewOf(bounds, canvas, canvas.room)
  if (isClear(plain, cards, canvas)) return plain
  const least = plain.zoom >= detailedZoom ? detailedZoom : 0
  const clear = roomsAround(canvas)
    .map((room) => viewOf(bounds, canvas, room))
    .filter((view) => view.zoom >= Math.max(least, plain.zoom * SHRINK_MIN) && isClear(view, cards, canvas))
  return clear.reduce((best, view) => (view.zoom > best.zoom ? view : best), clear[0] ?? plain)
}

/** In the middle, and moved from there only as far as the room at the rims asks for. */
function viewOf(bounds: Box, { width, height, fromTop }: Canvas, room: Room): Viewport {
  const free = { width: width - room.left - room.right, height: height - room.top - room.bottom }
  const fit = Math.min(free.width / Math.max(1, bounds.width), free.height / Math.max(1, bounds.height))
  const zoom = Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, fit))
  const start = (size: number, whole: number, before: number, after: number): number =>
    Math.min(Math.max((whole - size) / 2, before), Math.max(before, whole - after - size))
  return {
    zoom,
    x: start(bounds.width * zoom, width, room.left, room.right) - bounds.x * zoom,
    y: (fromTop ? room.top : start(bounds.height * zoom, height, room.top, room.bottom)) - bounds.y * zoom,
  }
}

const isClear = ({ x, y, zoom }: Viewport, cards: readonly Box[], { floats }: Canvas): boolean =>
  floats.every((float) =>
    cards.every(
      (card) =>
        card.x * zoom + x >= float.x + float.width + GAP ||
        (card.x + card.width) * zoom + x + GAP <= float.x ||
        card.y * zoom + y >= float.y + float.height + GAP ||
        (card.y + card.height) * zoom + y + GAP <= float.y,
    ),
  )

/** Every way to keep clear of the floating parts: each of them beside the design, or above or below it. */
function roomsAround({ width, height, room, floats }: Canvas): Room[] {
  let rooms: Room[] = [room]
  for (const { x, y, width: wide, height: high } of floats) {
    const beside = (one: Room): Room =>
      x < width - x - wide
        ? { ...one, left: Math.max(one.left, x + wide + GAP) }
        : { ...one, right: Math.max(one.right, width - x + GAP) }
    const over = (one: Room): Room =>
      y < height - y - high
        ? { ...one, top: Math.max(one.top, y + high + GAP) }
        : { ...one, bottom: Math.max(one.bottom, height - y + GAP) }
    rooms = rooms.flatMap((one) => [one, beside(one), over(one)])
  }
  return rooms
}
