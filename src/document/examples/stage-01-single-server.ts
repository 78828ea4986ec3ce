import { stage } from './example.ts'

export default stage(
  1,
  {
    title: { en: 'Single server', ko: '단일 서버' },
    teaches: {
      en: 'One server holds web, data and cache. 100 users see 50 ms at 5 % CPU, but it carries 200 requests/s and no more, and dies as a whole.',
      ko: '서버 한 대에 웹, 데이터, 캐시가 모두 있습니다. 사용자 100명에게는 CPU 5 %로 50 ms에 답하지만, 초당 200건이 한계이고 죽으면 전부 멈춥니다.',
    },
    tryThis: {
      en: 'Raise the users to 2,200 (220 requests/s): the queue grows without end and p95 leaves the SLO. Then kill the server: everything fails.',
      ko: '사용자를 2,200명(초당 220건)으로 올려 보세요. 대기열이 끝없이 늘고 p95가 목표를 벗어납니다. 이어서 서버를 종료하면 모든 요청이 실패합니다.',
    },
  },
  {
    parts: {
      'client-1': { kind: 'client', at: [0, 1], params: { ratePerSec: 10 } },
      'dns-1': { kind: 'dns', at: [1, 0] },
      'web-1': {
        kind: 'web',
        at: [1, 1],
        label: { en: 'The server', ko: '서버 한 대' },
        params: { workers: 10, serviceMs: 20, localDataMs: 30, serviceCv: 0.3 },
      },
    },
    wires: ['client-1 > dns-1', 'client-1 > web-1'],
  },
)
