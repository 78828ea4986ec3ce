import { describe, expect, it } from 'vitest'
import { explain } from '../../../src/analysis/explain/explain.ts'
import type { Design, ScenarioEvent } from '../../../src/model/design.ts'
import type { Params } from '../../../src/model/field.ts'
import { draw, only, sends } from '../../support/simulate.ts'
import { at, chainOf, watch } from '../../support/watch.ts'

/** Every second from one to another. */
const seconds = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i)

/** What chains begin with in a span, wherever something is wrong for the users or for one part. */
function heads(design: Design, [from, to]: readonly [number, number], node?: string): string[] {
  const seen = watch(design, to)
  const symptom = node === undefined ? ({ of: 'system' } as const) : ({ of: 'node', id: node } as const)
  return [
    ...new Set(
      seconds(from, to).flatMap((sec) => {
        const { wrong, links } = explain(seen, symptom, sec)
        return wrong ? [links[0] ? `${links[0].code} ${links[0].node}` : 'no cause'] : []
      }),
    ),
  ]
}

const lone = (events: readonly ScenarioEvent[], web: Params = {}): Design =>
  at(
    draw({ client: sends(100), web: ['web', { workers: 200, serviceMs: 100, ...web }] }, ['client > web']),
    ...events,
  )

describe('4: the only server is killed, or drained', () => {
  it('killed: it, from the first lost request on until it is back; then nothing', () => {
    const design = lone([{ at: 20, type: 'kill', target: 'web', duration: 10 }])
    expect(heads(design, [21, 32])).toEqual(['kill web'])
    expect(heads(design, [60, 62])).toEqual([])
    expect(heads(design, [5, 19])).toEqual([])
  })

  it('drained: nothing that it had is lost, and what it turns away is laid to the drain', () => {
    expect(heads(lone([{ at: 20, type: 'drain', target: 'web' }]), [21, 40])).toEqual(['drain web'])
  })
})

/** A server without limits before a primary and its replicas. */
function cluster(client: Params, replica: Params = {}, primary: Params = {}): Design {
  return draw(
    {
      client: ['client', client],
      web: ['web', { workers: 10_000 }],
      db: ['database', { connectionsMax: null, slots: 100, ...primary }],
      'r-1': ['replica', { connectionsMax: null, ...replica }],
      'r-2': ['replica', { connectionsMax: null, ...replica }],
    },
    ['client > web > db', 'db > r-1', 'db > r-2'],
  )
}
const half = { static: 0, read: 1, write: 1, upload: 0, task: 0 }

describe('6: asynchronous replicas are behind when the primary dies', () => {
  const design = at(cluster({ ratePerSec: 200, mix: only('write') }, { lagMs: 500 }), {
    at: 20,
    type: 'kill',
    target: 'db',
  })

  it('until one is promoted the dead primary is named, for the writes and for the lag; then nothing fails', () => {
    expect(heads(design, [21, 59])).toEqual(['kill db'])
    expect(heads(design, [90, 95])).toEqual([])
  })
})

describe('8: a replica was away and catches up', () => {
  const away = at(cluster({ ratePerSec: 300, mix: half }, { slots: 2 }), {
    at: 20,
    type: 'kill',
    target: 'r-1',
    duration: 30,
  })

  it('nobody notices, and asked about it, its death is the cause as long as it is behind', () => {
    expect(heads(away, [21, 49])).toEqual([])
    expect(heads(away, [21, 49], 'r-1')).toEqual(['kill r-1'])
    const seen = watch(away, 56)
    for (const sec of seconds(51, 56))
      if (seen.history.at(sec)!.node('r-1', 'syncing') === 1)
        expect(chainOf(seen, sec, { of: 'node', id: 'r-1' })[0], String(sec)).toBe('kill r-1')
  })
})

describe('9: the old primary returns', () => {
  it('as a replica: once it has caught up there is nothing to explain about anybody', () => {
    const design = at(cluster({ ratePerSec: 200, mix: half }, { writeMs: 1 }, { writeMs: 1 }), {
      at: 20,
      type: 'kill',
      target: 'db',
      duration: 60,
    })
    expect(heads(design, [21, 55])).toEqual(['kill db'])
    for (const node of [undefined, 'db', 'r-1', 'r-2', 'web'])
      expect(heads(design, [115, 120], node), node).toEqual([])
  })
})

describe('10: one of four sticky servers dies', () => {
  it.each(['memory', 'none'])('it is the cause until it is ejected (sessions: %s)', (sessions) => {
    const ids = ['web-1', 'web-2', 'web-3', 'web-4']
    const shared = sessions === 'none'
    const design = draw(
      {
        client: sends(200),
        lb: ['load-balancer', { policy: 'sticky', healthIntervalMs: 2000, healthFall: 3 }],
        ...Object.fromEntries(ids.map((id) => [id, ['web', { workers: 200, sessions }] as const])),
        ...(shared ? { kv: ['key-value'] as const } : {}),
      },
      ['client > lb', ...ids.flatMap((id) => [`lb > ${id}`, ...(shared ? [`${id} > kv`] : [])])],
    )
    const struck = at(design, { at: 20, type: 'kill', target: 'web-3' })
    expect(heads(struck, [21, 26])).toEqual(['kill web-3'])
    expect(heads(struck, [60, 65])).toEqual([])
    expect(heads(struck, [60, 65], 'web-3')).toEqual(['kill web-3'])
    expect(heads(struck, [60, 65], 'web-1')).toEqual([])
  })
})

describe('13: two data centres of 700/s get 1,000/s, and one dies', () => {
  const sites = draw(
    {
      client: sends(1000, 'read', { timeoutMs: 2000 }),
      dns: ['dns', { ttlMs: 20_000, healthIntervalMs: 5000, healthFall: 2 }],
      east: ['region'],
      west: ['region'],
      'web-1': ['web', { workers: 7, serviceMs: 10, localDataMs: 0, queueMax: 100 }, { in: 'east' }],
      'web-2': ['web', { workers: 7, serviceMs: 10, localDataMs: 0, queueMax: 100 }, { in: 'west' }],
    },
    ['client > dns > web-1', 'dns > web-2'],
  )

  it('the site is the cause while answers still lead there, and afterwards of the overload of the other', () => {
    const seen = watch(at(sites, { at: 20, type: 'kill', target: 'east' }), 80)
    for (const sec of [22, 30, 45, 60, 70, 80]) expect(chainOf(seen, sec)[0], String(sec)).toBe('kill east')
    expect(chainOf(seen, 80)).toContain('onlyLeft web-2')
    expect(heads(sites, [10, 60])).toEqual([])
  })
})

describe('15: a crashed server looks idle to least connections while nobody probes', () => {
  const hole = (lb: Params): Design =>
    at(
      draw(
        {
          client: sends(200),
          lb: ['load-balancer', { policy: 'least-connections', ...lb }],
          'web-1': ['web', { workers: 100, serviceMs: 100 }],
          'web-2': ['web', { workers: 100, serviceMs: 100 }],
        },
        ['client > lb > web-1', 'lb > web-2'],
      ),
      { at: 20, type: 'kill', target: 'web-1' },
    )

  it('the black hole is the dead one, for as long as it swallows what comes', () => {
    expect(heads(hole({ healthChecks: false }), [21, 60])).toEqual(['kill web-1'])
  })

  it('with probes it is out, and nothing is left to explain', () => {
    expect(heads(hole({ healthIntervalMs: 1000, healthFall: 2 }), [40, 45])).toEqual([])
  })
})

const OUTAGE_AT = 30

/** One server of 300/s whose callers wait for 1 s, which hangs for 10 s. */
const hangs = (ratePerSec: number, client: Params = {}, web: Params = {}): Design =>
  at(
    draw(
      {
        client: sends(ratePerSec, 'static', { timeoutMs: 1000, keys: 1, ...client }),
        web: ['web', { workers: 1, serviceMs: 1000 / 300, queueMax: null, ...web }],
      },
      ['client > web'],
    ),
    { at: OUTAGE_AT, type: 'slow', target: 'web', amount: 1000, duration: 10 },
  )

/** Long after the outage, when what can come back by itself is back. */
const LATE = 210

describe('metastable failure: each case of the table', () => {
  it.each([
    ['no retries', 280, {}, {}],
    ['1 retry at 140/s', 140, { retries: 1 }, {}],
    ['3 retries at 60/s', 60, { retries: 3 }, {}],
    ['a retry budget', 280, { retries: 1, retryBudgetPercent: 10 }, {}],
    ['a queue of 300', 280, { retries: 1 }, { queueMax: 300 }],
    ['last in, first out', 160, { retries: 1 }, { discipline: 'lifo' }],
    ['expired work dropped', 160, { retries: 1 }, { dropExpired: true }],
  ])('%s: the hanging server while it lasts, and nothing once it is over', (_, rate, client, web) => {
    const seen = watch(hangs(rate, client, web), LATE + 200)
    expect(chainOf(seen, OUTAGE_AT + 8)[0]).toBe('slow web')
    for (const sec of seconds(OUTAGE_AT + 4, LATE).filter((s) => s % 10 === 0))
      expect(['slow web', undefined], String(sec)).toContain(chainOf(seen, sec)[0])
    expect(chainOf(seen, LATE + 200)).toEqual([])
  })

  it.each([
    ['1 retry at 160/s', 160, { retries: 1 }, {}, 'retries'],
    ['3 retries at 100/s', 100, { retries: 3 }, {}, 'retries'],
    ['1 retry at 280/s', 280, { retries: 1 }, {}, 'retries'],
    ['a queue of 400', 280, { retries: 1 }, { queueMax: 400 }, 'retries'],
    ['backoff and jitter alone', 160, { retries: 1, backoffMs: 1000 }, {}, 'retries'],
  ])('%s: long after, still the outage, and the loop that keeps it going', (_, rate, client, web, by) => {
    const seen = watch(hangs(rate, client, web), LATE)
    for (const sec of [LATE - 60, LATE]) {
      const { links } = explain(seen, { of: 'system' }, sec)
      expect(`${links[0]!.code} ${links[0]!.node}`).toBe('slow web')
      expect(links.find(({ code }) => code === 'staysDown')!.values.by).toBe(by)
    }
  })

  it('shed for long enough it is over; too short, the outage is still what began it', () => {
    const shed = (duration: number): Design =>
      at(hangs(280, { retries: 1 }), { at: 60, type: 'spike', target: 'client', amount: 100 / 280, duration })
    expect(chainOf(watch(shed(230), 330), 330)).toEqual([])
    expect(chainOf(watch(shed(60), 200), 200)[0]).toBe('slow web')
  })

  it('slow is not metastable: what has piled up is being worked off, and the chain says for how long', () => {
    const slow = hangs(140, { retries: 1 }, { serviceCv: 0 })
    const seen = watch(
      { ...slow, scenario: { seed: 1, events: [{ ...slow.scenario.events[0]!, duration: 30 }] } },
      420,
    )
    const { links } = explain(seen, { of: 'system' }, 200)
    expect(links[0]).toMatchObject({ code: 'slow', node: 'web' })
    const recovers = links.find(({ code }) => code === 'recovers')!
    // It is over at about 480 s: backlog / (capacity - rate x (1 + retries)), counted from the end of the outage at 60 s.
    expect(200 + Number(recovers.values.restMs) / 1000).toBeGreaterThan(400)
    expect(200 + Number(recovers.values.restMs) / 1000).toBeLessThan(600)
    expect(links.some(({ code }) => code === 'staysDown')).toBe(false)
  })
})

describe('a flushed cache', () => {
  const stack = (web: Params = {}, cache: Params = {}): Design =>
    at(
      draw(
        {
          client: sends(1000, 'read', {
            timeoutMs: 1000,
            keys: 1000,
            zipfAlpha: 0,
            shape: 'ramp',
            shapePeak: 10,
            shapeSec: 20,
            ratePerSec: 100,
          }),
          web: ['web', { workers: 10_000, serviceMs: 0, queueMax: null, ...web }],
          cache: ['cache', { ttlMs: 9000, hitMs: 0, queueMax: null, ...cache }],
          db: [
            'database',
            { slots: 1, readMs: 1000 / 300, serviceCv: 0, connectionsMax: null, queueMax: null },
          ],
        },
        ['client > web > cache', 'web > db'],
      ),
      { at: OUTAGE_AT, type: 'flush', target: 'cache' },
    )

  it('that is filled by callers alone who still wait never warms: the flush, and the cold cache that keeps it going', () => {
    const seen = watch(stack({ dropExpired: true }), 150)
    for (const sec of [OUTAGE_AT + 5, 90, 150]) expect(chainOf(seen, sec)[0], String(sec)).toBe('flush cache')
    const { links } = explain(seen, { of: 'system' }, 150)
    expect(links.find(({ code }) => code === 'staysDown')!.values.by).toBe('cold')
    expect(chainOf(seen, OUTAGE_AT - 1)).toEqual([])
  })

  it.each([
    ['filled by late answers too', {}, 25],
    ['with single flight', { singleFlight: true }, 12],
  ])('%s: the flush while it lasts, and then nothing', (_, cache, calmAfter) => {
    const seen = watch(stack({}, cache), OUTAGE_AT + calmAfter + 3)
    for (const sec of seconds(OUTAGE_AT + 1, OUTAGE_AT + 6))
      expect(['flush cache', undefined], String(sec)).toContain(chainOf(seen, sec)[0])
    expect(chainOf(seen, OUTAGE_AT + calmAfter + 3)).toEqual([])
  })
})
