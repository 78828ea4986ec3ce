import type { Design } from '../../src/model/design.ts'
import type { Params } from '../../src/model/field.ts'
import { mg1, mmc, mmck, secondMoment } from '../../src/sim/stats/queueing.ts'
import oracles from '../oracles/oracles.json' with { type: 'json' }
import { draw, only, report, sends } from '../support/simulate.ts'
import { balancers } from './balancers.ts'
import { DAY_MS, type TruthCase } from './case.ts'
import { copies } from './copies.ts'
import { data } from './data.ts'

const SEC = 6000

/** One station of web workers whose requests never time out, in milliseconds of 10 each. */
const station = (ratePerSec: number, workers: number, web: Params = {}): Design =>
  draw(
    {
      client: sends(ratePerSec, 'read', { timeoutMs: DAY_MS }),
      web: ['web', { workers, serviceMs: 10, localDataMs: 0, queueMax: null, ...web }],
    },
    ['client > web'],
  )

const meanMs = (design: Design, sec = SEC): number => report(design, sec, sec / 20).system.latencyMs.mean!
const p99Ms = (design: Design, sec = SEC): number => report(design, sec, sec / 20).system.latencyMs.p99!

/** Ten servers of one slot behind a balancer, with so many requests a second each. */
function spread(policy: string, ratePerSec: number): Design {
  const ids = Array.from({ length: 10 }, (_, i) => `web-${i}`)
  const web: Params = { workers: 1, serviceMs: 10, localDataMs: 0, queueMax: null }
  return draw(
    {
      client: sends(10 * ratePerSec, 'read', { timeoutMs: DAY_MS }),
      lb: ['load-balancer', { policy, healthChecks: false, serviceMs: 0, queueMax: null }],
      ...Object.fromEntries(ids.map((id) => [id, ['web', web] as const])),
    },
    ['client > lb', ...ids.map((id) => `lb > ${id}`)],
  )
}

/** Reads that look a key up in a cache first; nothing takes time. */
const cached = (keys: number, zipfAlpha: number, cache: Params): Design =>
  draw(
    {
      client: sends(1000, 'read', { keys, zipfAlpha }),
      web: ['web', { serviceMs: 0, queueMax: null }],
      cache: ['cache', { hitMs: 0, queueMax: null, ...cache }],
      db: ['database', { readMs: 0, queueMax: null }],
    },
    ['client > web > cache', 'web > db'],
  )

const hitPercent = (design: Design): number => 100 * report(design, 900, 100).nodes.cache!.hitRatio!

const closedForms: readonly TruthCase[] = [
  {
    name: 'M/M/1 at 80 %: mean response',
    source: 'Erlang 1917',
    unit: 'ms',
    expected: 10 + mmc(80, 0.01, 1).wait * 1000,
    tolerance: 0.02,
    measure: () => meanMs(station(80, 1), 20_000),
  },
  {
    name: 'M/M/1 at 80 %: 99th percentile',
    source: 'exponential with the mean response',
    unit: 'ms',
    expected: 50 * Math.log(100),
    tolerance: 0.03,
    measure: () => p99Ms(station(80, 1), 20_000),
  },
  {
    name: 'M/M/4 at 80 %: mean response',
    source: 'Erlang C',
    unit: 'ms',
    expected: 10 + mmc(320, 0.01, 4).wait * 1000,
    tolerance: 0.02,
    measure: () => meanMs(station(320, 4)),
  },
  {
    name: 'M/M/1/5 at 80 %: share turned away',
    source: 'Erlang; oracles.json',
    unit: '%',
    expected: 100 * mmck(80, 0.01, 1, 4).lost,
    tolerance: 0.02,
    measure: () => 100 * report(station(80, 1, { queueMax: 4 }), SEC, 300).system.errors.shed,
  },
  ...[0, 2].map(
    (cv): TruthCase => ({
      name: `M/G/1 at 80 %, coefficient of variation ${cv}: mean response`,
      source: 'Pollaczek and Khinchine',
      unit: 'ms',
      expected: 10 + mg1(80, 0.01, secondMoment(0.01, cv)).wait * 1000,
      tolerance: 0.03,
      measure: () => meanMs(station(80, 1, { serviceCv: cv }), cv === 0 ? SEC : 60_000),
    }),
  ),
  {
    name: 'a pool of 4 connections at 80 %: mean response',
    source: 'Erlang C',
    unit: 'ms',
    expected: 10 + mmc(320, 0.01, 4).wait * 1000,
    tolerance: 0.02,
    measure: () =>
      meanMs(
        draw(
          {
            client: sends(320, 'read', { timeoutMs: DAY_MS }),
            web: ['web', { workers: 10_000, serviceMs: 0, queueMax: null, poolMax: 4 }],
            db: ['database', { slots: 1000, connectionsMax: null, readMs: 10 }],
          },
          ['client > web > db'],
        ),
      ),
  },
  {
    name: 'ten servers at 80 % in turn: mean response',
    source: 'E10/M/1; oracles.json',
    unit: 'ms',
    expected: 10 * oracles.roundRobin[1]!.meanResponseSec,
    tolerance: 0.02,
    measure: () => meanMs(spread('round-robin', 80)),
  },
  {
    name: 'ten servers at 90 %, the better of two: mean response',
    source: 'Mitzenmacher 2001, for ten servers 1.141 times the limit',
    unit: 'ms',
    expected: 10 * 1.141 * oracles.twoChoicesMeanResponse[1]!.infiniteServers,
    tolerance: 0.03,
    measure: () => meanMs(spread('two-choices', 90)),
  },
  ...oracles.lruZipf.map(
    ({ catalogue, alpha, capacity, hitRatio }): TruthCase => ({
      name: `LRU cache of ${capacity} of ${catalogue} keys: hits`,
      source: 'Che et al. 2002',
      unit: '%',
      expected: 100 * hitRatio,
      tolerance: 0.02,
      measure: () => hitPercent(cached(catalogue, alpha, { entriesMax: capacity, ttlMs: DAY_MS })),
    }),
  ),
  ...oracles.fifoZipf.map(
    ({ catalogue, alpha, capacity, hitRatio }): TruthCase => ({
      name: `cache of ${capacity} of ${catalogue} keys that drops any of them: hits`,
      source: 'Fagin 1977; the same as first in, first out',
      unit: '%',
      expected: 100 * hitRatio,
      tolerance: 0.02,
      measure: () =>
        hitPercent(cached(catalogue, alpha, { entriesMax: capacity, ttlMs: DAY_MS, eviction: 'random' })),
    }),
  ),
  {
    name: 'cache with a TTL of 10 s: hits',
    source: 'renewal theory: rate x TTL over 1 + rate x TTL, over the keys',
    unit: '%',
    expected: 100 * oracles.ttlZipf[0]!.hitRatioNoRenewal,
    tolerance: 0.02,
    measure: () =>
      hitPercent(cached(10_000, oracles.ttlZipf[0]!.alpha, { entriesMax: 10_000, ttlMs: 10_000 })),
  },
  {
    name: 'a purge cannot reach an answer on its way: stale hits',
    source: '1 - e^-(0.5 writes/s x 0.5 s)',
    unit: '%',
    expected: 100 * (1 - Math.exp(-0.25)),
    tolerance: 0.15,
    measure: () => 100 * report(purged(), 12_000, 100).nodes.cdn!.staleRatio!,
  },
]

function purged(): Design {
  return draw(
    {
      users: [
        'client',
        {
          ratePerSec: 50.5,
          mix: { ...only('read'), read: 100, write: 1 },
          keys: 1,
          zipfAlpha: 0,
          timeoutMs: 60_000,
        },
      ],
      cdn: ['cdn', { apiTtlMs: DAY_MS, purgeOnWrite: true, purgeMs: 0, edgeMs: 0 }],
      web: ['web', { workers: 10_000, serviceMs: 0 }],
      db: ['database', { readMs: 0, writeMs: 0, connectionsMax: null }],
    },
    ['users > cdn', ['cdn > web', { latencyMs: 1000 }], 'web > db'],
  )
}

/** Everything that the engine is held against here: closed forms, what is kept by key, balancers, data and instances. */
export const TRUTHS: readonly TruthCase[] = [...closedForms, ...copies, ...balancers, ...data]
