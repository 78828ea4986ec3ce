import { describe, expect, it } from 'vitest'
import type { Lane } from '../../src/analysis/failover.ts'
import type { Design } from '../../src/model/design.ts'
import type { Params } from '../../src/model/field.ts'
import { lanes, momentsOf } from '../support/lanes.ts'
import { draw, only, Scene, sends } from '../support/simulate.ts'

const SEEDS = [1, 2, 3]
const only1 = (scene: Scene): Lane => {
  const [lane, ...more] = lanes(scene)
  expect(more).toEqual([])
  return lane!
}
const phase = (lane: Lane, name: string) => lane.phases.find((one) => one.phase === name)!
const names = (lane: Lane): string[] => lane.phases.map((one) => one.phase)

function database(client: Params, primary: Params = {}, replica: Params = {}): Design {
  const big = { connectionsMax: null }
  return draw(
    {
      client: ['client', client],
      web: ['web', { workers: 10_000 }],
      db: ['database', { ...big, slots: 100, ...primary }],
      'r-1': ['replica', { ...big, ...replica }],
      'r-2': ['replica', { ...big, ...replica }],
    },
    ['client > web > db', 'db > r-1', 'db > r-2'],
  )
}

const half = { static: 0, read: 1, write: 1, upload: 0, task: 0 }

describe('1: two equal servers, probes of 10 s x 3, of which one dies', () => {
  const fleet = draw(
    {
      client: sends(200),
      lb: ['load-balancer', { healthIntervalMs: 10_000, healthFall: 3 }],
      'web-1': ['web', { localDataMs: 0, workers: 200 }],
      'web-2': ['web', { localDataMs: 0, workers: 200 }],
    },
    ['client > lb > web-1', 'lb > web-2'],
  )

  it.each(SEEDS)('seen within 10 s, ejected 20 s later, and over with that (seed %i)', (seed) => {
    const scene = new Scene(fleet, seed).until(60).kill('web-1').until(140)
    const lane = only1(scene)
    const at = momentsOf(lane)
    expect(names(lane)).toEqual(['fault', 'detected', 'ejected', 'recovered'])
    expect(at.detected).toBeLessThanOrEqual(10)
    expect(at.ejected).toBeCloseTo(at.detected! + 20, 6)
    expect(lane.rtoSec! - at.ejected!).toBeGreaterThanOrEqual(0)
    expect(lane.rtoSec! - at.ejected!).toBeLessThanOrEqual(0.25)
    expect(lane.failed).toBe(scene.books().failed)
    expect(Math.abs(lane.failed / (100 * at.ejected!) - 1)).toBeLessThan(0.1)
    expect(lane.hurt).toEqual(['read'])
  })
})

describe('3: a DNS TTL of 60 s, detection in 30 s, two sites of which one dies', () => {
  it.each(SEEDS)(
    'clients have moved on 60 s after the ejection, and that is the end of it (seed %i)',
    (seed) => {
      const quick = { workers: 10_000, serviceMs: 1, localDataMs: 0 }
      const dns = { ttlMs: 60_000, healthChecks: true, healthIntervalMs: 10_000, healthFall: 3 }
      const scene = new Scene(
        draw({ client: sends(400), dns: ['dns', dns], a: ['web', quick], b: ['web', quick] }, [
          'client > dns > a',
          'dns > b',
        ]),
        seed,
      ).until(100)
      const lane = only1(scene.kill('a').until(220))
      const at = momentsOf(lane)
      // The last clients are so few that what fails of theirs cannot be told from chance.
      expect(names(lane).sort()).toEqual(['converged', 'detected', 'ejected', 'fault', 'recovered'])
      expect(at.ejected).toBeGreaterThan(20)
      expect(at.ejected).toBeLessThanOrEqual(30)
      expect(at.converged! - at.ejected!).toBeGreaterThan(57)
      expect(at.converged! - at.ejected!).toBeLessThanOrEqual(60)
      expect(Math.abs(lane.rtoSec! - at.converged!)).toBeLessThanOrEqual(3)
      // Evenly less from ejection to convergence: half of what it was for as long.
      const before = (phase(lane, 'fault').failed + phase(lane, 'detected').failed) / at.ejected!
      expect(Math.abs(phase(lane, 'ejected').failed / 60 / (before / 2) - 1)).toBeLessThan(0.15)
    },
  )
})

describe('5: detect 10 s, promote 30 s, reads on replicas; the primary dies', () => {
  it.each(SEEDS)('writes are back after 40 s, and reads were never away (seed %i)', (seed) => {
    const scene = new Scene(database({ ratePerSec: 400, mix: half }), seed).until(60).kill('db').until(160)
    const lane = only1(scene)
    expect(names(lane)).toEqual(['fault', 'detected', 'elected', 'promoted', 'recovered'])
    expect(momentsOf(lane)).toMatchObject({ detected: 10, elected: 10, promoted: 40, recovered: 40 })
    expect([lane.rtoSec, lane.hurt]).toEqual([40, ['write']])
    expect(lane.failed).toBe(scene.books().failed)
    expect(phase(lane, 'fault').failed + phase(lane, 'elected').failed).toBe(lane.failed)
  })
})

describe('6: 200 writes a second are promoted away', () => {
  const writes = { ratePerSec: 200, mix: only('write') }

  it('with half a second of lag about a hundred acknowledged ones are lost, and the promotion is where', () => {
    const lost = Array.from({ length: 10 }, (_, seed) => {
      const lane = only1(new Scene(database(writes, {}, { lagMs: 500 }), seed).until(20).kill('db').until(80))
      expect(phase(lane, 'elected').lostWrites).toBe(lane.lostWrites)
      return lane.lostWrites
    })
    expect(Math.abs(lost.reduce((sum, one) => sum + one, 0) / 10 - 100)).toBeLessThan(10)
  })

  it('synchronous ones are not', () => {
    const scene = new Scene(database(writes, { replication: 'sync' }, { lagMs: 500 })).until(20).kill('db')
    expect(only1(scene.until(80)).lostWrites).toBe(0)
  })
})

describe('8: a replica is away for 60 s at 200 writes a second, and applies 400', () => {
  it('it is warm again 60 s after its return, and nobody was hurt', () => {
    const mix = { static: 0, read: 2, write: 1, upload: 0, task: 0 }
    const design = database({ ratePerSec: 600, mix }, {}, { writeMs: 2.5, slots: 100 })
    const lane = only1(new Scene(design).until(30).kill('r-1').until(90).restore('r-1').until(160))
    expect(names(lane)).toEqual(['fault', 'over', 'warm'])
    expect(momentsOf(lane).over).toBe(60)
    expect(Math.abs(momentsOf(lane).warm! - 120)).toBeLessThan(4)
    expect([lane.rtoSec, lane.hurt, lane.fault.endsSec]).toEqual([0, [], 90])
  })
})

describe('10: four sticky servers with sessions of their own, of which one dies', () => {
  it('what failed until the ejection is all that failed', () => {
    const web = { localDataMs: 0, workers: 200, sessions: 'memory' }
    const ids = ['web-1', 'web-2', 'web-3', 'web-4']
    const scene = new Scene(
      draw(
        {
          client: sends(400),
          lb: ['load-balancer', { policy: 'sticky' }],
          ...Object.fromEntries(ids.map((id) => [id, ['web', web] as const])),
        },
        ['client > lb', ...ids.map((id) => `lb > ${id}`)],
      ),
    )
    const lane = only1(scene.until(60).kill('web-2').until(120))
    expect(names(lane)).toEqual(['fault', 'detected', 'ejected', 'recovered'])
    expect(Math.abs(lane.failed / (100 * momentsOf(lane).ejected!) - 1)).toBeLessThan(0.25)
    expect(phase(lane, 'recovered').failed).toBe(0)
  })
})

describe('12: a queue that gets 100 tasks a second, with its consumers down for 120 s', () => {
  const tasks = (queue: Params = {}): Scene =>
    new Scene(
      draw(
        {
          client: sends(100, 'task'),
          queue: ['queue', queue],
          worker: ['worker', { workers: 150, serviceMs: 1000, serviceCv: 0 }],
        },
        ['client > queue > worker'],
      ),
    ).until(20)

  it('no producer is hurt', () => {
    const lane = only1(tasks().kill('worker').until(140).restore('worker').until(200))
    expect([lane.rtoSec, lane.hurt, lane.failed]).toEqual([0, [], 0])
  })

  it('of 10,000 places the last 2,000 tasks find none, and those are the cost of the fault', () => {
    const scene = tasks({ depthMax: 10_000 }).kill('worker').until(140).restore('worker').until(200)
    const lane = only1(scene)
    expect(lane.hurt).toEqual(['task'])
    expect(Math.abs(lane.failed - 2000)).toBeLessThan(250)
    expect(lane.failed).toBe(scene.books().shed)
    expect(Math.abs(lane.rtoSec! - 120)).toBeLessThan(2)
  })
})

describe('14: one of three zones under 1,000 requests a second dies', () => {
  const zones = (workers: number): Design => {
    const web = { workers, serviceMs: 20, localDataMs: 0, queueMax: 200 }
    const of = [1, 2, 3]
    return draw(
      {
        client: sends(1000),
        lb: ['load-balancer'],
        ...Object.fromEntries(
          of.flatMap((i) => [
            [`zone-${i}`, ['zone']] as const,
            [`web-${i}`, ['web', web, { in: `zone-${i}` }]] as const,
          ]),
        ),
      },
      ['client > lb', ...of.map((i) => `lb > web-${i}`)],
    )
  }

  it('of 400 each: there is no recovery while it is down', () => {
    const lane = only1(new Scene(zones(8)).until(60).kill('zone-1').until(160))
    expect([lane.fault.target, lane.rtoSec, lane.hurt]).toEqual(['zone-1', null, ['read']])
    expect(Math.abs(lane.failed / 200 / 100 - 1)).toBeLessThan(0.2)
    expect(names(lane)).toEqual(['fault', 'detected', 'ejected'])
  })

  it('of 550 each: over with the ejection', () => {
    const lane = only1(new Scene(zones(11)).until(60).kill('zone-1').until(160))
    expect(lane.rtoSec).not.toBeNull()
    expect(lane.rtoSec! - momentsOf(lane).ejected!).toBeLessThan(5)
  })

  it('of 400 each, restored: it takes until the zone is back', () => {
    const lane = only1(new Scene(zones(8)).until(60).kill('zone-1').until(100).restore('zone-1').until(160))
    expect(lane.rtoSec).toBeGreaterThan(40)
    expect(lane.rtoSec).toBeLessThan(55)
  })
})

describe('slow is told from metastable', () => {
  const server = (ratePerSec: number, durationSec: number, client: Params = {}): Scene =>
    new Scene({
      ...draw(
        {
          client: sends(ratePerSec, 'static', { timeoutMs: 1000, keys: 1, ...client }),
          web: ['web', { workers: 1, serviceMs: 1000 / 300, queueMax: null }],
        },
        ['client > web'],
      ),
      scenario: {
        seed: 1,
        events: [{ at: 60, type: 'slow', target: 'web', amount: 1000, duration: durationSec }],
      },
    })
  const loop = (scene: Scene) => lanes(scene)[0]!.loop

  it('140/s with 1 retry look dead after 30 s of outage: they catch up, and are well by about 510 s', () => {
    const scene = server(140, 30, { retries: 1 }).until(200)
    const [recovering, ...more] = scene.marks('recovering')
    expect(more).toEqual([])
    expect(Math.abs(recovering!.timeSec + recovering!.value - 545)).toBeLessThan(120)
    expect(loop(scene)).toMatchObject({ code: '', node: 'web' })
    const [lane] = lanes(scene.until(620))
    expect([lane!.loop, scene.marks('metastable')]).toEqual([null, []])
    expect(lane!.fault.atSec + lane!.rtoSec!).toBeGreaterThan(480)
    expect(lane!.fault.atSec + lane!.rtoSec!).toBeLessThan(580)
  })

  it('160/s with 1 retry are kept down by the retries', () => {
    expect(loop(server(160, 10, { retries: 1 }).until(200))).toMatchObject({ code: 'retries', node: 'web' })
  })

  it('a fault that goes on is neither', () => {
    expect(loop(server(160, 100, { retries: 1 }).until(150))).toBeNull()
  })

  it('without a retry what had piled up is worked off', () => {
    expect(loop(server(280, 10).until(150))).toMatchObject({ code: '' })
  })
})

describe('stale reads', () => {
  /** Two replicas that lag: some reads are always old. */
  const lagging: Design = draw(
    {
      client: [
        'client',
        { ratePerSec: 400, mix: { ...only('read'), read: 9, write: 1 }, keys: 100, zipfAlpha: 0 },
      ],
      lb: ['load-balancer', {}],
      'web-1': ['web', { workers: 1000 }],
      'web-2': ['web', { workers: 1000 }],
      db: ['database', { slots: 100 }],
      'r-1': ['replica', { slots: 100, lagMs: 300 }],
      'r-2': ['replica', { slots: 100, lagMs: 300 }],
    },
    ['client > lb', 'lb > web-1 > db', 'lb > web-2 > db', 'db > r-1', 'db > r-2'],
  )

  it('that are usual are not laid to a fault that makes none', () => {
    const scene = new Scene(lagging).until(30)
    expect(scene.run.watch.stalePerSec).toBeGreaterThan(20)
    scene.kill('web-1').until(60)
    expect(lanes(scene)[0]!.staleReads).toBe(0)
  })

  it('of a replica whose log stands still are counted without the usual ones', () => {
    const scene = new Scene(lagging).until(30)
    const usual = scene.run.watch.stalePerSec
    scene.run.inject({ type: 'pause', target: 'r-1', amount: null, durationSec: 20 })
    scene.until(80)
    const { staleReads } = lanes(scene)[0]!
    // Half of 360 reads a second go to it, and soon nearly every key has been written since.
    expect(staleReads).toBeGreaterThan(1500)
    expect(staleReads).toBeLessThan(180 * 25)
    expect(usual).toBeLessThan(60)
  })
})
