import type { Design } from '../../src/model/design.ts'
import type { Params } from '../../src/model/field.ts'
import { mg1, mmc, mmck, secondMoment } from '../../src/sim/stats/queueing.ts'
import oracles from '../oracles/oracles.json' with { type: 'json' }
import { draw, only, report, Scene, sends } from '../support/simulate.ts'
import { presetOf } from '../support/spans.ts'

/** A figure that the engine is held against: what it should be, by whom, and what a run of this build measures. */
export interface TruthCase {
  readonly name: string
  readonly source: string
  readonly unit: 'ms' | '%' | 's' | '/s' | ''
  readonly expected: number
  /** Share of the expected figure by which it may be off. */
  readonly tolerance: number
  measure(): number
}

const DAY_MS = 86_400_000
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

/** A server behind a balancer dies at 60.5 s; the seconds until something is marked. */
function secondsUntil(
  type: 'eject' | 'readmit',
  lb: Params,
  untilSec: number,
  restoredSec = Infinity,
): number {
  const scene = new Scene(
    draw(
      {
        client: sends(200),
        lb: ['load-balancer', lb],
        'web-1': ['web', { workers: 200, localDataMs: 0 }],
        'web-2': ['web', { workers: 200, localDataMs: 0 }],
      },
      ['client > lb > web-1', 'lb > web-2'],
    ),
  )
  scene.until(60.5).kill('web-1')
  if (restoredSec < untilSec) scene.until(restoredSec).restore('web-1')
  return scene.until(untilSec).marks(type).at(-1)!.timeSec - 60.5
}

/** A primary with a replica dies at 20 s: from then until writes are taken, and acknowledged writes that are lost. */
function promotion(db: Params, replica: Params): { readonly sec: number; readonly lost: number } {
  const scene = new Scene(
    draw(
      {
        client: ['client', { ratePerSec: 200, mix: only('write') }],
        web: ['web', { workers: 10_000 }],
        db: ['database', { connectionsMax: null, slots: 100, ...db }],
        r: ['replica', { connectionsMax: null, ...replica }],
      },
      ['client > web > db > r'],
    ),
  )
  scene.until(20).kill('db').until(120)
  const [promoted] = scene.marks('promote')
  return { sec: promoted!.timeSec - 20, lost: scene.readings('db').lostWrites! }
}

const products: readonly TruthCase[] = [
  {
    name: 'nginx: a server that was put out at 60 s is tried again, and back at the trial',
    source: 'ngx_http_upstream_round_robin.c: more than fail_timeout whole seconds, 10 s',
    unit: 's',
    expected: 10.5,
    tolerance: 0.01,
    measure: () => secondsUntil('readmit', presetOf('load-balancer', 'nginx'), 75, 65),
  },
  {
    name: 'HAProxy: a dead server is out after three checks of 2 s',
    source: 'inter 2s, fall 3: between 4 and 6 s',
    unit: 's',
    expected: 5,
    tolerance: 0.2,
    measure: () => secondsUntil('eject', presetOf('load-balancer', 'haproxy'), 90),
  },
  {
    name: 'a promotion: 10 s until it is noticed, 30 s for the promotion',
    source: 'the fields detectMs and promoteMs',
    unit: 's',
    expected: 40,
    tolerance: 0.001,
    measure: () => promotion({}, {}).sec,
  },
  {
    name: 'acknowledged writes lost with a lag of 0.5 s at 200/s',
    source: 'rate x lag',
    unit: '',
    expected: 100,
    tolerance: 0.3,
    measure: () => promotion({}, { lagMs: 500 }).lost,
  },
  {
    name: 'the same with a synchronous replica',
    source: 'an acknowledged write is at both',
    unit: '',
    expected: 0,
    tolerance: 0,
    measure: () => promotion({ replication: 'sync' }, { lagMs: 500 }).lost,
  },
]

/** Everything that the engine is held against here, closed forms first. */
export const TRUTHS: readonly TruthCase[] = [...closedForms, ...products]
