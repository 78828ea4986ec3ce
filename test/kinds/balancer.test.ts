import { describe, expect, it } from 'vitest'
import type { Design } from '../../src/model/design.ts'
import type { Params } from '../../src/model/field.ts'
import { draw, only, report, Scene, sends } from '../support/simulate.ts'

const LB: Params = { serviceMs: 0 }

/** Shares of what the targets `t-0`, `t-1`, ... get, of an even design or one with weights. */
function sharesOf(design: Design, seconds = 60): number[] {
  const { nodes } = report(design, seconds)
  const rates = Object.entries(nodes).flatMap(([id, node]) =>
    id.startsWith('t-') ? [node.arrivalRatePerSec] : [],
  )
  const all = rates.reduce((sum, rate) => sum + rate, 0)
  return rates.map((rate) => rate / all)
}

const near = (shares: readonly number[], wanted: readonly number[], tolerance: number): void => {
  for (const [i, share] of wanted.entries()) expect(Math.abs(shares[i]! - share)).toBeLessThan(tolerance)
}

/** A balancer before targets of one kind, and what lies behind them. */
function spread(kind: string, params: Params, lb: Params, client: Params, weights = [1, 1]): Design {
  const ids = weights.map((_, i) => `t-${i}`)
  return draw(
    {
      client: ['client', { ratePerSec: 200, ...client }],
      lb: ['load-balancer', { ...LB, ...lb }],
      ...Object.fromEntries(ids.map((id) => [id, [kind, params] as const])),
      ...(kind === 'queue' ? { worker: ['worker', { workers: 1000, serviceMs: 100 }] as const } : {}),
      ...(kind === 'cdn' || kind === 'load-balancer' ? { origin: ['web', { workers: 100 }] as const } : {}),
    },
    [
      'client > lb',
      ...ids.map((id, i) => [`lb > ${id}`, { weight: weights[i]! }] as const),
      ...(kind === 'queue' ? ids.map((id) => `${id} > worker`) : []),
      ...(kind === 'cdn' || kind === 'load-balancer' ? ids.map((id) => `${id} > origin`) : []),
    ],
  )
}

/** Every kind that a balancer may lead to, with a class that it answers. */
const KINDS = [
  ['web', 'read', {}],
  ['load-balancer', 'read', {}],
  ['cdn', 'static', {}],
  ['storage', 'static', {}],
  ['storage', 'upload', {}],
  ['replica', 'read', {}],
  ['key-value', 'read', {}],
  ['queue', 'task', {}],
] as const

describe.each(KINDS)('a balancer before targets of the kind %s (%s)', (kind, name, params) => {
  const design = (policy: string, weights?: number[]): Design =>
    spread(kind, params, { policy }, { mix: only(name) }, weights)

  it.each(['round-robin', 'random', 'least-connections', 'two-choices'])(
    'shares evenly between two by the policy %s',
    (policy) => {
      near(sharesOf(design(policy)), [0.5, 0.5], 0.03)
    },
  )

  it('and in turn by their weights', () => {
    near(sharesOf(design('round-robin', [3, 1, 1])), [0.6, 0.2, 0.2], 0.005)
  })

  it('leaves a dead one out', () => {
    const scene = new Scene(design('round-robin')).until(10).kill('t-0').until(20)
    const before = scene.arrived('t-0')
    expect(scene.errorsUntil(40)).toBe(0)
    expect(scene.arrived('t-0')).toBe(before)
  })
})

describe('a balancer before data', () => {
  it('of several primaries uses each of them in turn', () => {
    const design = spread('database', { readMs: 1 }, {}, { mix: only('read') })
    near(sharesOf(design), [0.5, 0.5], 0.005)
  })

  it('of shards asks the owner of the key, whatever its policy', () => {
    for (const policy of ['round-robin', 'least-connections']) {
      const client = { mix: only('read'), keys: 3, zipfAlpha: 0 }
      near(sharesOf(spread('shard', { readMs: 1 }, { policy }, client)), [2 / 3, 1 / 3], 0.03)
    }
  })
})

describe('the policy', () => {
  const web = { workers: 100, serviceMs: 10, localDataMs: 0 }
  const policy = (name: string, client: Params, targets = 4): Design =>
    spread('web', web, { policy: name }, client, Array(targets).fill(1))

  it('hash sends a key to one target, and keys of a dead one elsewhere', () => {
    const one = policy('hash', { mix: only('read'), keys: 1 })
    expect(Math.max(...sharesOf(one, 20))).toBe(1)
    const many = policy('hash', { mix: only('read'), keys: 100_000, zipfAlpha: 0 })
    // On a ring with 150 points each, four targets differ by about 7 %.
    near(sharesOf(many), [0.25, 0.25, 0.25, 0.25], 0.06)
    const owner = sharesOf(one, 20).indexOf(1)
    const scene = new Scene(one).until(10).kill(`t-${owner}`).until(20)
    expect(scene.errorsUntil(30)).toBe(0)
  })

  it('sticky sends a user to one target, and to another one only when that is out', () => {
    const one = policy('sticky', { mix: only('read'), sessions: 1 })
    expect(Math.max(...sharesOf(one, 20))).toBe(1)
    near(sharesOf(policy('sticky', { mix: only('read'), sessions: 1000 })), [0.25, 0.25, 0.25, 0.25], 0.02)
    const owner = sharesOf(one, 20).indexOf(1)
    const scene = new Scene(one).until(10).kill(`t-${owner}`).until(20)
    expect(scene.errorsUntil(30)).toBe(0)
    // It stays with the new one when the old one is back.
    const after = scene.restore(`t-${owner}`).until(40).arrived(`t-${owner}`)
    expect(scene.until(60).arrived(`t-${owner}`)).toBe(after)
  })

  it('least connections counts the instances of a target, those that an autoscaler has added too', () => {
    const design = (name: string, web: Params): Design =>
      draw(
        {
          client: sends(450, 'read', { timeoutMs: 60_000 }),
          lb: ['load-balancer', { ...LB, policy: name }],
          't-0': ['web', { workers: 1, serviceMs: 10, localDataMs: 0, queueMax: null, ...web }],
          't-1': ['web', { workers: 1, serviceMs: 10, localDataMs: 0, queueMax: null }],
        },
        ['client > lb > t-0', 'lb > t-1'],
      )
    const scaled = { autoscale: true, instances: 4, instancesMin: 4 }
    for (const web of [{ instances: 4 }, scaled]) {
      for (const name of ['least-connections', 'two-choices']) {
        const run = report(design(name, web), 60, 10)
        // Four of five machines are in it, and each is 90 % busy.
        expect(Math.abs(run.nodes['t-0']!.arrivalRatePerSec / 450 - 0.8)).toBeLessThan(0.02)
        expect(run.system.latencyMs.p95).toBeLessThan(120)
      }
    }
    // In turn, the single machine gets more than twice what it can do.
    expect(report(design('round-robin', { instances: 4 }), 60, 10).nodes['t-1']!.queue.mean).toBeGreaterThan(
      1000,
    )
  })

  it('least connections counts open requests for the weight', () => {
    const slow = spread('web', { ...web, serviceMs: 500 }, { policy: 'least-connections' }, {}, [3, 1])
    near(sharesOf(slow), [0.75, 0.25], 0.02)
  })
})

describe('rules by class', () => {
  const design = draw(
    {
      client: ['client', { ratePerSec: 300, mix: { ...only('read'), read: 1, write: 1, upload: 1 } }],
      lb: ['load-balancer', LB],
      't-0': ['web', { localDataMs: 0 }],
      't-1': ['web', { localDataMs: 0 }],
      't-2': ['web', { localDataMs: 0 }],
    },
    ['client > lb', ['lb > t-0', { carries: 'upload' }], ['lb > t-1', { carries: 'write' }], 'lb > t-2'],
  )

  it('send the class that a wire names over it, and all others over the rest', () => {
    near(sharesOf(design), [1 / 3, 1 / 3, 1 / 3], 0.02)
    const { byClass } = report(design, 20).system
    expect(Object.keys(byClass).sort()).toEqual(['read', 'upload', 'write'])
  })

  it('do not send it elsewhere when its servers are down', () => {
    const scene = new Scene(design).until(10).kill('t-0').until(20)
    expect(Math.abs(scene.errorsUntil(40) - 1 / 3)).toBeLessThan(0.02)
  })
})
