import fc from 'fast-check'
import { expect, it } from 'vitest'
import { KeyCache } from '../../src/sim/key-cache.ts'

/** The same cache in the plainest terms: keys in order of use, the oldest first. */
class PlainCache {
  #entries: { key: number; filledAt: number }[] = []

  constructor(readonly capacity: number) {}

  get size(): number {
    return this.#entries.length
  }

  get(key: number, now: number, ttl: number): boolean {
    const entry = this.#entries.find((candidate) => candidate.key === key)
    if (!entry) return false
    this.delete(key)
    if (now - entry.filledAt >= ttl) return false
    this.#entries.push(entry)
    return true
  }

  set(key: number, now: number): void {
    this.delete(key)
    if (this.#entries.length === this.capacity) this.#entries.shift()
    this.#entries.push({ key, filledAt: now })
  }

  delete(key: number): void {
    this.#entries = this.#entries.filter((entry) => entry.key !== key)
  }

  clear(): void {
    this.#entries = []
  }

  resized(keys: number, capacity: number): PlainCache {
    const next = new PlainCache(capacity)
    next.#entries = this.#entries.filter(({ key }) => key < keys).slice(-capacity)
    return next
  }
}

const KEYS = 12
const key = fc.integer({ min: 0, max: KEYS - 1 })
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ op: fc.constant('get' as const), key }) },
  { weight: 6, arbitrary: fc.record({ op: fc.constant('set' as const), key }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('delete' as const), key }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('clear' as const), key }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('resize' as const), key }) },
)

it('it behaves like a plain list in order of use, with a TTL from the fill', () => {
  const sizes = fc.integer({ min: 1, max: 6 })
  fc.assert(
    fc.property(
      sizes,
      fc.integer({ min: 1, max: 30 }),
      fc.array(step, { maxLength: 200 }),
      (capacity, ttl, steps) => {
        let cache = new KeyCache(KEYS, capacity)
        let plain = new PlainCache(capacity)
        steps.forEach((one, now) => {
          if (one.op === 'get') expect(cache.get(one.key, now, ttl)).toBe(plain.get(one.key, now, ttl))
          else if (one.op === 'set') {
            cache.set(one.key, now)
            plain.set(one.key, now)
          } else if (one.op === 'delete') {
            cache.delete(one.key)
            plain.delete(one.key)
          } else if (one.op === 'clear') {
            cache.clear()
            plain.clear()
          } else {
            const wanted = 1 + (one.key % 6)
            cache = cache.resized(KEYS, wanted)
            plain = plain.resized(KEYS, wanted)
          }
          expect(cache.size).toBe(plain.size)
          expect(cache.size).toBeLessThanOrEqual(cache.capacity)
        })
      },
    ),
  )
})

it('a smaller key space drops the keys that are no more', () => {
  const cache = new KeyCache(10, 5)
  for (const one of [9, 1, 8, 2]) cache.set(one, 0)
  const smaller = cache.resized(5, 5)
  expect(smaller.size).toBe(2)
  expect([1, 2].every((one) => smaller.get(one, 1, 10))).toBe(true)
})
