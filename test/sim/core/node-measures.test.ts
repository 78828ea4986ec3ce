import { describe, expect, it } from 'vitest'
import type { Report } from '../../support/engine.ts'
import { draw, only, report, sends } from '../../support/simulate.ts'
import { watch } from '../../support/watch.ts'

/** Erlang C: the share of calls that wait for one of `slots` under so many erlangs. */
function erlangC(slots: number, erlangs: number): number {
  let term = 1
  let below = 1
  for (let k = 1; k < slots; k++) {
    term *= erlangs / k
    below += term
  }
  const last = (term * erlangs) / slots / (1 - erlangs / slots)
  return last / (below + last)
}

const node = (of: Report, id: string): Report['nodes'][string] => of.nodes[id]!

describe('the share of calls that waited for a slot', () => {
  it.each([
    [1, 0.5],
    [1, 0.8],
    [4, 0.7],
    [16, 0.85],
  ])('is Erlang C at %i slots and a load of %f', (slots, load) => {
    const rate = (load * slots) / 0.01
    const station = draw(
      {
        client: sends(rate),
        web: ['web', { workers: slots, serviceMs: 10, localDataMs: 0, serviceCv: 1, queueMax: null }],
      },
      ['client > web'],
    )
    const { waitedShare } = node(report(station, 400_000 / rate, 20), 'web')
    const theory = erlangC(slots, load * slots)
    expect(Math.abs(waitedShare! / theory - 1)).toBeLessThan(0.03)
  })

  it('is told by frames as well, of the last seconds', () => {
    const station = draw(
      {
        client: sends(3200),
        web: ['web', { workers: 4, serviceMs: 1, localDataMs: 0, serviceCv: 1, queueMax: null }],
      },
      ['client > web'],
    )
    const seen = watch(station, 40)
    const shares = seen.moments.slice(10).map((moment) => moment.node('web', 'waitedShare'))
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
    expect(Math.abs(mean / erlangC(4, 3.2) - 1)).toBeLessThan(0.1)
    expect(seen.moments[20]!.node('client', 'waitedShare')).toBeNaN()
  })

  it('is 0 where nobody ever waits, and absent where there are no slots', () => {
    const roomy = draw({ client: sends(10), lb: ['load-balancer'], web: ['web', { workers: 1000 }] }, [
      'client > lb > web',
    ])
    const figures = report(roomy, 100)
    expect(node(figures, 'web').waitedShare).toBe(0)
    expect(node(figures, 'client')).not.toHaveProperty('waitedShare')
  })
})

describe('times of hits and misses', () => {
  const READ = { keys: 1000, zipfAlpha: 0 }

  it('beside the data a cache answers both in its own time, and the caller fetches', () => {
    const aside = draw(
      {
        client: sends(100, 'read', READ),
        web: ['web', { workers: 1000 }],
        cache: ['cache', { hitMs: 2, entriesMax: 500, slots: 1000 }],
        db: ['database', { slots: 1000, readMs: 30, serviceCv: 0 }],
      },
      ['client > web > cache', 'web > db'],
    )
    const { hitLatencyMs, missLatencyMs } = node(report(aside, 120, 60), 'cache')
    for (const times of [hitLatencyMs!, missLatencyMs!]) {
      expect(times.mean).toBeCloseTo(2, 6)
      for (const p of [times.p50, times.p95, times.p99]) expect(Math.abs(p! / 2 - 1)).toBeLessThan(0.01)
    }
  })

  it('where it fetches itself a miss takes as long as that', () => {
    const through = draw(
      {
        client: sends(100, 'read', READ),
        web: ['web', { workers: 1000 }],
        cache: ['cache', { reading: 'read-through', hitMs: 2, entriesMax: 500, slots: 1000 }],
        db: ['database', { slots: 1000, readMs: 30, serviceCv: 0 }],
      },
      ['client > web > cache > db'],
    )
    const { hitLatencyMs, missLatencyMs, hitRatio } = node(report(through, 120, 60), 'cache')
    expect(hitLatencyMs!.mean).toBeCloseTo(2, 6)
    expect(missLatencyMs!.mean).toBeCloseTo(32, 6)
    expect(Math.abs(hitRatio! - 0.5)).toBeLessThan(0.05)
  })

  it('an edge cache: the edge alone, or with the way to the origin and back', () => {
    const edge = draw(
      {
        client: sends(200, 'static', { keys: 2000, zipfAlpha: 0 }),
        cdn: ['cdn', { edgeMs: 5, entriesMax: 1000 }],
        web: ['web', { workers: 1000, serviceMs: 20, serviceCv: 0 }],
      },
      ['client > cdn', ['cdn > web', { latencyMs: 40 }]],
    )
    const { hitLatencyMs, missLatencyMs } = node(report(edge, 120, 60), 'cdn')
    expect(hitLatencyMs!.mean).toBeCloseTo(5, 6)
    // Now and then somebody waits for a fetch that has begun already.
    expect(missLatencyMs!.mean).toBeGreaterThan(63)
    expect(missLatencyMs!.mean).toBeLessThanOrEqual(65)
    expect(Math.abs(missLatencyMs!.p50! / 65 - 1)).toBeLessThan(0.01)
  })

  it('leave out the warm-up, and are absent where nothing is kept or nothing was measured', () => {
    const warm = draw(
      {
        client: sends(100, 'read', { keys: 10, zipfAlpha: 0 }),
        web: ['web', { workers: 1000 }],
        cache: ['cache', {}],
        db: ['database'],
      },
      ['client > web > cache', 'web > db'],
    )
    const figures = report(warm, 60, 30)
    expect(node(figures, 'cache')).toHaveProperty('hitLatencyMs')
    expect(node(figures, 'cache')).not.toHaveProperty('missLatencyMs')
    expect(node(report(warm, 60), 'cache')).toHaveProperty('missLatencyMs')
    expect(node(figures, 'web')).not.toHaveProperty('hitLatencyMs')
  })
})

describe('how far behind', () => {
  const copied = (replica = {}) =>
    draw(
      {
        client: ['client', { ratePerSec: 100, mix: only('write') }],
        web: ['web', { workers: 1000 }],
        db: ['database', { slots: 100, connectionsMax: null }],
        replica: ['replica', { lagMs: 500, writeMs: 0, connectionsMax: null, ...replica }],
      },
      ['client > web > db > replica'],
    )

  it('a replica is by its delay, where applying takes no time', () => {
    const { lag } = node(report(copied(), 60, 10), 'replica')
    expect(lag!.meanMs).toBeCloseTo(500, 3)
    expect(lag!.maxMs).toBeCloseTo(500, 3)
  })

  it('one whose copying stands still is as far behind as that, though it has applied nothing since', () => {
    const design = copied()
    const paused = {
      ...design,
      scenario: { seed: 1, events: [{ at: 30, type: 'pause', target: 'replica' } as const] },
    }
    const { lag } = node(report(paused, 60, 10), 'replica')
    expect(lag!.meanMs).toBeCloseTo(500, 3)
    expect(lag!.maxMs).toBeGreaterThan(29_000)
    expect(lag!.maxMs).toBeLessThan(31_000)
  })

  it('messages wait in a queue as long as Erlang C says for its consumers', () => {
    const [rate, slots, serviceSec] = [60, 8, 0.1]
    const tasks = draw(
      {
        client: sends(rate, 'task'),
        web: ['web', { workers: 1000, serviceMs: 0 }],
        queue: ['queue'],
        worker: ['worker', { workers: slots, serviceMs: 1000 * serviceSec, serviceCv: 1 }],
      },
      ['client > web > queue > worker'],
    )
    const { lag } = node(report(tasks, 4000, 50), 'queue')
    const waitMs = (1000 * erlangC(slots, rate * serviceSec)) / (slots / serviceSec - rate)
    expect(Math.abs(lag!.meanMs! / waitMs - 1)).toBeLessThan(0.05)
    expect(lag!.maxMs).toBeGreaterThan(5 * waitMs)
  })

  it('a queue that nobody takes from is as far behind as its oldest message', () => {
    const lone = draw(
      { client: sends(10, 'task'), web: ['web', { workers: 100 }], queue: ['queue'], worker: ['worker'] },
      ['client > web > queue > worker'],
    )
    const dead = {
      ...lone,
      scenario: { seed: 1, events: [{ at: 0, type: 'kill', target: 'worker' } as const] },
    }
    const { lag } = node(report(dead, 60), 'queue')
    expect(lag!.meanMs).toBeNull()
    expect(lag!.maxMs).toBeGreaterThan(58_000)
    expect(node(report(lone, 10), 'web')).not.toHaveProperty('lag')
  })
})
