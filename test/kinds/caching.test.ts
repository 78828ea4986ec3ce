import { describe, expect, it } from 'vitest'
import type { Design } from '../../src/model/design.ts'
import type { Params } from '../../src/model/field.ts'
import { N_DONE, N_LATENCY_SUM, TICKS_PER_MS } from '../support/engine.ts'
import { draw, only, report, Scene, sends, withParams } from '../support/simulate.ts'

/** Reads and writes of a few keys, each asked for in a tenth of a second. */
const KEYS = 50
const mixed = (ratePerSec: number): Params => ({
  ratePerSec,
  mix: { ...only('read'), read: 9, write: 1 },
  keys: KEYS,
  zipfAlpha: 0,
})

describe('a cache', () => {
  const beside = (cache: Params, client: Params = mixed(500)): Design =>
    draw(
      {
        client: ['client', client],
        web: ['web', { workers: 10_000, serviceMs: 0 }],
        cache: ['cache', { ttlMs: 10_000, ...cache }],
        db: ['database', { slots: 100, readMs: 1, writeMs: 1 }],
      },
      ['client > web > cache > db'],
    )

  it('that is told of writes is hardly ever old; one that is not is old until the TTL ends', () => {
    const of = (writing: string) => report(beside({ writing }), 120, 20).nodes.cache!
    const told = of('invalidate')
    const renewed = of('write-through')
    const untold = of('nothing')
    // A write of a key comes each second: from then until the TTL of 10 s is over its hits are old.
    // Fresh is who comes before the first write after a fill: of 10 s a mean of 1 s x (1 - e^-10).
    expect(Math.abs(untold.staleRatio! - (1 - (1 - Math.exp(-10)) / 10))).toBeLessThan(0.02)
    expect(told.staleRatio!).toBeLessThan(0.01)
    expect(renewed.staleRatio!).toBeLessThan(0.01)
    // A dropped key must be read again, a renewed one not.
    expect(renewed.hitRatio!).toBeGreaterThan(0.99)
    expect(told.hitRatio!).toBeLessThan(0.92)
    expect(untold.hitRatio!).toBeGreaterThan(0.98)
  })

  it('that is filled from a replica which lags keeps the old value, although every write drops it', () => {
    const lagging = (reads: string): number => {
      const design = draw(
        {
          client: ['client', mixed(500)],
          web: ['web', { workers: 10_000, serviceMs: 0, reads }],
          cache: ['cache', { ttlMs: 600_000 }],
          db: ['database', { slots: 100, readMs: 1, writeMs: 1 }],
          replica: ['replica', { slots: 100, readMs: 1, lagMs: 200 }],
        },
        ['client > web > cache', 'web > db > replica'],
      )
      return report(design, 120, 20).nodes.cache!.staleRatio!
    }
    // Of each key the next of 9 reads a second comes within 200 ms with 1 - e^-1.8, and fills the old value in.
    expect(lagging('replicas')).toBeGreaterThan(0.6)
    expect(lagging('primary')).toBeLessThan(0.01)
  })

  it('that reads through asks the data itself, and one beside the data leaves that to the server', () => {
    const cold = { ttlMs: 0 }
    const reads = { ...mixed(100), mix: only('read') }
    const asked = (reading: string) => {
      const { nodes, edges } = report(beside({ ...cold, reading }, reads), 60, 10)
      return { fills: nodes.cache!.arrivalRatePerSec - 100, data: edges['cache>db']!.ratePerSec }
    }
    const aside = asked('look-aside')
    expect(Math.abs(aside.data - 100)).toBeLessThan(6)
    // The server comes back to fill in what it has read.
    expect(Math.abs(aside.fills - 100)).toBeLessThan(12)
    const through = asked('read-through')
    expect(Math.abs(through.data - 100)).toBeLessThan(6)
    expect(Math.abs(through.fills)).toBeLessThan(6)
  })

  it('with one fetch a key asks the data once for all who miss it together', () => {
    const slow = (singleFlight: boolean): number => {
      const design = withParams(beside({ singleFlight }, { ...mixed(500), mix: only('read') }), 'db', {
        readMs: 200,
        serviceCv: 0,
        slots: 1000,
        connectionsMax: null,
      })
      return new Scene(design).until(10).arrived('db')
    }
    expect(slow(true)).toBe(KEYS)
    // In 0.2 s two more ask for each key.
    expect(slow(false)).toBeGreaterThan(2.5 * KEYS)
  })

  it('that fetches through another’s lease does so again only when the lease is over', () => {
    const scene = (leaseMs: number): number => {
      const design = withParams(
        beside({ singleFlight: true, leaseMs }, { ...mixed(50), mix: only('read'), keys: 1 }),
        'db',
        {
          readMs: 5000,
          serviceCv: 0,
        },
      )
      return new Scene(design).until(4.9).arrived('db')
    }
    expect(scene(10_000)).toBe(1)
    expect(scene(1000)).toBe(5)
  })
})

describe('a cache that is filled before the answer goes out', () => {
  const scene = (fillWaits: boolean): Scene =>
    new Scene(
      draw(
        {
          client: ['client', { ratePerSec: 20, mix: only('read'), keys: 100_000, zipfAlpha: 0 }],
          web: ['web', { serviceMs: 0, workers: 100 }],
          cache: ['cache', { hitMs: 3, fillWaits }],
          db: ['database', { readMs: 0 }],
        },
        [['client > web', {}], ['web > cache', { latencyMs: 10 }], 'web > db'],
      ),
    ).until(20)

  it('makes a miss take one more way to it and one more operation', () => {
    const of = (waits: boolean) => {
      const run = scene(waits)
      return run.column('client', N_LATENCY_SUM) / run.column('client', N_DONE) / TICKS_PER_MS
    }
    expect(of(false)).toBeCloseTo(13, 1)
    expect(of(true)).toBeCloseTo(26, 1)
  })

  it('loses nothing when the cache dies meanwhile', () => {
    const run = scene(true).kill('cache').until(40)
    expect(run.books()).toMatchObject({ failed: 0, shed: 0 })
  })
})

describe('a copy is as old as what was fetched', () => {
  /** One key that is read 50 times and written half a time a second; nothing takes time but the way of a second. */
  const one = (ratePerSec: number, mix: Partial<Record<'read' | 'write', number>>): Params => ({
    ratePerSec,
    mix: { ...only('read'), read: 0, ...mix },
    keys: 1,
    zipfAlpha: 0,
    timeoutMs: 60_000,
  })
  const DAY_MS = 86_400_000
  const instant = {
    web: ['web', { workers: 10_000, serviceMs: 0 }],
    db: ['database', { readMs: 0, writeMs: 0, connectionsMax: null }],
  } as const
  const purged = ['cdn', { apiTtlMs: DAY_MS, purgeOnWrite: true, purgeMs: 0, edgeMs: 0 }] as const
  /** Half of the second is the way back of the answer: a write that comes meanwhile is missed with 1 - e^-0.25. */
  const MISSED = 1 - Math.exp(-0.25)

  it('a purge cannot reach an answer that is on its way back', () => {
    const design = draw({ users: ['client', one(50.5, { read: 100, write: 1 })], cdn: purged, ...instant }, [
      'users > cdn',
      ['cdn > web', { latencyMs: 1000 }],
      'web > db',
    ])
    expect(Math.abs(report(design, 6000, 100).nodes.cdn!.staleRatio! - MISSED)).toBeLessThan(0.045)
  })

  it('nor can the invalidation of a cache, and those who wait for a fetch get what it brings', () => {
    const design = draw(
      {
        readers: ['client', one(50, { read: 1 })],
        writers: ['client', one(0.5, { write: 1 })],
        far: instant.web,
        near: instant.web,
        mc: ['cache', { entriesMax: 10, ttlMs: DAY_MS, hitMs: 0, singleFlight: true }],
        db: instant.db,
      },
      ['readers > far > mc', 'writers > near > mc', ['far > db', { latencyMs: 1000 }], 'near > db'],
    )
    expect(Math.abs(report(design, 6000, 100).nodes.mc!.staleRatio! - MISSED)).toBeLessThan(0.045)
  })

  it('a purged edge that is filled from a copy which nobody tells of writes stays old', () => {
    const copy = ['cache', { entriesMax: 10, ttlMs: DAY_MS, hitMs: 0, writing: 'nothing' }] as const
    const design = draw(
      { users: ['client', one(50.5, { read: 100, write: 1 })], cdn: purged, ...instant, copy },
      ['users > cdn > web > copy', 'web > db'],
    )
    expect(report(design, 1000, 100).nodes.cdn!.staleRatio!).toBeGreaterThan(0.97)
  })
})

describe('fetches of a CDN that are under way', () => {
  const slow = (cdn: Params): Design =>
    draw(
      {
        client: [
          'client',
          { ratePerSec: 2000, mix: only('read'), keys: 20, zipfAlpha: 0, timeoutMs: 60_000 },
        ],
        cdn: ['cdn', { edgeMs: 0, ...cdn }],
        web: ['web', { workers: 10_000, serviceMs: 500, serviceCv: 0, localDataMs: 0 }],
      },
      ['client > cdn > web'],
    )

  it.each([
    ['the TTL for answers is taken away', { apiTtlMs: null }, {}],
    ['that TTL changes', { apiTtlMs: 1000 }, {}],
    ['the users move to another place', { apiTtlMs: 60_000 }, { place: 'tokyo' }],
    ['there are fewer keys', { apiTtlMs: 60_000 }, { keys: 2 }],
  ])('end with those who wait for them although %s', (_, cdn, client) => {
    const scene = new Scene(slow({ apiTtlMs: 60_000 })).until(0.25)
    const waiting = scene.books().inFlight
    expect(waiting).toBeGreaterThan(400)
    scene.edit(withParams(slow(cdn), 'client', { ...client, ratePerSec: 0 })).until(3)
    expect(scene.books()).toMatchObject({ failed: 0, shed: 0, inFlight: 0 })
    expect(scene.run.engine.calls.live).toBe(0)
  })
})

describe('a CDN', () => {
  const edge = (cdn: Params, client: Params = mixed(500)): Design =>
    draw(
      {
        client: ['client', client],
        cdn: ['cdn', { edgeMs: 1, connectMs: 500, ...cdn }],
        web: ['web', { workers: 10_000, serviceMs: 1, localDataMs: 0 }],
      },
      ['client > cdn > web'],
    )

  it('keeps answers to reads only where it has a TTL for them, and then as long as that', () => {
    const off = report(edge({}), 40, 10)
    expect(off.nodes.cdn!.hitRatio).toBeUndefined()
    expect(Math.abs(off.nodes.web!.arrivalRatePerSec - 500)).toBeLessThan(20)
    const on = report(edge({ apiTtlMs: 5000 }), 110, 10)
    // Of each key's 9 reads a second, one in 5 s and the gap until it is a miss.
    const hits = 45 / 46
    expect(Math.abs(on.nodes.cdn!.hitRatio! - hits)).toBeLessThan(0.003)
    expect(Math.abs(on.nodes.web!.arrivalRatePerSec - (50 + 450 * (1 - hits)))).toBeLessThan(4)
  })

  it('serves old answers until the TTL ends, or until the purge of a write has come', () => {
    const stale = (cdn: Params): number =>
      report(edge({ apiTtlMs: 10_000, ...cdn }), 120, 20).nodes.cdn!.staleRatio!
    expect(Math.abs(stale({}) - (1 - (1 - Math.exp(-10)) / 10))).toBeLessThan(0.02)
    expect(stale({ purgeOnWrite: true, purgeMs: 0 })).toBeLessThan(0.005)
    const late = stale({ purgeOnWrite: true, purgeMs: 500 })
    expect(late).toBeGreaterThan(0.25)
    expect(late).toBeLessThan(0.45)
  })

  it('takes files for unchanging: no write to the data makes them old, and no purge drops them', () => {
    const mix = { static: 9, read: 0, write: 1, upload: 0, task: 0 }
    const of = (cdn: Params) => report(edge(cdn, { ratePerSec: 500, mix, keys: 50 }), 60, 10).nodes.cdn!
    expect(of({}).staleRatio).toBeUndefined()
    expect(of({}).hitRatio).toBe(1)
    expect(of({ purgeOnWrite: true, purgeMs: 0 }).hitRatio).toBe(1)
  })

  it('tries an origin that fails as often as it may, for what changes nothing', () => {
    const tries = (originTries: number, name: 'static' | 'write') => {
      const design = edge({ originTries, ttlMs: 0 }, { ratePerSec: 100, mix: only(name), keys: 100_000 })
      const scene = new Scene(design).until(1).kill('web')
      const before = scene.arrived('web')
      const { generated } = scene.books()
      scene.until(41)
      return (scene.arrived('web') - before) / (scene.books().generated - generated)
    }
    expect(tries(3, 'static')).toBeCloseTo(3, 1)
    expect(tries(1, 'static')).toBeCloseTo(1, 1)
    expect(tries(3, 'write')).toBeCloseTo(1, 1)
  })

  it('is ten seconds late for each try at an origin that says nothing, as long as its client waits', () => {
    const design = withParams(
      edge(
        { connectMs: 10_000, ttlMs: 0 },
        { ratePerSec: 20, mix: only('static'), timeoutMs: 60_000, keys: 100_000 },
      ),
      'web',
      { whenDown: 'silent' },
    )
    const scene = new Scene(design).until(5).kill('web').until(34.9)
    expect(scene.books().failed).toBe(0)
    // Three tries of 10 s: 30 s after the death its first victims are told.
    expect(scene.errorsUntil(40)).toBe(1)
  })

  it('goes to all of its origins in turn, by the weights of their wires', () => {
    const design = draw(
      {
        client: sends(400, 'read'),
        cdn: ['cdn'],
        a: ['web'],
        b: ['web'],
      },
      ['client > cdn', ['cdn > a', { weight: 3 }], ['cdn > b', { weight: 1 }]],
    )
    const { a, b } = report(design, 20).nodes
    expect(a!.arrivalRatePerSec / (a!.arrivalRatePerSec + b!.arrivalRatePerSec)).toBeCloseTo(0.75, 2)
  })
})
