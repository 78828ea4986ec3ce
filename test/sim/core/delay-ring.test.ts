import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DelayRing } from '../../../src/sim/core/delay-ring.ts'

it('events leave a ring in the order in which they came, whatever is filtered out', () => {
  // A number waits so long and pushes, null drops the head, true removes every payload that three divides.
  const step = fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: 3 }) },
    { weight: 5, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constant(true) },
  )
  fc.assert(
    fc.property(fc.array(step, { minLength: 200, maxLength: 600, size: 'max' }), (steps) => {
      const ring = new DelayRing(5)
      let expected: { time: number; payload: number; generation: number }[] = []
      let now = 0
      steps.forEach((step, i) => {
        if (typeof step === 'number') {
          now += step
          ring.push(Float64Array.of(now + ring.delay, i), i, i % 4)
          expected.push({ time: now + ring.delay, payload: i, generation: i % 4 })
        } else if (step === null) {
          if (expected.shift()) ring.drop()
        } else {
          ring.filter((payload) => payload % 3 !== 0)
          expected = expected.filter(({ payload }) => payload % 3 !== 0)
        }
        expect(ring.size).toBe(expected.length)
        const head = expected[0]
        expect(ring.head[0]).toBe(head?.time ?? Number.POSITIVE_INFINITY)
        if (!head) return
        expect(ring.head[1]).toBe(head.payload)
        expect([ring.payload(), ring.generation()]).toEqual([head.payload, head.generation])
      })
    }),
  )
})

it('a full ring of time limits makes room by dropping those that are over', () => {
  const ring = new DelayRing(5)
  let pushed = 0
  while (!ring.full) {
    ring.push(Float64Array.of(pushed, pushed), pushed, pushed === 0 ? 0 : 1)
    pushed++
  }
  ring.makeRoom((payload) => payload === 7)
  expect([ring.size, ring.full]).toEqual([2, false])
  expect([ring.payload(), ring.head[0]]).toEqual([0, 0])
  ring.drop()
  expect([ring.payload(), ring.head[0]]).toEqual([7, 7])
})
