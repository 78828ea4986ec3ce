import { describe, expect, it } from 'vitest'
import type { Design } from '../../../src/model/design.ts'
import type { Params } from '../../../src/model/field.ts'
import { M_RESERVED, N_DONE, N_HITS, N_LOOKUPS, NODE_INTS } from '../../support/engine.ts'
import { draw, only, report, Scene, sends, withParams } from '../../support/simulate.ts'

/** Two equal servers behind a balancer, busy to a fifth. */
const pair = (balancer: Params = {}, ratePerSec = 200): Design =>
  draw(
    {
      client: sends(ratePerSec),
      lb: ['load-balancer', balancer],
      'web-1': ['web', { localDataMs: 0 }],
      'web-2': ['web', { localDataMs: 0 }],
    },
    ['client > lb > web-1', 'lb > web-2'],
  )

describe('a balancer with health checks', () => {
  it('fails half of the requests until the dead one of two servers is ejected, and none after that', () => {
    const scene = new Scene(pair({ healthIntervalMs: 10_000, healthFall: 3 })).until(60).kill('web-1')
    expect(scene.errorsUntil(80)).toBeCloseTo(0.5, 1)
    scene.until(90.5)
    expect(scene.marks('eject')).toMatchObject([{ node: 'lb', target: 'web-1' }])
    const ejectedAfter = scene.marks('eject')[0]!.timeSec - 60
    expect(ejectedAfter).toBeGreaterThan(20)
    expect(ejectedAfter).toBeLessThanOrEqual(30)
    expect(scene.errorsUntil(150)).toBe(0)
  })

  it('sends to a restored server again after as many good probes as it wants', () => {
    const scene = new Scene(pair({ healthIntervalMs: 1000, healthFall: 3, healthRise: 4 }))
    scene.until(10).kill('web-1').until(20).restore('web-1')
    const before = scene.arrived('web-1')
    scene.until(30)
    const readmittedAfter = scene.marks('readmit')[0]!.timeSec - 20
    expect(readmittedAfter).toBeGreaterThan(3)
    expect(readmittedAfter).toBeLessThanOrEqual(4)
    expect(scene.arrived('web-1')).toBeGreaterThan(before + 0.4 * 200 * 5)
    expect(scene.readings('lb')).toEqual({ targets: 2, healthyTargets: 2 })
  })

  it('never takes a server out for fewer failed probes than it wants', () => {
    const scene = new Scene(pair({ healthIntervalMs: 1000, healthFall: 3 }))
    scene.until(10).kill('web-1').until(11.9).restore('web-1').until(30)
    expect(scene.marks('eject')).toEqual([])
  })

  it('sends to all when all are dead, and says so', () => {
    const scene = new Scene(pair()).until(10).kill('web-1').kill('web-2').until(30)
    expect(scene.marks('failOpen')).toMatchObject([{ node: 'lb' }])
    expect(scene.readings('lb')).toEqual({ targets: 2, healthyTargets: 0 })
    const before = [scene.arrived('web-1'), scene.arrived('web-2')]
    scene.restore('web-1').until(31)
    expect(scene.arrived('web-1') - before[0]!).toBeGreaterThan(50)
    expect(scene.arrived('web-2') - before[1]!).toBeGreaterThan(50)
  })

  it('turns everything away when it fails closed, and does not say that it opened', () => {
    const scene = new Scene(pair({ failOpen: false })).until(10).kill('web-1').kill('web-2').until(30)
    expect(scene.marks('eject')).toHaveLength(2)
    expect(scene.marks('failOpen')).toEqual([])
    const before = scene.arrived('web-1') + scene.arrived('web-2')
    expect(scene.errorsUntil(40)).toBe(1)
    expect(scene.arrived('web-1') + scene.arrived('web-2')).toBe(before)
  })

  it('without checks goes on sending half to the dead server', () => {
    const scene = new Scene(pair({ healthChecks: false })).until(10).kill('web-1')
    expect(scene.errorsUntil(110)).toBeCloseTo(0.5, 2)
    expect(scene.marks('eject')).toEqual([])
  })

  it('does not probe while it is dead itself', () => {
    const scene = new Scene(pair()).until(10).kill('lb').kill('web-1').until(60)
    expect(scene.marks('eject')).toEqual([])
    expect(scene.restore('lb').errorsUntil(61)).toBeCloseTo(0.5, 1)
  })
})

describe('least connections', () => {
  const idleUntilProbed = { policy: 'least-connections', healthIntervalMs: 10_000, healthFall: 3 }

  it('a dead server attracts no more than its share before it is ejected', () => {
    const scene = new Scene(pair(idleUntilProbed, 600)).until(60).kill('web-1')
    expect(scene.errorsUntil(80)).toBeLessThan(0.55)
  })

  it('without checks a dead server swallows nearly everything', () => {
    const scene = new Scene(pair({ ...idleUntilProbed, healthChecks: false }, 600)).until(60).kill('web-1')
    expect(scene.errorsUntil(80)).toBeGreaterThan(0.9)
  })

  it('sends three times as much to a server of weight three while both are busy', () => {
    const design = draw(
      {
        client: sends(600),
        lb: ['load-balancer', { policy: 'least-connections' }],
        big: ['web', { workers: 48, localDataMs: 0 }],
        small: ['web', { workers: 16, localDataMs: 0 }],
      },
      ['client > lb', ['lb > big', { weight: 3 }], ['lb > small', { weight: 1 }]],
    )
    const { nodes } = report(design, 200, 10)
    const share = nodes.big!.arrivalRatePerSec / 600
    expect(share).toBeGreaterThan(0.68)
    expect(share).toBeLessThan(0.82)
  })
})

describe('weights', () => {
  it.each(['round-robin', 'random'])('of 3, 1 and 1 give the first server 60 %% (%s)', (policy) => {
    const design = draw(
      { client: sends(1000), lb: ['load-balancer', { policy }], a: ['web'], b: ['web'], c: ['web'] },
      ['client > lb', ['lb > a', { weight: 3 }], 'lb > b', 'lb > c'],
    )
    const { nodes, system } = report(design, 60)
    expect(nodes.a!.arrivalRatePerSec / system.offeredPerSec).toBeCloseTo(0.6, policy === 'random' ? 1.6 : 3)
  })

  it('of 0 keep a server in reserve until the others are ejected', () => {
    const design = draw({ client: sends(100), lb: ['load-balancer'], a: ['web'], spare: ['web'] }, [
      'client > lb > a',
      ['lb > spare', { weight: 0 }],
    ])
    const scene = new Scene(design).until(30)
    expect(scene.arrived('spare')).toBe(0)
    scene.kill('a').until(40)
    expect(scene.errorsUntil(60)).toBe(0)
    expect(scene.arrived('spare')).toBeGreaterThan(1500)
  })
})

describe('DNS', () => {
  const twoSites = (dns: Params = {}): Design =>
    draw(
      {
        client: sends(1000),
        dns: ['dns', dns],
        'site-1': ['web', { workers: 100 }],
        'site-2': ['web', { workers: 100 }],
      },
      ['client > dns > site-1', 'dns > site-2'],
    )

  it('keeps sending to a dead site until the TTL of each answer has ended', () => {
    // Detected after at most 30 s; from then on the share of stale answers falls to nothing within 60 s.
    const scene = new Scene(twoSites({ ttlMs: 60_000, healthIntervalMs: 10_000 })).until(120).kill('site-1')
    expect(scene.errorsUntil(140)).toBeCloseTo(0.5, 1)
    const detected = scene.until(151).marks('eject')[0]!.timeSec
    expect(detected).toBeGreaterThan(140)
    expect(detected).toBeLessThanOrEqual(150)
    scene.until(detected + 29)
    expect(scene.errorsUntil(detected + 31)).toBeCloseTo(0.25, 1)
    scene.until(detected + 61)
    expect(scene.errorsUntil(detected + 120)).toBe(0)
  })

  it('that is dead is not missed by those who hold an answer, and by all others is', () => {
    const scene = new Scene(twoSites({ ttlMs: 60_000 })).until(60).kill('dns')
    expect(scene.errorsUntil(60.5)).toBeLessThan(0.02)
    scene.until(121)
    expect(scene.errorsUntil(130)).toBe(1)
    scene.restore('dns').until(131)
    expect(scene.errorsUntil(140)).toBe(0)
  })

  it('with a TTL of zero is asked every time', () => {
    const { nodes, system } = report(twoSites({ ttlMs: 0, lookupMs: 20 }), 30)
    expect(nodes.dns!.hitRatio).toBe(0)
    expect(system.latencyMs.p50!).toBeGreaterThan(20)
  })

  it('beside the path is asked once a TTL, and what holds its answer does without it', () => {
    const design = draw(
      { client: sends(1000), dns: ['dns', { ttlMs: 10_000 }], web: ['web', { workers: 100 }] },
      ['client > dns', 'client > web'],
    )
    const scene = new Scene(design).until(60)
    // 256 cohorts ask once in 10 s each.
    const asked = scene.arrived('dns')
    scene.until(160)
    expect((scene.arrived('dns') - asked) / 100 / 25.6).toBeCloseTo(1, 0)
    scene.kill('dns')
    expect(scene.errorsUntil(160.2)).toBeLessThan(0.15)
    scene.until(171)
    expect(scene.errorsUntil(180)).toBe(1)
  })

  it('is asked evenly over the TTL by those who hold its answers', () => {
    // 256 cohorts in 25.6 s: ten a second.
    const scene = new Scene(twoSites({ ttlMs: 25_600, lookupMs: 0 })).until(0.5)
    const asked = (): number => scene.column('dns', N_LOOKUPS) - scene.column('dns', N_HITS)
    const aSecond = Array.from({ length: 24 }, (_, second) => {
      const before = asked()
      scene.until(second + 1.5)
      return asked() - before
    })
    // Random moments would have a variance of 10.
    expect(aSecond.reduce((sum, count) => sum + (count - 10) ** 2, 0) / 24).toBeLessThan(5)
  })

  it('gives all who look up the same name at the same time one answer', () => {
    const scene = new Scene(twoSites({ ttlMs: 60_000, lookupMs: 500 })).until(200)
    const before = ['site-1', 'site-2'].map(scene.arrived)
    scene.until(300)
    const [one, two] = ['site-1', 'site-2'].map((id, i) => scene.arrived(id) - before[i]!)
    expect(one! / (one! + two!)).toBeCloseTo(0.5, 1.7)
  })

  it('answers survive an edit that has nothing to do with them', () => {
    const design = twoSites({ ttlMs: 60_000, healthIntervalMs: 1000 })
    const scene = new Scene(design).until(60).kill('site-1').until(64)
    expect(scene.marks('eject')).toHaveLength(1)
    scene.edit(withParams(design, 'client', { ratePerSec: 2000 }))
    expect(scene.errorsUntil(66)).toBeGreaterThan(0.35)
  })
})

describe('a CDN', () => {
  const edge = (client: Params, cdn: Params = {}): Design =>
    draw(
      {
        client: ['client', { mix: only('static'), ...client }],
        cdn: ['cdn', cdn],
        storage: ['storage', { serviceMs: 50, serviceCv: 0 }],
      },
      ['client > cdn > storage'],
    )

  it('fetches a key once and answers from the edge afterwards', () => {
    const { nodes, system } = report(edge({ ratePerSec: 100, keys: 1 }), 60)
    expect(nodes.storage!.arrivalRatePerSec * 60).toBe(1)
    expect(nodes.cdn!.hitRatio!).toBeGreaterThan(0.99)
    expect(system.errorRate).toBe(0)
    expect(Math.abs(system.latencyMs.p50! / 10 - 1)).toBeLessThan(0.01)
  })

  it('fetches a key once for all who ask for it meanwhile', () => {
    const { nodes, system } = report(edge({ ratePerSec: 10_000, keys: 1 }, { ttlMs: 0 }), 10)
    // A fetch takes 50 ms, and the next one begins with the next request: 20 a second at most.
    expect(nodes.storage!.arrivalRatePerSec).toBeLessThanOrEqual(20)
    expect(nodes.storage!.arrivalRatePerSec).toBeGreaterThan(19)
    expect(system.errorRate).toBe(0)
  })

  it('lives on what it holds when the origin dies, as long as the TTL', () => {
    const scene = new Scene(edge({ ratePerSec: 1000, keys: 100, zipfAlpha: 0 }, { ttlMs: 60_000 }))
    scene.until(30).kill('storage')
    expect(scene.errorsUntil(55)).toBe(0)
    scene.until(95)
    expect(scene.errorsUntil(100)).toBe(1)
  })

  it('is cold after it was killed', () => {
    const scene = new Scene(edge({ ratePerSec: 1000, keys: 100, zipfAlpha: 0 })).until(30)
    expect(scene.arrived('storage')).toBe(100)
    scene.kill('cdn').until(31).restore('cdn').until(60)
    expect(scene.arrived('storage')).toBe(200)
  })

  it('refuses what is over its quota', () => {
    const { system } = report(edge({ ratePerSec: 1000 }, { ratePerSecMax: 600 }), 120, 20)
    expect(system.goodputPerSec / 600).toBeCloseTo(1, 2)
    expect(system.errors.quota).toBeCloseTo(0.4, 1)
  })

  it('passes on what is not static', () => {
    const design = draw({ client: sends(100), cdn: ['cdn'], web: ['web'] }, ['client > cdn > web'])
    const { nodes, system } = report(design, 30)
    expect(system.errorRate).toBe(0)
    expect(nodes.cdn!.hitRatio).toBeUndefined()
    expect(nodes.web!.arrivalRatePerSec).toBeCloseTo(nodes.cdn!.arrivalRatePerSec, 0)
  })

  it.each([
    ['read', 3],
    ['static', 3],
    ['write', 1],
    ['upload', 1],
    ['task', 1],
  ] as const)('asks an origin that fails for a %s %i times', (name, times) => {
    const design = draw({ client: sends(100, name), cdn: ['cdn'], web: ['web'] }, ['client > cdn > web'])
    const scene = new Scene(design)
    scene.run.inject({ type: 'errors', target: 'web', amount: 100, durationSec: null })
    scene.until(10)
    expect(scene.arrived('web') / scene.books().generated).toBeCloseTo(times, 1)
  })
})

describe('a cache', () => {
  const cached = (client: Params, cache: Params = {}): Design =>
    draw(
      {
        client: ['client', client],
        web: ['web', { workers: 50 }],
        cache: ['cache', cache],
        db: ['database'],
      },
      ['client > web > cache', 'web > db'],
    )
  const warm = { ratePerSec: 500, mix: only('read'), keys: 50, zipfAlpha: 0 }

  it('is filled by misses, and a hit never reaches the database', () => {
    const scene = new Scene(cached(warm)).until(30)
    // Two readers may miss the same key before the first of them has filled it.
    expect(scene.arrived('db')).toBeGreaterThanOrEqual(50)
    expect(scene.arrived('db')).toBeLessThan(100)
    const filled = scene.arrived('db')
    scene.until(60)
    expect(scene.arrived('db')).toBe(filled)
  })

  it('is cold after it was killed', () => {
    const scene = new Scene(cached(warm)).until(30)
    const filled = scene.arrived('db')
    scene.kill('cache').until(30.001).restore('cache').until(60)
    expect(scene.arrived('db') - filled).toBeGreaterThanOrEqual(50)
    expect(scene.arrived('db') - filled).toBeLessThan(110)
  })

  it('costs time and no success while it is dead', () => {
    const scene = new Scene(cached(warm)).until(30).kill('cache')
    const before = scene.arrived('db')
    expect(scene.errorsUntil(60)).toBe(0)
    expect((scene.arrived('db') - before) / 30 / 500).toBeCloseTo(1, 1)
  })

  it('forgets a key that is written', () => {
    const mix = { static: 0, read: 1, write: 1, upload: 0, task: 0 }
    const { nodes } = report(cached({ ratePerSec: 200, mix, keys: 1 }), 300, 10)
    // Half of the requests write, so before half of the reads comes a write last.
    expect(nodes.cache!.hitRatio!).toBeGreaterThan(0.2)
    expect(nodes.cache!.hitRatio!).toBeLessThan(0.5)
  })

  it.each(['look-aside', 'read-through'])(
    'costs the data as many queries, and as slow ones, as the route says (%s)',
    (reading) => {
      const design = draw(
        {
          client: sends(50),
          web: ['web', { workers: 10_000, queriesPerRead: 3, indexed: false }],
          cache: ['cache', { reading, entriesMax: 1 }],
          db: ['database', { scanMs: 100, slots: 100, serviceCv: 0 }],
        },
        ['client > web > cache > db'],
      )
      const { nodes, system } = report(design, 60, 5)
      expect(nodes.db!.arrivalRatePerSec / system.goodputPerSec).toBeCloseTo(3, 0)
      expect(system.latencyMs.p50!).toBeGreaterThan(300)
    },
  )

  it('that reads through for all at once fails all at once, when its fetch does', () => {
    const through = { reading: 'read-through', singleFlight: true, leaseMs: 10_000 }
    const design = draw(
      {
        client: sends(100, 'read', { keys: 1, timeoutMs: 60_000 }),
        web: ['web', { workers: 10_000 }],
        cache: ['cache', through],
        db: ['database', { readMs: 100, serviceCv: 0 }],
      },
      ['client > web > cache > db'],
    )
    const scene = new Scene(design)
    // The wire is lost while a fetch is under way, and its answer comes after the connect timeout.
    scene.run.inject({ type: 'errors', target: 'db', amount: 100, durationSec: null })
    scene.until(3).run.inject({ type: 'cut', target: 'cache>db', amount: null, durationSec: null })
    scene.until(9)
    // Nobody has waited longer than one fetch takes: at most the arrivals of a connect timeout are there.
    expect(scene.books().inFlight).toBeLessThan(250)
    expect(scene.books().failed).toBeGreaterThan(600)
  })

  it('drawn in line is still asked beside the data', () => {
    const inLine = draw({ client: ['client', warm], web: ['web'], cache: ['cache'], db: ['database'] }, [
      'client > web > cache > db',
    ])
    const { nodes, system } = report(inLine, 30)
    expect(nodes.cache!.hitRatio!).toBeGreaterThan(0.98)
    expect(nodes.db!.arrivalRatePerSec * 30).toBeLessThan(100)
    expect(system.errorRate).toBe(0)
  })
})

describe('replicas', () => {
  const cluster = (client: Params, replica: Params = {}, database: Params = {}): Design =>
    draw(
      {
        client: ['client', client],
        web: ['web', { workers: 200 }],
        db: ['database', database],
        'replica-1': ['replica', replica],
        'replica-2': ['replica', replica],
        'replica-3': ['replica', replica],
      },
      ['client > web > db > replica-1', 'db > replica-2', 'db > replica-3'],
    )
  const reads = { ratePerSec: 600, mix: only('read') }

  it('share the reads, and the rest take over those of one that dies', () => {
    const scene = new Scene(cluster(reads)).until(60)
    for (const id of ['replica-1', 'replica-2', 'replica-3'])
      expect(scene.arrived(id) / 60 / 200).toBeCloseTo(1, 1)
    expect(scene.arrived('db')).toBe(0)
    scene.kill('replica-1')
    const before = scene.column('replica-2', N_DONE)
    expect(scene.errorsUntil(90)).toBe(0)
    expect((scene.column('replica-2', N_DONE) - before) / 30 / 300).toBeCloseTo(1, 1)
  })

  it('that have all died leave their reads to the primary', () => {
    const scene = new Scene(cluster(reads)).until(30)
    for (const id of ['replica-1', 'replica-2', 'replica-3']) scene.kill(id)
    expect(scene.errorsUntil(60)).toBe(0)
    expect(scene.arrived('db') / 30 / 600).toBeCloseTo(1, 1)
  })

  it('that say nothing any more cost their readers the connect timeout, and nobody the answer', () => {
    const silent = draw(
      {
        client: sends(200),
        web: ['web', { workers: 2000, connectMs: 1000 }],
        db: ['database'],
        'replica-1': ['replica', { whenDown: 'silent' }],
        'replica-2': ['replica'],
      },
      ['client > web > db > replica-1', 'db > replica-2'],
    )
    const scene = new Scene(silent).until(10).kill('replica-1').until(11)
    const before = scene.column('replica-2', N_DONE)
    expect(scene.errorsUntil(30)).toBe(0)
    expect((scene.column('replica-2', N_DONE) - before) / 19 / 200).toBeCloseTo(1, 1)
  })

  it('are never read from where all reads go to the primary, dead or alive', () => {
    const design = cluster({ ratePerSec: 100, mix: only('read') }, {}, { promotion: false })
    const scene = new Scene(withParams(design, 'web', { reads: 'primary' })).until(10)
    expect(scene.books().failed).toBe(0)
    scene.kill('db').until(11)
    expect(scene.errorsUntil(30)).toBe(1)
    for (const id of ['replica-1', 'replica-2', 'replica-3']) expect(scene.arrived(id)).toBe(0)
  })

  it('that answer late are not asked a second time', () => {
    const slow = draw(
      {
        client: sends(10),
        web: ['web', { workers: 2000, callTimeoutMs: 100 }],
        db: ['database', { serviceCv: 0 }],
        'replica-1': ['replica', { readMs: 500, slots: 100, serviceCv: 0 }],
      },
      ['client > web > db > replica-1'],
    )
    const scene = new Scene(slow).until(30)
    expect(scene.errorsUntil(60)).toBe(1)
    expect(scene.arrived('db')).toBe(0)
  })

  it('take no writes', () => {
    const { nodes, system } = report(cluster({ ratePerSec: 100, mix: only('write') }), 60)
    expect(system.errorRate).toBe(0)
    expect(nodes['replica-1']!.arrivalRatePerSec).toBe(0)
    expect(nodes.db!.throughputPerSec / system.goodputPerSec).toBeCloseTo(1, 2)
  })

  it('go on with reads when the primary is dead and nobody is promoted, and all writes fail', () => {
    const scene = new Scene(cluster({ ratePerSec: 400 }, {}, { promotion: false }))
      .until(30)
      .kill('db')
      .until(31)
    expect(scene.errorsUntil(90)).toBeCloseTo(0.1, 1)
    const books = scene.run.engine.tally
    const before = [...books.done]
    scene.until(120)
    expect(books.done[1]! - before[1]!).toBeGreaterThan(0.85 * 30 * 400)
    expect(books.done[2]).toBe(before[2])
  })

  it('lag by their delay and the time to apply', () => {
    const design = cluster({ ratePerSec: 100, mix: only('write') }, { lagMs: 50, writeMs: 1, serviceCv: 0 })
    const lag = report(design, 60).nodes['replica-1']!.lagMs!
    expect(lag).toBeGreaterThanOrEqual(51)
    expect(lag).toBeLessThan(60)
  })

  it('fall behind without end when they apply less than is written', () => {
    const writes = { ratePerSec: 200, mix: only('write') }
    const scene = new Scene(cluster(writes, { writeMs: 10, serviceCv: 0 }, { slots: 100 })).until(60)
    const early = scene.readings('replica-1').lagMs!
    const late = scene.until(120).readings('replica-1').lagMs!
    // 100 of 200 writes a second are applied: half of the time is lost.
    expect(early / 30_000).toBeCloseTo(1, 1)
    expect(late / 60_000).toBeCloseTo(1, 1)
  })

  it('catch up after an outage', () => {
    const writes = { ratePerSec: 200, mix: only('write') }
    const scene = new Scene(cluster(writes, { writeMs: 2.5, serviceCv: 0 }, { slots: 100 })).until(60)
    scene.kill('replica-1').until(120).restore('replica-1').until(125)
    expect(scene.readings('replica-1').lagMs!).toBeGreaterThan(50_000)
    // 200 a second come in and 400 go out: 60 s of backlog take 60 s.
    scene.until(175)
    expect(scene.readings('replica-1').lagMs!).toBeGreaterThan(1000)
    scene.until(186)
    expect(scene.readings('replica-1').lagMs!).toBeLessThan(300)
  })

  it('have caught up when they have applied what has arrived, though more is always on its way', () => {
    const writes = { ratePerSec: 500, mix: only('write') }
    const scene = new Scene(cluster(writes, { lagMs: 1000, writeMs: 1 }, { slots: 100 })).until(10)
    scene.kill('replica-1').until(20).restore('replica-1').until(25)
    expect(scene.readings('replica-1').syncing).toBe(1)
    expect(scene.until(33).readings('replica-1').syncing).toBe(0)
    expect(scene.marks('synced')).toMatchObject([{ node: 'replica-1' }])
  })

  it('that are replicas in step lose no acknowledged write, however far away they are', () => {
    const design = draw(
      {
        client: sends(200, 'write'),
        web: ['web', { workers: 1000 }],
        db: ['database', { replication: 'sync', slots: 100, connectionsMax: null }],
        'replica-1': ['replica'],
      },
      ['client > web > db', ['db > replica-1', { latencyMs: 200 }]],
    )
    const scene = new Scene(design).until(10).kill('db').until(51)
    expect(scene.marks('promote')).toMatchObject([{ node: 'replica-1', value: 0 }])
    expect(scene.readings('db').lostWrites).toBe(0)
    // The same two again, the other way round.
    scene.restore('db').until(60).kill('replica-1').until(101)
    expect(scene.marks('promote')).toMatchObject([{ value: 0 }, { node: 'db', value: 0 }])
  })

  it('that return to a dead primary serve what they have', () => {
    const scene = new Scene(cluster({ ratePerSec: 400 }, { lagMs: 1000 }, { promotion: false }))
      .until(10)
      .kill('db')
      .until(15)
    for (const id of ['replica-1', 'replica-2', 'replica-3']) scene.kill(id).restore(id)
    expect(scene.readings('replica-1').syncing).toBe(0)
    expect(scene.errorsUntil(30)).toBeCloseTo(0.1, 1)
  })

  it('read stale while a write is on its way to them, and never without a delay', () => {
    const mix = { static: 0, read: 1, write: 1, upload: 0, task: 0 }
    const busy = { ratePerSec: 100, mix, keys: 1 }
    const stale = report(cluster(busy, { lagMs: 1000, writeMs: 0 }), 60, 10).nodes['replica-1']!.staleRatio!
    expect(stale).toBeGreaterThan(0.99)
    const fresh = report(cluster({ ...busy, ratePerSec: 2 }, { lagMs: 0, writeMs: 0 }), 600).nodes[
      'replica-1'
    ]!
    expect(fresh.staleRatio).toBe(0)
  })
})

describe('shards', () => {
  it('own the keys by their number, and a hot key makes a hot shard', () => {
    const design = (zipfAlpha: number): Design =>
      draw(
        {
          client: sends(400, 'read', { zipfAlpha, keys: 1000 }),
          web: ['web', { workers: 50 }],
          a: ['shard'],
          b: ['shard'],
        },
        ['client > web > a', 'web > b'],
      )
    const even = report(design(0), 60).nodes
    expect(even.a!.arrivalRatePerSec / even.b!.arrivalRatePerSec).toBeCloseTo(1, 1)
    const skewed = report(design(2), 60).nodes
    expect(skewed.a!.arrivalRatePerSec / skewed.b!.arrivalRatePerSec).toBeGreaterThan(2)
  })

  it('that die take their keys with them', () => {
    const parts = {
      client: sends(400, 'read', { zipfAlpha: 0 }),
      web: ['web', { workers: 50 }],
      a: ['shard'],
      b: ['shard'],
    } as const
    const scene = new Scene(draw(parts, ['client > web > a', 'web > b'])).until(10).kill('a')
    expect(scene.errorsUntil(110)).toBeCloseTo(0.5, 1)
  })
})

describe('a queue', () => {
  const tasks = (ratePerSec: number, queue: Params = {}, worker: Params = {}): Design =>
    draw({ client: sends(ratePerSec, 'task'), queue: ['queue', queue], worker: ['worker', worker] }, [
      'client > queue > worker',
    ])
  /** 150 tasks a second. */
  const worker = { workers: 150, serviceMs: 1000, serviceCv: 0 }
  const TASKS_PER_SEC = 100

  it('keeps what comes in while its workers are down, loses nothing, and drains in the time that the spare rate takes', () => {
    const scene = new Scene(tasks(TASKS_PER_SEC, {}, worker)).until(60).kill('worker')
    const before = scene.books()
    scene.until(180)
    const published = scene.books().generated - before.generated
    expect(scene.readings('queue').depth!).toBeGreaterThan(0.99 * published)
    expect(Math.abs(scene.readings('queue').depth! / 12_000 - 1)).toBeLessThan(0.03)
    expect(scene.books()).toMatchObject({ failed: 0, shed: 0 })
    // Those that the workers had in hand are back after the visibility timeout; 12,000 at 50 a second to spare: 240 s.
    scene.restore('worker').until(180 + 200)
    expect(scene.readings('queue').depth!).toBeGreaterThan(1000)
    scene.until(180 + 265)
    expect(scene.readings('queue').depth!).toBeLessThan(60)
    expect(scene.books()).toMatchObject({ failed: 0, shed: 0 })
    expect(scene.readings('queue').deadLetters).toBe(0)
  })

  it('refuses exactly what is over its limit', () => {
    const scene = new Scene(tasks(TASKS_PER_SEC, { depthMax: 10_000, visibilityMs: 86_400_000 }, worker))
    scene.until(1).kill('worker')
    // What the workers had in hand stays away for as long as the visibility timeout.
    const [before, depth] = [scene.books(), scene.readings('queue').depth!]
    const after = scene.until(140).books()
    const published = after.generated - before.generated
    expect(published).toBeGreaterThan(13_000)
    expect(scene.readings('queue').depth).toBe(10_000)
    expect(after.shed).toBe(published - (10_000 - depth))
  })

  it('delivers a message again that a dead worker had in hand', () => {
    const scene = new Scene(
      tasks(1, { visibilityMs: 30_000 }, { workers: 1000, serviceMs: 10_000, serviceCv: 0 }),
    )
    scene.until(60).kill('worker').until(61).restore('worker').until(62)
    expect(scene.readings('queue').redelivered).toBe(0)
    expect(scene.until(95).readings('queue').redelivered).toBeGreaterThan(3)
  })

  it('delivers a message twice when a worker takes longer than the visibility timeout', () => {
    const scene = new Scene(
      tasks(1, { visibilityMs: 5000, receivesMax: 10 }, { workers: 1000, serviceMs: 6000, serviceCv: 0 }),
    )
    const { redelivered } = scene.until(100).readings('queue')
    expect(redelivered!).toBeGreaterThan(60)
  })

  it('puts a message to the dead letters after its last receive', () => {
    const scene = new Scene(
      tasks(10, { visibilityMs: 1000, receivesMax: 3 }, { workers: 10_000, serviceMs: 60_000, serviceCv: 0 }),
    )
    scene.until(10)
    const published = scene.books().generated
    scene.edit(
      tasks(0, { visibilityMs: 1000, receivesMax: 3 }, { workers: 10_000, serviceMs: 60_000, serviceCv: 0 }),
    )
    scene.until(30)
    expect(scene.readings('queue')).toMatchObject({
      deadLetters: published,
      redelivered: 2 * published,
      depth: 0,
    })
  })

  it('loses nothing when it dies itself: publishers fail, messages wait on disk', () => {
    const scene = new Scene(tasks(TASKS_PER_SEC, {}, { ...worker, workers: 50 })).until(60)
    const depth = scene.readings('queue').depth!
    expect(depth).toBeGreaterThan(2500)
    scene.kill('queue')
    expect(scene.errorsUntil(70)).toBe(1)
    expect(scene.readings('queue').depth!).toBeGreaterThanOrEqual(depth)
    scene.restore('queue')
    expect(scene.errorsUntil(75)).toBe(0)
  })

  it('with more workers drains faster, and each does its share', () => {
    const design = draw(
      {
        client: sends(100, 'task'),
        queue: ['queue'],
        'worker-1': ['worker', { workers: 80 }],
        'worker-2': ['worker', { workers: 80 }],
      },
      ['client > queue > worker-1', 'queue > worker-2'],
    )
    const { nodes } = report(design, 300, 30)
    expect(nodes['worker-1']!.throughputPerSec / nodes['worker-2']!.throughputPerSec).toBeCloseTo(1, 1)
    expect(nodes.queue!.queue.mean).toBeLessThan(1)
  })

  it('waits, and breaks nothing, when the engine has no call left for its deliveries', () => {
    const flood = (ratePerSec: number): Design =>
      draw(
        {
          client: sends(ratePerSec, 'task'),
          queue: ['queue', { depthMax: null }],
          worker: ['worker', { workers: 10 }],
        },
        ['client > queue > worker'],
      )
    const scene = new Scene(flood(500_000)).until(1).kill('worker').until(5)
    expect(scene.run.engine.tally.limited).toBeGreaterThan(0)
    const full = scene.readings('queue').depth!
    expect(full).toBeGreaterThan(2_000_000)
    scene.restore('worker').edit(flood(0)).until(35)
    expect(full - scene.readings('queue').depth!).toBeGreaterThan(200)
    const { generated, completed, failed, shed, inFlight } = scene.books()
    expect(completed + failed + shed + inFlight).toBe(generated)
  })
})

describe('a server', () => {
  it('that waits for others in its slot can do less than one that does not', () => {
    const design = (waiting: string): Design =>
      draw(
        {
          client: sends(300),
          web: ['web', { workers: 8, serviceMs: 10, waiting, queueMax: 100 }],
          db: ['database', { slots: 100, readMs: 40 }],
        },
        ['client > web > db'],
      )
    const blocking = report(design('blocking'), 60, 10)
    // Eight slots for 50 ms a request are 160 a second.
    expect(blocking.system.goodputPerSec / 160).toBeCloseTo(1, 1)
    expect(blocking.nodes.web!.utilisation!).toBeGreaterThan(0.99)
    const free = report(design('async'), 60, 10)
    expect(free.system.errorRate).toBe(0)
    expect(free.nodes.web!.utilisation!).toBeCloseTo(300 / 800, 1)
  })

  it('that is killed at 100 requests a second of 200 ms loses the twenty in flight', () => {
    const design = draw(
      { client: sends(100), web: ['web', { workers: 100, serviceMs: 200, localDataMs: 0 }] },
      ['client > web'],
    )
    const lost = Array.from({ length: 20 }, (_, seed) => {
      const scene = new Scene(design, seed).until(20)
      const inFlight = scene.books().inFlight
      scene.kill('web')
      const { failed } = scene.books()
      expect(failed).toBe(inFlight)
      return failed
    })
    const mean = lost.reduce((sum, count) => sum + count, 0) / lost.length
    // Poisson with mean 20: the mean of twenty has a standard error of 1.
    expect(Math.abs(mean - 20)).toBeLessThan(4.5)
  })

  it('does the data work itself while no database is wired', () => {
    const alone = report(draw({ client: sends(50), web: ['web', { serviceCv: 0 }] }, ['client > web']), 60)
    expect(alone.system.latencyMs.p50!).toBeGreaterThan(49)
    const parts = {
      client: sends(50),
      web: ['web', { serviceCv: 0 }],
      db: ['database', { serviceCv: 0 }],
    } as const
    const withData = report(draw(parts, ['client > web > db']), 60)
    expect(withData.system.latencyMs.p50!).toBeLessThan(31)
  })

  it('does a task in line while no queue is wired', () => {
    const web = ['web', { workers: 100, serviceCv: 0 }] as const
    const inLine = report(draw({ client: sends(20, 'task'), web }, ['client > web']), 60)
    expect(inLine.system.latencyMs.p50!).toBeGreaterThan(1010)
    const queued = report(
      draw({ client: sends(20, 'task'), web, queue: ['queue'], worker: ['worker', { workers: 100 }] }, [
        'client > web > queue > worker',
      ]),
      60,
    )
    expect(queued.system.latencyMs.p50!).toBeLessThan(21)
    expect(queued.nodes.worker!.throughputPerSec).toBeGreaterThan(15)
  })

  it('asks the session store first, and cannot do without it', () => {
    const parts = { client: sends(100), web: ['web'], kv: ['key-value'], db: ['database'] } as const
    const scene = new Scene(draw(parts, ['client > web > kv', 'web > db'])).until(30)
    expect(scene.arrived('kv')).toBeGreaterThanOrEqual(scene.arrived('db'))
    const before = scene.arrived('db')
    scene.kill('kv').until(30.5)
    const after = scene.arrived('db')
    expect(after - before).toBeLessThan(5)
    expect(scene.errorsUntil(60)).toBe(1)
    expect(scene.arrived('db')).toBe(after)
  })

  it('sheds the newest request when its queue is full', () => {
    const design = draw(
      {
        client: sends(200),
        web: ['web', { workers: 1, serviceMs: 10, serviceCv: 0, localDataMs: 0, queueMax: 5 }],
      },
      ['client > web'],
    )
    const { nodes, system } = report(design, 60, 5)
    expect(nodes.web!.queue.max).toBe(5)
    expect(system.goodputPerSec / 100).toBeCloseTo(1, 2)
    expect(system.errors.shed).toBeCloseTo(0.5, 1)
    // Whoever gets in waits for at most five others.
    expect(system.latencyMs.p99!).toBeLessThan(60 * 1.01)
  })
})

describe('a client', () => {
  const slow = (client: Params, serviceMs = 500): Design =>
    draw(
      {
        client: sends(10, 'read', client),
        web: ['web', { workers: 1000, serviceMs, serviceCv: 0, localDataMs: 0 }],
      },
      ['client > web'],
    )

  it('gives up after its time limit, and the server goes on with the work', () => {
    const { system, nodes } = report(slow({ timeoutMs: 300 }), 100)
    expect(system.errors.timeout).toBe(1)
    expect(nodes.web!.throughputPerSec).toBeGreaterThan(9)
  })

  it('sends as many attempts as it may, and counts one request', () => {
    const scene = new Scene(slow({ timeoutMs: 300, retries: 3 })).until(100)
    scene.edit(slow({ timeoutMs: 300, retries: 3, ratePerSec: 0 })).until(110)
    const { generated, failed } = scene.books()
    expect(failed).toBe(generated)
    expect(scene.arrived('web')).toBe(4 * generated)
  })

  it('counts latency from the first attempt', () => {
    // Every attempt but the last one hits the dead server of the two.
    const parts = {
      client: sends(100, 'read', { retries: 1 }),
      lb: ['load-balancer', { healthChecks: false }],
      a: ['web', { serviceMs: 100, serviceCv: 0, localDataMs: 0, workers: 100 }],
      b: ['web'],
    } as const
    const design = draw(parts, ['client > lb', ['lb > a > b', { latencyMs: 0 }]])
    expect(report(design, 10).system.errorRate).toBe(0)
    const retried = new Scene(
      draw(
        {
          client: sends(10, 'read', { timeoutMs: 150, retries: 1 }),
          web: ['web', { workers: 100, serviceMs: 100, serviceCv: 0, localDataMs: 0 }],
        },
        [['client > web', { latencyMs: 100 }]],
      ),
    ).until(60)
    expect(retried.books()).toMatchObject({ completed: 0 })
  })

  it('is never slowed down by the system', () => {
    const stuck = draw({ client: sends(100), web: ['web', { workers: 1, serviceMs: 10_000 }] }, [
      'client > web',
    ])
    expect(report(stuck, 100).system.offeredPerSec).toBeGreaterThan(95)
  })

  it('adds the network time of its wire to every request', () => {
    const design = draw(
      { client: sends(100), web: ['web', { serviceMs: 20, serviceCv: 0, localDataMs: 0, workers: 100 }] },
      [['client > web', { latencyMs: 80 }]],
    )
    expect(report(design, 30).system.latencyMs.mean!).toBeCloseTo(100, 6)
  })

  it('finds nobody for a class that nothing can answer', () => {
    const design = draw({ client: sends(100, 'upload'), db: ['database'] }, ['client > db'])
    expect(report(design, 10).system.errors.notFound).toBe(1)
  })
})

describe('object storage', () => {
  it('serves any number at once, up to its quota', () => {
    const design = (ratePerSec: number): Design =>
      draw({ client: sends(ratePerSec, 'static'), storage: ['storage', { ratePerSecMax: 1000 }] }, [
        'client > storage',
      ])
    expect(report(design(800), 60).system.errorRate).toBe(0)
    const over = report(design(2000), 60, 10)
    expect(over.system.goodputPerSec / 1000).toBeCloseTo(1, 2)
    expect(over.system.errors.quota).toBeCloseTo(0.5, 1)
  })
})

describe('a monitor', () => {
  const watched = (web: Params = {}, monitor: Params = {}): Design =>
    draw({ client: sends(100), web: ['web', web], monitor: ['monitor', monitor] }, ['client > web'])
  const alerts = (scene: Scene) =>
    scene
      .marks()
      .flatMap(({ type, target }) => (type === 'alert' || type === 'alertEnd' ? [`${type} ${target}`] : []))

  it('fires when something is down and errors rise, and ends when both are over', () => {
    const scene = new Scene(watched()).until(30)
    expect(alerts(scene)).toEqual([])
    scene.kill('web').until(45)
    expect(alerts(scene).sort()).toEqual(['alert down', 'alert errors'])
    expect(scene.readings('monitor').alerts).toBe(5)
    scene.restore('web').until(70)
    expect(alerts(scene).sort()).toEqual(['alert down', 'alert errors', 'alertEnd down', 'alertEnd errors'])
    expect(scene.readings('monitor').alerts).toBe(0)
  })

  it('fires when the 95th percentile is above its rule', () => {
    expect(alerts(new Scene(watched({ workers: 1000, serviceMs: 600, serviceCv: 0 })).until(30))).toEqual([
      'alert latency',
    ])
    const lax = watched({ workers: 1000, serviceMs: 600, serviceCv: 0 }, { latencyMsP95Max: 700 })
    expect(alerts(new Scene(lax).until(30))).toEqual([])
  })

  it('with wires watches only what it is wired to', () => {
    const design = draw({ client: sends(100), web: ['web'], db: ['database'], monitor: ['monitor'] }, [
      'client > web > db',
      'monitor > web',
    ])
    const scene = new Scene(design).until(20).kill('db').until(25)
    expect(alerts(scene)).not.toContain('alert down')
    scene.kill('web').until(30)
    expect(alerts(scene)).toContain('alert down')
  })

  it('that is dead says nothing', () => {
    expect(alerts(new Scene(watched()).until(20).kill('monitor').kill('web').until(40))).toEqual([])
  })
})

describe('faults', () => {
  it('of the scenario strike at their time, and the frame takes all its members along', () => {
    const design: Design = {
      ...draw(
        {
          client: sends(100),
          lb: ['load-balancer'],
          zone: ['zone'],
          a: ['web', {}, { in: 'zone' }],
          b: ['web', {}, { in: 'zone' }],
        },
        ['client > lb > zone'],
      ),
      scenario: {
        seed: 1,
        events: [
          { at: 10, type: 'kill', target: 'zone' },
          { at: 20, type: 'restore', target: 'b' },
        ],
      },
    }
    const scene = new Scene(design).until(9.99)
    expect([scene.isAlive('a'), scene.isAlive('b')]).toEqual([true, true])
    scene.until(10)
    expect([scene.isAlive('a'), scene.isAlive('b')]).toEqual([false, false])
    scene.until(20)
    expect([scene.isAlive('a'), scene.isAlive('b')]).toEqual([false, true])
  })

  it('do not strike clients', () => {
    const scene = new Scene(draw({ client: sends(100), web: ['web'] }, ['client > web']))
      .until(1)
      .kill('client')
    expect(scene.isAlive('client')).toBe(true)
    expect(scene.marks('kill')).toEqual([])
  })

  it('of a node that is down already change nothing', () => {
    const scene = new Scene(pair()).until(5).kill('web-1').kill('web-1').restore('web-1').restore('web-1')
    expect(scene.marks().map(({ type }) => type)).toEqual(['kill', 'restore'])
  })
})

describe('an edit', () => {
  it('keeps what a component of another kind under the same id has seen, and forgets the old one', () => {
    const of = (kind: 'web' | 'storage', ratePerSec: number): Design =>
      draw({ client: sends(ratePerSec, 'static'), target: [kind] }, ['client > target'])
    const scene = new Scene(of('web', 100)).until(10).edit(of('storage', 100)).until(20)
    const seen = scene.arrived('target')
    expect(seen).toBeGreaterThan(800)
    expect(scene.edit(of('storage', 200)).arrived('target')).toBe(seen)
  })

  it('that takes a worker away and puts it back while its answers travel leaves no slot promised', () => {
    const design = (withWorker: boolean, ratePerSec = 50): Design =>
      draw(
        {
          client: sends(ratePerSec, 'task'),
          queue: ['queue'],
          ...(withWorker ? { worker: ['worker', { workers: 100, serviceMs: 100 }] as const } : {}),
        },
        ['client > queue', ...(withWorker ? [['queue > worker', { latencyMs: 2000 }] as const] : [])],
      )
    const scene = new Scene(design(true))
      .until(20)
      .edit(design(false))
      .until(20.2)
      .edit(design(true))
      .until(40)
    const promised = (): number => scene.run.engine.nodeInts[scene.slot('worker') * NODE_INTS + M_RESERVED]!
    expect(promised()).toBeGreaterThan(50)
    scene.edit(design(true, 0)).until(200)
    expect(scene.readings('queue').depth).toBe(0)
    expect(promised()).toBe(0)
  })

  it('of more slots starts those who wait, and of fewer slots stops nobody', () => {
    const of = (workers: number): Design =>
      draw({ client: sends(100), web: ['web', { workers, serviceMs: 1000, localDataMs: 0 }] }, [
        'client > web',
      ])
    const scene = new Scene(of(10)).until(5)
    expect(scene.queued('web')).toBeGreaterThan(200)
    scene.edit(of(50))
    expect(scene.busy('web')).toBe(50)
    const served = scene.edit(of(5)).busy('web')
    expect(served).toBe(50)
    scene.until(15)
    expect(scene.busy('web')).toBe(5)
  })
})
