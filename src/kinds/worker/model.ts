import { availabilityFields } from '../../model/availability-fields.ts'
import { inGroup, needing, numberField, sharedFields } from '../../model/field.ts'
import type { KindModel } from '../../model/kind.ts'
import { scales, scalingFields } from '../../model/scaling-fields.ts'

export const worker = {
  id: 'worker',
  role: 'consumer',
  group: 'compute',
  name: { en: 'Worker', ko: '워커' },
  summary: {
    en: 'Pulls tasks from a queue and acknowledges each one after its work is done.',
    ko: '큐에서 작업을 가져와 처리를 마친 뒤에 확인 응답을 보냅니다.',
  },
  idPrefix: 'worker',
  wires: {
    balancer: 'calls',
    service: 'calls',
    lookAside: 'calls',
    primary: 'calls',
    replica: 'calls',
    shard: 'calls',
    objects: 'calls',
    session: 'calls',
    buffer: 'publishes',
  },
  answers: ['task'],
  traits: {
    plans: true,
    forwards: false,
    optional: false,
    mortal: true,
    contains: false,
  },
  faults: ['slow', 'errors', 'drain'],
  readings: [
    'ratePerSec',
    'utilisation',
    'latencyMsP95',
    'queue',
    'busy',
    'instances',
    'failPerSec',
    'dropPerSec',
  ],
  fields: [
    numberField('instances', 1, { min: 1, max: 10_000, integer: true }, [
      { en: 'Instances', ko: '인스턴스' },
      { en: 'Equal workers behind this node.', ko: '이 노드에 있는 같은 워커의 수입니다.' },
    ]),
    numberField('workers', 10, { min: 1, max: 100_000, integer: true }, [
      { en: 'Slots each', ko: '인스턴스당 슬롯' },
      {
        en: 'Tasks that one instance works on at the same moment. 10 is the batch that one SQS receive returns at most.',
        ko: '인스턴스 하나가 동시에 처리하는 작업 수입니다. 10은 SQS가 한 번에 돌려주는 최대 개수입니다.',
      },
    ]),
    sharedFields.serviceMs(1000, {
      en: 'Mean work on one task: 1 s, such as sending a mail or resizing an image.',
      ko: '작업 하나의 평균 처리 시간입니다. 메일 발송이나 이미지 변환 같은 1초짜리 작업입니다.',
    }),
    sharedFields.serviceCv(1),
    sharedFields.connectMs(5000, {
      en: 'How long a call waits for a target that says nothing. 5 s is Envoy’s connect_timeout.',
      ko: '아무 답이 없는 대상을 기다리는 시간입니다. 5초는 Envoy의 connect_timeout입니다.',
    }),
    sharedFields.whenDown,
    ...scalingFields,
    ...inGroup('scaling', [
      ...needing(scales, [
        numberField('backlogPerInstance', 100, { min: 1, max: 1_000_000, integer: true }, [
          { en: 'Backlog each', ko: '인스턴스당 밀린 작업' },
          {
            en: 'Waiting messages that one instance should have at most: the autoscaler wants depth / this many instances.',
            ko: '인스턴스 하나에 밀려 있어도 되는 메시지 수입니다. 자동 확장은 큐 길이를 이 값으로 나눈 만큼을 원합니다.',
          },
        ]),
      ]),
    ]),
    sharedFields.price(100, {
      en: 'Price of one instance an hour. The default is 100 a month of 720 hours, chosen in proportion to the teaching story’s bill.',
      ko: '인스턴스 하나의 시간당 가격입니다. 기본값은 한 달(720시간) 100이며, 학습 이야기의 청구서에 맞추어 정했습니다.',
    }),
    ...availabilityFields(199, 1, {
      en: 'Default: the EC2 instance-level SLA, 99.5 %.',
      ko: '기본값: EC2 인스턴스 SLA 99.5 %.',
    }),
  ],
  presets: [],
} as const satisfies KindModel
