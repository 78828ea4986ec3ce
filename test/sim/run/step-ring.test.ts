import { expect, it } from 'vitest'
import { StepRing } from '../../../src/sim/run/step-ring.ts'

it('a ring of steps sums the last ones of each column, also after it has gone round several times', () => {
  const ring = new StepRing(2)
  const pushed: [number, number][] = []
  expect(ring.sum(0, 10)).toBe(0)
  for (let step = 1; step <= 130; step++) {
    pushed.push([step, step * step])
    ring.push(pushed.at(-1)!)
    for (const steps of [1, 9, 10, 40])
      for (const column of [0, 1] as const) {
        const plain = pushed.slice(-steps).reduce((sum, counts) => sum + counts[column], 0)
        expect([step, steps, column, ring.sum(column, steps)]).toEqual([step, steps, column, plain])
      }
  }
  // It keeps forty.
  expect(ring.sum(0, 1000)).toBe(ring.sum(0, 40))
})
