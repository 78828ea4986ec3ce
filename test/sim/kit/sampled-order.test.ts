import { describe, expect, it } from 'vitest'
import { Streams } from '../../../src/sim/core/random.ts'
import { KeyCache } from '../../../src/sim/kit/key-cache.ts'
import { SampledOrder } from '../../../src/sim/kit/sampled-order.ts'
import { TICKS_PER_SEC } from '../../support/engine.ts'

const chance = () => {
  const streams = new Streams(5)
  return { streams, stream: streams.stream('cache', 'eviction') }
}

describe('the counters of Redis', () => {
  const of = (entries: number): SampledOrder => {
    const { streams, stream } = chance()
    return new SampledOrder(entries, 'redis-lfu', streams, stream)
  }

  // The table of Redis' documentation of LFU for a factor of 10, which was read off single keys.
  it.each([
    [100, 10, 400],
    [1000, 18, 200],
    [100_000, 142, 10],
    [1_000_000, 255, 1],
  ])('stand after %i uses at about %i', (uses, expected, entries) => {
    const order = of(entries)
    let sum = 0
    for (let slot = 0; slot < entries; slot++) {
      order.enter(slot, 0)
      for (let i = 0; i < uses; i++) order.use(slot, 0)
      sum += order.countOf(slot, 0)
    }
    expect(Math.abs(sum / entries / expected - 1)).toBeLessThan(0.1)
  })

  it('begin at five and lose one in each whole minute of rest', () => {
    const order = of(1)
    const minute = 60 * TICKS_PER_SEC
    order.enter(0, 0)
    expect(order.countOf(0, minute - 1)).toBe(5)
    expect(order.countOf(0, minute)).toBe(4)
    expect(order.countOf(0, 10 * minute)).toBe(0)
    // A use counts from where the counter has fallen to; below five it always rises.
    order.use(0, 3 * minute)
    expect(order.countOf(0, 3 * minute)).toBe(3)
  })
})

describe('a cache that chooses by samples', () => {
  const SIZE = 1000

  /** How old, by the number of younger entries, those were that made room. */
  function ages(eviction: 'random' | 'redis-lru'): number[] {
    const cache = new KeyCache(4 * SIZE, SIZE, eviction, chance())
    const kept = new Set<number>()
    const seen: number[] = []
    for (let key = 0; key < 4 * SIZE; key++) {
      // One a second, because Redis knows no shorter time.
      cache.set(key, key * TICKS_PER_SEC)
      kept.add(key)
      if (kept.size <= SIZE) continue
      const gone = [...kept].find((other) => !cache.has(other))!
      kept.delete(gone)
      seen.push([...kept].filter((other) => other < gone).length / SIZE)
    }
    expect(cache.size).toBe(SIZE)
    return seen
  }
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length

  it('drops any entry, or hardly ever one of the newer half where it looks for the oldest', () => {
    expect(Math.abs(mean(ages('random')) - 0.5)).toBeLessThan(0.03)
    const redis = ages('redis-lru')
    expect(mean(redis)).toBeLessThan(0.1)
    expect(redis.filter((age) => age > 0.5).length / redis.length).toBeLessThan(0.01)
  })

  it('takes no victim for another key that has its slot by now', () => {
    const cache = new KeyCache(100, 3, 'redis-lru', chance())
    for (let i = 0; i < 2000; i++) {
      const key = (i * 7) % 100
      if (!cache.get(key, i * TICKS_PER_SEC, Number.POSITIVE_INFINITY)) cache.set(key, i * TICKS_PER_SEC)
      if (i % 5 === 0) cache.delete((i * 3) % 100)
      expect(cache.size).toBeLessThanOrEqual(3)
    }
    cache.clear()
    expect(cache.size).toBe(0)
  })
})

it('a cache that makes room by order asks no chance, although it is given one', () => {
  for (const eviction of ['lru', 'fifo', 'lfu'] as const) {
    const cache = new KeyCache(400, 200, eviction, chance())
    for (let key = 0; key < 200; key++) cache.set(key, 0)
    for (let key = 0; key < 200; key++) if (key !== 0) cache.get(key, 1, 10)
    for (let key = 200; key < 220; key++) cache.set(key, 2)
    const gone = Array.from({ length: 200 }, (_, key) => key).filter((key) => !cache.has(key))
    // The least often used ones are the newcomers themselves.
    expect(gone).toEqual(eviction === 'lfu' ? [0] : Array.from({ length: 20 }, (_, key) => key))
  }
})
