import type { Params } from '../../model/field.ts'
import type { Chain, Part } from './drawing.ts'
import { stage } from './example.ts'
import { INSIDE_MS, LAST_MILE_MS, mix } from './usual.ts'

const WEB: Params = {
  workers: 20,
  serviceCv: 0.5,
  instances: 3,
  autoscale: true,
  instancesMin: 3,
  instancesMax: 10,
}

const users = (place: string, ratePerSec: number): Params => ({
  place,
  ratePerSec,
  perUserPerSec: 0.01,
  mix: mix({ static: 50, read: 44, write: 4, upload: 1, task: 1 }),
})

/** The first row of the second data centre, on a wide canvas and on a phone. */
const SECOND = { at: 5.1, tall: 3.6 }

/** A place in the one or the other data centre. */
const inCentre = (n: 1 | 2, column: number, row: number): Pick<Part, 'in' | 'at' | 'tall'> => ({
  in: `region-${n}`,
  at: [column, n === 1 ? row : SECOND.at + row],
  tall: [column, n === 1 ? row : SECOND.tall + row],
})

/** What stands in both data centres. */
const centre = (n: 1 | 2, place: Part): Record<string, Part> => ({
  [`region-${n}`]: place,
  [`lb-${n}`]: { kind: 'load-balancer', ...inCentre(n, 3.1, 1) },
  [`tier-${n}`]: { kind: 'tier', in: `region-${n}`, label: { en: 'Web tier', ko: '웹 계층' } },
  ...Object.fromEntries(
    [0, 1, 2].map((i): [string, Part] => [
      `web-${3 * n - 2 + i}`,
      { kind: 'web', ...inCentre(n, 4.2, i), in: `tier-${n}`, params: WEB },
    ]),
  ),
  [`kv-${n}`]: { kind: 'key-value', ...inCentre(n, 5.3, 0) },
  [`cache-${n}`]: { kind: 'cache', ...inCentre(n, 5.3, 1), params: { entriesMax: 30_000 } },
  [`queue-${n}`]: { kind: 'queue', ...inCentre(n, 5.3, 2) },
  [`worker-${n}`]: {
    kind: 'worker',
    ...inCentre(n, 6.3, 2),
    params: { instances: 12, autoscale: true, instancesMin: 12, instancesMax: 40 },
  },
})

const inside = (n: 1 | 2): Chain[] =>
  [
    ['dns-1 > lb-N', LAST_MILE_MS],
    ['lb-N > tier-N > kv-N', INSIDE_MS],
    ['tier-N > cache-N', INSIDE_MS],
    ['tier-N > queue-N > worker-N', INSIDE_MS],
    ['tier-N > storage-1', LAST_MILE_MS],
  ].map(([chain, ms]): Chain => [(chain as string).replaceAll('N', String(n)), ms as number])

const SHARDS = [1, 2, 3]

export default stage(
  13,
  {
    title: { en: 'A million users', ko: '백만 사용자' },
    teaches: {
      en: 'A million users, 100,000 of them at once, 10,000 requests/s: two data centres, CDN, caches, shards with replicas, queues and no state in the web tier. One data centre may die.',
      ko: '사용자 백만 명, 동시 접속 10만 명, 초당 10,000건입니다. 데이터 센터 둘, CDN, 캐시, 복제본이 있는 샤드, 큐, 무상태 웹 계층을 모두 씁니다. 데이터 센터 하나는 죽어도 됩니다.',
    },
    tryThis: {
      en: 'Kill Los Angeles and watch DNS bring its users to Seoul. Then kill one node at a time: a cache costs nothing, a server seconds, a shard its writes for 40 s, a balancer the life of a DNS answer. Session stores, the object store and DNS have no second: which would you mend first?',
      ko: '로스앤젤레스를 종료하고 DNS가 사용자를 서울로 옮기는 것을 보세요. 이어서 노드를 하나씩 종료해 보세요. 캐시는 아무 일도 없고, 서버는 몇 초, 샤드는 쓰기 40초, 로드 밸런서는 DNS 답의 수명만큼 잃습니다. 세션 저장소, 객체 저장소, DNS는 대신할 것이 없습니다. 무엇부터 고칠까요?',
    },
  },
  {
    latencyMsP95: 300,
    parts: {
      'client-1': {
        kind: 'client',
        at: [0, 1.8],
        label: { en: 'Asia', ko: '아시아' },
        params: users('seoul', 6000),
      },
      'client-2': {
        kind: 'client',
        at: [0, 4.6],
        tall: [0, 3.8],
        label: { en: 'America', ko: '미국' },
        params: users('los-angeles', 4000),
      },
      'dns-1': {
        kind: 'dns',
        at: [1, 3.2],
        tall: [1, 2.8],
        params: { policy: 'geo', healthIntervalMs: 10_000 },
      },
      'cdn-1': {
        kind: 'cdn',
        at: [1.95, 3.2],
        tall: [1, 4],
        params: { originFallback: true, serveStale: true },
      },
      'storage-1': { kind: 'storage', at: [3.1, 3.2], tall: [1, 5.1] },
      'monitor-1': { kind: 'monitor', at: [1.3, 0] },
      ...centre(1, { kind: 'region', label: { en: 'Seoul', ko: '서울' }, params: { place: 'seoul' } }),
      ...centre(2, {
        kind: 'region',
        label: { en: 'Los Angeles', ko: '로스앤젤레스' },
        params: { place: 'los-angeles' },
      }),
      ...Object.fromEntries(
        SHARDS.flatMap((i): [string, Part][] => [
          [`shard-${i}`, { kind: 'shard', ...inCentre(1, 7.3, i - 1) }],
          [`replica-${i}`, { kind: 'replica', ...inCentre(1, 8.3, i - 1) }],
          [`replica-${i + 3}`, { kind: 'replica', ...inCentre(2, 7.3, i - 1) }],
        ]),
      ),
    },
    wires: [
      'client-1 > dns-1',
      'client-2 > dns-1',
      'dns-1 > cdn-1',
      ['cdn-1 > storage-1', LAST_MILE_MS],
      ...inside(1),
      ...inside(2),
      ...SHARDS.flatMap((i): Chain[] => [
        [`tier-1 > shard-${i} > replica-${i}`, INSIDE_MS],
        [`shard-${i} > replica-${i + 3}`, INSIDE_MS],
        [`tier-2 > replica-${i + 3}`, INSIDE_MS],
      ]),
    ],
  },
)
