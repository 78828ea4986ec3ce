import { stage } from './example.ts'
import { DATA, INSIDE_MS, mix, SMALL } from './usual.ts'

const WEB = { ...SMALL, instances: 2 }

export default stage(
  10,
  {
    title: { en: 'Message queue', ko: '메시지 큐' },
    teaches: {
      en: 'A sign-up is 100 ms of its own, 2 s of mail and 3 s of recommendations: over 5 s in line, 100 ms with a queue. Each side goes on while the other is down.',
      ko: '가입은 자체 처리 100 ms, 메일 2초, 추천 3초입니다. 직접 처리하면 5초가 넘고, 큐를 쓰면 100 ms입니다. 한쪽이 멈춰도 다른 쪽은 계속 일합니다.',
    },
    tryThis: {
      en: 'The workers stop from 30 s to 90 s: sign-ups still take 100 ms, the queue grows by 10 a second, and empties afterwards. Then remove the wire to the queue and look at the latency of tasks.',
      ko: '30초부터 90초까지 워커가 멈춥니다. 가입은 여전히 100 ms이고, 큐는 초당 10개씩 쌓였다가 나중에 비워집니다. 큐로 가는 연결을 지우고 작업의 지연을 비교해 보세요.',
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
      'db-1': { kind: 'database', at: [3.2, 1.1], params: { ...DATA, promotion: false } },
      'replica-1': { kind: 'replica', at: [4.2, 1.1] },
      'queue-1': { kind: 'queue', at: [3.2, 2.8] },
      'worker-1': { kind: 'worker', at: [4.2, 2.3], params: { serviceMs: 5000, instances: 4 } },
      'worker-2': { kind: 'worker', at: [4.2, 3.3], params: { serviceMs: 5000, instances: 4 } },
    },
    wires: [
      'client-1 > lb-1',
      ['lb-1 > tier-1 > cache-1', INSIDE_MS],
      ['lb-1 > web-3', { carries: 'task', latencyMs: INSIDE_MS }],
      ['tier-1 > db-1', INSIDE_MS],
      ['db-1 > replica-1', INSIDE_MS],
      ['web-3 > queue-1', INSIDE_MS],
      ['queue-1 > worker-1', INSIDE_MS],
      ['queue-1 > worker-2', INSIDE_MS],
    ],
    events: [
      { at: 30, type: 'kill', target: 'worker-1', duration: 60 },
      { at: 30, type: 'kill', target: 'worker-2', duration: 60 },
    ],
  },
)
