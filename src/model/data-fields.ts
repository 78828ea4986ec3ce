import {
  inGroup,
  limitField,
  needing,
  numberField,
  ofService,
  sharedFields,
  TIME_MS_MAX,
  toggleField,
} from './field.ts'
import type { Preset } from './kind.ts'

/** How many callers a database lets in at once. */
export const connectionsMax = limitField('connectionsMax', 100, { min: 1, max: 10_000_000, integer: true }, [
  { en: 'Connections', ko: '연결 한도' },
  {
    en: 'Queries that may be inside, running or waiting; the next one gets a connection error. 100 is PostgreSQL’s max_connections. Empty means no limit.',
    ko: '실행 중이거나 기다리는 쿼리의 최대 수이며, 넘으면 연결 오류가 납니다. 100은 PostgreSQL의 max_connections입니다. 비우면 한도가 없습니다.',
  },
])

export const scanMs = ofService(
  'mean',
  numberField('scanMs', 50, { unit: 'ms', max: TIME_MS_MAX, step: 1 }, [
    { en: 'Read without index', ko: '인덱스 없는 읽기' },
    {
      en: 'Mean time of a read that finds no index: 50 ms against 10 ms. A full scan of a million rows is 3,000 ms.',
      ko: '인덱스를 쓰지 못하는 읽기의 평균 시간입니다. 10 ms 대신 50 ms이며, 백만 행 전체를 훑으면 3,000 ms입니다.',
    },
  ]),
)

/** Fields of whatever keeps rows and takes reads and writes. */
export const dataFields = [
  sharedFields.slots(8, {
    en: 'Queries that run at the same moment: one a core on an 8-core machine.',
    ko: '동시에 실행하는 쿼리 수입니다. 8코어 기계에서 코어당 하나입니다.',
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
  ofService(
    'mean',
    numberField('writeMs', 10, { unit: 'ms', max: TIME_MS_MAX, step: 1 }, [
      { en: 'Write time', ko: '쓰기 시간' },
      {
        en: 'Mean time of a write, commit included.',
        ko: '커밋을 포함한 쓰기 하나의 평균 시간입니다.',
      },
    ]),
  ),
  sharedFields.serviceCv(1),
  connectionsMax,
  sharedFields.queueMax(null, {
    en: 'Of these, queries that may wait for a slot; more are refused. Empty means as many as there are connections.',
    ko: '그 가운데 슬롯을 기다릴 수 있는 쿼리 수이며, 넘으면 거부합니다. 비우면 연결 한도까지 기다립니다.',
  }),
  ...inGroup('data', [
    {
      type: 'choice',
      key: 'replication',
      default: 'async',
      label: { en: 'Replication', ko: '복제 방식' },
      help: {
        en: 'Whether a write waits until a replica has it. Asynchronous is the default of MySQL and PostgreSQL.',
        ko: '쓰기가 복제본에 닿을 때까지 기다리는지입니다. MySQL과 PostgreSQL의 기본값은 비동기입니다.',
      },
      options: [
        {
          value: 'async',
          label: { en: 'Asynchronous', ko: '비동기' },
          help: {
            en: 'Acknowledged at once; what a replica had not received is lost with the primary.',
            ko: '바로 확인하며, 복제본이 받지 못한 쓰기는 주 DB와 함께 사라집니다.',
          },
        },
        {
          value: 'sync',
          label: { en: 'Synchronous', ko: '동기' },
          help: {
            en: 'Acknowledged when the nearest living replica has received it.',
            ko: '가장 가까운 살아 있는 복제본이 받은 뒤에 확인합니다.',
          },
        },
      ],
    },
    toggleField('promotion', true, [
      { en: 'Promote a replica', ko: '복제본 승격' },
      {
        en: 'When the primary dies, its most advanced living replica becomes the primary.',
        ko: '주 DB가 죽으면 가장 앞선 살아 있는 복제본이 주 DB가 됩니다.',
      },
    ]),
    ...needing({ key: 'promotion', is: [true] }, [
      numberField('detectMs', 10_000, { unit: 'ms', max: TIME_MS_MAX, step: 1000 }, [
        { en: 'Detect after', ko: '감지 시간' },
        {
          en: 'Time until the death of the primary is certain. 10 s was chosen for the teaching story (RDS and Patroni: about 30 s).',
          ko: '주 DB의 죽음을 확인하기까지의 시간입니다. 10초는 학습용으로 정한 값입니다(RDS와 Patroni는 약 30초).',
        },
      ]),
      numberField('detectEveryMs', 0, { unit: 'ms', max: TIME_MS_MAX, step: 1000 }, [
        { en: 'Probes every', ko: '감지 주기' },
        {
          en: 'Interval of the probes behind that time. A death falls anywhere between two of them, so it is noticed up to one interval earlier (Patroni: loop_wait 10 s). 0 makes the time constant.',
          ko: '감지에 쓰이는 확인의 간격입니다. 죽음은 두 확인 사이 아무 때나 일어나므로 최대 한 간격만큼 일찍 알아챕니다(Patroni: loop_wait 10초). 0이면 늘 같은 시간이 걸립니다.',
        },
      ]),
      numberField('promoteMs', 30_000, { unit: 'ms', max: TIME_MS_MAX, step: 1000 }, [
        { en: 'Promote in', ko: '승격 시간' },
        {
          en: 'Time from there until the replica takes writes. 30 s was chosen for the teaching story (RDS Multi-AZ: 60 to 120 s in all).',
          ko: '그때부터 복제본이 쓰기를 받기까지의 시간입니다. 30초는 학습용으로 정한 값입니다(RDS Multi-AZ는 전체 60~120초).',
        },
      ]),
    ]),
  ]),
  sharedFields.whenDown,
  sharedFields.price(150, {
    en: 'Price an hour. The default is 150 a month of 720 hours, as in the teaching story’s bill.',
    ko: '시간당 가격입니다. 기본값은 한 달(720시간) 150으로, 학습 이야기의 청구서와 같습니다.',
  }),
] as const

/** Well-known times of a failover. */
export const failoverPresets = [
  {
    id: 'classroom',
    label: { en: 'Classroom', ko: '교실' },
    help: { en: '10 s to detect, 30 s to promote.', ko: '감지 10초, 승격 30초.' },
    params: { replication: 'async', detectMs: 10_000, detectEveryMs: 0, promoteMs: 30_000 },
  },
  {
    id: 'rds',
    label: { en: 'RDS Multi-AZ', ko: 'RDS 다중 AZ' },
    help: {
      en: '90 s in all, the middle of the 60 to 120 s that AWS states; the standby is synchronous.',
      ko: 'AWS가 밝힌 60~120초의 가운데인 90초이며, 대기 복제본은 동기 방식입니다.',
    },
    params: { replication: 'sync', detectMs: 30_000, detectEveryMs: 0, promoteMs: 60_000 },
  },
  {
    id: 'patroni',
    label: { en: 'Patroni', ko: 'Patroni' },
    help: {
      en: 'The leader key lives 30 s (ttl) from its last renewal, one each 10 s (loop_wait); then a replica is promoted within some 5 s.',
      ko: '리더 키는 10초(loop_wait)마다 갱신되고 마지막 갱신부터 30초(ttl) 살며, 그 뒤 5초쯤에 복제본이 승격됩니다.',
    },
    params: { replication: 'async', detectMs: 30_000, detectEveryMs: 10_000, promoteMs: 5000 },
  },
] as const satisfies readonly Preset[]
