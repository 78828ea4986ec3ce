import fc from 'fast-check'
import { expect, it } from 'vitest'
import { NO_RING, RINGS_MAX, Schedule } from '../../../src/sim/core/schedule.ts'

const FOREVER = Float64Array.of(Number.MAX_SAFE_INTEGER)

it('heap and rings together are one order of time and sequence', () => {
  // [delay, through a ring or the heap, take one afterwards]
  const step = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.boolean(), fc.boolean())
  fc.assert(
    fc.property(fc.array(step, { minLength: 100, maxLength: 300, size: 'max' }), (steps) => {
      const schedule = new Schedule({ isCurrent: () => true })
      const expected: { time: number; payload: number }[] = []
      const takeOne = (): void => {
        expected.sort((a, b) => a.time - b.time || a.payload - b.payload)
        const next = expected.shift()
        expect(schedule.take(FOREVER)).toBe(next?.payload ?? -1)
        if (next) expect(schedule.clock[0]).toBe(next.time)
      }
      steps.forEach(([delay, throughRing, take], payload) => {
        const time = schedule.clock[0]! + delay
        if (throughRing) schedule.pushRing(schedule.ring(delay, false), payload, 0)
        else {
          schedule.cell[0] = time
          schedule.push(payload)
        }
        expected.push({ time, payload })
        if (take) takeOne()
      })
      while (expected.length > 0) takeOne()
      takeOne()
    }),
  )
})

it('nothing later than the given time is taken, and the clock stays where the last event was', () => {
  const schedule = new Schedule({ isCurrent: () => true })
  schedule.cell[0] = 10
  schedule.push(1)
  schedule.pushRing(schedule.ring(20, false), 2, 0)
  expect(schedule.take(Float64Array.of(9))).toBe(-1)
  expect(schedule.take(Float64Array.of(10))).toBe(1)
  expect(schedule.take(Float64Array.of(19))).toBe(-1)
  expect(schedule.clock[0]).toBe(10)
  expect(schedule.take(Float64Array.of(20))).toBe(2)
})

it('a time limit whose call has moved on is never taken', () => {
  const generations = new Map([
    [1, 1],
    [2, 7],
    [3, 1],
  ])
  const schedule = new Schedule({
    isCurrent: (payload, generation) => generations.get(payload) === generation,
  })
  const ring = schedule.ring(100, true)
  for (const call of [1, 2, 3]) schedule.pushRing(ring, call, 1)
  expect([schedule.take(FOREVER), schedule.take(FOREVER), schedule.take(FOREVER)]).toEqual([1, 3, -1])
})

it('delays beyond the number of rings go without one, and leave rings for time limits', () => {
  const schedule = new Schedule({ isCurrent: () => true })
  for (let delay = 0; delay < RINGS_MAX; delay++) expect(schedule.ring(delay, false)).toBe(delay)
  expect(schedule.ring(1000, false)).toBe(NO_RING)
  expect(schedule.ring(3, false)).toBe(3)
  for (let i = 0; i < RINGS_MAX; i++) expect(schedule.ring(2000 + i, true)).not.toBe(NO_RING)
  expect(schedule.ring(9999, true)).toBe(NO_RING)
})

it('filtering removes events from the heap and the rings alike', () => {
  const schedule = new Schedule({ isCurrent: () => true })
  for (let payload = 0; payload < 10; payload++) {
    schedule.cell[0] = 50 - payload
    schedule.push(payload)
    schedule.pushRing(schedule.ring(7, false), 10 + payload, 0)
  }
  schedule.filter((payload) => payload % 2 === 1)
  const taken: number[] = []
  for (let next = schedule.take(FOREVER); next >= 0; next = schedule.take(FOREVER)) taken.push(next)
  expect(taken).toEqual([11, 13, 15, 17, 19, 9, 7, 5, 3, 1])
})
