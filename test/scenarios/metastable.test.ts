import { describe, expect, it } from 'vitest'
import { english } from '../../src/cli/english.ts'
import type { Design, ScenarioEvent } from '../../src/model/design.ts'
import type { Params } from '../../src/model/field.ts'
import { loopRemedy } from '../../src/reading/failover-sentence.ts'
import { lanes } from '../support/lanes.ts'
import { draw, Scene, sends, withParams } from '../support/simulate.ts'

/** One server of 300/s whose queue is first in, first out and has no bound; its callers wait for 1 s. */
const CAPACITY = 300
const OUTAGE_AT = 60
const OUTAGE_SEC = 10

type Server = (ratePerSec: number, client?: Params, web?: Params) => Design

/** The server alone. A crash would empty its queue, so its outage is that it hangs: hardly anything gets done. */
const hangs: Server = (ratePerSec, client = {}, web = {}) => ({
  ...draw(
    {
      client: sends(ratePerSec, 'static', { timeoutMs: 1000, keys: 1, ...client }),
      web: ['web', { workers: 1, serviceMs: 1000 / CAPACITY, queueMax: null, ...web }],
    },
    ['client > web'],
  ),
  scenario: { seed: 1, events: [hang(OUTAGE_SEC)] },
})

const hang = (duration: number): ScenarioEvent => ({
  at: OUTAGE_AT,
  type: 'slow',
  target: 'web',
  amount: 1000,
  duration,
})

/** The server waits for a database in its one slot; the outage is that the database's machine dies and is restored. */
const waitsForTheDead: Server = (ratePerSec, client = {}, web = {}) => ({
  ...draw(
    {
      client: sends(ratePerSec, 'read', { timeoutMs: 1000, keys: 1, ...client }),
      web: ['web', { workers: 1, serviceMs: 1000 / CAPACITY, queueMax: null, waiting: 'blocking', ...web }],
      db: ['database', { slots: 1, readMs: 0, connectionsMax: null, whenDown: 'silent' }],
    },
    ['client > web > db'],
  ),
  scenario: {
    seed: 1,
    events: [
      { at: OUTAGE_AT, type: 'kill', target: 'db' },
      { at: OUTAGE_AT + OUTAGE_SEC, type: 'restore', target: 'db' },
    ],
  },
})

const withEvents = (design: Design, ...events: ScenarioEvent[]): Design => ({
  ...design,
  scenario: { ...design.scenario, events: [...design.scenario.events, ...events] },
})

/** Share of the requests that succeed in the minute before a moment. */
function goodput(design: Design, atSec = 600, seed = 1): number {
  return 1 - new Scene(design, seed).until(atSec - 60).errorsUntil(atSec)
}

const recovers = (design: Design, atSec?: number): void =>
  expect(goodput(design, atSec)).toBeGreaterThan(0.999)
const staysDown = (design: Design, atSec?: number): void => expect(goodput(design, atSec)).toBeLessThan(0.001)

describe.each([
  ['a server that hangs for 10 s', hangs],
  ['a server whose database is dead for 10 s', waitsForTheDead],
] as const)('%s', (_, server) => {
  it('is well before, and answers nobody in time right after', () => {
    const scene = new Scene(server(160, { retries: 1 }))
    expect(scene.errorsUntil(OUTAGE_AT)).toBe(0)
    scene.until(OUTAGE_AT + OUTAGE_SEC)
    expect(scene.errorsUntil(OUTAGE_AT + OUTAGE_SEC + 5)).toBe(1)
  })

  it('recovers without retries, up to 280/s', () => {
    for (const ratePerSec of [60, 140, 280]) recovers(server(ratePerSec))
  })

  it('with 1 retry recovers at 140/s and never at 160/s', () => {
    recovers(server(140, { retries: 1 }))
    staysDown(server(160, { retries: 1 }))
  })

  it('with 3 retries recovers at 60/s and never at 100/s', () => {
    recovers(server(60, { retries: 3 }))
    staysDown(server(100, { retries: 3 }))
  })

  it('has its threshold where rate x (1 + retries) is the capacity', () => {
    for (const retries of [1, 2, 3]) {
      const threshold = CAPACITY / (1 + retries)
      recovers(server(0.95 * threshold, { retries }))
      staysDown(server(1.05 * threshold, { retries }))
    }
  })

  it('recovers at 280/s with 1 retry where retries have a budget of 5 to 20 %', () => {
    staysDown(server(280, { retries: 1 }))
    for (const retryBudgetPercent of [5, 10, 20]) recovers(server(280, { retries: 1, retryBudgetPercent }))
  })

  it('recovers where the queue holds no more than it can serve within the time limit', () => {
    recovers(server(280, { retries: 1 }, { queueMax: 300 }))
    staysDown(server(280, { retries: 1 }, { queueMax: 400 }))
  })

  it.each([
    ['serves the newest first', { discipline: 'lifo' }],
    ['drops expired work', { dropExpired: true }],
  ])('recovers where it %s', (_name, web) => {
    recovers(server(160, { retries: 1 }, web))
    recovers(server(280, { retries: 1 }, web))
    recovers(server(100, { retries: 3 }, web))
  })

  it('stays down with backoff and jitter alone', () => {
    for (const backoffMs of [100, 1000]) {
      staysDown(server(160, { retries: 1, backoffMs }))
      staysDown(server(280, { retries: 1, backoffMs }))
      staysDown(server(100, { retries: 3, backoffMs }))
    }
  })

  it('recovers when it is shed to 100/s for 230 s, and 150 s are too short', () => {
    // A minute after the outage: by then 280/s and as many retries have left some 21,000 requests in the queue.
    const shed = (duration: number): Design =>
      withEvents(server(280, { retries: 1 }), {
        at: OUTAGE_AT + OUTAGE_SEC + 60,
        type: 'spike',
        target: 'client',
        amount: 100 / 280,
        duration,
      })
    recovers(shed(230))
    staysDown(shed(150))
  })
})

it('a crash is no metastable failure: what waited is refused at once, and the queue dies with the server', () => {
  for (const whenDown of ['refuse', 'silent']) {
    const design = { ...hangs(160, { retries: 1 }, { whenDown }), scenario: { seed: 1, events: [] } }
    const scene = new Scene(design).until(OUTAGE_AT).kill('web').until(70).restore('web').until(75)
    expect(scene.errorsUntil(135)).toBeLessThan(0.001)
  }
})

describe('slow is not metastable', () => {
  const design: Design = {
    ...hangs(140, { retries: 1 }, { serviceCv: 0 }),
    scenario: { seed: 1, events: [hang(30)] },
  }

  /** The moment since which requests succeed. */
  function recoveredAt(seed: number): number {
    const scene = new Scene(design, seed)
    let badUntil = 0
    for (let at = 10; at <= 800; at += 5) if (scene.errorsUntil(at) > 0.01) badUntil = at
    return badUntil
  }

  it('140/s with 1 retry look dead after 30 s of outage, and recover by about 510 s', () => {
    const scene = new Scene(design).until(OUTAGE_AT + 30)
    expect(scene.errorsUntil(400)).toBe(1)
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8]
    const mean = seeds.reduce((sum, seed) => sum + recoveredAt(seed), 0) / seeds.length
    // backlog / (capacity - rate x (1 + retries)), counted from the end of the outage at 90 s.
    const theory = OUTAGE_AT + 30 + (30 * 280) / (CAPACITY - 280)
    expect(theory).toBe(510)
    expect(Math.abs(mean - theory)).toBeLessThan(0.05 * theory)
  })
})

describe('a cache is flushed before a database of 300/s, at 1,000/s over 1,000 keys with a TTL of 9 s', () => {
  const FLUSH_AT = 30
  const LIMIT_SEC = 1
  const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8]

  const stack = (web: Params = {}, cache: Params = {}): Design =>
    draw(
      {
        client: sends(1000, 'read', { timeoutMs: 1000 * LIMIT_SEC, keys: 1000, zipfAlpha: 0 }),
        web: ['web', { workers: 10_000, serviceMs: 0, queueMax: null, ...web }],
        cache: ['cache', { ttlMs: 9000, hitMs: 0, queueMax: null, ...cache }],
        db: [
          'database',
          { slots: 1, readMs: 1000 / 300, serviceCv: 0, connectionsMax: null, queueMax: null },
        ],
      },
      ['client > web > cache', 'web > db'],
    )

  /** Fills the cache as a load that rises slowly does, and flushes it. */
  function flushed(design: Design, seed: number): Scene {
    const scene = new Scene(withParams(design, 'client', { ratePerSec: 100 }), seed)
    for (let tenths = 2; tenths <= 10; tenths++) {
      scene.until(2 * tenths)
      scene.edit(withParams(design, 'client', { ratePerSec: 100 * tenths }))
    }
    expect(scene.errorsUntil(FLUSH_AT)).toBe(0)
    scene.run.inject({ type: 'flush', target: 'cache', amount: null, durationSec: null })
    return scene
  }

  /** Seconds from the flush to the last answer that is a failure. */
  function lastFailure(design: Design, seed: number): number {
    const scene = flushed(design, seed)
    let last = 0
    for (let quarters = 1; quarters <= 120; quarters++)
      if (scene.errorsUntil(FLUSH_AT + quarters / 4) > 0.01) last = quarters / 4
    return last
  }

  const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length

  it('filled only by callers that still wait, it never recovers', () => {
    for (const web of [{ dropExpired: true }, { callTimeoutMs: 1000 * LIMIT_SEC }]) {
      const scene = flushed(stack(web), 1).until(FLUSH_AT + 300)
      expect(scene.errorsUntil(FLUSH_AT + 360)).toBeGreaterThan(0.999)
    }
  })

  it('its lane names the cold cache as the loop, the database that it keeps busy, and what would end it', () => {
    for (const seed of [1, 2, 3]) {
      const [lane, ...more] = lanes(flushed(stack({ dropExpired: true }), seed).until(FLUSH_AT + 120))
      expect(more).toEqual([])
      expect(lane).toMatchObject({ rtoSec: null, loop: { code: 'coldCache', node: 'db' } })
      expect(loopRemedy(lane!, english)).toMatch(/single flight/)
    }
  })

  it('where it recovers by itself no lane speaks of a loop, neither then nor later', () => {
    for (const cache of [{}, { singleFlight: true }]) {
      const scene = flushed(stack({}, cache), 1).until(FLUSH_AT + 120)
      expect(scene.marks('metastable')).toEqual([])
      expect(scene.marks('warm')).toHaveLength(1)
      expect(lanes(scene)[0]!.loop).toBeNull()
    }
  })

  it('filled by late answers too, it recovers in 8 to 9 s', () => {
    const seconds = SEEDS.map((seed) => lastFailure(stack(), seed))
    expect(mean(seconds)).toBeGreaterThan(8)
    expect(mean(seconds)).toBeLessThan(9)
  })

  it('with single flight, in 1 to 2 s: what is sent from then on is answered in time', () => {
    const seconds = SEEDS.map((seed) => lastFailure(stack({}, { singleFlight: true }), seed))
    expect(mean(seconds) - LIMIT_SEC).toBeGreaterThan(1)
    expect(Math.max(...seconds) - LIMIT_SEC).toBeLessThanOrEqual(2)
    for (const seed of SEEDS) {
      const scene = flushed(stack({}, { singleFlight: true }), seed).until(FLUSH_AT + 2)
      expect(scene.queued('db')).toBeLessThan(300 * LIMIT_SEC)
    }
  })
})
