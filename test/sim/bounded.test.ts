import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KIND_MODELS } from '../../src/kinds/models.ts'
import type { Design } from '../../src/model/design.ts'
import { EDGE_FIELDS } from '../../src/model/edge-fields.ts'
import type { Field, Params } from '../../src/model/field.ts'
import { measuredRun } from '../../src/runtime/measure-client.ts'
import { LIVE_CALLS_MAX } from '../../src/sim/core/call-pool.ts'
import { OPEN_TASKS_MAX } from '../../src/sim/core/tasks.ts'
import { EVENTS_A_MS_MAX, Pace } from '../../src/sim/run/pace.ts'
import { SYSTEM_AT } from '../../src/sim/stats/frame.ts'
import { Sampler } from '../../src/sim/stats/sampler.ts'
import { lone } from '../support/designs.ts'
import {
  compile,
  KIND_SIMS,
  Laboratory,
  N_ARRIVED,
  NODE_DOUBLES,
  type Run,
  runReport,
  TICKS_PER_SEC,
} from '../support/engine.ts'
import { draw, modelOf, only, report, Scene, sends, start, withParams } from '../support/simulate.ts'

/** Calls that one event may deliver, and a few more that begin with the event itself. */
const DELIVERED_MAX = 110

const ZERO = { serviceMs: 0, localDataMs: 0, inlineTaskMs: 0, queueMax: null }

type Parts = Record<string, readonly [string, Params]>
const many = (count: number, id: (i: number) => string, params: Params): Parts =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [id(i), ['web', params] as const]))

/** Layers of services, each of which calls every one of the next layer. */
function mesh(layers: number, width: number, params: Params): Design {
  const parts: Parts = { client: ['client', { ratePerSec: 1000, mix: only('read'), timeoutMs: 100 }] }
  const chains: string[] = []
  for (let layer = 0; layer < layers; layer++) {
    Object.assign(
      parts,
      many(width, (i) => `w${layer}-${i}`, params),
    )
    for (let i = 0; i < width; i++) {
      if (layer === 0) chains.push(`client > w0-${i}`)
      else for (let j = 0; j < width; j++) chains.push(`w${layer - 1}-${j} > w${layer}-${i}`)
    }
  }
  return draw(parts, chains)
}

const fanOut = (kind: string, params: Params): Design =>
  draw(
    { client: sends(1000), it: [kind, params], ...many(500, (i) => `w${i}`, ZERO) },
    Array.from({ length: 500 }, (_, i) => (i === 0 ? 'client > it > w0' : `it > w${i}`)),
  )

/** Events that a run takes up to a moment. */
function events(run: Run, seconds: number, most: number): number {
  const ticks = Math.round(seconds * TICKS_PER_SEC)
  let handled = 0
  for (;;) {
    const now = run.engine.run(ticks, 1000)
    handled += now
    if (now < 1000) return handled
    if (handled > most) throw new Error('the run does not come to its end')
  }
}

/** Calls that arrived anywhere so far. */
function arrivals({ engine, slots }: Run): number {
  return slots.reduce((sum, slot) => sum + engine.nodeDoubles[slot * NODE_DOUBLES + N_ARRIVED]!, 0)
}

const keepsItsBooks = ({ engine: { tally, calls } }: Run): void => {
  expect(tally.generated).toBe(tally.completed + tally.failed + tally.shed + tally.inFlight)
  expect(calls.live).toBeLessThanOrEqual(LIVE_CALLS_MAX)
}

describe('calls that take no time', () => {
  const designs: readonly (readonly [string, Design, number])[] = [
    ['a mesh of 20 x 20 services', mesh(20, 20, ZERO), 22],
    ['a chain of 99 services', mesh(99, 1, ZERO), 102],
    ['a balancer over 500 servers', fanOut('load-balancer', { serviceMs: 0 }), 4],
    ['a server over 500 servers', fanOut('web', ZERO), 4],
    [
      '1,000 queries a read',
      draw(
        {
          client: sends(1000),
          web: ['web', { ...ZERO, queriesPerRead: 1000 }],
          db: ['database', { readMs: 0, connectionsMax: null }],
        },
        ['client > web > db'],
      ),
      1003,
    ],
  ]

  it.each(designs)('cost so many events a request, and none of these grows: %s', (_name, design, each) => {
    const run = start(design)
    const handled = events(run, 2, 10_000_000)
    expect(run.engine.tally.generated).toBeGreaterThan(1800)
    // Some 500 probes a second come on top where a balancer looks after its targets.
    expect(handled).toBeLessThanOrEqual(each * run.engine.tally.generated + 2000)
    expect(run.engine.tally.completed).toBe(run.engine.tally.generated)
    keepsItsBooks(run)
    const again = start(design)
    for (let i = 0; i < 5000; i++) {
      const before = arrivals(again)
      again.engine.run(2 * TICKS_PER_SEC, 1)
      expect(arrivals(again) - before).toBeLessThan(DELIVERED_MAX)
    }
  })

  it('end in a crowd of retries too, where each of them fails at once', () => {
    const design = mesh(5, 5, { ...ZERO, queueMax: 0 })
    const run = start(withParams(design, 'client', { retries: 10, ratePerSec: 10_000 }))
    for (let i = 0; i < 5; i++)
      run.inject({ type: 'kill', target: `w4-${i}`, amount: null, durationSec: null })
    events(run, 1, 20 * 60 * 10_000)
    expect(run.engine.tally.failed).toBe(run.engine.tally.generated)
    keepsItsBooks(run)
  })
})

describe('a run in which time stands still', () => {
  const restless = (users: number, thinkMs: number): Design =>
    draw(
      {
        client: ['client', { load: 'closed', users, thinkMs, mix: only('read') }],
        web: ['web', { ...ZERO, workers: 1000 }],
      },
      ['client > web'],
    )

  it('is handled in slices that end, and says so', () => {
    const run = start(restless(100, 0))
    const pace = new Pace()
    let slices = 0
    do {
      expect(run.engine.run(TICKS_PER_SEC, 2000)).toBe(2000)
      slices++
    } while (!pace.note(2000, run.engine.now))
    expect(slices).toBe(EVENTS_A_MS_MAX / 2000)
    expect(run.engine.now).toBe(0)
    expect(run.engine.calls.live).toBeLessThan(300)
    expect(run.engine.schedule.size).toBeLessThan(10_000)
    const sampler = new Sampler(run, 1)
    const frame = new Float64Array(sampler.length)
    sampler.read(frame, 0, true)
    expect(frame[SYSTEM_AT.stuck]).toBe(1)
    expect(frame[SYSTEM_AT.generated]).toBeGreaterThan(1_000_000)
  })

  it('ends a report, which counts what was there until then', () => {
    const { stuckAtSec, measuredSec, conservation, system } = report(restless(100, 0), 60, 5)
    expect([stuckAtSec, measuredSec]).toEqual([0, 0.001])
    expect(conservation.generated).toBeGreaterThan(1_000_000)
    expect(conservation.generated).toBe(conservation.completed + conservation.inFlight)
    expect(Number.isFinite(system.goodputPerSec)).toBe(true)
  })

  it('ends at the same event, however the run is cut', () => {
    const design = withParams(draw({ client: sends(10_000_000) }), 'client', {
      shapePeak: 1000,
      shape: 'spike',
    })
    const texts = [2000, 77_777].map((most) => {
      const options = { warmupSec: 0, durationSec: 60 }
      const run = new Laboratory(KIND_SIMS).begin(measuredRun(modelOf(design), options))
      while (!run.advance(most)) expect(run.doneShare).toBeLessThan(1)
      return JSON.stringify(run.outcome().report)
    })
    expect(texts[0]).toBe(JSON.stringify(report(design, 60)))
    expect(texts[1]).toBe(texts[0])
  })

  it('is one whose requests come faster than any clock can count', () => {
    const run = start(withParams(draw({ client: sends(10_000_000) }), 'client', { shapePeak: 1000 }))
    run.inject({ type: 'spike', target: 'client', amount: 1000, durationSec: null })
    const { stuckAtSec, conservation } = runReport(run, 0, 60)
    expect(stuckAtSec).toBeLessThan(0.002)
    expect(conservation.generated).toBe(conservation.failed)
    expect(conservation.generated).toBeGreaterThan(1_000_000)
  })

  it('is no other one: a millisecond of thought, or 1,000,000 requests/s', () => {
    expect(report(restless(100, 1), 1).stuckAtSec).toBeNull()
    expect(report(draw({ client: sends(1_000_000) }), 0.5).stuckAtSec).toBeNull()
  })
})

describe('at a limit of the engine', () => {
  it('requests are shed, and report, marks and frame say so', () => {
    const flood = draw(
      {
        client: sends(4_000_000, 'task', {
          completion: 'polling',
          pollMs: 86_400_000,
          timeoutMs: 86_400_000,
          keys: 1,
        }),
        queue: ['queue', { depthMax: null }],
      },
      ['client > queue'],
    )
    const scene = new Scene(flood)
    const { conservation, limited, system } = runReport(scene.run, 0, 0.3)
    expect(Math.abs(conservation.generated - 1_200_000)).toBeLessThan(4 * Math.sqrt(1_200_000))
    expect(conservation.completed).toBe(OPEN_TASKS_MAX)
    expect(limited).toBe(conservation.shed)
    expect(conservation.shed).toBe(conservation.generated - OPEN_TASKS_MAX)
    expect(system.offeredPerSec).toBeCloseTo(conservation.generated / 0.3, 6)
    expect(scene.marks('limit')).toHaveLength(1)
    const sampler = new Sampler(scene.run, 1)
    const frame = new Float64Array(sampler.length)
    sampler.read(frame, 1)
    expect(frame[SYSTEM_AT.limited]).toBe(limited)
  })

  it('a spike of more users than there can be says so', () => {
    const crowd = draw(
      { client: sends(1, 'read', { load: 'closed', users: 1_000_000, thinkMs: 86_400_000 }), web: ['web'] },
      ['client > web'],
    )
    const limitedBy = (amount: number): number => {
      const scene = new Scene(crowd)
      scene.run.inject({ type: 'spike', target: 'client', amount, durationSec: null })
      expect(scene.marks('limit')).toHaveLength(amount > 2 ? 1 : 0)
      return scene.run.engine.tally.limited
    }
    expect([limitedBy(2), limitedBy(3)]).toEqual([0, 1])
  })
})

describe('time limits of a day', () => {
  const DAY = 86_400_000

  it('are not kept for calls that are over', () => {
    const scene = new Scene(
      draw({ client: sends(100_000, 'read', { timeoutMs: DAY }), web: ['web', ZERO] }, ['client > web']),
    )
    for (let tenths = 1; tenths <= 20; tenths++) {
      scene.until(tenths / 10)
      expect(scene.run.engine.schedule.size).toBeLessThan(1000)
    }
  })

  it('are not kept either where there are too many different ones for rings', () => {
    const clients = Object.fromEntries(
      Array.from({ length: 100 }, (_, i) => [`c${i}`, sends(1000, 'read', { timeoutMs: DAY - i })] as const),
    )
    const scene = new Scene(
      draw(
        { ...clients, web: ['web', { ...ZERO, workers: 1000 }] },
        Object.keys(clients).map((id) => `${id} > web`),
      ),
    )
    for (let tenths = 1; tenths <= 20; tenths++) {
      scene.until(tenths / 10)
      expect(scene.run.engine.schedule.size).toBeLessThan(20_000)
    }
  })

  it('are kept for calls that are not', () => {
    const design = draw(
      { client: sends(10_000, 'read', { timeoutMs: 5000 }), web: ['web', { ...ZERO, serviceMs: DAY }] },
      ['client > web'],
    )
    const scene = new Scene(design).until(5)
    expect(scene.books().failed).toBeLessThan(3)
    expect(scene.errorsUntil(10)).toBe(1)
    expect(Math.abs(scene.books().failed - 50_000)).toBeLessThan(1000)
  })
})

describe('a design without sense', () => {
  it('runs to its end where nobody asks, or nobody answers', () => {
    for (const kind of KIND_MODELS) {
      const run = start(draw({ it: [kind.id], other: [kind.id] }))
      events(run, 60, 2_000_000)
      keepsItsBooks(run)
    }
    const lost = report(draw({ client: sends(1000), lb: ['load-balancer'] }, ['client > lb']), 2)
    expect(lost.system.errors.notFound).toBe(1)
    expect(report(draw({}), 10).conservation.generated).toBe(0)
  })

  it('does not run where calls go in a circle', () => {
    const circle = draw({ client: sends(1000), a: ['web', ZERO], b: ['web', ZERO] }, ['client > a > b > a'])
    expect(compile(circle).ok).toBe(false)
  })

  const wrong = (field: Field): unknown[] => {
    const never = [Number.NaN, Infinity, -Infinity, '7', {}, [], true]
    switch (field.type) {
      case 'number':
      case 'limit':
        return [...never, field.min - 1, field.max + 1, -1e308, 1e308]
      case 'choice':
        return [Number.NaN, 'nonsense', '', null, 0]
      case 'toggle':
        return [Number.NaN, 'true', 1, null]
      case 'mix':
        return [Number.NaN, null, {}, { read: Number.NaN }, { read: -1 }, { read: Infinity }, { nonsense: 1 }]
    }
  }

  it('does not run with a value that is none, and names node and field', () => {
    for (const { id, fields } of KIND_MODELS.filter(({ traits }) => !traits.contains))
      for (const field of fields)
        for (const value of wrong(field)) {
          const compiled = compile(draw({ it: [id, { [field.key]: value } as Params] }))
          expect(compiled.ok ? [] : compiled.error).toContainEqual(
            expect.objectContaining({ severity: 'error', code: 'badParam', target: 'it', field: field.key }),
          )
        }
    for (const field of EDGE_FIELDS)
      for (const value of wrong(field)) {
        const params = { [field.key]: value } as Params
        const compiled = compile(draw({ client: sends(1), web: ['web'] }, [['client > web', params]]))
        expect(compiled.ok).toBe(false)
      }
  })

  /** A field at one of its ends; choices and toggles anyhow. */
  const extreme = (field: Field): fc.Arbitrary<Params[string]> => {
    switch (field.type) {
      case 'number':
        return fc.constantFrom(field.min, field.max)
      case 'limit':
        return fc.constantFrom(field.min, field.max, null)
      case 'choice':
        return fc.constantFrom(...field.options.map(({ value }) => value))
      case 'toggle':
        return fc.boolean()
      case 'mix':
        return fc.constant(field.default)
    }
  }

  it.each(KIND_MODELS.filter(({ role }) => role !== 'source').map(({ id, fields }) => [id, fields] as const))(
    'of a %s whose fields contradict each other runs in bounded time and memory',
    (kind, fields) => {
      const params = fc
        .tuple(...fields.map((field) => fc.tuple(fc.constant(field.key), extreme(field))))
        .map((pairs) => Object.fromEntries(pairs) as Params)
      fc.assert(
        fc.property(params, (its) => {
          const run = start(withParams(lone(kind), 'it', its))
          run.inject({ type: 'spike', target: 'client', amount: 5, durationSec: 1 })
          events(run, 2, 400_000)
          keepsItsBooks(run)
          expect(run.engine.schedule.size).toBeLessThan(50_000)
        }),
        { numRuns: 25 },
      )
    },
  )
})

describe('timers that requests bring', () => {
  it.each([
    ['purges', ['cdn', { purgeOnWrite: true, purgeMs: 86_400_000 }]],
    ['leases', ['cache', { singleFlight: true, leaseMs: 86_400_000 }]],
  ] as const)('are bounded, and the limit is said: %s', (what, [kind, params]) => {
    const design = draw({ client: sends(10), web: ['web'], it: [kind, params], db: ['database'] }, [
      ...(kind === 'cdn' ? ['client > it > web > db'] : ['client > web > it > db']),
    ])
    const scene = new Scene(design).until(1)
    const { engine } = scene.run
    while (engine.hasTimerRoom()) engine.after(1e15, scene.slot('it'), -3, 0)
    const before = engine.tally.limited
    if (what === 'purges') for (let key = 0; key < 100; key++) engine.wrote(0, key)
    else scene.run.inject({ type: 'flush', target: 'it', amount: null, durationSec: null })
    scene.until(11)
    expect(engine.tally.limited - before).toBeGreaterThan(50)
    expect(scene.marks('limit')).toHaveLength(1)
    keepsItsBooks(scene.run)
  })
})
