import { expect, it } from 'vitest'
import { arrangement, LAYERED_MAX } from '../../src/document/layout.ts'
import { type DesignNode, emptyDesign } from '../../src/model/design.ts'

const SIZE = { width: 160, height: 64 }

function placesOf(count: number, pairs: readonly (readonly [number, number])[]) {
  const nodes = Array.from(
    { length: count },
    (_, i): DesignNode => ({ id: `n${i}`, kind: 'web', label: '', position: { x: 0, y: 0 }, params: {} }),
  )
  const edges = pairs.map(([from, to], i) => ({
    id: `w${i}`,
    source: `n${from}`,
    target: `n${to}`,
    params: {},
  }))
  return [...arrangement({ ...emptyDesign(), nodes, edges }, () => SIZE).places.values()]
}

it('what is wired stands from left to right', () => {
  const [a, b] = placesOf(2, [[0, 1]])
  expect(a!.x + SIZE.width).toBeLessThan(b!.x)
})

it.each([
  ['boxes', LAYERED_MAX.boxes + 1, 1],
  ['wires', LAYERED_MAX.wires + 2, LAYERED_MAX.wires + 1],
])('with more %s than can be laid out by wires they stand in a grid, none on another', (_, count, wires) => {
  const places = placesOf(
    count,
    Array.from({ length: wires }, (_, i) => [i, i + 1] as const),
  )
  const columns = Math.ceil(Math.sqrt(count))
  expect(new Set(places.map(({ x }) => x)).size).toBe(columns)
  expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(count)
  expect(places[columns]!.y - places[0]!.y).toBeGreaterThanOrEqual(SIZE.height)
})

it('many wires between the same two are one', () => {
  const same = Array.from({ length: LAYERED_MAX.wires + 1 }, () => [0, 1] as const)
  expect(placesOf(3, same)).toEqual(placesOf(3, [[0, 1]]))
})

it('a frame takes the room of what is in it, with a rim, and holds it at places of its own', () => {
  const node = (id: string, kind: string, parent?: string): DesignNode => ({
    ...{ id, kind, label: '', position: { x: 0, y: 0 }, params: {} },
    ...(parent === undefined ? {} : { parent }),
  })
  const nodes = [node('zone', 'zone'), node('a', 'web', 'zone'), node('b', 'web', 'zone'), node('c', 'web')]
  const edges = [{ id: 'w', source: 'a', target: 'b', params: {} }]
  const { places, sizes } = arrangement({ ...emptyDesign(), nodes, edges }, () => SIZE)
  const zone = sizes.get('zone')!
  const [a, b] = ['a', 'b'].map((id) => places.get(id)!)
  expect(a!.x).toBeGreaterThan(0)
  expect(a!.y).toBeGreaterThan(0)
  expect(b!.x).toBeGreaterThan(a!.x + SIZE.width)
  expect(zone.width).toBeGreaterThan(b!.x + SIZE.width)
  expect(zone.height).toBeGreaterThan(a!.y + SIZE.height)
  expect(sizes.get('c')).toEqual(SIZE)
})
