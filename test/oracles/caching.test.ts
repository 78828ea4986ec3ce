import { describe, expect, it } from 'vitest'
import type { Design } from '../../src/model/design.ts'
import type { Params } from '../../src/model/field.ts'
import { N_HITS, N_LOOKUPS } from '../support/engine.ts'
import { disagreement, type Estimate, estimate, expectTheory, MEAN } from '../support/estimate.ts'
import { draw, only, Scene, sends } from '../support/simulate.ts'
import oracles from './oracles.json' with { type: 'json' }

describe('a cache', () => {
  /** Every read looks the key up first; nothing takes time, so that a miss is filled at once. */
  const lookAside = (keys: number, zipfAlpha: number, cache: Params, ratePerSec = 1000): Design =>
    draw(
      {
        client: sends(ratePerSec, 'read', { keys, zipfAlpha }),
        web: ['web', { serviceMs: 0, queueMax: null }],
        cache: ['cache', { hitMs: 0, queueMax: null, ...cache }],
        db: ['database', { readMs: 0, queueMax: null }],
      },
      ['client > web > cache', 'web > db'],
    )

  const ofSize = ({ catalogue, alpha, capacity }: Oracle, eviction: string): Design =>
    lookAside(catalogue, alpha, { entriesMax: capacity, eviction })

  it.each(oracles.lruZipf)('of $capacity least recently used keys hits as often as Che says', (oracle) => {
    expectTheory([[hitRatioOf(ofSize(oracle, 'lru'), 'cache'), oracle.hitRatio, MEAN]])
  })

  it.each(oracles.fifoZipf)(
    'of $capacity keys, first in, first out, hits as often as one that drops keys at random',
    (oracle) => {
      expectTheory([[hitRatioOf(ofSize(oracle, 'fifo'), 'cache'), oracle.hitRatio, MEAN]])
    },
  )

  it.each(oracles.mostPopularZipf)(
    'of the $capacity most used keys hits nearly as often as one that knows the most popular ones',
    (oracle) => {
      const { value } = hitRatioOf(ofSize(oracle, 'lfu'), 'cache')
      expect(value).toBeLessThan(oracle.share)
      expect(value).toBeGreaterThan(0.85 * oracle.share)
    },
  )

  it.each(oracles.fifoZipf)('of $capacity keys that drops any of them hits as often as FIFO', (oracle) => {
    expectTheory([[hitRatioOf(ofSize(oracle, 'random'), 'cache'), oracle.hitRatio, MEAN]])
  })

  it('that samples as Redis does comes near to LRU, unless its entries come and go within a second', () => {
    const of = (capacity: number) => {
      const oracle = oracles.lruZipf.find((one) => one.capacity === capacity)!
      const random = oracles.fifoZipf.find((one) => one.capacity === capacity)!.hitRatio
      const { value } = hitRatioOf(ofSize(oracle, 'redis-lru'), 'cache')
      return (value - random) / (oracle.hitRatio - random)
    }
    // Five samples and a pool of sixteen: nearer to the best order than to none, and never better.
    expect(of(1000)).toBeGreaterThan(0.5)
    expect(of(1000)).toBeLessThan(1.1)
    // A thousand requests a second turn a hundred entries over in less than its clock can tell.
    expect(of(100)).toBeLessThan(0.3)
  })

  it.each(oracles.mostPopularZipf)(
    'of $capacity keys with the counters of Redis keeps popular ones',
    (oracle) => {
      const [random] = oracles.fifoZipf.filter(({ capacity }) => capacity === oracle.capacity)
      const { value } = hitRatioOf(ofSize(oracle, 'redis-lfu'), 'cache')
      expect(value).toBeLessThan(oracle.share)
      expect(value).toBeGreaterThan(random!.hitRatio)
    },
  )

  it('of another order, size or popularity is another one', () => {
    const oracle = oracles.lruZipf[1]!
    for (const other of [
      ofSize(oracle, 'fifo'),
      ofSize(oracle, 'lfu'),
      ofSize({ ...oracle, capacity: 1.1 * oracle.capacity }, 'lru'),
      ofSize({ ...oracle, alpha: 0.85 }, 'lru'),
    ])
      expect(disagreement(hitRatioOf(other, 'cache'), oracle.hitRatio, MEAN)).toMatch(/more than 2 % off/)
  })

  it('with a TTL hits as often as its formula says: an entry ends a TTL after it was filled, however often it is read', () => {
    const [oracle] = oracles.ttlZipf
    const { catalogue, alpha, ttlSec, requestRatePerSec } = oracle!
    const cache = { entriesMax: catalogue, ttlMs: 1000 * ttlSec }
    const hits = hitRatioOf(lookAside(catalogue, alpha, cache, requestRatePerSec), 'cache')
    expectTheory([[hits, oracle!.hitRatioNoRenewal, MEAN]])
    expect(disagreement(hits, oracle!.hitRatioRenewal, MEAN)).toMatch(/more than 2 % off/)
    const shorter = lookAside(catalogue, alpha, { ...cache, ttlMs: 800 * ttlSec }, requestRatePerSec)
    const fewer = hitRatioOf(shorter, 'cache')
    expect(disagreement(fewer, oracle!.hitRatioNoRenewal, MEAN)).toMatch(/more than 2 % off/)
  })

  it('at the edge has the same TTL', () => {
    const [oracle] = oracles.ttlZipf
    const { catalogue, alpha, ttlSec, requestRatePerSec } = oracle!
    const design = draw(
      {
        client: [
          'client',
          { ratePerSec: requestRatePerSec, mix: only('static'), keys: catalogue, zipfAlpha: alpha },
        ],
        cdn: ['cdn', { edgeMs: 0, entriesMax: catalogue, ttlMs: 1000 * ttlSec }],
        storage: ['storage', { serviceMs: 0 }],
      },
      ['client > cdn > storage'],
    )
    expectTheory([[hitRatioOf(design, 'cdn'), oracle!.hitRatioNoRenewal, MEAN]])
  })
})

type Oracle = Pick<(typeof oracles.lruZipf)[number], 'catalogue' | 'alpha' | 'capacity'>

const WARM_SEC = 100
const BATCHES = 40
const BATCH_SEC = 25

/** Hits over look-ups, over the batches of a run that is warm. */
function hitRatioOf(design: Design, id: string): Estimate {
  const scene = new Scene(design).until(WARM_SEC)
  const counts = (): [number, number] => [scene.column(id, N_HITS), scene.column(id, N_LOOKUPS)]
  return estimate(
    Array.from({ length: BATCHES }, (_, i) => {
      const [hits, lookups] = counts()
      scene.until(WARM_SEC + BATCH_SEC * (i + 1))
      const [hitsAfter, lookupsAfter] = counts()
      return (hitsAfter - hits) / (lookupsAfter - lookups)
    }),
  )
}
