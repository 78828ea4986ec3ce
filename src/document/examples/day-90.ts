import type { Params } from '../../model/field.ts'
import { day } from './example.ts'
import { INSIDE_MS, mix } from './usual.ts'

const WEB: Params = { workers: 32, serviceMs: 10, serviceCv: 0.5 }
const REPLICA: Params = { slots: 32 }

export default day(
  90,
  {
    title: { en: '1,000,000 users', ko: '사용자 백만 명' },
    teaches: {
      en: 'The goal: a million users, 100,000 of them at once, 10,000 requests/s, p95 under 100 ms and 99.9 % answered, for $1,000 a month.',
      ko: '목표입니다. 사용자 백만 명, 동시 접속 10만 명, 초당 10,000건에 p95 100 ms 미만, 99.9 % 응답을 한 달 $1,000로 이룹니다.',
    },
    tryThis: {
      en: 'Kill a web server: the other two carry on. Then take things away, the CDN, the cache, the replicas, and see which of them the goal cannot do without.',
      ko: '웹 서버 하나를 종료해도 나머지 둘이 버팁니다. 이어서 CDN, 캐시, 복제본을 하나씩 빼며 무엇이 없으면 목표를 이루지 못하는지 보세요.',
    },
  },
  {
    latencyMsP95: 100,
    parts: {
      'client-1': {
        kind: 'client',
        at: [0, 1.5],
        params: { ratePerSec: 10_000, perUserPerSec: 0.01, mix: mix({ static: 40, read: 54, write: 6 }) },
      },
      'dns-1': { kind: 'dns', at: [0.85, 1.5] },
      'cdn-1': { kind: 'cdn', at: [1.8, -0.2] },
      'storage-1': { kind: 'storage', at: [3, -0.2] },
      'lb-1': { kind: 'load-balancer', at: [1.8, 1.9] },
      'tier-1': { kind: 'tier', label: { en: 'Web tier', ko: '웹 계층' } },
      'web-1': { kind: 'web', in: 'tier-1', at: [3, 1], params: WEB },
      'web-2': { kind: 'web', in: 'tier-1', at: [3, 2], params: WEB },
      'web-3': { kind: 'web', in: 'tier-1', at: [3, 3], params: WEB },
      'cache-1': { kind: 'cache', at: [4.1, 1.1], params: { entriesMax: 30_000 } },
      'db-1': { kind: 'database', at: [4.1, 2.4] },
      'replica-1': { kind: 'replica', at: [5.1, 1.5], params: REPLICA },
      'replica-2': { kind: 'replica', at: [5.1, 2.4], params: REPLICA },
      'monitor-1': { kind: 'monitor', at: [0.85, 0] },
    },
    wires: [
      'client-1 > dns-1',
      ['dns-1 > cdn-1', 0],
      ['dns-1 > lb-1', 10],
      ['cdn-1 > storage-1', 10],
      ['lb-1 > tier-1 > cache-1', INSIDE_MS],
      ['tier-1 > db-1', INSIDE_MS],
      ['tier-1 > storage-1', INSIDE_MS],
      ['db-1 > replica-1', INSIDE_MS],
      ['db-1 > replica-2', INSIDE_MS],
    ],
  },
)
