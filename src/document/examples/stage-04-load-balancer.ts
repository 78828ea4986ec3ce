import { stage } from './example.ts'
import { DATA, INSIDE_MS, mix, SMALL } from './usual.ts'

export default stage(
  4,
  {
    title: { en: 'Load balancer', ko: '로드 밸런서' },
    teaches: {
      en: 'Weights 3:1:1 give the large server 60 %. When it dies, probes take it out within 6 s and the others carry on. Uploads of 4 s go to a server of their own.',
      ko: '가중치 3:1:1이면 큰 서버가 60 %를 받습니다. 그 서버가 죽으면 상태 확인이 6초 안에 제외하고 나머지가 이어받습니다. 4초짜리 업로드는 전용 서버로 보냅니다.',
    },
    tryThis: {
      en: 'The large server dies at 20 s and returns at 60 s: watch the errors end when it is ejected. Then kill the balancer, which is single. Set the upload wire to carry anything, and reads wait behind uploads.',
      ko: '20초에 큰 서버가 죽고 60초에 돌아옵니다. 제외되는 순간 오류가 끝나는 것을 보세요. 하나뿐인 로드 밸런서도 종료해 보세요. 업로드 연결의 규칙을 “모두”로 바꾸면 읽기가 업로드 뒤에서 기다립니다.',
    },
  },
  {
    parts: {
      'client-1': {
        kind: 'client',
        at: [0, 1],
        params: { ratePerSec: 400, mix: mix({ read: 85, write: 10, upload: 5 }) },
      },
      'dns-1': { kind: 'dns', at: [1, 0] },
      'lb-1': { kind: 'load-balancer', at: [1, 1] },
      'tier-1': { kind: 'tier', label: { en: 'Web tier', ko: '웹 계층' } },
      'web-1': {
        kind: 'web',
        in: 'tier-1',
        at: [2.1, 0],
        label: { en: 'Large', ko: '큰 서버' },
        params: { ...SMALL, workers: 30, waiting: 'blocking', pricePerHour: 300 / 720 },
      },
      'web-2': { kind: 'web', in: 'tier-1', at: [2.1, 1], params: { ...SMALL, waiting: 'blocking' } },
      'web-3': { kind: 'web', in: 'tier-1', at: [2.1, 2], params: { ...SMALL, waiting: 'blocking' } },
      'web-4': {
        kind: 'web',
        at: [2.1, 3.2],
        label: { en: 'Uploads', ko: '업로드 전용' },
        params: { ...SMALL, workers: 200, waiting: 'blocking' },
      },
      'db-1': { kind: 'database', at: [3.3, 1], params: DATA },
      'storage-1': { kind: 'storage', at: [3.3, 3.2], params: { serviceMs: 4000, serviceCv: 0.2 } },
    },
    wires: [
      'client-1 > dns-1',
      'client-1 > lb-1',
      ['lb-1 > web-1', { weight: 3, latencyMs: INSIDE_MS }],
      ['lb-1 > web-2', INSIDE_MS],
      ['lb-1 > web-3', INSIDE_MS],
      ['lb-1 > web-4', { carries: 'upload', latencyMs: INSIDE_MS }],
      ['tier-1 > db-1', INSIDE_MS],
      ['tier-1 > storage-1', INSIDE_MS],
      ['web-4 > storage-1', INSIDE_MS],
    ],
    events: [
      { at: 20, type: 'kill', target: 'web-1' },
      { at: 60, type: 'restore', target: 'web-1' },
    ],
  },
)
