import { expect, it } from 'vitest'
import { fittingView } from '../../src/features/canvas/fit.ts'

const room = { top: 20, right: 16, bottom: 54, left: 16 }
const map = { x: 856, y: 10, width: 132, height: 92 }
const canvas = { width: 1000, height: 600, room, floats: [map] }
const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height })
const shown = (cards: readonly ReturnType<typeof box>[]) => fittingView(cards, cards, canvas, 0.7)
const onScreen = (card: ReturnType<typeof box>, view: ReturnType<typeof shown>) => ({
  left: card.x * view.zoom + view.x,
  top: card.y * view.zoom + view.y,
  right: (card.x + card.width) * view.zoom + view.x,
})

it('a small design stands in the middle at its own size', () => {
  expect(shown([box(0, 0, 200, 100)])).toEqual({ x: 400, y: 250, zoom: 1 })
})

it('on a phone what is left over in height stays at the foot', () => {
  const card = box(0, 0, 200, 100)
  expect(fittingView([card], [card], { ...canvas, fromTop: true }, 0.7)).toEqual({ x: 400, y: 20, zoom: 1 })
})

it('a corner with nothing in it may lie under what floats there', () => {
  const cards = [box(0, 0, 100, 100), box(860, 400, 100, 120)]
  expect(shown(cards).zoom).toBe(1)
})

it('a card under a floating part moves the view, and makes it smaller if it must', () => {
  const far = box(1500, 0, 100, 100)
  const cards = [box(0, 300, 100, 100), far, box(1500, 700, 100, 100)]
  const view = shown(cards)
  const seen = onScreen(far, view)
  expect(seen.right <= map.x || seen.top >= map.y + map.height).toBe(true)
  expect(view.zoom).toBeGreaterThan(0.48)
})

it('cards keep what they say, and their size about, rather than the corner free', () => {
  const barely = [box(0, 0, 100, 100), box(1280, 0, 100, 100), box(1280, 600, 100, 100)]
  const view = shown(barely)
  expect(view.zoom).toBeGreaterThanOrEqual(0.7)
  expect(onScreen(barely[1]!, view).right).toBeGreaterThan(map.x)
})
