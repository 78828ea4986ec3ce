import type { Params } from '../../model/field.ts'
import { stage } from './example.ts'
import { DATA, INSIDE_MS, LAST_MILE_MS, SMALL } from './usual.ts'

const WEB = { ...SMALL, instances: 2, inlineTaskMs: 5000 }
const users = (place: string, ratePerSec: number): Params => ({ place, ratePerSec, keys: 5000 })

export default stage(
  9,
  {
    title: { en: 'Data centres', ko: '데이터 센터' },
    teaches: {
      en: 'DNS sends each user to the nearer of two data centres, here 60 % and 40 %. One dies, and within some 100 s all 500 requests/s are at the other, which has a copy of the data.',
      ko: 'DNS가 사용자를 두 데이터 센터 가운데 가까운 곳으로 보냅니다(60 %와 40 %). 한 곳이 죽으면 100초쯤 안에 초당 500건이 모두 데이터 사본이 있는 다른 곳으로 갑니다.',
    },
    tryThis: {
      en: 'Los Angeles dies at 20 s: its users fail until three checks of 10 s have failed and the answers that they hold have expired. Restore it, then kill Seoul, where the primary is.',
      ko: '20초에 로스앤젤레스가 죽습니다. 10초 확인이 세 번 실패하고 기억한 답이 만료될 때까지 그곳 사용자는 실패합니다. 복구한 뒤 주 DB가 있는 서울을 종료해 보세요.',
    },
  },
  {
    parts: {
      'client-1': {
        kind: 'client',
        at: [0, 1.2],
        label: { en: 'Asia', ko: '아시아' },
        params: users('seoul', 300),
      },
      'client-2': {
        kind: 'client',
        at: [0, 3.1],
        label: { en: 'America', ko: '미국' },
        params: users('los-angeles', 200),
      },
      'dns-1': {
        kind: 'dns',
        at: [1, 2.15],
        params: { policy: 'geo', healthIntervalMs: 10_000 },
      },
      'region-1': { kind: 'region', label: { en: 'Seoul', ko: '서울' }, params: { place: 'seoul' } },
      'lb-1': { kind: 'load-balancer', in: 'region-1', at: [2.1, 0.5] },
      'tier-1': { kind: 'tier', in: 'region-1', label: { en: 'Web tier', ko: '웹 계층' } },
      'web-1': { kind: 'web', in: 'tier-1', at: [3.2, 0], params: WEB },
      'web-2': { kind: 'web', in: 'tier-1', at: [3.2, 1], params: WEB },
      'cache-1': { kind: 'cache', in: 'region-1', at: [4.3, -0.1] },
      'db-1': { kind: 'database', in: 'region-1', at: [4.3, 1.1], params: DATA },
      'replica-1': { kind: 'replica', in: 'region-1', at: [5.3, 1.1] },
      'region-2': {
        kind: 'region',
        label: { en: 'Los Angeles', ko: '로스앤젤레스' },
        params: { place: 'los-angeles' },
      },
      'lb-2': { kind: 'load-balancer', in: 'region-2', at: [2.1, 3.8] },
      'tier-2': { kind: 'tier', in: 'region-2', label: { en: 'Web tier', ko: '웹 계층' } },
      'web-3': { kind: 'web', in: 'tier-2', at: [3.2, 3.3], params: WEB },
      'web-4': { kind: 'web', in: 'tier-2', at: [3.2, 4.3], params: WEB },
      'cache-2': { kind: 'cache', in: 'region-2', at: [4.3, 4.4] },
      'replica-2': { kind: 'replica', in: 'region-2', at: [4.3, 3.2] },
    },
    wires: [
      'client-1 > dns-1',
      'client-2 > dns-1',
      ['dns-1 > lb-1', LAST_MILE_MS],
      ['dns-1 > lb-2', LAST_MILE_MS],
      ['lb-1 > tier-1 > cache-1', INSIDE_MS],
      ['tier-1 > db-1', INSIDE_MS],
      ['tier-1 > replica-1', INSIDE_MS],
      ['lb-2 > tier-2 > cache-2', INSIDE_MS],
      ['tier-2 > replica-2', INSIDE_MS],
      ['db-1 > replica-1', INSIDE_MS],
      ['db-1 > replica-2', INSIDE_MS],
    ],
    events: [{ at: 20, type: 'kill', target: 'region-2' }],
  },
)
