import { describe, expect, it } from 'vitest'
import type { Design } from '../../../src/model/design.ts'
import type { Params } from '../../../src/model/field.ts'
import { draw, Scene, sends, withParams } from '../../support/simulate.ts'

/** Servers of which one can do 100/s, that look at their load every 10 s and are warm after 30 s. */
const scaled = (ratePerSec: number, more: Params = {}): Design =>
  draw(
    {
      client: sends(ratePerSec),
      web: [
        'web',
        {
          autoscale: true,
          instances: 1,
          instancesMax: 20,
          workers: 1,
          serviceMs: 10,
          localDataMs: 0,
          scaleEveryMs: 10_000,
          warmUpMs: 30_000,
          scaleInMs: 60_000,
          ...more,
        },
      ],
    },
    ['client > web'],
  )

const switched = (scene: Scene, autoscale: boolean): Scene =>
  scene.edit(withParams(scaled(300), 'web', { autoscale }))

describe('an autoscaler that is switched off and on again', () => {
  it('looks at the load as often as before', () => {
    const scene = new Scene(scaled(300)).until(1)
    for (let i = 0; i < 5; i++) switched(switched(scene, false), true).until(scene.now + 0.1)
    scene.until(60)
    const times = scene.marks('scale').map(({ timeSec }) => timeSec)
    // The last switch was at 1.4 s: what it orders, it orders at looks 10 s apart.
    expect(times.length).toBeGreaterThan(0)
    for (const time of times) expect(Math.abs(((time - 1.4) / 10) % 1)).toBeLessThan(1e-6)
  })

  it('does not get what it had ordered before', () => {
    const scene = new Scene(scaled(300)).until(11)
    expect(scene.marks('scale')).toMatchObject([{ timeSec: 10 }])
    switched(switched(scene, false), true)
    scene.until(50.9)
    expect(scene.readings('web').instances).toBe(1)
    // Ordered at 21 s, and warm 30 s later.
    expect(scene.until(51.1).readings('web').instances!).toBeGreaterThan(1)
  })
})

describe('instances that are taken away', () => {
  it('takes away only as many as the highest wish within its time leaves', () => {
    // Ten can do 1,000/s; at 20 % it wants 3 and at 45 % it wants 7 of them.
    const scene = new Scene(scaled(200, { instances: 10, scaleDownPercent: 50 })).until(25)
    scene.edit(scaled(450, { instances: 10, scaleDownPercent: 50 })).until(65)
    scene.edit(scaled(200, { instances: 10, scaleDownPercent: 50 })).until(71)
    expect(scene.readings('web').instances).toBe(7)
  })

  it('takes nothing away while others are on order', () => {
    const slow = { instances: 4, scaleInMs: 1000, warmUpMs: 60_000 }
    const scene = new Scene(scaled(600, slow)).until(10.5)
    expect(scene.marks('scale')).toHaveLength(1)
    scene.edit(scaled(1, slow)).until(69)
    expect(scene.marks('scale').filter(({ value }) => value < 0)).toEqual([])
    scene.until(95)
    expect(scene.marks('scale').some(({ value }) => value < 0)).toBe(true)
  })

  it('go at once where new bounds leave no room for them', () => {
    const scene = new Scene(scaled(600, { instances: 8 })).until(5)
    expect(scene.readings('web').instances).toBe(8)
    scene.edit(scaled(600, { instances: 8, instancesMax: 3 }))
    expect(scene.readings('web').instances).toBe(3)
  })
})
