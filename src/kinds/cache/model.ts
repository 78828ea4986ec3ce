import { numberField, sharedFields } from '../../model/field.ts'
import type { KindModel } from '../../model/kind.ts'

export const cache = {
  id: 'cache',
  role: 'lookAside',
  group: 'data',
  name: { en: 'Cache', ko: '캐시' },
  summary: {
    en: 'Keeps hot keys in memory beside the data. A miss goes to the data and is filled in; a write invalidates.',
    ko: '자주 쓰는 키를 메모리에 둡니다. 없으면 데이터에서 읽어 채우고, 쓰기는 해당 키를 지웁니다.',
  },
  idPrefix: 'cache',
  wires: { primary: 'calls', replica: 'calls', shard: 'calls' },
  answers: [],
  traits: {
    plans: false,
    forwards: false,
    optional: true,
    mortal: true,
    contains: false,
  },
  readings: ['utilisation', 'hitRatio'],
  fields: [
    numberField('entriesMax', 10_000, { min: 1, max: 1_000_000, step: 1000, integer: true }, [
      { en: 'Entries', ko: '항목 수' },
      {
        en: 'Keys that fit; the least recently used one makes room. A tenth of the default key count.',
        ko: '들어가는 키의 수입니다. 가득 차면 가장 오래 쓰이지 않은 것을 비웁니다. 기본 키 개수의 10분의 1입니다.',
      },
    ]),
    numberField('ttlMs', 3_600_000, { unit: 'ms', max: 31_536_000_000, step: 1000 }, [
      { en: 'TTL', ko: 'TTL' },
      {
        en: 'How long an entry is valid after it was filled. One hour by default; too short loads the database, too long serves old data.',
        ko: '항목을 채운 뒤 유효한 시간입니다. 기본 1시간이며, 너무 짧으면 DB 부하가 늘고 너무 길면 오래된 데이터를 줍니다.',
      },
    ]),
    numberField('hitMs', 1, { unit: 'ms', max: 60_000, step: 0.1 }, [
      { en: 'Operation time', ko: '연산 시간' },
      {
        en: 'Time of one operation: 1 ms inside a data centre, against 50 ms for a slow query.',
        ko: '연산 하나에 걸리는 시간입니다. 데이터 센터 안에서 1 ms로, 느린 쿼리 50 ms와 비교됩니다.',
      },
    ]),
    sharedFields.slots(100, {
      en: 'Operations at the same moment: 100 at 1 ms are 100,000 a second, what redis-benchmark shows for one node.',
      ko: '동시에 처리하는 연산 수입니다. 1 ms에 100이면 초당 100,000건으로, redis-benchmark가 보여 주는 노드 하나의 성능입니다.',
    }),
    sharedFields.queueMax(10_000, {
      en: 'Operations that may wait; more are refused and go to the data. 10,000 is Redis’ maxclients. Empty means no limit.',
      ko: '기다릴 수 있는 연산 수이며, 넘으면 거부되어 데이터로 갑니다. 10,000은 Redis의 maxclients입니다. 비우면 한도가 없습니다.',
    }),
  ],
} as const satisfies KindModel
