import { describe, expect, it } from 'vitest'
import type { Design } from '../../src/model/design.ts'
import type { Params } from '../../src/model/field.ts'
import { N_HITS, N_LOOKUPS } from '../support/engine.ts'
import { draw, Scene, sends, withParams } from '../support/simulate.ts'
import { mean, spanUntil, spike, untilMark } from '../support/spans.ts'

/** A check every 10 s, three failures. */
const FAST = { healthIntervalMs: 10_000, healthFall: 3 }

describe('3: a DNS TTL of 60 s, detection in 30 s, two sites of which one dies', () => {
  const quick = { workers: 10_000, serviceMs: 1, localDataMs: 0 }
  const sites = (dns: Params = {}, ratePerSec = 1000): Design =>
    draw(
      {
        client: sends(ratePerSec),
        dns: ['dns', { ttlMs: 60_000, ...FAST, ...dns }],
        'site-1': ['web', quick],
        'site-2': ['web', quick],
      },
      ['client > dns > site-1', 'dns > site-2'],
    )

  /** A run in which `site-1` dies right after a check, so that detection takes the whole 30 s; `t` counts from its death. */
  function afterDeath(seed: number, dns: Params = {}) {
    const trial = new Scene(sites(dns, 1), seed).until(100).kill('site-1')
    const died = untilMark(trial, 'eject', 31).timeSec - 29.999
    const scene = new Scene(sites(dns), seed).until(died).kill('site-1')
    /** Of the dead site's requests the share that the other one answers now; many requests tell it exactly. */
    const recoveredAt = (t: number): number => {
      spike(scene.until(died + t - 0.6), 20)
      scene.until(died + t - 0.5)
      const errors = scene.errorsUntil(died + t + 0.5)
      spike(scene, 1)
      return 1 - 2 * errors
    }
    return { scene, recoveredAt }
  }

  it('recovery is linear from 30 to 90 s, and 50 % at 60 s', () => {
    const halfway = [1, 2, 3, 4, 5, 6].map((seed) => {
      const { scene, recoveredAt } = afterDeath(seed)
      for (const t of [10, 29]) expect(Math.abs(recoveredAt(t)), `seed ${seed}, ${t} s`).toBeLessThan(0.03)
      const [at40, at50, at60, at70, at80] = [40, 50, 60, 70, 80].map(recoveredAt)
      ;[at40, at50, at60, at70, at80].forEach((recovered, i) => {
        expect(Math.abs(recovered! - (i + 1) / 6), `seed ${seed}, ${40 + 10 * i} s`).toBeLessThan(0.03)
      })
      recoveredAt(91)
      expect(scene.errorsUntil(scene.now + 60)).toBe(0)
      return at60!
    })
    expect(Math.abs(mean(halfway) - 0.5)).toBeLessThan(0.015)
  })

  it('a TTL of 20 s is over at 50 s, one of zero at 30 s, and of 120 s a quarter is back at 60 s', () => {
    const short = afterDeath(1, { ttlMs: 20_000 })
    expect(Math.abs(short.recoveredAt(40) - 0.5)).toBeLessThan(0.06)
    expect(short.recoveredAt(51.5)).toBe(1)
    const none = afterDeath(1, { ttlMs: 0 })
    expect(Math.abs(none.recoveredAt(29))).toBeLessThan(0.03)
    expect(none.recoveredAt(31)).toBe(1)
    expect(Math.abs(afterDeath(1, { ttlMs: 120_000 }).recoveredAt(60) - 0.25)).toBeLessThan(0.03)
  })

  it('slower detection moves all of it: 3 checks of 30 s', () => {
    const scene = new Scene(sites({ healthIntervalMs: 30_000 })).until(100).kill('site-1')
    expect(Math.abs(spanUntil(scene.until(101), 160).errors - 0.5)).toBeLessThan(0.02)
    const { timeSec } = untilMark(scene, 'eject', 31)
    scene.until(timeSec + 61)
    expect(scene.errorsUntil(timeSec + 120)).toBe(0)
  })

  it('without checks nobody ever learns of it', () => {
    const scene = new Scene(sites({ healthChecks: false })).until(100).kill('site-1').until(300)
    expect(Math.abs(scene.errorsUntil(400) - 0.5)).toBeLessThan(0.01)
  })
})

describe('11: a CDN at 90 % hits before an origin that can do 300 a second', () => {
  const KEYS = 5000
  /** Entries at which an LRU cache hits 90 % of Zipf requests, by Che's approximation. */
  const ENTRIES = (() => {
    const weights = Array.from({ length: KEYS }, (_, i) => (i + 1) ** -0.9)
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    const shares = weights.map((weight) => weight / total)
    const within = (time: number, of: (share: number) => number): number =>
      shares.reduce((sum, share) => sum + of(share) * -Math.expm1(-share * time), 0)
    let [low, high] = [0, 100 * KEYS]
    while (high - low > 1) {
      const time = (low + high) / 2
      if (within(time, (share) => share) < 0.9) low = time
      else high = time
    }
    return Math.round(within(low, () => 1))
  })()

  const edge = (cdn: Params = {}, origin: 'storage' | 'web' = 'storage'): Design =>
    draw(
      {
        client: sends(1000, 'static', { keys: KEYS, zipfAlpha: 0.9 }),
        cdn: ['cdn', { entriesMax: ENTRIES, ...cdn }],
        origin:
          origin === 'storage' ? ['storage', { ratePerSecMax: 300 }] : ['web', { workers: 6, serviceMs: 20 }],
      },
      ['client > cdn > origin'],
    )
  /** Hits over look-ups, and arrivals at the origin a second, up to a moment. */
  function until(scene: Scene, seconds: number) {
    const from = scene.now
    const [hits, lookUps] = [scene.column('cdn', N_HITS), scene.column('cdn', N_LOOKUPS)]
    const arrived = scene.arrived('origin')
    scene.until(seconds)
    return {
      hitRatio: (scene.column('cdn', N_HITS) - hits) / (scene.column('cdn', N_LOOKUPS) - lookUps),
      originPerSec: (scene.arrived('origin') - arrived) / (seconds - from),
    }
  }

  it.each([1, 2, 3])(
    'the origin dies: nine in ten static requests succeed while the TTL holds (seed %i)',
    (seed) => {
      const scene = new Scene(edge(), seed).until(60)
      expect(Math.abs(until(scene, 120).hitRatio - 0.9)).toBeLessThan(0.01)
      expect(scene.kill('origin').errorsUntil(120.1)).toBeLessThan(0.2)
      const first = spanUntil(scene, 180)
      expect(Math.abs(first.errors - 0.1)).toBeLessThan(0.01)
      // The copies that there are get no fewer and no more.
      expect(Math.abs(spanUntil(scene, 600).errors - first.errors)).toBeLessThan(0.005)
    },
  )

  it('a TTL of 60 s holds no longer than that, unless stale copies are served', () => {
    const scene = new Scene(edge({ ttlMs: 60_000 })).until(120).kill('origin').until(181)
    expect(scene.errorsUntil(240)).toBe(1)
    const stale = new Scene(edge({ ttlMs: 60_000, serveStale: true })).until(120).kill('origin').until(181)
    expect(Math.abs(stale.errorsUntil(240) - 0.1)).toBeLessThan(0.02)
  })

  it.each(['storage', 'web'] as const)(
    'the CDN dies with fallback: the origin sees ten times its load, and at most three in ten succeed (%s)',
    (origin) => {
      const scene = new Scene(edge({ originFallback: true }, origin)).until(60)
      const calm = until(scene, 120)
      expect(Math.abs(calm.originPerSec / 100 - 1)).toBeLessThan(0.1)
      scene.kill('cdn')
      const from = scene.arrived('origin')
      const down = spanUntil(scene.until(140), 200)
      expect(Math.abs((scene.arrived('origin') - from) / 80 / calm.originPerSec - 10)).toBeLessThan(1)
      expect(1 - down.errors).toBeLessThan(0.305)
      // The quota serves 300 a second; the server's queue is so long that nobody waits to its end.
      if (origin === 'storage') expect(1 - down.errors).toBeGreaterThan(0.295)
    },
  )

  it('an origin that can do 1,100 carries it, and without fallback the dead CDN takes all with it', () => {
    const strong = withParams(edge({ originFallback: true }), 'origin', { ratePerSecMax: 1100 })
    const scene = new Scene(strong).until(60).kill('cdn').until(60.1)
    expect(scene.errorsUntil(120)).toBe(0)
    const without = new Scene(edge()).until(60).kill('cdn').until(60.1)
    const arrived = without.arrived('origin')
    expect(without.errorsUntil(120)).toBe(1)
    expect(without.arrived('origin')).toBe(arrived)
  })
})

describe('13: two data centres under 1,000 requests a second', () => {
  const centres = (workers: number): Design => {
    const web = { workers, serviceMs: 20, localDataMs: 0 }
    return draw(
      {
        client: sends(1000),
        dns: ['dns', { ttlMs: 60_000, ...FAST }],
        'dc-1': ['region'],
        'lb-1': ['load-balancer', {}, { in: 'dc-1' }],
        'web-1': ['web', web, { in: 'dc-1' }],
        'dc-2': ['region'],
        'lb-2': ['load-balancer', {}, { in: 'dc-2' }],
        'web-2': ['web', web, { in: 'dc-2' }],
      },
      ['client > dns > lb-1 > web-1', 'dns > lb-2 > web-2'],
    )
  }

  it.each([1, 2, 3])('of 700 each one dies: seven in ten succeed after the TTL (seed %i)', (seed) => {
    const scene = new Scene(centres(14), seed).until(100)
    expect(scene.books().failed).toBe(0)
    scene.kill('dc-1').until(101)
    expect(Math.abs(scene.errorsUntil(119) - 0.5)).toBeLessThan(0.03)
    // Detection, TTL, and the time in which the queue of the one that is left fills up.
    const after = spanUntil(scene.until(220), 320)
    expect(Math.abs(1 - after.errors - 0.7)).toBeLessThan(0.015)
    expect(Math.abs(after.perSec / 700 - 1)).toBeLessThan(0.02)
    // It comes back to its share as slowly as it went.
    scene.restore('dc-1').until(420)
    expect(scene.errorsUntil(480)).toBe(0)
  })

  it('of 1,100 each the other one carries it all', () => {
    const scene = new Scene(centres(22)).until(100).kill('dc-1').until(191)
    expect(scene.errorsUntil(320)).toBe(0)
  })
})

describe('14: three zones under 1,000 requests a second', () => {
  const zones = (workers: number, queueMax: number): Design => {
    const web = { workers, serviceMs: 20, localDataMs: 0, queueMax }
    return draw(
      {
        client: sends(1000),
        lb: ['load-balancer'],
        ...Object.fromEntries(
          [1, 2, 3].flatMap((i) => [
            [`zone-${i}`, ['zone']] as const,
            [`web-${i}`, ['web', web, { in: `zone-${i}` }]] as const,
          ]),
        ),
      },
      ['client > lb', 'lb > web-1', 'lb > web-2', 'lb > web-3'],
    )
  }

  it.each([1, 2, 3])('of 400 each one dies: 800 succeed, a fifth does not (seed %i)', (seed) => {
    const scene = new Scene(zones(8, 200), seed).until(60)
    expect(scene.errorsUntil(120)).toBeLessThan(0.001)
    // The queues are short, so that whom they cannot serve in time is turned away and does not wait in vain.
    const after = spanUntil(scene.kill('zone-1').until(135), 255)
    expect(Math.abs(after.perSec / 800 - 1)).toBeLessThan(0.02)
    expect(Math.abs(after.by('shed') - 0.2)).toBeLessThan(0.015)
    expect(after.by('shed')).toBe(after.errors)
  })

  it.each([1, 2, 3])('of 500 each it passes: the other two are full, and nothing fails (seed %i)', (seed) => {
    const scene = new Scene(zones(10, 4096), seed).until(120)
    const after = spanUntil(scene.kill('zone-1').until(126.1), 255)
    expect(after.errors).toBe(0)
    expect(Math.abs(after.perSec / 1000 - 1)).toBeLessThan(0.02)
  })

  it('two of the three leave 500', () => {
    const scene = new Scene(zones(10, 200)).until(120).kill('zone-1').kill('zone-2').until(135)
    expect(Math.abs(spanUntil(scene, 255).perSec / 500 - 1)).toBeLessThan(0.02)
  })
})
