import { numberField, sharedFields, TIME_MS_MAX } from './field.ts'

/** Fields of whatever keeps rows and takes reads and writes. */
export const dataFields = [
  sharedFields.slots(8, {
    en: 'Queries that run at the same moment: one a core on an 8-core machine.',
    ko: '동시에 실행하는 쿼리 수입니다. 8코어 기계에서 코어당 하나입니다.',
  }),
  numberField('readMs', 10, { unit: 'ms', max: TIME_MS_MAX, step: 1 }, [
    { en: 'Read time', ko: '읽기 시간' },
    {
      en: 'Mean time of a read: 10 ms with an index, 50 ms without.',
      ko: '읽기 하나의 평균 시간입니다. 인덱스가 있으면 10 ms, 없으면 50 ms입니다.',
    },
  ]),
  numberField('writeMs', 10, { unit: 'ms', max: TIME_MS_MAX, step: 1 }, [
    { en: 'Write time', ko: '쓰기 시간' },
    {
      en: 'Mean time of a write, commit included.',
      ko: '커밋을 포함한 쓰기 하나의 평균 시간입니다.',
    },
  ]),
  sharedFields.serviceCv(1),
  sharedFields.queueMax(100, {
    en: 'Queries that may wait for a slot; more are refused. 100 is PostgreSQL’s max_connections. Empty means no limit.',
    ko: '슬롯을 기다릴 수 있는 쿼리 수이며, 넘으면 거부합니다. 100은 PostgreSQL의 max_connections입니다. 비우면 한도가 없습니다.',
  }),
] as const
