import { describe, expect, it } from 'vitest'
import type { Design } from '../../../src/model/design.ts'
import { plainFault } from '../../../src/model/fault.ts'
import type { Params } from '../../../src/model/field.ts'
import { auditOf, TICKS_PER_SEC } from '../../support/engine.ts'
import { draw, Scene, sends } from '../../support/simulate.ts'

/** A scene in which parts hang. */
class Hang extends Scene {
  freeze(target: string, durationSec: number | null = null): this {
    this.run.inject({ ...plainFault('freeze', target), durationSec })
    return this
  }

  /** Sum of the times from sending to answer of all requests that have succeeded, in ticks. */
  get latencySum(): number {
    return this.run.engine.tally.latencySum.reduce((a, b) => a + b, 0)
  }

  /** Ticks at which calls arrive at a part until a moment, in seconds. */
  arrivalsUntil(id: string, seconds: number): number[] {
    const { engine } = this.run
    const ticks: number[] = []
    let before = this.arrived(id)
    while (engine.run(seconds * TICKS_PER_SEC, 1) === 1) {
      if (this.arrived(id) > before) ticks.push(engine.now)
      before = this.arrived(id)
    }
    return ticks
  }
}

const PATIENT: Params = { timeoutMs: 600_000 }
/** Each request takes 0.4 s, and none waits. */
const WIDE: Params = { workers: 10_000, serviceMs: 400, serviceCv: 0, localDataMs: 0 }
const server = (client: Params, web: Params = WIDE): Design =>
  draw({ client: sends(20, 'read', client), web: ['web', web] }, ['client > web'])

describe('a process that hangs', () => {
  it('goes on with what it had: what was left of its work, and who came meanwhile', () => {
    const well = new Hang(server(PATIENT)).until(10)
    const scene = new Hang(server(PATIENT)).until(10)
    const busy = scene.busy('web')
    const arrivals = scene.freeze('web', 2).arrivalsUntil('web', 12)
    expect(busy).toBeGreaterThan(3)
    expect(arrivals.length).toBeGreaterThan(20)
    well.until(30)
    scene.until(30)
    // Whoever was served takes 2 s longer, whoever came at t is begun at 12 s.
    const waits = arrivals.reduce((sum, tick) => sum + 12 * TICKS_PER_SEC - tick, 0)
    expect(scene.latencySum - well.latencySum).toBe(busy * 2 * TICKS_PER_SEC + waits)
    expect(scene.books()).toEqual({ ...well.books() })
  })

  it('accepts and says nothing: whoever calls it fails when their own patience is over', () => {
    const scene = new Hang(server({ timeoutMs: 700 })).until(10).freeze('web')
    // Those who were served and those who came until 10.3 s have lost their patience by 11 s.
    const { generated } = scene.until(10.3).books()
    const { completed, failed, inFlight } = scene.until(11).books()
    expect(failed).toBe(generated - completed)
    expect(inFlight).toBeGreaterThan(5)
    expect(scene.isAlive('web')).toBe(true)
    expect(scene.until(20).books().completed).toBe(completed)
  })

  it('does the work of those who have given up, when it runs again', () => {
    const one: Params = { ...WIDE, workers: 1, serviceMs: 10 }
    const scene = new Hang(server({ timeoutMs: 500 }, one)).until(10)
    const before = scene.arrived('web')
    scene.freeze('web', 5).until(14.999)
    const came = scene.arrived('web') - before
    expect(came).toBeGreaterThan(60)
    expect(scene.queued('web')).toBe(0)
    expect(scene.until(15).queued('web')).toBeGreaterThan(came - 3)
    // One after the other: after a third of a second about 33 are done, nobody waits for the first of them any more.
    expect(came - scene.until(15.3).queued('web')).toBeGreaterThan(20)
  })

  it('loses what it had, and what came meanwhile, when its machine dies', () => {
    const scene = new Hang(server(PATIENT)).until(10).freeze('web').until(12)
    const { inFlight } = scene.books()
    expect(inFlight).toBeGreaterThan(30)
    scene.kill('web').until(12.1)
    expect(scene.books().failed).toBeGreaterThanOrEqual(inFlight)
    expect(scene.books().inFlight).toBeLessThan(3)
  })

  it('hangs again when its machine comes back before the cause of it is gone', () => {
    const scene = new Hang(server(PATIENT)).until(10).freeze('web', 10)
    scene.run.inject({ ...plainFault('kill', 'web'), durationSec: 2 })
    const { completed } = scene.until(12.1).books()
    expect(scene.isAlive('web')).toBe(true)
    expect(scene.until(20).books().completed).toBe(completed)
    const { failed, inFlight } = scene.books()
    expect(scene.until(21).books().completed).toBeGreaterThan(completed + inFlight)
    expect(scene.books().failed).toBe(failed)
  })

  it('loses nobody when it stops again before it has looked at all that came', () => {
    const wide: Params = { ...WIDE, workers: 100_000 }
    const scene = new Hang(
      draw({ client: sends(2000, 'read', PATIENT), web: ['web', wide] }, ['client > web']),
    ).until(10)
    scene.freeze('web').until(12)
    const { inFlight, completed } = scene.books()
    expect(inFlight).toBeGreaterThan(4000)
    scene.restore('web').freeze('web', 1)
    // Of what came, a part was begun, and goes on with the rest a second later.
    expect(scene.until(12.99).books().completed).toBe(completed)
    expect(scene.until(13.41).books().completed).toBeGreaterThanOrEqual(completed + inFlight)
    expect(auditOf(scene.run.engine)).toEqual([])
  })

  it.each([
    ['queue', 'task'],
    ['web', 'read'],
    ['cache', 'read'],
    ['db', 'read'],
  ] as const)('is gone with a part that an edit removes: %s', (gone, name) => {
    const whole = draw(
      {
        client: sends(6, name, PATIENT),
        web: ['web'],
        queue: ['queue'],
        worker: ['worker'],
        cache: ['cache'],
        db: ['database'],
      },
      ['client > web > queue > worker', 'web > cache', 'web > db'],
    )
    const scene = new Hang(whole).until(5).freeze(gone).until(8)
    const { inFlight, failed } = scene.books()
    expect(inFlight).toBeGreaterThan(10)
    const edges = whole.edges.filter(({ source, target }) => source !== gone && target !== gone)
    scene.edit({ ...whole, nodes: whole.nodes.filter(({ id }) => id !== gone), edges })
    expect(auditOf(scene.run.engine)).toEqual([])
    expect(scene.until(12).books().inFlight).toBeLessThan(inFlight)
    expect(scene.books().failed + scene.books().completed).toBeGreaterThan(failed + inFlight)
  })

  it('runs again at once when it is restored', () => {
    const scene = new Hang(server(PATIENT)).until(10).freeze('web').until(12).restore('web')
    const { inFlight, completed } = scene.books()
    expect(scene.until(12.41).books().completed).toBeGreaterThanOrEqual(completed + inFlight)
  })

  it('is put out by probes that get no answer, and is back when it answers again', () => {
    const probes: Params = {
      healthIntervalMs: 1000,
      healthTimeoutMs: 500,
      healthFall: 2,
      healthRise: 2,
      passiveFailures: null,
    }
    const scene = new Hang(
      draw(
        {
          client: sends(50, 'read', { timeoutMs: 500 }),
          lb: ['load-balancer', probes],
          a: ['web', { workers: 100, localDataMs: 0 }],
          b: ['web', { workers: 100, localDataMs: 0 }],
        },
        ['client > lb > a', 'lb > b'],
      ),
    )
    scene.until(10).freeze('a', 20).until(60)
    const [ejected] = scene.marks('eject')
    const [back] = scene.marks('readmit')
    // The second probe after the stop is late half a second after it was sent: 1.5 to 2.5 s in all.
    expect(ejected!.timeSec - 10).toBeGreaterThan(1.5)
    expect(ejected!.timeSec - 10).toBeLessThanOrEqual(2.5)
    // A probe that was sent in the last half second of the hang is answered in time, at its limit at the latest.
    expect(back!.timeSec - 30).toBeGreaterThan(0.5)
    expect(back!.timeSec - 30).toBeLessThanOrEqual(2)
  })
})

describe('a primary that hangs', () => {
  const design = draw(
    {
      client: sends(100, 'write', { timeoutMs: 1000, retries: 0 }),
      web: ['web', { serviceMs: 1 }],
      db: ['database', { promotion: true, detectMs: 3000, detectEveryMs: 0, promoteMs: 2000 }],
      r: ['replica', { lagMs: 100 }],
    },
    ['client > web > db', 'db > r'],
  )

  it('is replaced as if it were dead, and comes back as a replica that cuts off whom it was about to answer', () => {
    const scene = new Hang(design)
    scene.until(10).freeze('db', 30)
    scene.until(16)
    const [promoted] = scene.marks('promote')
    expect(promoted).toMatchObject({ node: 'r', target: 'db' })
    expect(promoted!.timeSec).toBeCloseTo(15, 6)
    // The writes of the last 100 ms had not come to the replica, and were acknowledged.
    expect(promoted!.value).toBeGreaterThan(3)
    expect(promoted!.value).toBeLessThan(20)
    scene.until(50)
    expect(scene.marks('rejoin')).toMatchObject([{ node: 'db', timeSec: 40 }])
    expect(scene.readings('db').leader).toBe(0)
    expect(scene.readings('r').leader).toBe(1)
    expect(scene.errorsUntil(60)).toBe(0)
  })

  it('goes on as the primary when it runs again before anybody took its place, and loses nothing', () => {
    const scene = new Hang(design)
    scene.until(10).freeze('db', 4)
    scene.until(30)
    expect(scene.marks('promote')).toEqual([])
    expect(scene.readings('db').leader).toBe(1)
    expect(scene.run.engine.tally.lostWrites).toBe(0)
    expect(scene.errorsUntil(40)).toBe(0)
  })
})

describe('a replica that hangs', () => {
  const design = (replication: string): Design =>
    draw(
      {
        client: sends(50, 'write', PATIENT),
        web: ['web', { serviceMs: 1, workers: 10_000 }],
        db: ['database', { replication, writeMs: 1 }],
        r: ['replica', { lagMs: 10 }],
      },
      ['client > web > db', 'db > r'],
    )

  it('falls behind for as long, and catches up', () => {
    const scene = new Hang(design('async'))
    scene.until(10).freeze('r', 5)
    expect(scene.until(14.9).readings('r').lagMs).toBeGreaterThan(4500)
    expect(scene.errorsUntil(14.95)).toBe(0)
    expect(scene.until(30).readings('r').lagMs).toBeLessThan(200)
  })

  it('holds up every write that waits for it', () => {
    const scene = new Hang(design('sync'))
    scene.until(10).freeze('r', 5)
    const { completed } = scene.until(10.5).books()
    expect(scene.until(14.9).books().completed).toBe(completed)
    const { inFlight, failed } = scene.until(16).books()
    expect(inFlight).toBeLessThan(10)
    expect(failed).toBe(0)
  })
})

describe('workers that hang', () => {
  it('keep the messages that they took, and the queue keeps the rest', () => {
    const scene = new Hang(
      draw(
        {
          client: sends(20, 'task', PATIENT),
          web: ['web', { serviceMs: 1 }],
          queue: ['queue', { visibilityMs: 3_600_000 }],
          worker: ['worker', { workers: 2, serviceMs: 20, serviceCv: 0, instances: 1 }],
        },
        ['client > web > queue > worker'],
      ),
    )
    scene.until(10).freeze('worker', 10)
    scene.until(19.99)
    expect(scene.queued('queue')).toBeGreaterThan(150)
    scene.until(40)
    expect(scene.queued('queue')).toBeLessThan(5)
    expect(scene.books().failed).toBe(0)
  })
})
