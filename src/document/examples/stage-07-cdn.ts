import type { Params } from '../../model/field.ts'
import { stage } from './example.ts'
import { DATA, INSIDE_MS, LAST_MILE_MS, mix, SMALL } from './usual.ts'

const WEB = { ...SMALL, instances: 2, sessions: 'memory' }
const users = (place: string): Params => ({
  place,
  ratePerSec: 300,
  mix: mix({ static: 70, read: 27, write: 3 }),
  keys: 5000,
})

export default stage(
  7,
  {
    title: { en: 'CDN', ko: 'CDN' },
    teaches: {
      en: 'To a server in Seoul users in Seoul, Tokyo, Los Angeles and London wait 10, 50, 200 and 300 ms. The edge answers static content in 10 ms everywhere, after the first request.',
      ko: '서울 서버까지 서울, 도쿄, 로스앤젤레스, 런던 사용자는 10, 50, 200, 300 ms가 걸립니다. 정적 콘텐츠는 첫 요청 뒤로 어디서나 엣지가 10 ms에 답합니다.',
    },
    tryThis: {
      en: 'Watch p95 fall while the edge fills. Flush the CDN, or kill it with and without “Fall back to origin”. Then kill a server: sessions live in its memory, and its users must log in again.',
      ko: '엣지가 채워지는 동안 p95가 내려가는 것을 보세요. CDN을 비우거나, “원본으로 우회”를 켜고 끈 채로 종료해 보세요. 그다음 서버 한 대를 종료하면 그 메모리에 있던 세션의 사용자는 다시 로그인해야 합니다.',
    },
  },
  {
    parts: {
      'client-1': { kind: 'client', at: [0, 0], label: { en: 'Seoul', ko: '서울' }, params: users('seoul') },
      'client-2': { kind: 'client', at: [0, 1], label: { en: 'Tokyo', ko: '도쿄' }, params: users('tokyo') },
      'client-3': {
        kind: 'client',
        at: [0, 2],
        label: { en: 'Los Angeles', ko: '로스앤젤레스' },
        params: users('los-angeles'),
      },
      'client-4': {
        kind: 'client',
        at: [0, 3],
        label: { en: 'London', ko: '런던' },
        params: users('london'),
      },
      'dns-1': { kind: 'dns', at: [1, 1.5] },
      'cdn-1': { kind: 'cdn', at: [2, 0], params: { originFallback: true } },
      'region-1': { kind: 'region', label: { en: 'Seoul', ko: '서울' }, params: { place: 'seoul' } },
      'storage-1': { kind: 'storage', in: 'region-1', at: [3.2, 0] },
      'lb-1': { kind: 'load-balancer', in: 'region-1', at: [3.2, 2], params: { policy: 'sticky' } },
      'tier-1': { kind: 'tier', in: 'region-1', label: { en: 'Web tier', ko: '웹 계층' } },
      'web-1': { kind: 'web', in: 'tier-1', at: [4.3, 1], params: WEB },
      'web-2': { kind: 'web', in: 'tier-1', at: [4.3, 2], params: WEB },
      'web-3': { kind: 'web', in: 'tier-1', at: [4.3, 3], params: WEB },
      'cache-1': { kind: 'cache', in: 'region-1', at: [5.4, 1.1] },
      'db-1': { kind: 'database', in: 'region-1', at: [5.4, 2.5], params: DATA },
      'replica-1': { kind: 'replica', in: 'region-1', at: [6.4, 1.6] },
      'replica-2': { kind: 'replica', in: 'region-1', at: [6.4, 2.5] },
    },
    wires: [
      'client-1 > dns-1',
      'client-2 > dns-1',
      'client-3 > dns-1',
      'client-4 > dns-1',
      'dns-1 > cdn-1',
      ['dns-1 > lb-1', LAST_MILE_MS],
      ['cdn-1 > storage-1', LAST_MILE_MS],
      ['lb-1 > tier-1 > cache-1', INSIDE_MS],
      ['tier-1 > db-1', INSIDE_MS],
      ['tier-1 > storage-1', INSIDE_MS],
      ['db-1 > replica-1', INSIDE_MS],
      ['db-1 > replica-2', INSIDE_MS],
    ],
  },
)
