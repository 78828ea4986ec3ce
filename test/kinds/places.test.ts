import { describe, expect, it } from 'vitest'
import type { Design } from '../../src/model/design.ts'
import type { Params } from '../../src/model/field.ts'
import { PLACES, roundTripMs } from '../../src/model/place.ts'
import { draw, only, report, Scene, sends } from '../support/simulate.ts'

/** Answers at once. */
const QUICK = { workers: 10_000, serviceMs: 0, localDataMs: 0 }

const meanMs = (design: Design, warmup = 0): number =>
  report(design, warmup + 20, warmup).system.latencyMs.mean!

describe('distance', () => {
  const seoul = (place: string, chains: string[], more: Parameters<typeof draw>[0] = {}): Design =>
    draw({ client: sends(100, 'read', { place }), kr: ['region', { place: 'seoul' }], ...more }, chains)

  it.each([
    ['seoul', 10],
    ['tokyo', 50],
    ['los-angeles', 200],
    ['london', 300],
    ['anywhere', 0],
  ])('users in %s see %i ms to an origin in Seoul', (place, ms) => {
    const web = { web: ['web', QUICK, { in: 'kr' }] } as const
    expect(meanMs(seoul(place, ['client > web'], web))).toBeCloseTo(ms, 6)
    // Also through a name, which is near everybody; the look-up itself is another 20 ms for who has no answer.
    const dns = { ...web, dns: ['dns', { lookupMs: 0 }] } as const
    expect(meanMs(seoul(place, ['client > dns > web'], dns))).toBeCloseTo(ms, 6)
  })

  it('counts for every call between two places, there and back, in addition to the wire', () => {
    const parts = {
      us: ['region', { place: 'los-angeles' }],
      zone: ['zone', {}, { in: 'kr' }],
      web: ['web', QUICK, { in: 'zone' }],
      db: ['database', { readMs: 0 }, { in: 'us' }],
    } as const
    const far = seoul('tokyo', ['client > web > db'], parts)
    expect(meanMs(far)).toBeCloseTo(50 + 190, 6)
    const edges = far.edges.map((edge) => ({ ...edge, params: { latencyMs: 3 } }))
    expect(meanMs({ ...far, edges })).toBeCloseTo(50 + 190 + 6, 6)
    expect(meanMs(seoul('tokyo', ['client > web > db'], { ...parts, us: ['region'] }))).toBeCloseTo(50, 6)
  })

  it('is as long there as back, and none where both are', () => {
    PLACES.forEach((_, a) => {
      expect(roundTripMs(a, a)).toBe(0)
      PLACES.forEach((_place, b) => {
        expect(roundTripMs(a, b)).toBe(roundTripMs(b, a))
      })
    })
  })

  it('counts for replication too: a replica abroad is half a round trip further behind', () => {
    const lag = (place: string): number => {
      const design = draw(
        {
          client: sends(50, 'write'),
          kr: ['region', { place: 'seoul' }],
          abroad: ['region', { place }],
          db: ['database', { writeMs: 0 }, { in: 'kr' }],
          replica: ['replica', { lagMs: 50, writeMs: 0 }, { in: 'abroad' }],
        },
        ['client > db > replica'],
      )
      return Number(new Scene(design).until(20).readings('replica').lagMs)
    }
    expect(lag('seoul')).toBeCloseTo(50, 6)
    expect(lag('london')).toBeCloseTo(50 + 290 / 2, 6)
  })
})

describe('a DNS that answers', () => {
  /** Two sites of different weights in two places, and users in as many. */
  const world = (policy: string, dns: Params = {}): Design =>
    draw(
      {
        asia: sends(500, 'read', { place: 'tokyo' }),
        europe: sends(500, 'read', { place: 'london' }),
        dns: ['dns', { policy, ttlMs: 2000, lookupMs: 0, healthIntervalMs: 1000, healthFall: 2, ...dns }],
        kr: ['region', { place: 'seoul' }],
        us: ['region', { place: 'los-angeles' }],
        'site-kr': ['web', QUICK, { in: 'kr' }],
        'site-us': ['web', QUICK, { in: 'us' }],
      },
      ['asia > dns', 'europe > dns', ['dns > site-kr', { weight: 3 }], ['dns > site-us', { weight: 1 }]],
    )
  /** Share of the requests that the site in Seoul gets in a while. */
  function shareOfSeoul(scene: Scene, seconds: number): number {
    const [kr, us] = [scene.arrived('site-kr'), scene.arrived('site-us')]
    scene.until(scene.now + seconds)
    const [toKr, toUs] = [scene.arrived('site-kr') - kr, scene.arrived('site-us') - us]
    return toKr / (toKr + toUs)
  }

  it.each([
    ['weighted', 0.75],
    ['simple', 0.5],
    ['failover', 1],
    ['geo', 0.5],
  ])('by the policy %s sends a share of %d to the first of 3 to 1', (policy, share) => {
    expect(Math.abs(shareOfSeoul(new Scene(world(policy)), 60) - share)).toBeLessThan(0.02)
  })

  it('with the nearest target gives each population its own, and the fastest answers', () => {
    const { edges, system } = report(world('geo'), 40, 10)
    expect(edges['asia>dns']!.latencyMs.mean).toBeCloseTo(50, 6)
    expect(edges['europe>dns']!.latencyMs.mean).toBeCloseTo(150, 6)
    expect(system.latencyMs.mean).toBeLessThan(report(world('simple'), 40, 10).system.latencyMs.mean! - 40)
  })

  it.each(['weighted', 'simple', 'failover', 'geo'])(
    'by the policy %s has left a dead target once checks and TTL are over, and is back with it',
    (policy) => {
      const scene = new Scene(world(policy)).until(20).kill('site-kr').until(26)
      expect(shareOfSeoul(scene, 10)).toBe(0)
      expect(scene.errorsUntil(40)).toBe(0)
      scene.restore('site-kr').until(50)
      const before = shareOfSeoul(new Scene(world(policy)), 60)
      expect(Math.abs(shareOfSeoul(scene, 60) - before)).toBeLessThan(0.02)
    },
  )

  it('without a healthy target answers all of them', () => {
    const scene = new Scene(world('failover')).until(20).kill('site-kr').kill('site-us').until(30)
    scene.restore('site-us').restore('site-kr').until(40)
    expect(scene.errorsUntil(50)).toBe(0)
    const none = new Scene(world('geo')).until(20).kill('site-kr').kill('site-us').until(30)
    expect(none.errorsUntil(40)).toBe(1)
  })
})

describe('a CDN', () => {
  const world = (places: readonly string[], cdn: Params = {}, keys = 100): Design =>
    draw(
      {
        ...Object.fromEntries(
          places.map((place, i) => [
            `users-${i}`,
            ['client', { ratePerSec: 200, mix: only('static'), keys, zipfAlpha: 0, place }] as const,
          ]),
        ),
        cdn: ['cdn', { edgeMs: 10, ...cdn }],
        kr: ['region', { place: 'seoul' }],
        storage: ['storage', { serviceMs: 0 }, { in: 'kr' }],
      },
      ['cdn > storage', ...places.map((_, i) => `users-${i} > cdn`)],
    )

  it('answers from the edge that is nearest to each population, and fills each of them', () => {
    const warm = report(world(['seoul', 'tokyo', 'london']), 30, 10)
    expect(warm.system.latencyMs.mean).toBeCloseTo(10, 6)
    const fetched = (places: string[]): number => new Scene(world(places)).until(20).arrived('storage')
    expect(fetched(['seoul'])).toBe(100)
    expect(fetched(['seoul', 'seoul'])).toBe(100)
    expect(fetched(['seoul', 'tokyo', 'london'])).toBe(300)
  })

  it('takes a miss over the distance from its edge to the origin', () => {
    // Nothing is kept, and hardly two ask for the same key at a time: every request is a miss.
    const missing = (place: string): number => meanMs(world([place], { ttlMs: 0 }, 1_000_000))
    expect(missing('seoul')).toBeCloseTo(10, 6)
    expect(Math.abs(missing('london') - (10 + 290))).toBeLessThan(0.1)
  })
})
