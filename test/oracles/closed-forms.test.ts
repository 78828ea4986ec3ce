import { describe, expect, it } from 'vitest'
import type { Design } from '../../src/model/design.ts'
import type { Params } from '../../src/model/field.ts'
import {
  disagreement,
  expectTheory,
  MEAN,
  MS,
  measure,
  NEARLY_FULL,
  PER_SEC,
  PERCENTILE,
} from '../support/estimate.ts'
import { draw, report, sends } from '../support/simulate.ts'
import oracles from './oracles.json' with { type: 'json' }

/** One station of web workers, fed by one client; nothing times out. */
const station = (ratePerSec: number, workers: number, web: Params = {}): Design =>
  draw(
    {
      client: sends(ratePerSec * PER_SEC, 'read', { timeoutMs: 86_400_000 }),
      web: ['web', { workers, serviceMs: MS, serviceCv: 1, localDataMs: 0, queueMax: null, ...web }],
    },
    ['client > web'],
  )

describe('M/M/c', () => {
  const cases = [...oracles.mm1.filter(({ utilisation }) => utilisation < 0.9), ...oracles.mmc]
  it.each(cases)('$servers servers at $utilisation answer as fast as Erlang C says', (oracle) => {
    const { servers, arrivalRatePerSec, serviceRatePerSec } = oracle
    const design = station(arrivalRatePerSec, servers, { serviceMs: MS / serviceRatePerSec })
    const { mean, p95, p99, lost } = measure(design, oracle.utilisation < 0.7 ? 1e6 : 3e6)
    expectTheory([
      [mean, oracle.meanResponseSec * MS, MEAN],
      [p95, oracle.p95ResponseSec * MS, PERCENTILE],
      [p99, oracle.p99ResponseSec * MS, PERCENTILE],
    ])
    expect(lost.value).toBe(0)
  })

  it('a server that is 95 % full answers as fast as Erlang C says, after many requests', () => {
    const oracle = oracles.mm1[2]!
    const { mean, p95, p99, lost } = measure(station(oracle.arrivalRatePerSec, 1), 3e7)
    expectTheory([
      [mean, oracle.meanResponseSec * MS, NEARLY_FULL],
      [p95, oracle.p95ResponseSec * MS, NEARLY_FULL],
      [p99, oracle.p99ResponseSec * MS, NEARLY_FULL],
    ])
    expect(lost.value).toBe(0)
  })

  it('the percentiles of the node itself include its queue, as those of its waits do without the service', () => {
    const oracle = oracles.mm1[1]!
    const { nodes } = report(station(oracle.arrivalRatePerSec, 1), 30_000, 1000)
    const { latencyMs, waitMs } = nodes.web!
    const near = (value: number | null, theory: number): void =>
      expect(Math.abs(value! / theory - 1)).toBeLessThan(PERCENTILE)
    near(latencyMs.mean, oracle.meanResponseSec * MS)
    near(latencyMs.p50, oracle.p50ResponseSec * MS)
    near(latencyMs.p95, oracle.p95ResponseSec * MS)
    near(latencyMs.p99, oracle.p99ResponseSec * MS)
    near(waitMs.mean, oracle.meanWaitSec * MS)
    // P(wait > t) = 0.8 e^-0.2t.
    near(waitMs.p95, 5 * Math.log(0.8 / 0.05) * MS)
    near(waitMs.p99, 5 * Math.log(0.8 / 0.01) * MS)
  })

  it('instances multiply the workers of each', () => {
    const oracle = oracles.mmc[2]!
    const design = station(oracle.arrivalRatePerSec, 2, { instances: 2 })
    expectTheory([[measure(design, 2e6).mean, oracle.meanResponseSec * MS, MEAN]])
  })
})

describe('M/G/1', () => {
  it.each(oracles.mg1)(
    'a squared variation of $serviceCvSquared waits as Pollaczek and Khinchine say',
    (oracle) => {
      const design = station(oracle.arrivalRatePerSec, 1, { serviceCv: Math.sqrt(oracle.serviceCvSquared) })
      const { mean } = measure(design, oracle.serviceCvSquared > 1 ? 8e6 : 3e6)
      expectTheory([[mean, oracle.meanResponseSec * MS, MEAN]])
    },
  )

  it('constant service has the percentiles of M/D/1', () => {
    const { p95WaitSec, p99WaitSec, arrivalRatePerSec } = oracles.md1Percentiles
    const { p95, p99 } = measure(station(arrivalRatePerSec, 1, { serviceCv: 0 }), 2e6)
    expectTheory([
      [p95, (p95WaitSec + 1) * MS, PERCENTILE],
      [p99, (p99WaitSec + 1) * MS, PERCENTILE],
    ])
  })
})

describe('loss', () => {
  it.each(oracles.mmck)(
    '$servers servers with room for $systemCapacity turn away what M/M/c/K says',
    (oracle) => {
      const { servers, systemCapacity, arrivalRatePerSec } = oracle
      const { mean, p95, p99, lost } = measure(
        station(arrivalRatePerSec, servers, { queueMax: systemCapacity - servers }),
        2e6,
      )
      expectTheory([
        [lost, oracle.blockingProbability, MEAN],
        [mean, oracle.meanResponseSec * MS, MEAN],
        [p95, oracle.p95ResponseSec * MS, PERCENTILE],
        [p99, oracle.p99ResponseSec * MS, PERCENTILE],
      ])
    },
  )

  it.each(oracles.erlangB)('$servers servers without a queue lose what Erlang B says', (oracle) => {
    const design = station(oracle.offeredErlang, oracle.servers, { queueMax: 0 })
    expectTheory([[measure(design, oracle.servers > 10 ? 6e6 : 1e6).lost, oracle.blocking, MEAN]])
  })

  it('a longer queue loses less', () => {
    const { servers, systemCapacity, arrivalRatePerSec, blockingProbability } = oracles.mmck[0]!
    const { lost } = measure(station(arrivalRatePerSec, servers, { queueMax: systemCapacity }), 1e6)
    expect(disagreement(lost, blockingProbability, MEAN)).toMatch(/more than 2 % off/)
  })

  it('only the mean of the service time matters without a queue', () => {
    const oracle = oracles.erlangB[0]!
    const design = station(oracle.offeredErlang, oracle.servers, { queueMax: 0, serviceCv: 2 })
    expectTheory([[measure(design, 1e6).lost, oracle.blocking, MEAN]])
  })
})

describe('an open network', () => {
  const { arrivalRatePerSec, balancer, webs, database, meanResponseSec } = oracles.jacksonTandem
  const network = (ratePerSec: number): Design => {
    const web: Params = { workers: webs.servers, serviceMs: MS / webs.serviceRatePerSec, queueMax: null }
    return draw(
      {
        client: sends(ratePerSec * PER_SEC),
        lb: [
          'load-balancer',
          {
            policy: webs.routing,
            healthChecks: false,
            slots: balancer.servers,
            serviceMs: MS / balancer.serviceRatePerSec,
            queueMax: null,
          },
        ],
        'web-1': ['web', web],
        'web-2': ['web', web],
        'web-3': ['web', web],
        db: [
          'database',
          { slots: database.servers, readMs: MS / database.serviceRatePerSec, queueMax: null },
        ],
      },
      ['client > lb > web-1 > db', 'lb > web-2 > db', 'lb > web-3 > db'],
    )
  }

  it('of a balancer, three servers and a database answers as fast as Jackson says', () => {
    expectTheory([[measure(network(arrivalRatePerSec), 2e6).mean, meanResponseSec * MS, MEAN]])
  })

  it('is no such network with five percent more load', () => {
    const { mean } = measure(network(1.05 * arrivalRatePerSec), 2e6)
    expect(disagreement(mean, meanResponseSec * MS, MEAN)).toMatch(/more than 2 % off/)
  })
})

describe('a closed network', () => {
  type Oracle = (typeof oracles.closedMva)[number]

  /** Three stations of one slot each, one after the other; the rate tells an open load, and `measure` how long to run. */
  const network = (oracle: Oracle, load: 'open' | 'closed', slower = 1): Design => {
    const [balancer, web, database] = oracle.demandSec.map((sec) => slower * sec * MS) as [
      number,
      number,
      number,
    ]
    return draw(
      {
        client: sends(oracle.throughputPerSec * PER_SEC, 'read', {
          load,
          users: oracle.users,
          thinkMs: oracle.thinkSec * MS,
          timeoutMs: 86_400_000,
        }),
        lb: ['load-balancer', { slots: 1, serviceMs: balancer, queueMax: null }],
        web: ['web', { workers: 1, serviceMs: web, queueMax: null }],
        db: ['database', { slots: 1, readMs: database, connectionsMax: null }],
      },
      ['client > lb > web > db'],
    )
  }

  it.each(oracles.closedMva)(
    'of $users users has the throughput and times of mean value analysis',
    (oracle) => {
      const { mean, donePerSec, lost } = measure(network(oracle, 'closed'), 1e6)
      expectTheory([
        [mean, oracle.responseSec * MS, MEAN],
        [donePerSec, oracle.throughputPerSec * PER_SEC, MEAN],
      ])
      expect(lost.value).toBe(0)
    },
  )

  const many = oracles.closedMva[1]!

  it('waits less than an open one of the same throughput', () => {
    const { mean, donePerSec } = measure(network(many, 'open'), 1e6)
    expectTheory([[donePerSec, many.throughputPerSec * PER_SEC, MEAN]])
    expect(disagreement(mean, many.responseSec * MS, MEAN)).toMatch(/more than 2 % off/)
  })

  it('is another one when its stations are five percent slower', () => {
    const { mean } = measure(network(many, 'closed', 1.05), 1e6)
    expect(disagreement(mean, many.responseSec * MS, MEAN)).toMatch(/more than 2 % off/)
  })

  it('sends no more than its users can', () => {
    const oracle = { ...many, users: 1, throughputPerSec: 1 / (many.thinkSec + sum(many.demandSec)) }
    const { mean, donePerSec } = measure(network(oracle, 'closed'), 3e5)
    expectTheory([
      [mean, sum(many.demandSec) * MS, MEAN],
      [donePerSec, oracle.throughputPerSec * PER_SEC, MEAN],
    ])
  })
})

describe('the check itself', () => {
  const [half, busy] = oracles.mm1
  const theory = half!.meanResponseSec * MS

  it('refuses a station with five percent more load', () => {
    expect(disagreement(measure(station(1.05 * 0.5, 1), 1e6).mean, theory, MEAN)).toMatch(/more than 2 % off/)
  })

  it('refuses a station that is five percent slower', () => {
    const { mean, p95, p99 } = measure(station(0.5, 1, { serviceMs: 1.05 * MS }), 1e6)
    expect(disagreement(mean, theory, MEAN)).toMatch(/more than 2 % off/)
    expect(disagreement(p95, half!.p95ResponseSec * MS, PERCENTILE)).toMatch(/more than 3 % off/)
    expect(disagreement(p99, half!.p99ResponseSec * MS, PERCENTILE)).toMatch(/more than 3 % off/)
  })

  it('refuses a server at 95 % that has one percent more load', () => {
    const oracle = oracles.mm1[2]!
    const { mean } = measure(station(1.01 * oracle.arrivalRatePerSec, 1), 1e7)
    expect(disagreement(mean, oracle.meanResponseSec * MS, NEARLY_FULL)).toMatch(/more than 5 % off/)
  })

  it('refuses service times that vary less', () => {
    expect(disagreement(measure(station(0.5, 1, { serviceCv: 0.9 }), 1e6).mean, theory, MEAN)).not.toBeNull()
  })

  it('refuses a loss with five percent more load', () => {
    const { offeredErlang, servers, blocking } = oracles.erlangB[0]!
    const { lost } = measure(station(1.05 * offeredErlang, servers, { queueMax: 0 }), 1e6)
    expect(disagreement(lost, blocking, MEAN)).toMatch(/more than 2 % off/)
  })

  it('refuses a figure from too few requests, even a right one', () => {
    const { mean } = measure(station(0.8, 1), 20_000)
    const right = { value: busy!.meanResponseSec * MS, standardError: mean.standardError }
    expect(disagreement(right, busy!.meanResponseSec * MS, MEAN)).toMatch(/interval is wider/)
  })

  it('refuses a bias that the tolerance would let pass', () => {
    expect(disagreement({ value: 1.01, standardError: 0.001 }, 1, MEAN)).toMatch(/standard errors off/)
  })
})

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
