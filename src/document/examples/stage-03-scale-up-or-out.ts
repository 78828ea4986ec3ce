import { stage } from './example.ts'
import { perMonth, SMALL } from './usual.ts'

export default stage(
  3,
  {
    title: { en: 'Scale up or scale out', ko: '스케일 업과 스케일 아웃' },
    teaches: {
      en: 'The big machine does 16 times the work for 20 times the price and stays a single point of failure. Three small ones do three times for three times, and one may die.',
      ko: '큰 기계는 16배를 일하고 값은 20배이며 여전히 단일 장애점입니다. 작은 기계 세 대는 세 배 값에 세 배를 일하고, 한 대가 죽어도 됩니다.',
    },
    tryThis: {
      en: 'At 20 s the big machine dies, and so does one of the small ones: above everything fails, below a third, until DNS has noticed (30 s × 3) and its answers have expired (60 s).',
      ko: '20초에 큰 기계와 작은 기계 한 대가 함께 죽습니다. 위쪽은 전부 실패하고, 아래쪽은 DNS가 알아차리고(30초 × 3) 답이 만료될 때(60초)까지 3분의 1이 실패합니다.',
    },
  },
  {
    parts: {
      'client-1': { kind: 'client', at: [0, 0], params: { ratePerSec: 400 } },
      'web-1': {
        kind: 'web',
        at: [1.8, 0],
        label: { en: '32 CPU, 128 GB', ko: '32 CPU, 128 GB' },
        params: { ...SMALL, workers: 160, ...perMonth(2000) },
      },
      'db-1': { kind: 'database', at: [2.7, 0] },
      'client-2': { kind: 'client', at: [0, 2.3], params: { ratePerSec: 400 } },
      'dns-1': { kind: 'dns', at: [0.9, 2.3] },
      'web-2': {
        kind: 'web',
        at: [1.8, 1.3],
        label: { en: '2 CPU, 4 GB', ko: '2 CPU, 4 GB' },
        params: SMALL,
      },
      'web-3': {
        kind: 'web',
        at: [1.8, 2.3],
        label: { en: '2 CPU, 4 GB', ko: '2 CPU, 4 GB' },
        params: SMALL,
      },
      'web-4': {
        kind: 'web',
        at: [1.8, 3.3],
        label: { en: '2 CPU, 4 GB', ko: '2 CPU, 4 GB' },
        params: SMALL,
      },
      'db-2': { kind: 'database', at: [2.7, 2.3] },
    },
    wires: [
      'client-1 > web-1 > db-1',
      'client-2 > dns-1 > web-2 > db-2',
      'dns-1 > web-3 > db-2',
      'dns-1 > web-4 > db-2',
    ],
    events: [
      { at: 20, type: 'kill', target: 'web-1' },
      { at: 20, type: 'kill', target: 'web-2' },
    ],
  },
)
