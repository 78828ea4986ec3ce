import { describe, expect, it } from 'vitest'
import type { Design } from '../../../src/model/design.ts'
import type { Params } from '../../../src/model/field.ts'
import { draw, Scene, sends } from '../../support/simulate.ts'

/** A server that answers everything after 20 ms, with an objective of latency. */
const served = (latencyMsP95: number, client: Params = {}): Design => ({
  ...draw(
    {
      client: sends(200, 'read', { timeoutMs: 10_000, ...client }),
      web: ['web', { workers: 1000, queueMax: null, serviceMs: 20, serviceCv: 0, localDataMs: 0 }],
    },
    [['client > web', { latencyMs: 0 }]],
  ),
  slo: { availability: 0.999, latencyMsP95 },
})

/** Ten times as slow from 20 s to 40 s. */
function slowed(design: Design): Scene {
  const scene = new Scene(design).until(20)
  scene.run.inject({ type: 'slow', target: 'web', amount: 10, durationSec: 20 })
  return scene.until(80)
}

describe('requests that succeed but take too long', () => {
  it('miss the objective as long as the fault lasts, and keep it again afterwards', () => {
    const scene = slowed(served(100))
    const times = (['degraded', 'recovered'] as const).map((type) =>
      scene.marks(type).map(({ timeSec, cause }) => [timeSec, cause]),
    )
    const [degraded, recovered] = times
    expect(degraded).toHaveLength(1)
    expect(degraded![0]![1]).toBe(0)
    expect(degraded![0]![0]).toBeGreaterThan(20)
    expect(degraded![0]![0]).toBeLessThan(22)
    expect(recovered).toHaveLength(1)
    expect(recovered![0]![0]).toBeGreaterThan(39.9)
    expect(recovered![0]![0]).toBeLessThan(42)
    expect(scene.books().failed + scene.books().shed).toBe(0)
  })

  it('do not miss an objective that is slower still', () => {
    const scene = slowed(served(300))
    expect(scene.marks('degraded')).toEqual([])
    expect(scene.marks('recovered')).toEqual([])
  })
})
