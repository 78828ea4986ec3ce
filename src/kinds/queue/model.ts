import { availabilityFields } from '../../model/availability-fields.ts'
import { limitField, needing, numberField, sharedFields, TIME_MS_MAX } from '../../model/field.ts'
import type { KindModel } from '../../model/kind.ts'

export const queue = {
  id: 'queue',
  role: 'buffer',
  group: 'compute',
  name: { en: 'Queue', ko: '큐' },
  summary: {
    en: 'Accepts tasks at once and keeps them until a worker has done them. Each one is delivered at least once.',
    ko: '작업을 바로 받아 두고 워커가 끝낼 때까지 보관합니다. 모든 작업은 최소 한 번 전달됩니다.',
  },
  idPrefix: 'queue',
  wires: { consumer: 'consumes' },
  answers: ['task'],
  traits: {
    plans: false,
    forwards: false,
    optional: false,
    mortal: true,
    contains: false,
  },
  faults: ['errors'],
  readings: [
    'ratePerSec',
    'depth',
    'depthPerSec',
    'oldestMs',
    'deadLetters',
    'redelivered',
    'expired',
    'dropPerSec',
  ],
  fields: [
    limitField('depthMax', 100_000, { max: 100_000_000, step: 1000, integer: true }, [
      { en: 'Depth limit', ko: '최대 길이' },
      {
        en: 'Messages that may wait; more are refused and the caller is told. Empty means no limit. 120,000 may be in flight at once in SQS.',
        ko: '대기할 수 있는 메시지 수이며, 넘으면 거부하고 호출자에게 알립니다. 비우면 한도가 없습니다. SQS는 처리 중 메시지를 120,000개까지 허용합니다.',
      },
    ]),
    numberField('visibilityMs', 30_000, { unit: 'ms', min: 1, max: TIME_MS_MAX, step: 1000 }, [
      { en: 'Visibility timeout', ko: '가시성 제한' },
      {
        en: 'A message that is not acknowledged within this time is delivered again (SQS: 30 s; Kafka: the poll interval, 5 min).',
        ko: '이 시간 안에 확인 응답이 없으면 메시지를 다시 전달합니다(SQS: 30초, Kafka: 폴링 간격 5분).',
      },
    ]),
    numberField('receivesMax', 5, { min: 1, max: 1000, integer: true }, [
      { en: 'Receives', ko: '최대 수신' },
      {
        en: 'Deliveries of one message before it goes to the dead letters.',
        ko: '한 메시지를 이만큼 전달해도 실패하면 배달 못한 편지함으로 보냅니다.',
      },
    ]),
    {
      type: 'choice',
      key: 'delivery',
      default: 'competing',
      label: { en: 'Delivery', ko: '전달 방식' },
      help: {
        en: 'Who gets the next message.',
        ko: '다음 메시지를 누가 받는지입니다.',
      },
      options: [
        {
          value: 'competing',
          label: { en: 'Competing consumers', ko: '경쟁 소비자' },
          help: {
            en: 'Whoever has a free slot (SQS, RabbitMQ).',
            ko: '빈 슬롯이 있는 소비자(SQS, RabbitMQ).',
          },
        },
        {
          value: 'partitioned',
          label: { en: 'Partitions', ko: '파티션' },
          help: {
            en: 'By key, each partition one message after the other, always to the same consumer (Kafka).',
            ko: '키에 따라 나누고, 파티션마다 한 번에 하나씩 늘 같은 소비자에게(Kafka).',
          },
        },
      ],
    },
    ...needing({ key: 'delivery', is: ['partitioned'] }, [
      numberField('partitions', 12, { min: 1, max: 10_000, integer: true }, [
        { en: 'Partitions', ko: '파티션 수' },
        {
          en: 'Partitions of a partitioned queue: no more than this many messages are worked on at once.',
          ko: '파티션 방식에서 파티션의 수입니다. 한 번에 이보다 많은 메시지를 처리하지 못합니다.',
        },
      ]),
      numberField('sessionMs', 45_000, { unit: 'ms', min: 1, max: TIME_MS_MAX, step: 1000 }, [
        { en: 'Session timeout', ko: '세션 제한' },
        {
          en: 'A worker that is not heard for this time is given up: its partitions and messages go to the next one (Kafka: 45 s). One that works is heard, however long it takes.',
          ko: '이 시간 동안 소식이 없는 워커는 포기하고 파티션과 메시지를 다음 워커에 넘깁니다(Kafka: 45초). 작업 중인 워커는 오래 걸려도 소식이 있습니다.',
        },
      ]),
    ]),
    numberField('retentionMs', 345_600_000, { unit: 'ms', min: 1000, max: 1_209_600_000, step: 3_600_000 }, [
      { en: 'Retention', ko: '보관 기간' },
      {
        en: 'A message that has waited this long is dropped (SQS: 4 days).',
        ko: '이만큼 기다린 메시지는 버립니다(SQS: 4일).',
      },
    ]),
    sharedFields.whenDown,
    sharedFields.price(10, {
      en: 'Price an hour. The default is 10 a month of 720 hours, chosen in proportion to the teaching story’s bill.',
      ko: '시간당 가격입니다. 기본값은 한 달(720시간) 10이며, 학습 이야기의 청구서에 맞추어 정했습니다.',
    }),
    ...availabilityFields(999, 1, { en: 'Default: the SQS SLA, 99.9 %.', ko: '기본값: SQS SLA 99.9 %.' }),
  ],
  presets: [
    {
      id: 'sqs',
      label: { en: 'SQS', ko: 'SQS' },
      help: {
        en: 'Visibility 30 s, 5 receives, retention 4 days, competing consumers.',
        ko: '가시성 30초, 수신 5번, 보관 4일, 경쟁 소비자.',
      },
      params: { delivery: 'competing', visibilityMs: 30_000, receivesMax: 5, retentionMs: 345_600_000 },
    },
    {
      id: 'kafka',
      label: { en: 'Kafka', ko: 'Kafka' },
      help: {
        en: 'Serial in each partition, session timeout 45 s, poll interval 5 min, retention 7 days, no dead letters.',
        ko: '파티션마다 순서대로, 세션 제한 45초, 폴링 간격 5분, 보관 7일, 배달 못한 편지함 없음.',
      },
      params: {
        delivery: 'partitioned',
        sessionMs: 45_000,
        visibilityMs: 300_000,
        receivesMax: 1000,
        retentionMs: 604_800_000,
      },
    },
  ],
} as const satisfies KindModel
