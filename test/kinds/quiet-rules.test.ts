import { describe, expect, it } from 'vitest'
import type { Design } from '../../src/model/design.ts'
import { plainFault } from '../../src/model/fault.ts'
import type { Params } from '../../src/model/field.ts'
import { draw, only, Scene, sends, withParams } from '../support/simulate.ts'
import { drain, spanUntil, untilMark } from '../support/spans.ts'

const fleet = (count: number, lb: Params, ratePerSec: number, web: Params = {}, wireMs = 0): Design => {
  const ids = Array.from({ length: count }, (_, i) => `web-${i + 1}`)
  return draw(
    {
      client: sends(ratePerSec),
      lb: ['load-balancer', lb],
      ...Object.fromEntries(
        ids.map((id) => [id, ['web', { workers: 200, localDataMs: 0, ...web }] as const]),
      ),
    },
    ['client > lb', ...ids.map((id) => [`lb > ${id}`, { latencyMs: wireMs }] as const)],
  )
}

describe('ejection by what requests show', () => {
  const passive = { healthChecks: false, passiveFailures: 5, passiveWindowMs: 10_000, ejectMs: 30_000 }
  /** Lets one server fail everything between two moments. */
  const failing = (scene: Scene, fromSec: number, untilSec: number): void => {
    scene.until(fromSec)
    scene.run.inject({ type: 'errors', target: 'web-1', amount: 100, durationSec: untilSec - fromSec })
    scene.until(untilSec)
  }

  it('counts only failures within its time', () => {
    // Each second one of two requests comes to each server: four fail 15 s apart, then five in a row.
    const scene = new Scene(fleet(2, passive, 2), 3).until(10)
    for (const at of [20, 35, 50, 65]) failing(scene, at, at + 1.01)
    expect(scene.marks('eject')).toEqual([])
    failing(scene, 80, 100)
    expect(scene.marks('eject')).toHaveLength(1)
  })

  it('puts out as large a share as it may, and no more', () => {
    const scene = new Scene(fleet(3, { ...passive, ejectPercentMax: 50 }, 300)).until(5)
    for (const id of ['web-1', 'web-2', 'web-3'])
      scene.run.inject({ type: 'errors', target: id, amount: 100, durationSec: null })
    scene.until(20)
    expect(scene.readings('lb').healthyTargets).toBe(2)
  })

  it('lets everybody back in when it is switched off', () => {
    const scene = new Scene(fleet(3, passive, 300)).until(5).kill('web-1').until(8)
    expect(scene.readings('lb').healthyTargets).toBe(2)
    scene.edit(withParams(fleet(3, passive, 300), 'lb', { ...passive, passiveFailures: null }))
    expect(scene.readings('lb').healthyTargets).toBe(3)
  })
})

describe('a drain', () => {
  it('fails nothing behind a balancer that tries the next, however long the wires are', () => {
    const scene = new Scene(fleet(2, { retryNext: 1 }, 1000, {}, 20)).until(5)
    drain(scene, 'web-1')
    expect(scene.errorsUntil(20)).toBe(0)
    expect(scene.isAlive('web-1')).toBe(false)
  })

  it('waits as long as the least patient of the balancers before it', () => {
    const design = draw(
      {
        client: sends(2, 'read', { timeoutMs: 3_600_000 }),
        hasty: ['load-balancer', { drainMs: 5000 }],
        patient: ['load-balancer', { drainMs: 60_000 }],
        web: ['web', { workers: 100, serviceMs: 3_600_000, localDataMs: 0 }],
      },
      ['client > hasty > web', 'client > patient > web'],
    )
    const scene = new Scene(design).until(10)
    drain(scene, 'web')
    scene.until(14.9)
    expect(scene.isAlive('web')).toBe(true)
    expect(untilMark(scene, 'drained', 1).timeSec).toBeCloseTo(15, 2)
  })

  it('of a worker is over with its restoring: it gets its partitions again', () => {
    const design = draw(
      {
        client: sends(200, 'task', { keys: 100_000, zipfAlpha: 0 }),
        queue: ['queue', { delivery: 'partitioned', partitions: 16, depthMax: null }],
        'w-1': ['worker', { workers: 50, serviceMs: 10 }],
        'w-2': ['worker', { workers: 50, serviceMs: 10 }],
      },
      ['client > queue > w-1', 'queue > w-2'],
    )
    const scene = new Scene(design).until(10)
    drain(scene, 'w-1')
    scene.until(15).restore('w-1').until(20)
    const before = [scene.arrived('w-1'), scene.arrived('w-2')] as const
    scene.until(50)
    const share =
      (scene.arrived('w-1') - before[0]) /
      (scene.arrived('w-1') + scene.arrived('w-2') - before[0] - before[1])
    expect(Math.abs(share - 0.5)).toBeLessThan(0.03)
  })
})

describe('what is lost with a process', () => {
  it('is the sessions in its memory: who comes back has to log in again', () => {
    const design = draw(
      {
        client: sends(200, 'read', { sessions: 1000 }),
        web: ['web', { sessions: 'memory', localDataMs: 0 }],
      },
      ['client > web'],
    )
    const scene = new Scene(design).until(60)
    expect(scene.readings('web').sessionsLost).toBe(0)
    scene.kill('web').until(61).restore('web').until(161)
    // 200 requests a second by 1,000 users: in 100 s all of them have come.
    expect(scene.readings('web').sessionsLost).toBe(1000)
  })

  it('is a fetch that others waited for: the next reader begins one of its own', () => {
    const design = draw(
      {
        client: sends(0, 'read', { keys: 1, zipfAlpha: 0 }),
        web: ['web', { serviceMs: 0, localDataMs: 0, workers: 1000 }],
        cache: ['cache', { singleFlight: true, hitMs: 0 }],
        db: ['database', { readMs: 1000, serviceCv: 0 }],
      },
      ['client > web > cache', 'web > db'],
    )
    const scene = new Scene(withParams(design, 'client', { ratePerSec: 100 })).until(0.5)
    expect(scene.arrived('db')).toBe(1)
    // Those who waited go to the data themselves; of those who come later one does.
    scene.kill('cache').restore('cache').until(0.5001)
    const before = scene.arrived('db')
    expect(before).toBeGreaterThan(10)
    scene.until(0.6)
    expect(scene.arrived('db') - before).toBe(1)
    scene.edit(withParams(design, 'client', { ratePerSec: 0 })).until(20)
    expect(scene.books().inFlight).toBe(0)
  })

  it('is what a monitor had to say', () => {
    const design = draw({ client: sends(100), web: ['web', {}], it: ['monitor', {}] }, ['client > web'])
    const scene = new Scene(design).until(20)
    scene.kill('web').until(30)
    expect(scene.readings('it').alerts).toBeGreaterThan(0)
    scene.kill('it')
    expect(scene.readings('it').alerts).toBe(0)
  })
})

describe('a monitor', () => {
  it('looks back ten seconds: an alert ends ten after the last failure', () => {
    const design = draw(
      {
        client: sends(500, 'static'),
        web: ['web', { workers: 1000 }],
        it: ['monitor', { componentDown: false }],
      },
      ['client > web'],
    )
    const scene = new Scene(design).until(20)
    scene.run.inject({ type: 'errors', target: 'web', amount: 50, durationSec: 5 })
    scene.until(50)
    const [ended] = scene.marks('alertEnd')
    // The share falls to 1 % only when the last failing tenth of a second is out of the window.
    expect(ended!.timeSec).toBeGreaterThan(34)
    expect(ended!.timeSec).toBeLessThanOrEqual(35)
  })
})

describe('a resolver', () => {
  it('takes a target back after as many good checks as it had taken bad ones', () => {
    const design = draw(
      {
        client: sends(20),
        dns: ['dns', { ttlMs: 1000, healthIntervalMs: 10_000, healthFall: 3 }],
        a: ['web'],
        b: ['web'],
      },
      ['client > dns > a', 'dns > b'],
    )
    const scene = new Scene(design).until(20).kill('a').until(80)
    expect(scene.marks('eject')).toHaveLength(1)
    scene.restore('a').until(140)
    const [back] = scene.marks('readmit')
    expect(back!.timeSec - 80).toBeGreaterThanOrEqual(20)
    expect(back!.timeSec - 80).toBeLessThanOrEqual(30)
  })

  it('names no site that drains to those who ask from now on', () => {
    const design = draw(
      {
        client: sends(200),
        dns: ['dns', { ttlMs: 0 }],
        a: ['web', { localDataMs: 0 }],
        b: ['web', { localDataMs: 0 }],
      },
      ['client > dns > a', 'dns > b'],
    )
    const scene = new Scene(design).until(5)
    drain(scene, 'a')
    const before = scene.arrived('a')
    scene.until(30)
    expect(scene.arrived('a') - before).toBeLessThanOrEqual(1)
    expect(spanUntil(scene, 40).errors).toBe(0)
  })
})

describe('a write that waits for a replica', () => {
  it('is acknowledged when an edit takes the replica away', () => {
    const design = (replica: boolean): Design =>
      draw(
        {
          client: ['client', { ratePerSec: 20, mix: only('write'), timeoutMs: 60_000 }],
          web: ['web', { workers: 1000, serviceMs: 0 }],
          db: ['database', { replication: 'sync', connectionsMax: null, slots: 100 }],
          ...(replica ? { 'r-1': ['replica', {}] as const } : {}),
        },
        ['client > web > db', ...(replica ? ['db > r-1'] : [])],
      )
    const scene = new Scene(design(true)).until(5)
    scene.run.inject(plainFault('cut', 'db>r-1'))
    scene.until(15)
    expect(scene.books().inFlight).toBeGreaterThan(150)
    scene.edit(withParams(design(false), 'client', { ratePerSec: 0 })).until(17)
    expect(scene.books()).toMatchObject({ inFlight: 0, failed: 0, shed: 0 })
  })
})
