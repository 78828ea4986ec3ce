import { availabilityFields } from '../../model/availability-fields.ts'
import { numberField, sharedFields } from '../../model/field.ts'
import type { KindModel } from '../../model/kind.ts'

export const storage = {
  id: 'storage',
  role: 'objects',
  group: 'data',
  name: { en: 'Object store', ko: '객체 저장소' },
  summary: {
    en: 'Keeps files: static content out, uploads in. Any number at once, up to the provider’s rate.',
    ko: '파일을 보관합니다. 정적 콘텐츠를 내주고 업로드를 받습니다. 제공자의 한도까지 동시에 처리합니다.',
  },
  idPrefix: 'storage',
  wires: {},
  answers: ['static', 'upload'],
  traits: {
    plans: false,
    forwards: false,
    optional: false,
    mortal: true,
    contains: false,
  },
  faults: ['slow', 'errors'],
  readings: ['ratePerSec', 'latencyMsP95', 'quota', 'failPerSec', 'dropPerSec'],
  fields: [
    sharedFields.serviceMs(30, {
      en: 'Mean time until an object has been delivered or stored: 30 ms for small objects.',
      ko: '객체를 내주거나 저장하기까지의 평균 시간입니다. 작은 객체는 30 ms입니다.',
    }),
    sharedFields.serviceCv(0.5),
    numberField('ratePerSecMax', 5500, { unit: '/s', min: 1, max: 100_000_000, step: 100 }, [
      { en: 'Rate quota', ko: '요청 한도' },
      {
        en: 'Requests a second that the provider allows; the rest is refused (S3: 5,500 reads a second for one prefix).',
        ko: '제공자가 허용하는 초당 요청 수이며, 넘으면 거부됩니다(S3: 접두사 하나당 초당 읽기 5,500).',
      },
    ]),
    sharedFields.whenDown,
    sharedFields.price(50, {
      en: 'Price an hour. The default is 50 a month of 720 hours, as in the teaching story’s bill.',
      ko: '시간당 가격입니다. 기본값은 한 달(720시간) 50으로, 학습 이야기의 청구서와 같습니다.',
    }),
    ...availabilityFields(999, 1, {
      en: 'Default: the S3 Standard SLA, 99.9 %.',
      ko: '기본값: S3 Standard SLA 99.9 %.',
    }),
  ],
  presets: [],
} as const satisfies KindModel
