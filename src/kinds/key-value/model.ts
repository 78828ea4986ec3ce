import { availabilityFields } from '../../model/availability-fields.ts'
import { sharedFields, toggleField } from '../../model/field.ts'
import type { KindModel } from '../../model/kind.ts'

export const keyValue = {
  id: 'key-value',
  role: 'session',
  group: 'data',
  name: { en: 'Session store', ko: '세션 저장소' },
  summary: {
    en: 'Shared state of a stateless web tier. Servers wired to it ask it first for every dynamic request.',
    ko: '무상태 웹 계층이 함께 쓰는 상태입니다. 연결된 서버는 동적 요청마다 먼저 여기에 묻습니다.',
  },
  idPrefix: 'kv',
  wires: {},
  answers: ['read', 'write'],
  traits: {
    plans: false,
    forwards: false,
    optional: false,
    mortal: true,
    contains: false,
  },
  faults: ['slow', 'errors', 'flush'],
  readings: ['ratePerSec', 'utilisation', 'latencyMsP95', 'queue', 'busy', 'failPerSec', 'dropPerSec'],
  fields: [
    sharedFields.serviceMs(1, {
      en: 'Mean time of one operation: 1 ms inside a data centre.',
      ko: '연산 하나의 평균 시간입니다. 데이터 센터 안에서 1 ms입니다.',
    }),
    sharedFields.serviceCv(0),
    sharedFields.slots(100, {
      en: 'Operations at the same moment: 100 at 1 ms are 100,000 a second, what redis-benchmark shows for one node.',
      ko: '동시에 처리하는 연산 수입니다. 1 ms에 100이면 초당 100,000건으로, redis-benchmark가 보여 주는 노드 하나의 성능입니다.',
    }),
    sharedFields.queueMax(10_000, {
      en: 'Operations that may wait; more are refused. 10,000 is Redis’ maxclients. Empty means no limit.',
      ko: '기다릴 수 있는 연산 수이며, 넘으면 거부합니다. 10,000은 Redis의 maxclients입니다. 비우면 한도가 없습니다.',
    }),
    toggleField('persistent', false, [
      { en: 'Keeps on disk', ko: '디스크에 보관' },
      {
        en: 'Sessions are there again after a restart (Redis with an append-only file). Off, they are in memory alone and a restart loses them (memcached).',
        ko: '다시 시작해도 세션이 남습니다(append-only 파일을 쓰는 Redis). 끄면 메모리에만 있어 다시 시작하면 사라집니다(memcached).',
      },
    ]),
    sharedFields.whenDown,
    sharedFields.price(50, {
      en: 'Price an hour. The default is 50 a month of 720 hours, chosen in proportion to the teaching story’s bill.',
      ko: '시간당 가격입니다. 기본값은 한 달(720시간) 50이며, 학습 이야기의 청구서에 맞추어 정했습니다.',
    }),
    ...availabilityFields(999, 1, {
      en: 'Default: chosen: 99.9 %, a managed node.',
      ko: '기본값: 정한 값: 관리형 노드 99.9 %.',
    }),
  ],
  presets: [],
} as const satisfies KindModel
