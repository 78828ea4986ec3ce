import { describe, expect, it } from 'vitest'
import { openingExample } from '../../../src/document/examples/opening.ts'
import type { Design, ScenarioEvent } from '../../../src/model/design.ts'
import type { Params } from '../../../src/model/field.ts'
import { NODE_AT, SYSTEM } from '../../../src/sim/stats/frame.ts'
import type { TheoryFigures } from '../../../src/sim/stats/theory.ts'
import { type Report, Sampler, TICKS_PER_SEC } from '../../support/engine.ts'
import { draw, report, Scene, sends, start, withParams } from '../../support/simulate.ts'

/** Servers with one mean for all classes, and a queue without end. */
const WEB: Params = { workers: 2, serviceMs: 10, localDataMs: 0, queueMax: null }
/** A balancer that chooses by chance. */
const CHANCE: Params = { policy: 'random', slots: 2, serviceMs: 2, queueMax: null }
/** A database with room for everyone. */
const DB: Params = { slots: 2, readMs: 10, writeMs: 10, connectionsMax: null }

const MIX = { static: 0, read: 90, write: 10, upload: 0, task: 0 }
const mixed = (ratePerSec: number, more: Params = {}) =>
  ['client', { ratePerSec, mix: MIX, ...more }] as const

/** `client > lb > two servers > db`. */
const network = (of: { client?: Params; lb?: Params; web?: Params; db?: Params } = {}): Design =>
  draw(
    {
      client: mixed(100, of.client),
      lb: ['load-balancer', { ...CHANCE, ...of.lb }],
      'web-1': ['web', { ...WEB, ...of.web }],
      'web-2': ['web', { ...WEB, ...of.web }],
      db: ['database', { ...DB, ...of.db }],
    },
    ['client > lb > web-1 > db', 'lb > web-2 > db'],
  )

const single = (client: Params, web: Params = {}): Design =>
  draw({ client: mixed(100, client), web: ['web', { ...WEB, ...web }] }, ['client > web'])

const event = (more: Partial<ScenarioEvent>): ScenarioEvent => ({
  at: 1,
  type: 'kill',
  target: 'web-2',
  ...more,
})
const withEvents = (design: Design, events: readonly ScenarioEvent[]): Design => ({
  ...design,
  scenario: { ...design.scenario, events: [...events] },
})

/** By id the model of each node that has a theory. */
const models = (result: Report): Record<string, TheoryFigures['model']> =>
  Object.fromEntries(
    Object.entries(result.nodes).flatMap(([id, { theory }]) => (theory ? [[id, theory.model]] : [])),
  )

const ALL = { lb: 'M/M/c', 'web-1': 'M/M/c', 'web-2': 'M/M/c', db: 'M/M/c' }
const NOT_DB = { lb: 'M/M/c', 'web-1': 'M/M/c', 'web-2': 'M/M/c' }

describe('a theory stands beside a measurement', () => {
  const replicas = (count: number): Design => {
    const ids = Array.from({ length: count }, (_, i) => `copy-${i}`)
    return draw(
      {
        client: sends(50),
        web: ['web', WEB],
        db: ['database', DB],
        ...Object.fromEntries(ids.map((id) => [id, ['replica', DB] as const])),
      },
      ['client > web > db', ...ids.map((id) => `db > ${id}`)],
    )
  }

  const cases: readonly (readonly [reason: string, design: Design, expected: Record<string, string>])[] = [
    ['a network of M/M/c stations, split by chance', network(), ALL],
    [
      'constant latency only shifts arrivals',
      draw({ client: mixed(50), web: ['web', WEB], db: ['database', DB] }, [
        ['client > web', { latencyMs: 30 }],
        ['web > db', { latencyMs: 5 }],
      ]),
      { web: 'M/M/c', db: 'M/M/c' },
    ],
    [
      'two Poisson streams merge into one',
      draw({ a: mixed(30), b: sends(40, 'write'), web: ['web', WEB] }, ['a > web', 'b > web']),
      { web: 'M/M/c' },
    ],
    [
      'shards split by the key',
      draw({ client: sends(60), web: ['web', WEB], s: ['shard', DB], t: ['shard', DB] }, [
        'client > web > s',
        'web > t',
      ]),
      { web: 'M/M/c', s: 'M/M/c', t: 'M/M/c' },
    ],
    ['one replica takes all reads', replicas(1), { web: 'M/M/c', 'copy-0': 'M/M/c' }],
    [
      'a balancer that takes no time is not in the way',
      network({ lb: { serviceMs: 0, serviceCv: 0 } }),
      { ...NOT_DB, db: 'M/M/c', lb: undefined! },
    ],
    ['several slots are no M/G/1', network({ db: { serviceCv: 0.5 } }), NOT_DB],
    ['one slot is, at any spread', single({}, { workers: 1, serviceMs: 4, serviceCv: 2 }), { web: 'M/G/1' }],
    [
      'one slot is, with a mix of means',
      single({ mix: { ...MIX, static: 50 } }, { workers: 1, serviceMs: 2, localDataMs: 4 }),
      { web: 'M/G/1' },
    ],
    [
      'several slots have no formula for a mix of means',
      single({ mix: { ...MIX, static: 50 } }, { localDataMs: 4 }),
      {},
    ],
    ['behind M/G/1 arrivals are not Poisson', network({ lb: { slots: 1, serviceCv: 0 } }), { lb: 'M/G/1' }],
    ['taking turns is no chance', network({ lb: { policy: 'round-robin' } }), { lb: 'M/M/c' }],
    ['nor are least connections', network({ lb: { policy: 'least-connections' } }), { lb: 'M/M/c' }],
    ['nor are two choices', network({ lb: { policy: 'two-choices' } }), { lb: 'M/M/c' }],
    ['two replicas take turns', replicas(2), { web: 'M/M/c' }],
    [
      'a lone server behind a balancer in turn gets everything',
      draw(
        {
          client: mixed(100),
          lb: ['load-balancer', { ...CHANCE, policy: 'round-robin' }],
          web: ['web', WEB],
        },
        ['client > lb > web'],
      ),
      { lb: 'M/M/c', web: 'M/M/c' },
    ],
    ['a short queue loses', single({}, { queueMax: 4 }), { web: 'M/M/c/K' }],
    [
      'a short queue loses most under overload',
      single({ ratePerSec: 400 }, { queueMax: 4 }),
      { web: 'M/M/c/K' },
    ],
    [
      'connections limit the queue of a database',
      network({ db: { connectionsMax: 6 } }),
      { ...NOT_DB, db: 'M/M/c/K' },
    ],
    [
      'what a loss system lets pass is not Poisson',
      network({ web: { queueMax: 3 } }),
      { lb: 'M/M/c', 'web-1': 'M/M/c/K', 'web-2': 'M/M/c/K' },
    ],
    ['the default queue of a server is as good as endless', single({}, { queueMax: 4096 }), { web: 'M/M/c' }],
    [
      'who tries the next one sends a loss again',
      network({ web: { queueMax: 3 }, lb: { retryNext: 1 } }),
      { lb: 'M/M/c' },
    ],
    ['too near to full', single({ ratePerSec: 196 }), {}],
    ['overload has no steady state', single({ ratePerSec: 300 }), {}],
    ['a long queue fills slowly', single({ ratePerSec: 300 }, { queueMax: 4096 }), {}],
    [
      'behind an overload nothing is steady either',
      network({ client: { ratePerSec: 500 }, db: { slots: 8 } }),
      { lb: 'M/M/c' },
    ],
    ['retries answer to the system', single({ retries: 1 }), {}],
    ['closed load answers to the system', single({ load: 'closed' }), {}],
    ['a ramp is not steady', single({ shape: 'ramp' }), {}],
    [
      'polls follow tasks',
      single({ mix: { ...MIX, task: 1 }, completion: 'polling' }, { inlineTaskMs: 0 }),
      {},
    ],
    ['last in, first out', single({}, { discipline: 'lifo' }), {}],
    ['work is dropped', single({}, { dropExpired: true }), {}],
    ['instances come and go', single({}, { autoscale: true }), {}],
    [
      'a blocking server holds its slot for longer than its work',
      network({ web: { waiting: 'blocking' } }),
      { lb: 'M/M/c' },
    ],
    [
      'a blocking server with nobody to wait for is like any other',
      single({}, { waiting: 'blocking' }),
      { web: 'M/M/c' },
    ],
    ['a caller that gives up', network({ web: { callTimeoutMs: 100 } }), NOT_DB],
    ['a caller with a circuit breaker', network({ web: { breakerFailures: 5 } }), NOT_DB],
    ['a caller with a bulkhead', network({ web: { bulkheadMax: 25 } }), NOT_DB],
    [
      'a caller that comes again and again',
      network({ client: { ratePerSec: 20 }, web: { queriesPerRead: 3 } }),
      NOT_DB,
    ],
    ['a caller without an index', network({ web: { indexed: false } }), NOT_DB],
    [
      'what a session store does to a request comes before the database',
      draw({ client: sends(50), web: ['web', WEB], kv: ['key-value'], db: ['database', DB] }, [
        'client > web > kv',
        'web > db',
      ]),
      { web: 'M/M/c' },
    ],
    [
      'a session store like an M/M/c station is in nobody’s way',
      draw(
        { client: sends(50), web: ['web', WEB], kv: ['key-value', { serviceCv: 1 }], db: ['database', DB] },
        ['client > web > kv', 'web > db'],
      ),
      { web: 'M/M/c', kv: 'M/M/c', db: 'M/M/c' },
    ],
    [
      'a request that comes twice',
      draw({ client: sends(50), web: ['web', WEB], api: ['web', WEB], db: ['database', DB] }, [
        'client > web > api > db',
        'web > db',
      ]),
      { web: 'M/M/c', api: 'M/M/c' },
    ],
    [
      'a cache remembers',
      draw({ client: sends(50), web: ['web', WEB], cache: ['cache'], db: ['database', DB] }, [
        'client > web > cache',
        'web > db',
      ]),
      { web: 'M/M/c' },
    ],
    [
      'a look-up remembers',
      draw({ client: mixed(50), dns: ['dns'], web: ['web', WEB] }, ['client > dns', 'client > web']),
      {},
    ],
    [
      'a CDN remembers',
      draw({ client: sends(50, 'static'), cdn: ['cdn'], web: ['web', WEB] }, ['client > cdn > web']),
      {},
    ],
    [
      'a queue’s consumers pull',
      draw(
        {
          client: sends(50, 'task'),
          web: ['web', WEB],
          queue: ['queue'],
          worker: ['worker', { serviceMs: 10 }],
          db: ['database', DB],
        },
        ['client > web > queue > worker > db'],
      ),
      { web: 'M/M/c' },
    ],
    [
      'storage has no slots',
      draw({ client: sends(50, 'static'), web: ['web', WEB], storage: ['storage'] }, [
        'client > web > storage',
      ]),
      { web: 'M/M/c' },
    ],
    ['a dead server', withEvents(network(), [event({})]), {}],
    [
      'a fault within the measured time',
      withEvents(network(), [event({ at: 5 }), event({ at: 6, type: 'restore' })]),
      {},
    ],
    [
      'a fault before the measured time',
      withEvents(network(), [event({}), event({ at: 2, type: 'restore' })]),
      ALL,
    ],
    ['a fault that is still to come', withEvents(network(), [event({ at: 1000 })]), ALL],
    ['nobody comes', single({ ratePerSec: 0 }), {}],
  ]

  it.each(cases)('exactly where it holds: %s', (_reason, design, expected) => {
    const found = models(report(design, 24, 4))
    expect(found).toEqual(Object.fromEntries(Object.entries(expected).filter(([, model]) => model)))
  })

  it('not where the opening example splits in turn, remembers and pulls', () => {
    expect(models(report(openingExample('en', 'wide'), 24, 4))).toEqual({})
  })
})

describe('measured waits are those of theory', () => {
  /** Wait measured over wait in theory, of every node with one. */
  const ratios = (design: Design, seconds: number): Record<string, number> =>
    Object.fromEntries(
      Object.entries(report(design, seconds, seconds / 20).nodes).flatMap(([id, { theory, waitMs }]) =>
        theory ? [[id, waitMs.mean! / theory.waitMs]] : [],
      ),
    )

  const cases: readonly (readonly [name: string, design: Design, seconds: number, nodes: number])[] = [
    ['M/M/1', single({ ratePerSec: 70 }, { workers: 1 }), 20_000, 1],
    ['M/M/4', single({ ratePerSec: 320 }, { workers: 4 }), 6000, 1],
    ['M/D/1', single({ ratePerSec: 80 }, { workers: 1, serviceCv: 0 }), 15_000, 1],
    ['M/G/1', single({ ratePerSec: 70 }, { workers: 1, serviceCv: 2 }), 50_000, 1],
    [
      'M/G/1 of classes',
      single({ ratePerSec: 60, mix: { ...MIX, static: 100 } }, { workers: 1, serviceMs: 4, localDataMs: 16 }),
      20_000,
      1,
    ],
    ['M/M/2/6', single({ ratePerSec: 180 }, { queueMax: 4 }), 6000, 1],
    [
      'a network',
      network({ client: { ratePerSec: 140 }, lb: { slots: 1, serviceMs: 5 }, db: { slots: 2 } }),
      12_000,
      4,
    ],
  ]

  it.each(cases)('%s', (_name, design, seconds, nodes) => {
    const found = Object.entries(ratios(design, seconds))
    expect(found).toHaveLength(nodes)
    for (const [id, ratio] of found) expect(Math.abs(ratio - 1), `${id}: ${ratio}`).toBeLessThan(0.03)
  })

  it('a wrong model would be seen: servers in turn wait less than M/M/c', () => {
    const turn = report(
      network({ client: { ratePerSec: 280 }, lb: { policy: 'round-robin' }, db: { slots: 8 } }),
      2000,
      100,
    )
    const chance = report(network({ client: { ratePerSec: 280 }, db: { slots: 8 } }), 2000, 100)
    expect(turn.nodes['web-1']!.waitMs.mean!).toBeLessThan(0.9 * chance.nodes['web-1']!.theory!.waitMs)
  })
})

describe('Little’s law', () => {
  const cases: readonly (readonly [name: string, design: Design, stations: number, seconds: number])[] = [
    ['a network that sheds', network({ client: { ratePerSec: 180 }, web: { queueMax: 5 } }), 4, 2000],
    ['the opening example', openingExample('en', 'wide'), 10, 60],
  ]

  it.each(cases)('holds within 1 %% everywhere in %s', (_name, design, stations, seconds) => {
    const { nodes } = report(design, seconds, seconds / 10)
    const found = Object.entries(nodes).filter(([, { littlesLaw }]) => littlesLaw)
    expect(found).toHaveLength(stations)
    for (const [id, { littlesLaw }] of found) {
      const { queue, arrivalTimesWait } = littlesLaw!
      expect(Math.abs(arrivalTimesWait - queue), `${id}: ${arrivalTimesWait}`).toBeLessThanOrEqual(
        0.01 * queue,
      )
    }
  })

  it('is not said of what has no slots', () => {
    const design = draw({ client: sends(50, 'static'), storage: ['storage'] }, ['client > storage'])
    for (const { littlesLaw } of Object.values(report(design, 20, 2).nodes))
      expect(littlesLaw).toBeUndefined()
  })
})

describe('frames', () => {
  const read = (
    sampler: Sampler,
    column: 'waitMsMean' | 'theoryWaitMs' | 'theoryModel',
    node: number,
    nodes: number,
  ): number => {
    const frame = new Float64Array(sampler.length)
    sampler.read(frame, 1)
    return frame[SYSTEM.length + NODE_AT[column] * nodes + node]!
  }

  it('show the mean wait and its theory, and none where there is none', () => {
    const run = start(single({ ratePerSec: 6000 }, { workers: 1, serviceMs: 0.1 }))
    const sampler = new Sampler(run, 1)
    run.engine.run(20 * TICKS_PER_SEC)
    const wait = read(sampler, 'waitMsMean', 1, 2)
    run.engine.run(20.3 * TICKS_PER_SEC)
    const theory = read(sampler, 'theoryWaitMs', 1, 2)
    expect(wait / 0.15).toBeGreaterThan(0.9)
    expect(wait / 0.15).toBeLessThan(1.1)
    expect(theory / 0.15).toBeGreaterThan(0.95)
    expect(theory / 0.15).toBeLessThan(1.05)
    run.engine.run(20.6 * TICKS_PER_SEC)
    expect(read(sampler, 'theoryModel', 1, 2)).toBe(0)
    run.engine.run(20.9 * TICKS_PER_SEC)
    expect(read(sampler, 'theoryWaitMs', 0, 2)).toBeNaN()
    run.engine.run(21.2 * TICKS_PER_SEC)
    expect(read(sampler, 'theoryModel', 0, 2)).toBeNaN()
  })

  it('take theory away while something is dead, and after an edit that breaks its assumptions', () => {
    const design = network()
    const scene = new Scene(design)
    const sampler = new Sampler(scene.run, 1)
    expect(read(sampler, 'theoryWaitMs', 1, 5)).toBeNaN()
    scene.until(5)
    expect(read(sampler, 'theoryWaitMs', 1, 5)).toBeGreaterThan(0)
    scene.kill('web-2').until(6)
    expect(read(sampler, 'theoryWaitMs', 1, 5)).toBeNaN()
    scene.restore('web-2').until(30)
    expect(read(sampler, 'theoryWaitMs', 1, 5)).toBeGreaterThan(0)

    scene.edit(withParams(design, 'client', { retries: 2 }))
    const edited = new Sampler(scene.run, 2, sampler)
    scene.until(31)
    expect(read(edited, 'waitMsMean', 1, 5)).toBeGreaterThan(0)
    expect(read(edited, 'theoryWaitMs', 1, 5)).toBeNaN()
  })
})
