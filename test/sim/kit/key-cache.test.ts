import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KeyCache } from '../../../src/sim/kit/key-cache.ts'

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
      fc.array(step, { minLength: 100, maxLength: 200, size: 'max' }),
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

describe.each(['lfu', 'fifo'] as const)('a cache that makes room by %s', (eviction) => {
  /** In the plainest terms: who came first, and how often each was used since, the last use breaking ties. */
  class Plain {
    #entries: { key: number; uses: number; usedAt: number }[] = []
    #clock = 0

    constructor(readonly capacity: number) {}

    get(key: number): boolean {
      const entry = this.#entries.find((candidate) => candidate.key === key)
      if (entry && eviction === 'lfu') Object.assign(entry, { uses: entry.uses + 1, usedAt: ++this.#clock })
      return entry !== undefined
    }

    set(key: number): void {
      if (this.#entries.some((entry) => entry.key === key)) return
      if (this.#entries.length === this.capacity) {
        const least = [...this.#entries].sort((a, b) => a.uses - b.uses || a.usedAt - b.usedAt)[0]!
        this.#entries = this.#entries.filter((entry) => entry !== least)
      }
      this.#entries.push({ key, uses: 1, usedAt: ++this.#clock })
    }

    clear(): void {
      this.#entries = []
    }
  }

  it('behaves like the plainest one', () => {
    const some = fc.record({ op: fc.constantFrom('get', 'get', 'set', 'set', 'set'), key })
    const rarely = fc.record({ op: fc.constant('clear'), key })
    const steps = fc.array(fc.oneof({ weight: 30, arbitrary: some }, { weight: 1, arbitrary: rarely }), {
      minLength: 100,
      maxLength: 300,
      size: 'max',
    })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), steps, (capacity, all) => {
        const cache = new KeyCache(KEYS, capacity, eviction)
        const plain = new Plain(capacity)
        for (const one of all) {
          if (one.op === 'get') expect(cache.get(one.key, 0, 1)).toBe(plain.get(one.key))
          else if (one.op === 'set') {
            cache.set(one.key, 0)
            plain.set(one.key)
          } else {
            cache.clear()
            plain.clear()
          }
        }
      }),
    )
  })
})

it('a smaller cache keeps the newest entries in their order', () => {
  const cache = new KeyCache(10, 3)
  for (const one of [1, 2, 3]) cache.set(one, 0)
  const smaller = cache.resized(10, 2)
  smaller.set(4, 0)
  expect([1, 2, 3, 4].map((one) => smaller.has(one))).toEqual([false, false, true, true])
})

it('a renewed entry counts as used where the last use decides', () => {
  const cache = new KeyCache(10, 2)
  for (const one of [1, 2, 1, 3]) cache.set(one, 0)
  expect([1, 2, 3].map((one) => cache.has(one))).toEqual([true, false, true])
})
