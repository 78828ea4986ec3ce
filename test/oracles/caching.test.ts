import { describe, expect, it } from 'vitest'
import type { Design } from '../../src/model/design.ts'
import type { Params } from '../../src/model/field.ts'
import { draw, only, report, sends } from '../support/simulate.ts'
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

  it.each(oracles.lruZipf)('of $capacity least recently used keys hits as often as Che says', (oracle) => {
    const design = lookAside(oracle.catalogue, oracle.alpha, { entriesMax: oracle.capacity })
    const hitRatio = hitRatioOf(design, 'cache', 1000, 100)
    expect(Math.abs(hitRatio / oracle.hitRatio - 1)).toBeLessThan(0.02)
  })

  it('with a TTL hits as often as its formula says: an entry ends a TTL after it was filled, however often it is read', () => {
    const [oracle] = oracles.ttlZipf
    const { catalogue, alpha, ttlSec, requestRatePerSec } = oracle!
    const cache = { entriesMax: catalogue, ttlMs: 1000 * ttlSec }
    const hitRatio = hitRatioOf(lookAside(catalogue, alpha, cache, requestRatePerSec), 'cache', 1020, 20)
    expect(Math.abs(hitRatio / oracle!.hitRatioNoRenewal - 1)).toBeLessThan(0.005)
    expect(hitRatio).toBeLessThan(0.95 * oracle!.hitRatioRenewal)
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
    expect(Math.abs(hitRatioOf(design, 'cdn', 1020, 20) / oracle!.hitRatioNoRenewal - 1)).toBeLessThan(0.005)
  })
})

const hitRatioOf = (design: Design, id: string, seconds: number, warmup: number): number =>
  report(design, seconds, warmup).nodes[id]!.hitRatio!
