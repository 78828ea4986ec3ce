import { describe, expect, it } from 'vitest'
import type { Design } from '../../src/model/design.ts'
import { plainFault } from '../../src/model/fault.ts'
import type { Params } from '../../src/model/field.ts'
import {
  E_OPEN,
  EDGE_DOUBLES,
  N_BUSY_INTEGRAL,
  N_DONE,
  N_LATENCY_SUM,
  N_SLOT_INTEGRAL,
} from '../support/engine.ts'
import { draw, report, Scene, sends, withParams } from '../support/simulate.ts'

/** A server that is asked directly, and is dead from the beginning. */
const dead = (client: Params, web: Params): Design => {
  const design = draw({ client: sends(50, 'read', client), web: ['web', web] }, ['client > web'])
  return {
    ...design,
    scenario: { seed: 1, events: [{ at: 0, type: 'kill', target: 'web' }] },
  }
}

describe('what calls are counted as', () => {
  it('each further try of a request is a retry of the wire', () => {
    const { edges } = report(dead({ retries: 3, backoffMs: 0 }, {}), 40, 5)
    const { ratePerSec, retryPerSec, failurePerSec } = edges['client>web']!
    expect(retryPerSec / ratePerSec).toBeCloseTo(3 / 4, 2)
    expect(failurePerSec / ratePerSec).toBeCloseTo(1, 2)
  })

  it('a further try of a balancer is one as well', () => {
    const design = draw(
      {
        client: sends(100),
        lb: ['load-balancer', { healthChecks: false, retryNext: 1 }],
        'web-1': ['web', {}],
        'web-2': ['web', {}],
      },
      ['client > lb > web-1', 'lb > web-2'],
    )
    const scenario = { seed: 1, events: [{ at: 0, type: 'kill', target: 'web-1' } as const] }
    const { edges, nodes } = report({ ...design, scenario }, 60, 10)
    expect(edges['lb>web-2']!.retryPerSec / nodes['web-1']!.arrivalRatePerSec).toBeCloseTo(1, 1)
    expect(edges['lb>web-1']!.retryPerSec).toBe(0)
  })

  it('what comes to a dead server that says nothing has failed there, and was turned away', () => {
    const { web } = report(dead({ timeoutMs: 500 }, { whenDown: 'silent' }), 40, 5).nodes
    expect(web!.arrivalRatePerSec).toBeGreaterThan(40)
    expect(web!.dropPerSec).toBe(web!.arrivalRatePerSec)
    expect(web!.failurePerSec).toBe(web!.arrivalRatePerSec)
  })

  it('a miss of a cache is no failure of the wire to it', () => {
    const design = draw(
      {
        client: sends(50, 'read', { keys: 1000 }),
        web: ['web', {}],
        cache: ['cache', { ttlMs: 0, hitMs: 2 }],
        db: ['database', {}],
      },
      ['client > web > cache', 'web > db'],
    )
    const { edges, nodes } = report(design, 40, 5)
    expect(nodes.cache!.hitRatio).toBe(0)
    expect(edges['web>cache']!.failurePerSec).toBe(0)
    expect(edges['web>cache']!.latencyMs.mean!).toBeCloseTo(2, 1)
  })

  it('a request keeps its time limit behind a balancer: nothing of it begins after that', () => {
    const design = draw(
      {
        client: sends(50, 'read', { timeoutMs: 1000 }),
        lb: ['load-balancer', {}],
        web: [
          'web',
          { workers: 1, serviceMs: 40, serviceCv: 0, localDataMs: 0, queueMax: null, dropExpired: true },
        ],
      },
      ['client > lb > web'],
    )
    const { web } = report(design, 60, 20).nodes
    expect(web!.utilisation).toBeGreaterThan(0.99)
    expect(web!.waitMs.p99!).toBeGreaterThan(500)
    expect(web!.waitMs.p99!).toBeLessThan(1010)
  })

  it('retries and lengths of queues of the warm-up are left out', () => {
    const design = draw(
      {
        client: sends(100, 'read', { retries: 1, backoffMs: 0 }),
        web: ['web', { workers: 4, serviceMs: 10, localDataMs: 0, queueMax: 20 }],
      },
      ['client > web'],
    )
    const events = [
      { at: 1, type: 'slow', target: 'web', amount: 50, duration: 3 } as const,
      { at: 5, type: 'kill', target: 'web', duration: 1 } as const,
    ]
    const { edges, nodes } = report({ ...design, scenario: { seed: 1, events } }, 60, 20)
    expect(edges['client>web']!.retryPerSec).toBe(0)
    expect(nodes.web!.queue.max).toBeLessThan(12)
  })
})

describe('a bulkhead', () => {
  it('has as many calls open as it says, and no more', () => {
    const design = draw(
      {
        client: sends(200, 'static'),
        web: ['web', { bulkheadMax: 5, workers: 1000 }],
        store: ['storage', { serviceMs: 60_000, serviceCv: 0 }],
      },
      ['client > web > store'],
    )
    const scene = new Scene(design)
    const open = (): number => {
      const edge = scene.run.model.edges.findIndex(
        ({ target }) => scene.run.model.nodes[target]!.id === 'store',
      )
      return scene.run.engine.edgeDoubles[scene.run.edgeSlots[edge]! * EDGE_DOUBLES + E_OPEN]!
    }
    let most = 0
    for (let sec = 0.1; sec < 5; sec += 0.1) {
      scene.until(sec)
      most = Math.max(most, open())
    }
    expect(most).toBe(5)
  })
})

describe('a circuit breaker', () => {
  const guarded = (breaker: Params): Design =>
    draw(
      {
        client: sends(1),
        web: ['web', { breakerFailures: 5, breakerOpenMs: 60_000, ...breaker }],
        db: ['database', {}],
        other: ['storage', {}],
      },
      ['client > web > db', 'web > other'],
    )

  it('opens at exactly as many failures, and an edit elsewhere does not close it', () => {
    const scene = new Scene(guarded({})).until(5).kill('db')
    const before = scene.arrived('db')
    scene.until(30)
    expect(scene.arrived('db') - before).toBe(5)
    const [opened] = scene.marks('breakerOpen')
    const edited = guarded({})
    scene.edit({
      ...edited,
      nodes: edited.nodes.map((node) =>
        node.id === 'other' ? { ...node, params: { serviceMs: 31 } } : node,
      ),
    })
    scene.until(opened!.timeSec + 59)
    expect(scene.arrived('db') - before).toBe(5)
    scene.until(opened!.timeSec + 63)
    expect(scene.arrived('db') - before).toBeGreaterThan(5)
  })
})

describe('time in a slot', () => {
  const slow = (web: Params = {}): Design =>
    draw(
      {
        client: sends(1000, 'read', { timeoutMs: 60_000 }),
        web: ['web', { workers: 1, serviceMs: 10_000, serviceCv: 0, localDataMs: 0, queueMax: null, ...web }],
      },
      ['client > web'],
    )

  it('ends with the death of the node', () => {
    const events = [{ at: 5, type: 'kill', target: 'web' } as const]
    // One user, so that nothing else happens at the server in between.
    const one = withParams(slow(), 'client', { load: 'closed', users: 1, thinkMs: 1, timeoutMs: 60_000 })
    const { utilisation } = report({ ...one, scenario: { seed: 1, events } }, 10).nodes.web!
    expect(utilisation!).toBeCloseTo(0.5, 2)
  })

  it('is counted of the slots that there were, when an edit adds some', () => {
    const scene = new Scene(slow()).until(5)
    scene.edit(slow({ workers: 4 })).until(9.9)
    const { engine } = scene.run
    engine.accumulate(scene.slot('web'))
    // One slot for 5 s and four for 4.9 s, all of them busy.
    expect(scene.column('web', N_BUSY_INTEGRAL) / 1e9).toBeCloseTo(5 + 4 * 4.9, 1)
    expect(scene.column('web', N_SLOT_INTEGRAL) / 1e9).toBeCloseTo(5 + 4 * 4.9, 6)
  })
})

describe('lasting faults of one type', () => {
  it('end each at its own time: the older one does not end the newer one', () => {
    const design = draw({ client: sends(20), web: ['web', { serviceMs: 5, localDataMs: 0, workers: 100 }] }, [
      'client > web',
    ])
    const scene = new Scene(design)
    const meanUntil = (fromSec: number, untilSec: number): number => {
      scene.until(fromSec)
      const [sum, done] = [scene.column('web', N_LATENCY_SUM), scene.column('web', N_DONE)]
      scene.until(untilSec)
      return (scene.column('web', N_LATENCY_SUM) - sum) / (scene.column('web', N_DONE) - done) / 1e6
    }
    scene.until(20)
    scene.run.inject({ ...plainFault('slow', 'web'), amount: 10, durationSec: 10 })
    scene.until(25)
    scene.run.inject({ ...plainFault('slow', 'web'), amount: 10, durationSec: 10 })
    expect(meanUntil(31, 34.9)).toBeGreaterThan(30)
    expect(meanUntil(36, 45)).toBeLessThan(8)
  })
})
