import { stage } from './example.ts'
import { DATA, INSIDE_MS, mix, SMALL } from './usual.ts'

const WEB = { ...SMALL, instances: 4, indexed: false }

export default stage(
  6,
  {
    title: { en: 'Cache', ko: '캐시' },
    teaches: {
      en: 'A popular page takes 50 ms from the database and 1 ms from the cache. With a TTL of 10 minutes the cache takes 99 % of the reads off the databases.',
      ko: '인기 페이지는 DB에서 50 ms, 캐시에서 1 ms입니다. TTL이 10분이면 캐시가 DB 읽기의 99 %를 덜어 줍니다.',
    },
    tryThis: {
      en: 'Kill the cache: all 1,980 reads/s fall on two replicas that carry 320. Restore it: it comes back empty. Then try a TTL of 1 s, 50 entries, or the three ways to make room.',
      ko: '캐시를 종료해 보세요. 초당 320건을 감당하는 복제본 둘에 읽기 1,980건이 쏟아집니다. 복구하면 빈 채로 돌아옵니다. TTL 1초, 항목 50개, 비우는 순서도 바꿔 보세요.',
    },
  },
  {
    parts: {
      'client-1': {
        kind: 'client',
        at: [0, 1],
        params: { ratePerSec: 2000, mix: mix({ read: 99, write: 1 }), keys: 200 },
      },
      'dns-1': { kind: 'dns', at: [1, 0] },
      'lb-1': { kind: 'load-balancer', at: [1, 1] },
      'tier-1': { kind: 'tier', label: { en: 'Web tier', ko: '웹 계층' } },
      'web-1': { kind: 'web', in: 'tier-1', at: [2.1, 0], params: WEB },
      'web-2': { kind: 'web', in: 'tier-1', at: [2.1, 1], params: WEB },
      'web-3': { kind: 'web', in: 'tier-1', at: [2.1, 2], params: WEB },
      'cache-1': { kind: 'cache', at: [3.2, 0], params: { ttlMs: 600_000, singleFlight: true } },
      'db-1': { kind: 'database', at: [3.2, 1.4], params: DATA },
      'replica-1': { kind: 'replica', at: [4.2, 0.5] },
      'replica-2': { kind: 'replica', at: [4.2, 1.4] },
    },
    wires: [
      'client-1 > dns-1',
      'client-1 > lb-1',
      ['lb-1 > tier-1 > cache-1', INSIDE_MS],
      ['tier-1 > db-1', INSIDE_MS],
      ['db-1 > replica-1', INSIDE_MS],
      ['db-1 > replica-2', INSIDE_MS],
    ],
  },
)
