import { availabilityFields } from '../../model/availability-fields.ts'
import { connectionsMax, scanMs } from '../../model/data-fields.ts'
import { numberField, ofService, sharedFields, TIME_MS_MAX } from '../../model/field.ts'
import type { KindModel } from '../../model/kind.ts'

export const replica = {
  id: 'replica',
  role: 'replica',
  group: 'data',
  name: { en: 'Replica', ko: '복제본' },
  summary: {
    en: 'Answers reads from a copy that runs a little behind its primary. A read may be stale, and is counted as such.',
    ko: '주 DB보다 조금 늦은 사본으로 읽기를 처리합니다. 오래된 값을 읽으면 따로 셉니다.',
  },
  idPrefix: 'replica',
  wires: {},
  answers: ['read'],
  traits: {
    plans: false,
    forwards: false,
    optional: false,
    mortal: true,
    contains: false,
  },
  faults: ['slow', 'errors', 'drain', 'pause'],
  readings: [
    'ratePerSec',
    'utilisation',
    'latencyMsP95',
    'queue',
    'busy',
    'lagMs',
    'staleRatio',
    'failPerSec',
    'dropPerSec',
  ],
  fields: [
    numberField('lagMs', 50, { unit: 'ms', max: TIME_MS_MAX, step: 10 }, [
      { en: 'Replication delay', ko: '복제 지연' },
      {
        en: 'Time until a write that the primary has committed reaches this replica. Its turn in the apply queue comes on top.',
        ko: '주 DB가 커밋한 쓰기가 이 복제본에 닿기까지의 시간입니다. 여기에 적용 대기 시간이 더해집니다.',
      },
    ]),
    sharedFields.slots(8, {
      en: 'Reads that run at the same moment: one a core on an 8-core machine.',
      ko: '동시에 실행하는 읽기 수입니다. 8코어 기계에서 코어당 하나입니다.',
    }),
    ofService(
      'mean',
      numberField('readMs', 10, { unit: 'ms', max: TIME_MS_MAX, step: 1 }, [
        { en: 'Read time', ko: '읽기 시간' },
        {
          en: 'Mean time of a read that uses an index.',
          ko: '인덱스를 쓰는 읽기 하나의 평균 시간입니다.',
        },
      ]),
    ),
    scanMs,
    numberField('writeMs', 1, { unit: 'ms', max: TIME_MS_MAX, step: 0.5 }, [
      { en: 'Apply time', ko: '적용 시간' },
      {
        en: 'Time to apply one write of the primary’s log, one after the other: 1 ms keeps up with 1,000 writes/s.',
        ko: '주 DB 로그의 쓰기 하나를 순서대로 적용하는 시간입니다. 1 ms면 초당 1,000건을 따라갑니다.',
      },
    ]),
    sharedFields.serviceCv(1),
    connectionsMax,
    sharedFields.queueMax(null, {
      en: 'Of these, reads that may wait for a slot; more are refused. Empty means as many as there are connections.',
      ko: '그 가운데 슬롯을 기다릴 수 있는 읽기 수이며, 넘으면 거부합니다. 비우면 연결 한도까지 기다립니다.',
    }),
    sharedFields.whenDown,
    sharedFields.price(150, {
      en: 'Price an hour. The default is 150 a month of 720 hours, as in the teaching story’s bill.',
      ko: '시간당 가격입니다. 기본값은 한 달(720시간) 150으로, 학습 이야기의 청구서와 같습니다.',
    }),
    ...availabilityFields(199, 1, {
      en: 'Default: the RDS SLA of a single instance, 99.5 %.',
      ko: '기본값: RDS 단일 인스턴스 SLA 99.5 %.',
    }),
  ],
  presets: [],
} as const satisfies KindModel
