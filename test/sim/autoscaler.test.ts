import { describe, expect, it } from 'vitest'
import { draw, Scene, sends, withParams } from '../support/simulate.ts'

/** Servers of which one can do 100/s, that look at their load every 10 s and are warm after 30 s. */
const scaled = (ratePerSec: number) =>
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
