import { describe, expect, it } from 'vitest'
import { openingExample } from '../../../src/document/examples/opening.ts'
import type { Design } from '../../../src/model/design.ts'
import { plainFault } from '../../../src/model/fault.ts'
import { followedIn, followOneOf } from '../../../src/model/measure.ts'
import { KIND_SIMS, type Report, Run, runReport, TICKS_PER_SEC } from '../../support/engine.ts'
import { draw, modelOf, sends, withParams } from '../../support/simulate.ts'

const SIMPLE = { serviceMs: 10, serviceCv: 1, localDataMs: 0, queueMax: null }

const run = (design: Design, weight: number, seconds: number, seed = 1): Report =>
  runReport(new Run(modelOf(design, seed), KIND_SIMS, weight), 0.2 * seconds, seconds)

interface Bounds {
  /** Relative. */
  readonly goodput: number
  readonly mean: number
  readonly p99: number
  /** In points. */
  readonly errors: number
  /** Of nodes with slots, in points. */
  readonly utilisation: number
}

const TIGHT: Bounds = { goodput: 0.02, mean: 0.04, p99: 0.06, errors: 0.01, utilisation: 0.03 }

const web = (slots: number, rate: number, more = {}): Design =>
  draw({ client: sends(rate), web: ['web', { ...SIMPLE, workers: slots, ...more }] }, ['client > web'])

const chain = (rate: number, waiting: string): Design =>
  draw(
    {
      client: sends(rate),
      lb: ['load-balancer', { policy: 'random', slots: 64, serviceMs: 0.1, serviceCv: 1 }],
      a: ['web', { ...SIMPLE, workers: 64, waiting }],
      b: ['web', { ...SIMPLE, workers: 64, waiting }],
      db: ['database', { slots: 64, readMs: 5, serviceCv: 1, queueMax: null, connectionsMax: 100_000 }],
    },
    ['client > lb', 'lb > a > db', 'lb > b > db'],
  )

/** Equal servers of 16 slots behind a balancer. */
const balanced = (policy: string, servers: number, utilisation: number): Design => {
  const ids = Array.from({ length: servers }, (_, i) => `w-${i}`)
  return draw(
    {
      client: sends(utilisation * servers * 1600),
      lb: ['load-balancer', { policy, slots: 10_000, serviceMs: 0.05, healthChecks: false }],
      ...Object.fromEntries(ids.map((id) => [id, ['web', { ...SIMPLE, workers: 16 }] as const])),
    },
    ['client > lb', ...ids.map((id) => `lb > ${id}`)],
  )
}

const cached = draw(
  {
    client: sends(20_000, 'read', { keys: 100_000, zipfAlpha: 0.9 }),
    web: ['web', { ...SIMPLE, workers: 400 }],
    cache: ['cache', { ttlMs: 5000, entriesMax: 20_000 }],
    db: ['database', { slots: 100, readMs: 5, connectionsMax: 100_000 }],
  },
  ['client > web > cache', 'web > db'],
)

const queued = draw(
  {
    client: sends(4000, 'task'),
    web: ['web', { ...SIMPLE, workers: 128 }],
    queue: ['queue', {}],
    worker: ['worker', { instances: 4, workers: 20, serviceMs: 25 }],
  },
  ['client > web > queue > worker'],
)

const million = withParams(openingExample('en'), 'client-1', { ratePerSec: 100_000 })

describe('the approximate mode against the exact engine', () => {
  it.each<[string, Design, number, number, Bounds]>([
    ['64 slots at 80 %', web(64, 5120), 8, 40, TIGHT],
    [
      '64 slots with an overflowing queue',
      web(64, 8000, { queueMax: 500 }),
      8,
      40,
      { ...TIGHT, errors: 0.02 },
    ],
    [
      'the newest first, overloaded',
      web(64, 8000, { discipline: 'lifo', queueMax: 5000 }),
      8,
      40,
      { ...TIGHT, errors: 0.02, mean: 0.15, p99: 0.15 },
    ],
    [
      'servers taken in turn, at 95 %',
      balanced('round-robin', 8, 0.95),
      8,
      100,
      { ...TIGHT, mean: 0.1, p99: 0.1 },
    ],
    ['servers taken at random, at 90 %', balanced('random', 8, 0.9), 8, 100, { ...TIGHT, p99: 0.1 }],
    ['constant service times', web(64, 6080, { serviceCv: 0 }), 8, 20, { ...TIGHT, p99: 0.1 }],
    ['a chain of stations', chain(10_000, 'async'), 8, 20, TIGHT],
    ['servers that hold their slots', chain(7000, 'blocking'), 8, 20, TIGHT],
    ['a cache from cold', cached, 16, 20, TIGHT],
    ['a queue with workers', queued, 8, 40, { ...TIGHT, utilisation: 0.05 }],
    ['the opening example under ten times its load', million, 4, 8, { ...TIGHT, utilisation: 0.15 }],
  ])('%s', (_name, design, weight, seconds, bounds) => {
    const exact = run(design, 1, seconds)
    const approximate = run(design, weight, seconds)
    const [a, b] = [approximate.system, exact.system]
    expect(approximate.approximate?.oneOf).toBe(weight)
    expect(Math.abs(a.goodputPerSec / b.goodputPerSec - 1)).toBeLessThan(bounds.goodput)
    expect(Math.abs(a.errorRate - b.errorRate)).toBeLessThan(bounds.errors)
    expect(Math.abs(a.latencyMs.mean! / b.latencyMs.mean! - 1)).toBeLessThan(bounds.mean)
    expect(Math.abs(a.latencyMs.p99! / b.latencyMs.p99! - 1)).toBeLessThan(bounds.p99)
    for (const [id, node] of Object.entries(exact.nodes)) {
      const other = approximate.nodes[id]!
      if (node.utilisation !== null)
        expect(Math.abs(other.utilisation! - node.utilisation), id).toBeLessThan(bounds.utilisation)
      if (node.hitRatio !== undefined)
        expect(Math.abs(other.hitRatio! - node.hitRatio), id).toBeLessThan(0.02)
    }
  })

  it('is far better than a design scaled down with its load, whose economy of scale is lost', () => {
    const exact = run(web(64, 6080), 1, 40).system.latencyMs.mean!
    const scaled = run(web(64 / 16, 6080 / 16), 1, 40).system.latencyMs.mean!
    const approximate = run(web(64, 6080), 16, 40).system.latencyMs.mean!
    expect(scaled / exact).toBeGreaterThan(1.8)
    expect(Math.abs(approximate / exact - 1)).toBeLessThan(0.05)
  })
})

/** Share of the requests that failed from 15 to 35 s, after something died at 10 s; and after its return, from 50 to 60 s. */
function errorsAfter(target: string, weight: number): { without: number; again: number } {
  const design = withParams(openingExample('en'), 'client-1', { ratePerSec: 12_000 })
  const run = new Run(modelOf(design), KIND_SIMS, weight)
  const until = (seconds: number): { failed: number; ended: number } => {
    run.engine.run(seconds * TICKS_PER_SEC)
    const { completed, failed, shed } = run.engine.tally
    return { failed: failed + shed, ended: completed + failed + shed }
  }
  const share = (from: number, to: number): number => {
    const [before, after] = [until(from), until(to)]
    return (after.failed - before.failed) / (after.ended - before.ended)
  }
  until(10)
  run.inject(plainFault('kill', target))
  const without = share(15, 35)
  run.inject(plainFault('restore', target))
  return { without, again: share(50, 60) }
}

it.each(['web-2', 'cache-1', 'region-1'])('the death of %s costs what it costs in an exact run', (target) => {
  const exact = errorsAfter(target, 1)
  const approximate = errorsAfter(target, 8)
  expect(Math.abs(approximate.without - exact.without)).toBeLessThan(0.03)
  expect(Math.abs(approximate.again - exact.again)).toBeLessThan(0.03)
})

describe('nothing is approximated', () => {
  it.each([
    [
      'a balancer counts open calls',
      withParams(balanced('random', 2, 0.5), 'lb', { policy: 'least-connections' }),
      'lb',
      'policy',
    ],
    [
      'a balancer takes the better of two',
      withParams(balanced('random', 2, 0.5), 'lb', { policy: 'two-choices' }),
      'lb',
      'policy',
    ],
    ['work is dropped that nobody waits for', web(4, 100, { dropExpired: true }), 'web', 'dropExpired'],
  ])('where %s', (_, design, node, field) => {
    const model = { ...modelOf(design), offeredPerSec: 1_000_000 }
    expect(model.exactOnly).toEqual({ node, field })
    expect(followedIn(model)).toBe(1)
  })

  it('but where nothing says so, one of 32 of a million requests a second is followed', () => {
    const model = { ...modelOf(balanced('round-robin', 2, 0.5)), offeredPerSec: 1_000_000 }
    expect(model.exactOnly).toBeNull()
    expect(followedIn(model)).toBe(32)
  })
})

describe('an approximate run', () => {
  it('says where too few calls were followed for its figures', () => {
    expect(run(web(1, 80), 8, 20).approximate?.coarse).toEqual(['web'])
    expect(run(web(64, 5120), 8, 5).approximate?.coarse).toEqual([])
  })

  it('gives the same bytes for the same seed, and others for another', () => {
    const bytes = (seed: number) => JSON.stringify(run(million, 16, 2, seed))
    expect(bytes(1)).toBe(bytes(1))
    expect(bytes(1)).not.toBe(bytes(2))
  })

  it('keeps the books of all requests, in whole ones', () => {
    const { conservation: books } = run(million, 16, 2)
    expect(books.completed + books.failed + books.shed + books.inFlight).toBe(books.generated)
    expect(books.generated % 16).toBe(0)
    expect(books.generated / 200_000).toBeCloseTo(1, 1)
  })

  it('follows all requests where there are few, and a power of two else', () => {
    expect([0, 40_000, 40_001, 160_000, 1_000_000].map(followOneOf)).toEqual([1, 1, 2, 4, 32])
  })
})
