import { HashRing } from '../../src/sim/core/hash-ring.ts'
import { Streams } from '../../src/sim/core/random.ts'
import { SampledOrder } from '../../src/sim/kit/sampled-order.ts'
import oracles from '../oracles/oracles.json' with { type: 'json' }
import { draw, report, Scene, sends } from '../support/simulate.ts'
import { DAY_MS, type TruthCase } from './case.ts'

const KEYS = 100

/** Requests of a file or a read that takes 200 ms to fetch, over a hundred keys: how often each key is fetched in ten seconds. */
function fetchesOf(part: 'cache' | 'cdn', singly: boolean): number {
  const keys = { keys: KEYS, zipfAlpha: 0 }
  const slow = { slots: 1000, serviceCv: 0, queueMax: null }
  if (part === 'cdn') {
    const design = draw(
      {
        client: sends(1000, 'static', keys),
        cdn: ['cdn', { edgeMs: 0 }],
        origin: ['storage', { ...slow, serviceMs: 200, queueMax: null }],
      },
      ['client > cdn > origin'],
    )
    return new Scene(design).until(10).arrived('origin') / KEYS
  }
  const design = draw(
    {
      client: sends(1000, 'read', keys),
      web: ['web', { workers: 10_000, serviceMs: 0 }],
      cache: ['cache', { ttlMs: DAY_MS, singleFlight: singly }],
      db: ['database', { ...slow, readMs: 200, connectionsMax: null }],
    },
    ['client > web > cache > db'],
  )
  return new Scene(design).until(10).arrived('db') / KEYS
}

/** How far the shares of so many targets of a ring lie apart, over their mean. */
function ringSpread(targets: number): number {
  const ring = new HashRing(Array.from({ length: targets }, (_, i) => `host-${i}`))
  const shares = new Float64Array(targets)
  const hashes = 2 ** 21
  for (let i = 0; i < hashes; i++) shares[ring.ownerOf(i * 2048 + 1024)]! += targets / hashes
  return 100 * Math.sqrt(shares.reduce((sum, share) => sum + (share - 1) ** 2, 0) / targets)
}

/** Share of the keys that move when a fourth shard comes. */
function movedPercent(sharding: string): number {
  const shards = (count: number) => {
    const ids = Array.from({ length: count }, (_, i) => `s${i + 1}`)
    return draw(
      {
        client: sends(200, 'read', { keys: 10_000, zipfAlpha: 0 }),
        web: ['web', { workers: 1000 }],
        ...Object.fromEntries(ids.map((id) => [id, ['shard', { sharding }] as const])),
      },
      ['client > web', ...ids.map((id) => `web > ${id}`)],
    )
  }
  const scene = new Scene(shards(3)).until(10).edit(shards(4))
  return (scene.marks('reshard')[0]?.value ?? 0) / 100
}

/** The mean counter of Redis after so many uses of each of some keys, which have none before. */
function lfuCount(uses: number, entries: number): number {
  const streams = new Streams(5)
  const order = new SampledOrder(entries, 'redis-lfu', streams, streams.stream('cache', 'eviction'))
  let sum = 0
  for (let slot = 0; slot < entries; slot++) {
    order.enter(slot, 0)
    for (let i = 0; i < uses; i++) order.use(slot, 0)
    sum += order.countOf(slot, 0)
  }
  return sum / entries
}

const lru = oracles.lruZipf[1]!

/** What is kept by key: caches, rings, shards. */
export const copies: readonly TruthCase[] = [
  {
    name: 'single flight: fetches of a key that many miss together',
    source: 'one leader fetches, the others wait for it',
    unit: '',
    expected: 1,
    tolerance: 0,
    measure: () => fetchesOf('cache', true),
  },
  {
    name: 'without it: the same at 10/s a key and a fetch of 200 ms',
    source: '1 + rate x time of a fetch',
    unit: '',
    expected: 3,
    tolerance: 0.1,
    measure: () => fetchesOf('cache', false),
  },
  {
    name: 'a CDN collapses requests: fetches of a file from its origin',
    source: 'CloudFront, request collapsing',
    unit: '',
    expected: 1,
    tolerance: 0,
    measure: () => fetchesOf('cdn', true),
  },
  {
    name: 'hash ring of 1,000 targets with 150 points each: spread of their shares',
    source: '1 / the root of 150 points',
    unit: '%',
    expected: 100 / Math.sqrt(150),
    tolerance: 0.06,
    measure: () => ringSpread(1000),
  },
  {
    name: 'a fourth shard by modulo: keys that move',
    source: 'n / (n + 1)',
    unit: '%',
    expected: 75,
    tolerance: 0.02,
    measure: () => movedPercent('modulo'),
  },
  {
    name: 'a fourth shard on a hash ring: keys that move',
    source: '1 / (n + 1), as evenly as its points lie',
    unit: '%',
    expected: 25,
    tolerance: 0.2,
    measure: () => movedPercent('ring'),
  },
  ...[
    [100, 10, 400],
    [1000, 18, 200],
    [100_000, 142, 10],
  ].map(
    ([uses, counter, entries]): TruthCase => ({
      name: `Redis LFU: the counter after ${uses} uses`,
      source: 'Redis, table of lfu-log-factor 10',
      unit: '',
      expected: counter!,
      tolerance: 0.1,
      measure: () => lfuCount(uses!, entries!),
    }),
  ),
  {
    name: `Redis LRU by samples, ${lru.capacity} of ${lru.catalogue} keys: hits beside those of true LRU`,
    source: 'Redis, five samples and a pool of 16 come near to it; Che et al. 2002',
    unit: '%',
    expected: 100 * lru.hitRatio,
    tolerance: 0.05,
    measure: () =>
      100 *
      report(
        draw(
          {
            client: sends(1000, 'read', { keys: lru.catalogue, zipfAlpha: lru.alpha }),
            web: ['web', { serviceMs: 0, queueMax: null }],
            cache: [
              'cache',
              {
                hitMs: 0,
                queueMax: null,
                entriesMax: lru.capacity,
                ttlMs: DAY_MS,
                eviction: 'redis-lru',
              },
            ],
            db: ['database', { readMs: 0, queueMax: null }],
          },
          ['client > web > cache', 'web > db'],
        ),
        900,
        100,
      ).nodes.cache!.hitRatio!,
  },
]
