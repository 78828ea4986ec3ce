import { describe, expect, it } from 'vitest'
import type { Design } from '../../src/model/design.ts'
import type { Params } from '../../src/model/field.ts'
import { mmc } from '../../src/sim/stats/queueing.ts'
import { draw, report, Scene, sends } from '../support/simulate.ts'
import { spanUntil } from '../support/spans.ts'

/** A server without limits of its own before a database in which no query waits. */
const pooled = (web: Params, ratePerSec: number, db: Params = {}): Design =>
  draw(
    {
      client: sends(ratePerSec, 'read', { timeoutMs: 60_000 }),
      web: ['web', { workers: 10_000, serviceMs: 0, queueMax: null, ...web }],
      db: ['database', { slots: 1000, connectionsMax: null, readMs: 100, ...db }],
    },
    ['client > web > db'],
  )

describe('a pool of connections', () => {
  it('is M/M/c: queries wait for one of its connections as the formula says', () => {
    const { web, db } = report(pooled({ poolMax: 4 }, 32), 4000, 200).nodes
    const { wait } = mmc(32, 0.1, 4)
    expect(Math.abs(web!.latencyMs.mean! / (1000 * wait + 100) - 1)).toBeLessThan(0.03)
    expect(db!.utilisation! * 1000).toBeLessThan(3.4)
  })

  it('never has more queries open than connections, and every instance has its own', () => {
    const scene = new Scene(pooled({ poolMax: 3, instances: 2 }, 200))
    for (let sec = 0.5; sec < 10; sec += 0.25) expect(scene.until(sec).busy('db')).toBeLessThanOrEqual(6)
    expect(scene.busy('db')).toBe(6)
    expect(scene.readings('web').poolWaiting).toBeGreaterThan(100)
  })

  it('fails what has waited too long', () => {
    const scene = new Scene(pooled({ poolMax: 1, poolWaitMs: 500 }, 20, { serviceCv: 0 })).until(20)
    const span = spanUntil(scene, 60)
    // Ten a second get a connection, the other ten wait in vain for half a second.
    expect(Math.abs(span.by('timeout') - 0.5)).toBeLessThan(0.03)
    expect(scene.readings('web').poolWaiting).toBeLessThan(12)
  })

  it('lets everybody go who waits for it when an edit takes it away or makes it larger', () => {
    for (const web of [{}, { poolMax: 10_000 }]) {
      const scene = new Scene(pooled({ poolMax: 1, poolWaitMs: null }, 100)).until(10)
      expect(scene.readings('web').poolWaiting).toBeGreaterThan(500)
      scene.edit(pooled(web, 0)).until(13)
      expect(scene.books()).toMatchObject({ failed: 0, shed: 0, inFlight: 0 })
    }
  })

  it('is empty after a death of its server, and works on after one of the database', () => {
    const scene = new Scene(pooled({ poolMax: 2, poolWaitMs: null }, 50)).until(10).kill('web')
    expect(scene.readings('web').poolWaiting).toBe(0)
    scene.until(12).restore('web').until(20)
    expect(scene.busy('db')).toBe(2)
    scene.kill('db').until(21)
    expect(scene.readings('web').poolWaiting).toBe(0)
    scene.restore('db').until(25)
    expect(scene.busy('db')).toBe(2)
  })
})
