import { expect, it } from 'vitest'
import { ParticleBatch } from '../../src/scene/particles.ts'
import type { Pen } from '../../src/scene/pen.ts'
import { Route } from '../../src/scene/route.ts'
import type { SceneWire } from '../../src/scene/scene.ts'
import { THEMES } from '../../src/scene/theme.ts'
import { newLook } from '../../src/scene/wire-look.ts'

interface Drawn {
  readonly x: number
  readonly y: number
  readonly area: number
}

/** What a batch of a straight wire paints: discs and squares by their middle and area, in units of the drawing. */
function painted(scale: number, pixels?: number): { readonly discs: Drawn[]; readonly squares: Drawn[] } {
  const [discs, squares]: [Drawn[], Drawn[]] = [[], []]
  const pen = {
    beginPath() {},
    moveTo() {},
    fill() {},
    arc: (x: number, y: number, radius: number) => discs.push({ x, y, area: Math.PI * radius ** 2 }),
    fillRect: (x: number, y: number, width: number, height: number) =>
      squares.push({ x: x + width / 2, y: y + height / 2, area: width * height }),
  }
  const batch = new ParticleBatch()
  const route = new Route([[0, 0, 100, 0, 200, 0, 300, 0]])
  batch.add({ ...newLook({ route } as SceneWire), particles: 5, rate: 2000 }, [-1, -1, 301, 1], 1)
  batch.paint(pen as unknown as Pen, THEMES.light, scale, pixels)
  return { discs, squares }
}

it('particles of a few pixels are squares with the middles and areas of the discs that they stand for', () => {
  const { discs } = painted(2)
  const small = painted(2, 0.3)
  expect(discs).toHaveLength(5)
  expect(small.discs).toEqual([])
  expect(small.squares).toHaveLength(5)
  for (const [index, square] of small.squares.entries()) {
    expect(square.x).toBeCloseTo(discs[index]!.x)
    expect(square.y).toBeCloseTo(discs[index]!.y)
    expect(square.area).toBeCloseTo(discs[index]!.area)
  }
})

it('particles that can be seen as round, and those of a picture, are discs', () => {
  expect(painted(1, 1).squares).toEqual([])
  expect(painted(1).squares).toEqual([])
})
