import type { Params } from '../../model/field.ts'
import { stage } from './example.ts'
import { DATA, INSIDE_MS, LAST_MILE_MS, mix, SMALL } from './usual.ts'

const web = (instancesMax: number): Params => ({
  ...SMALL,
  autoscale: true,
  instancesMin: 1,
  instancesMax,
})

export default stage(
  8,
  {
    title: { en: 'Stateless web tier', ko: '무상태 웹 계층' },
    teaches: {
      en: 'Sessions live in a shared store, so any server may answer any user: a dead server costs no session, and the tier grows by itself from 3 to at most 20 instances.',
      ko: '세션이 공유 저장소에 있어 어느 서버든 누구에게나 답합니다. 서버가 죽어도 세션은 남고, 계층은 3대에서 최대 20대까지 스스로 늘어납니다.',
    },
    tryThis: {
      en: 'The load triples over five minutes: run at 4× and watch instances arrive 45 s after they were asked for. Kill a server: nobody has to log in again. Then kill the session store.',
      ko: '5분 동안 부하가 세 배가 됩니다. 4배속으로 돌리며 인스턴스가 요청 45초 뒤에 합류하는 것을 보세요. 서버를 종료해도 다시 로그인할 사람이 없습니다. 이어서 세션 저장소를 종료해 보세요.',
    },
  },
  {
    parts: {
      'client-1': {
        kind: 'client',
        at: [0, 1],
        params: {
          place: 'seoul',
          ratePerSec: 1000,
          mix: mix({ static: 60, read: 36, write: 4 }),
          keys: 5000,
          shape: 'ramp',
          shapePeak: 3,
          shapeSec: 300,
        },
      },
      'dns-1': { kind: 'dns', at: [1, 1] },
      'cdn-1': { kind: 'cdn', at: [2, -0.3], params: { originFallback: true } },
      'region-1': { kind: 'region', label: { en: 'Seoul', ko: '서울' }, params: { place: 'seoul' } },
      'storage-1': { kind: 'storage', in: 'region-1', at: [3.2, -0.3] },
      'lb-1': { kind: 'load-balancer', in: 'region-1', at: [3.2, 1] },
      'tier-1': { kind: 'tier', in: 'region-1', label: { en: 'Web tier', ko: '웹 계층' } },
      'web-1': { kind: 'web', in: 'tier-1', at: [4.4, 1], params: web(7) },
      'web-2': { kind: 'web', in: 'tier-1', at: [4.4, 2], params: web(7) },
      'web-3': { kind: 'web', in: 'tier-1', at: [4.4, 3], params: web(6) },
      'kv-1': { kind: 'key-value', in: 'region-1', at: [5.6, 0.5] },
      'cache-1': { kind: 'cache', in: 'region-1', at: [5.6, 1.5] },
      'db-1': { kind: 'database', in: 'region-1', at: [5.6, 2.7], params: DATA },
      'replica-1': { kind: 'replica', in: 'region-1', at: [6.6, 1.8] },
      'replica-2': { kind: 'replica', in: 'region-1', at: [6.6, 2.7] },
    },
    wires: [
      'client-1 > dns-1 > cdn-1',
      ['dns-1 > lb-1', LAST_MILE_MS],
      ['cdn-1 > storage-1', LAST_MILE_MS],
      ['lb-1 > tier-1 > kv-1', INSIDE_MS],
      ['tier-1 > cache-1', INSIDE_MS],
      ['tier-1 > db-1', INSIDE_MS],
      ['db-1 > replica-1', INSIDE_MS],
      ['db-1 > replica-2', INSIDE_MS],
    ],
  },
)
