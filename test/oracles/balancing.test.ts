import { describe, expect, it } from 'vitest'
import type { Design } from '../../src/model/design.ts'
import type { Params } from '../../src/model/field.ts'
import { disagreement, expectTheory, MEAN, MS, measure, PER_SEC, PERCENTILE } from '../support/estimate.ts'
import { draw, sends } from '../support/simulate.ts'
import oracles from './oracles.json' with { type: 'json' }

/** A balancer that costs no time before equal servers with one slot each. */
function spread(policy: string, servers: number, utilisation: number): Design {
  const ids = Array.from({ length: servers }, (_, i) => `web-${i}`)
  const web: Params = { workers: 1, serviceMs: MS, localDataMs: 0, queueMax: null }
  return draw(
    {
      client: sends(utilisation * servers * PER_SEC, 'read', { timeoutMs: 86_400_000 }),
      lb: ['load-balancer', { policy, healthChecks: false, serviceMs: 0, queueMax: null }],
      ...Object.fromEntries(ids.map((id) => [id, ['web', web] as const])),
    },
    ['client > lb', ...ids.map((id) => `lb > ${id}`)],
  )
}

describe('a balancer', () => {
  it.each(oracles.roundRobin)('in turn over $servers servers answers as E/M/1 says', (oracle) => {
    const { mean, p95, p99 } = measure(spread('round-robin', oracle.servers, oracle.utilisationEach), 2e6)
    const theory = oracle.meanResponseSec * MS
    // Whatever the gaps between arrivals, times before one exponential server are exponential.
    expectTheory([
      [mean, theory, MEAN],
      [p95, theory * Math.log(20), PERCENTILE],
      [p99, theory * Math.log(100), PERCENTILE],
    ])
  })

  it('by chance makes M/M/1 of each server', () => {
    const { mean, p95, p99 } = measure(spread('random', 10, 0.8), 2.5e6)
    const oracle = oracles.mm1[1]!
    expectTheory([
      [mean, oracle.meanResponseSec * MS, MEAN],
      [p95, oracle.p95ResponseSec * MS, PERCENTILE],
      [p99, oracle.p99ResponseSec * MS, PERCENTILE],
    ])
    const turn = oracles.roundRobin[1]!.meanResponseSec * MS
    expect(disagreement(mean, turn, MEAN)).toMatch(/more than 2 % off/)
  })

  const limit = oracles.twoChoicesMeanResponse[1]!.infiniteServers * MS

  it.each(oracles.twoChoicesFinite)(
    'with two choices of $servers servers is $overLimit times Mitzenmacher’s limit of infinitely many',
    ({ servers, utilisation, overLimit }) => {
      const { mean } = measure(spread('two-choices', servers, utilisation), 3e6)
      expectTheory([[mean, overLimit * limit, MEAN]])
      if (servers < 100) expect(disagreement(mean, limit, MEAN)).toMatch(/more than 2 % off/)
    },
  )

  it('with two choices is far better than in turn, and that better than chance', () => {
    const [two, turn, chance] = (['two-choices', 'round-robin', 'random'] as const).map(
      (policy) => measure(spread(policy, 100, 0.9), 1e6).mean.value,
    ) as [number, number, number]
    expect(turn).toBeGreaterThan(1.5 * two)
    expect(chance).toBeGreaterThan(1.3 * turn)
  })

  it('with least connections is better than with two choices', () => {
    const [least, two] = (['least-connections', 'two-choices'] as const).map(
      (policy) => measure(spread(policy, 10, 0.9), 1e6).mean.value,
    )
    expect(least).toBeLessThan(0.9 * two!)
  })
})
