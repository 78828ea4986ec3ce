import { limitField, numberField, TIME_MS_MAX } from '../../model/field.ts'
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
  readings: ['depth'],
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
        en: 'A message that is not acknowledged within this time is delivered again (SQS: 30 s).',
        ko: '이 시간 안에 확인 응답이 없으면 메시지를 다시 전달합니다(SQS: 30초).',
      },
    ]),
    numberField('receivesMax', 5, { min: 1, max: 1000, integer: true }, [
      { en: 'Receives', ko: '최대 수신' },
      {
        en: 'Deliveries of one message before it goes to the dead letters.',
        ko: '한 메시지를 이만큼 전달해도 실패하면 배달 못한 편지함으로 보냅니다.',
      },
    ]),
  ],
} as const satisfies KindModel
