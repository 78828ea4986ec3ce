import { describe, expect, it } from 'vitest'
import type { Design } from '../../src/model/design.ts'
import type { Params } from '../../src/model/field.ts'
import { expectTheory, MEAN, MS, measure, PER_SEC } from '../support/estimate.ts'
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
    const { mean } = measure(spread('round-robin', oracle.servers, oracle.utilisationEach), 2e6)
    expectTheory([[mean, oracle.meanResponseSec * MS, MEAN]])
  })

  it('by chance makes M/M/1 of each server', () => {
    const { mean } = measure(spread('random', 10, 0.8), 2.5e6)
    expectTheory([[mean, oracles.mm1[1]!.meanResponseSec * MS, MEAN]])
  })

  it('with two choices comes near to Mitzenmacher’s limit, and is better than a turn and chance', () => {
    const oracle = oracles.twoChoicesMeanResponse[1]!
    const times = (['two-choices', 'round-robin', 'random'] as const).map(
      (policy) => measure(spread(policy, 100, oracle.utilisation), 1e6).mean.value / MS,
    )
    const [two, turn, chance] = times as [number, number, number]
    // A hundred servers are 1.6 % above the limit of infinitely many.
    expect(two).toBeGreaterThan(oracle.infiniteServers)
    expect(two).toBeLessThan(1.035 * oracle.infiniteServers)
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
