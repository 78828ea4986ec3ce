import { describe, expect, it } from 'vitest'
import type { Design } from '../../src/model/design.ts'
import type { Params } from '../../src/model/field.ts'
import { draw, only, report, Scene, sends } from '../support/simulate.ts'
import { spanUntil } from '../support/spans.ts'

describe('a bulkhead', () => {
  /** A server whose reads need one store and whose tasks need another one, which hangs. */
  const design = (web: Params): Design =>
    draw(
      {
        client: [
          'client',
          { ratePerSec: 200, mix: { ...only('read'), read: 1, upload: 1 }, timeoutMs: 5000 },
        ],
        web: ['web', { workers: 50, serviceMs: 1, waiting: 'blocking', queueMax: 100, ...web }],
        db: ['database', { readMs: 1, slots: 50 }],
        storage: ['storage', { serviceMs: 10 }],
      },
      ['client > web > db', 'web > storage'],
    )
  const hung = (web: Params) => {
    const scene = new Scene(design(web)).until(20)
    scene.run.inject({ type: 'slow', target: 'storage', amount: 1000, durationSec: null })
    return spanUntil(scene.until(30), 60)
  }

  it('keeps the slots that a dependency which hangs would take, for those that need it not', () => {
    const without = hung({})
    expect(without.of('read').errors).toBeGreaterThan(0.9)
    const within = hung({ bulkheadMax: 20 })
    expect(within.of('read').errors).toBe(0)
    expect(within.of('upload').errors).toBeGreaterThan(0.95)
    expect(within.of('upload').by('shed')).toBeGreaterThan(0.9)
  })

  it('wide enough changes nothing while all is well', () => {
    expect(report(design({ bulkheadMax: 50 }), 20).system.errorRate).toBe(0)
  })
})

describe('a circuit breaker', () => {
  const OPEN_MS = 5000
  const design = (web: Params): Design =>
    draw(
      {
        client: sends(100, 'read', { timeoutMs: 20_000 }),
        web: ['web', { workers: 10_000, serviceMs: 1, callTimeoutMs: 2000, ...web }],
        db: ['database', { readMs: 10, slots: 1000, connectionsMax: null }],
      },
      ['client > web > db'],
    )
  const hangs = (web: Params, untilSec: number): Scene => {
    const scene = new Scene(design(web)).until(20)
    scene.run.inject({ type: 'slow', target: 'db', amount: 1000, durationSec: 20 })
    return scene.until(untilSec)
  }

  it('fails at once what would wait in vain, and spares the dependency', () => {
    const breaker = { breakerFailures: 5, breakerOpenMs: OPEN_MS }
    const plain = hangs({}, 25)
    expect(plain.books().inFlight).toBeGreaterThan(150)
    const guarded = hangs(breaker, 25)
    expect(guarded.books().inFlight).toBeLessThan(10)
    expect(guarded.marks('breakerOpen')).toHaveLength(1)
    const before = guarded.arrived('db')
    // One trial each 5 s and its 2 s of waiting.
    expect(guarded.until(39).arrived('db') - before).toBeLessThanOrEqual(3)
  })

  it('closes by a trial that succeeds, at the latest its time after all is well', () => {
    const scene = hangs({ breakerFailures: 5, breakerOpenMs: OPEN_MS }, 40)
    scene.until(40 + OPEN_MS / 1000 + 2.1)
    expect(scene.marks('breakerClose')).toHaveLength(1)
    expect(scene.errorsUntil(60)).toBe(0)
  })

  it('stays closed while failures are fewer in a row', () => {
    const scene = new Scene(design({ breakerFailures: 20 })).until(5)
    scene.run.inject({ type: 'errors', target: 'db', amount: 20, durationSec: null })
    expect(Math.abs(scene.errorsUntil(65) - 0.2)).toBeLessThan(0.02)
    expect(scene.marks('breakerOpen')).toEqual([])
  })
})

describe('the work of a route', () => {
  const route = (web: Params): Design =>
    draw(
      {
        client: sends(10, 'read'),
        web: ['web', { serviceMs: 0, ...web }],
        db: ['database', { readMs: 10, scanMs: 50, serviceCv: 0, slots: 100 }],
      },
      ['client > web > db'],
    )

  it.each([
    ['an index and one query', {}, 1, 10],
    ['no index', { indexed: false }, 1, 50],
    ['N+1 queries', { queriesPerRead: 11 }, 11, 110],
    ['N+1 queries without an index', { queriesPerRead: 11, indexed: false }, 11, 550],
  ] as const)('with %s takes its time', (_, web, queries, ms) => {
    const { system, nodes } = report(route(web), 60)
    expect(system.latencyMs.mean).toBeCloseTo(ms, 6)
    expect(Math.abs(nodes.db!.throughputPerSec / system.goodputPerSec - queries)).toBeLessThan(0.2)
  })
})

describe('who has just written', () => {
  const replicaShare = (web: Params): number => {
    const design = draw(
      {
        client: ['client', { ratePerSec: 100, mix: { ...only('read'), read: 4, write: 1 }, sessions: 10 }],
        web: ['web', { workers: 1000, serviceMs: 1, ...web }],
        db: ['database', { slots: 100, readMs: 1, writeMs: 1 }],
        replica: ['replica', { slots: 100, readMs: 1, lagMs: 1000 }],
      },
      ['client > web > db > replica'],
    )
    const { nodes } = report(design, 610, 10)
    return nodes.replica!.throughputPerSec / (nodes.replica!.throughputPerSec + nodes.db!.throughputPerSec)
  }

  it('reads from the primary for as long as the field says', () => {
    // Each of ten users writes twice a second: of its reads, e^-(2 x seconds) come later than so long after a write.
    const ofReads = (ownWritesMs: number): number => replicaShare({ reads: 'own-writes', ownWritesMs }) / 0.8
    expect(Math.abs(ofReads(0) - 1)).toBeLessThan(0.03)
    expect(Math.abs(ofReads(500) - Math.exp(-1))).toBeLessThan(0.03)
    expect(ofReads(5000)).toBeLessThan(0.01)
  })
})
