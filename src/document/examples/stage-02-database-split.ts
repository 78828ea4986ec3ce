import type { Params } from '../../model/field.ts'
import { stage } from './example.ts'
import { mix, SMALL } from './usual.ts'

const reads = (ratePerSec: number): Params => ({ ratePerSec, mix: mix({ read: 1 }) })

export default stage(
  2,
  {
    title: { en: 'Database split', ko: '데이터베이스 분리' },
    teaches: {
      en: 'Web and data scale apart, and what a route asks of the data decides: one joined query takes 50 ms, N+1 makes 101 queries and over 1 s, a full scan takes 3 s.',
      ko: '웹과 데이터를 따로 늘립니다. 그리고 경로가 데이터에 무엇을 묻는지가 중요합니다. 조인 한 번은 50 ms, N+1은 쿼리 101번에 1초 이상, 전체 훑기는 3초입니다.',
    },
    tryThis: {
      en: 'Compare the p95 of the three routes. Give the N+1 route 1 query a read, turn the index on in the third one, and watch both drop to 50 ms and the database with them.',
      ko: '세 경로의 p95를 비교하세요. N+1 경로의 읽기당 쿼리를 1로, 세 번째 경로의 인덱스를 켜면 둘 다 50 ms가 되고 데이터베이스도 한가해집니다.',
    },
  },
  {
    parts: {
      'client-1': { kind: 'client', at: [0, 0], params: { ratePerSec: 100 } },
      'client-2': { kind: 'client', at: [0, 1.1], params: reads(1) },
      'client-3': { kind: 'client', at: [0, 2.2], params: reads(0.5) },
      'web-1': {
        kind: 'web',
        at: [1, 0],
        label: { en: 'Join', ko: '조인' },
        params: SMALL,
      },
      'web-2': {
        kind: 'web',
        at: [1, 1.1],
        label: { en: 'N+1', ko: 'N+1' },
        params: { ...SMALL, queriesPerRead: 101 },
      },
      'web-3': {
        kind: 'web',
        at: [1, 2.2],
        label: { en: 'No index', ko: '인덱스 없음' },
        params: { ...SMALL, indexed: false },
      },
      'db-1': { kind: 'database', at: [2.1, 1.1], params: { scanMs: 3000, serviceCv: 0.2 } },
    },
    wires: ['client-1 > web-1 > db-1', 'client-2 > web-2 > db-1', 'client-3 > web-3 > db-1'],
  },
)
