import { describe, expect, it } from 'vitest'
import type { Design } from '../../src/model/design.ts'
import type { Params } from '../../src/model/field.ts'
import { SCALING } from '../../src/sim/kit/autoscaler.ts'
import { N_SLOTS } from '../support/engine.ts'
import { draw, Scene, sends, withParams } from '../support/simulate.ts'

/** When an autoscaler changed its mind, and by how many instances: orders count when they are given. */
const orders = (scene: Scene): (readonly [number, number])[] =>
  scene.marks('scale').map(({ timeSec, value }) => [timeSec, value])

describe('a server with autoscaling', () => {
  /** 10 slots of 100 ms an instance: 100/s each. */
  const design = (ratePerSec: number, web: Params = {}): Design =>
    draw(
      {
        client: sends(ratePerSec, 'static'),
        web: ['web', { autoscale: true, workers: 10, serviceMs: 100, queueMax: null, ...web }],
      },
      ['client > web'],
    )
  const instances = (scene: Scene): number => Number(scene.readings('web').instances)

  it('orders at its first look what brings it under 70 %, and they work after the warm-up', () => {
    const scene = new Scene(design(250)).until(15.1)
    // One of them is full, so it wants 1 / 0.7, rounded up.
    expect(orders(scene)).toEqual([[15, 1]])
    expect([instances(scene), scene.readings('web').scaling]).toEqual([1, SCALING.warming])
    scene.until(59.9)
    expect(instances(scene)).toBe(1)
    scene.until(60.1)
    expect([instances(scene), scene.column('web', N_SLOTS)]).toEqual([2, 20])
    // Two are full still, then three at 83 %: it goes on until four are at 63 %.
    scene.until(600)
    expect(instances(scene)).toBe(4)
    expect(scene.readings('web').scaling).toBe(SCALING.observing)
    expect(scene.errorsUntil(700)).toBe(0)
  })

  it('takes away what has been too much for 300 s, and not before', () => {
    const scene = new Scene(design(250, { instances: 4 })).until(100)
    expect(instances(scene)).toBe(4)
    scene.edit(design(60, { instances: 4 })).until(135)
    expect(scene.readings('web').scaling).toBe(SCALING.cooling)
    scene.until(395)
    expect(instances(scene)).toBe(4)
    scene.until(440)
    // 60/s are 15 % of four: one of 60 % is enough.
    expect(instances(scene)).toBe(1)
    const before = orders(scene).length
    scene.until(1500)
    expect([instances(scene), orders(scene).length]).toEqual([1, before])
  })

  it('stays between its minimum and its maximum, and says when it is there', () => {
    const full = new Scene(design(2000, { instancesMax: 3 })).until(400)
    expect([instances(full), full.readings('web').scaling]).toEqual([3, SCALING.atMax])
    const idle = new Scene(design(1, { instances: 5, instancesMin: 2 })).until(700)
    expect(instances(idle)).toBe(2)
  })

  it('looks as often, grows as early and shrinks as late as its fields say', () => {
    const quick = { scaleEveryMs: 1000, warmUpMs: 2000, scaleInMs: 20_000 }
    const scene = new Scene(design(250, quick)).until(2.95)
    expect(orders(scene)[0]).toEqual([1, 1])
    expect(instances(scene)).toBe(1)
    expect(instances(scene.until(3.05))).toBe(2)
    const bounds = (web: Params): number => instances(new Scene(design(250, web)).until(400))
    expect(bounds({ instances: 3 })).toBeGreaterThan(3)
    expect(bounds({ instances: 3, scaleUpPercent: 95 })).toBe(3)
    expect(bounds({ instances: 10 })).toBeLessThan(7)
    expect(bounds({ instances: 10, scaleDownPercent: 10 })).toBe(10)
  })

  it('does not help while a spike is shorter than its warm-up', () => {
    const spike = (durationSec: number): number => {
      const scene = new Scene(design(60, { queueMax: 10 })).until(60)
      scene.run.inject({ type: 'spike', target: 'client', amount: 5, durationSec })
      return scene.until(60 + durationSec - 10).errorsUntil(60 + durationSec)
    }
    expect(spike(40)).toBeGreaterThan(0.6)
    expect(spike(400)).toBeLessThan(0.01)
  })

  it('leaves a server without it as it was drawn', () => {
    const scene = new Scene(withParams(design(2000), 'web', { autoscale: false, instances: 2 })).until(400)
    expect([instances(scene), scene.readings('web').scaling, orders(scene)]).toEqual([2, undefined, []])
  })
})

describe('a worker with autoscaling', () => {
  /** 10 slots of 1 s an instance: 10 tasks a second each. */
  const design = (ratePerSec: number, worker: Params = {}): Design =>
    draw(
      {
        client: sends(ratePerSec, 'task'),
        queue: ['queue', { depthMax: null, visibilityMs: 3_600_000 }],
        worker: ['worker', { autoscale: true, ...worker }],
      },
      ['client > queue > worker'],
    )
  const instances = (scene: Scene): number => Number(scene.readings('worker').instances)

  it('wants one instance for each hundred messages that wait, at once', () => {
    const scene = new Scene(design(50)).until(15.1)
    // 40 a second too many, for 15 s: about 600 wait.
    const [[at, more]] = orders(scene) as [[number, number]]
    expect(at).toBe(15)
    expect(more).toBeGreaterThanOrEqual(4)
    expect(more).toBeLessThanOrEqual(6)
    expect(instances(scene)).toBe(1)
    scene.until(60.1)
    expect(instances(scene)).toBe(1 + more)
    // Whatever piled up meanwhile is worked off, and then there are no more of them than it needs.
    scene.until(600)
    expect(scene.queued('queue')).toBeLessThan(700)
  })

  it('follows the depth that it is told to, up to its maximum', () => {
    const at = (worker: Params): number => instances(new Scene(design(50, worker)).until(60.1))
    expect(at({ instancesMax: 3 })).toBe(3)
    expect(at({ backlogPerInstance: 10_000 })).toBe(1)
    expect(at({ backlogPerInstance: 10 })).toBe(10)
  })

  it('goes back when nothing has waited for 300 s', () => {
    const scene = new Scene(design(5, { instances: 8 })).until(295)
    expect(instances(scene)).toBe(8)
    scene.until(340)
    expect(instances(scene)).toBe(1)
  })
})
