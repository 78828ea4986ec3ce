import type { Params } from '../../model/field.ts'
import { stage } from './example.ts'
import { DATA, INSIDE_MS, mix, SMALL } from './usual.ts'

const WEB: Params = { ...SMALL, instances: 2, autoscale: true, instancesMin: 2, instancesMax: 10 }
const WORKERS: Params = {
  serviceMs: 5000,
  instances: 6,
  autoscale: true,
  instancesMin: 6,
  instancesMax: 20,
  backlogPerInstance: 20,
}

export default stage(
  11,
  {
    title: { en: 'Monitoring', ko: '모니터링과 자동화' },
    teaches: {
      en: 'Without an alert an outage at 03:00 lasts until somebody comes in at 09:30. Here a dead primary is announced within seconds and replaced after 40 s by itself.',
      ko: '알림이 없으면 03:00의 장애는 누군가 출근하는 09:30까지 이어집니다. 여기서는 주 DB가 죽으면 몇 초 안에 알림이 울리고 40초 뒤 저절로 교체됩니다.',
    },
    tryThis: {
      en: 'The primary dies at 30 s: read the alerts in the timeline, and see writes return at 70 s. Turn “Promote a replica” off and start over: the writes never come back.',
      ko: '30초에 주 DB가 죽습니다. 타임라인의 알림을 읽고, 70초에 쓰기가 돌아오는 것을 보세요. “복제본 승격”을 끄고 처음부터 실행하면 쓰기가 돌아오지 않습니다.',
    },
  },
  {
    parts: {
      'client-1': {
        kind: 'client',
        at: [0, 1.5],
        params: { ratePerSec: 200, mix: mix({ read: 86, write: 9, task: 5 }), keys: 5000 },
      },
      'lb-1': { kind: 'load-balancer', at: [1, 1.5] },
      'tier-1': { kind: 'tier', label: { en: 'Web tier', ko: '웹 계층' } },
      'web-1': { kind: 'web', in: 'tier-1', at: [2.1, 0], params: WEB },
      'web-2': { kind: 'web', in: 'tier-1', at: [2.1, 1], params: WEB },
      'web-3': {
        kind: 'web',
        at: [2.1, 2.8],
        label: { en: 'Sign-up', ko: '가입' },
        params: { ...SMALL, serviceMs: 100, inlineTaskMs: 5000 },
      },
      'cache-1': { kind: 'cache', at: [3.2, -0.1] },
      'db-1': { kind: 'database', at: [3.2, 1.1], params: DATA },
      'replica-1': { kind: 'replica', at: [4.2, 0.2] },
      'replica-2': { kind: 'replica', at: [4.2, 1.1] },
      'queue-1': { kind: 'queue', at: [3.2, 2.8] },
      'worker-1': { kind: 'worker', at: [4.2, 2.8], params: WORKERS },
      'monitor-1': { kind: 'monitor', at: [1, 0] },
    },
    wires: [
      'client-1 > lb-1',
      ['lb-1 > tier-1 > cache-1', INSIDE_MS],
      ['lb-1 > web-3', { carries: 'task', latencyMs: INSIDE_MS }],
      ['tier-1 > db-1', INSIDE_MS],
      ['db-1 > replica-1', INSIDE_MS],
      ['db-1 > replica-2', INSIDE_MS],
      ['web-3 > queue-1', INSIDE_MS],
      ['queue-1 > worker-1', INSIDE_MS],
    ],
    events: [{ at: 30, type: 'kill', target: 'db-1' }],
  },
)
