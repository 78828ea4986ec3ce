import fc from 'fast-check'
import { expect, it } from 'vitest'
import { EventHeap } from '../../../src/sim/core/event-heap.ts'

interface Entry {
  readonly time: number
  readonly sequence: number
  readonly payload: number
}

const inOrder = (a: Entry, b: Entry): number => a.time - b.time || a.sequence - b.sequence

function push(heap: EventHeap, { time, sequence, payload }: Entry): void {
  heap.cell[0] = time
  heap.cell[1] = sequence
  heap.push(payload)
}

/** The earliest entry, removed; undefined when there is none. */
function take(heap: EventHeap): Entry | undefined {
  const keys = heap.settled()
  const [time, sequence] = [keys[0]!, keys[1]!]
  return Number.isFinite(time) ? { time, sequence, payload: heap.take() } : undefined
}

it('events come out by time and, at one time, in the order in which they went in', () => {
  // Few different times, so that ties are the rule; null takes the earliest, true removes every odd payload.
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 8 }) },
    { weight: 4, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constant(true) },
  )
  fc.assert(
    fc.property(fc.array(step, { minLength: 100, maxLength: 400, size: 'max' }), (steps) => {
      const heap = new EventHeap()
      let expected: Entry[] = []
      steps.forEach((step, sequence) => {
        if (typeof step === 'number') {
          const entry = { time: step, sequence, payload: sequence }
          push(heap, entry)
          expected.push(entry)
          expected.sort(inOrder)
        } else if (step === null) expect(take(heap)).toEqual(expected.shift())
        else {
          heap.filter((payload) => payload % 2 === 0)
          expected = expected.filter(({ payload }) => payload % 2 === 0)
        }
        expect(heap.size).toBe(expected.length)
      })
      for (const entry of expected) expect(take(heap)).toEqual(entry)
      expect(take(heap)).toBeUndefined()
    }),
  )
})

it('it grows with what it holds', () => {
  const heap = new EventHeap()
  const count = 10_000
  for (let i = 0; i < count; i++) push(heap, { time: (i * 7919) % count, sequence: i, payload: i })
  expect(heap.size).toBe(count)
  for (let time = 0; time < count; time++) expect(take(heap)!.time).toBe(time)
})
