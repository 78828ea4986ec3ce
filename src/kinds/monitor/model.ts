import { availabilityFields } from '../../model/availability-fields.ts'
import { numberField, sharedFields, toggleField } from '../../model/field.ts'
import type { KindModel } from '../../model/kind.ts'

export const monitor = {
  id: 'monitor',
  role: 'observer',
  group: 'around',
  name: { en: 'Monitor', ko: '모니터' },
  summary: {
    en: 'Watches errors, latency and health, and fires alerts by rule. Without wires it watches everything.',
    ko: '오류, 지연, 상태를 지켜보고 규칙에 따라 알림을 울립니다. 연결이 없으면 전체를 봅니다.',
  },
  idPrefix: 'monitor',
  wires: {
    resolver: 'watches',
    edgeCache: 'watches',
    balancer: 'watches',
    service: 'watches',
    consumer: 'watches',
    buffer: 'watches',
    lookAside: 'watches',
    primary: 'watches',
    replica: 'watches',
    shard: 'watches',
    objects: 'watches',
    session: 'watches',
  },
  answers: [],
  traits: {
    plans: false,
    forwards: false,
    optional: true,
    mortal: true,
    contains: false,
  },
  faults: [],
  readings: ['alerts'],
  fields: [
    numberField('errorPercentMax', 1, { unit: '%', max: 100, step: 0.1 }, [
      { en: 'Errors over', ko: '오류 기준' },
      {
        en: 'Alert while the share of failed requests over the last 10 s is above this.',
        ko: '최근 10초 동안 실패한 요청의 비율이 이 값을 넘으면 알립니다.',
      },
    ]),
    numberField('latencyMsP95Max', 500, { unit: 'ms', min: 1, max: 3_600_000, step: 10 }, [
      { en: 'p95 over', ko: 'p95 기준' },
      {
        en: 'Alert while the 95th percentile of latency over the last 10 s is above this.',
        ko: '최근 10초 동안 지연의 95번째 백분위가 이 값을 넘으면 알립니다.',
      },
    ]),
    toggleField('componentDown', true, [
      { en: 'Component down', ko: '구성 요소 다운' },
      { en: 'Alert while a watched component is down.', ko: '지켜보는 구성 요소가 죽어 있으면 알립니다.' },
    ]),
    sharedFields.price(30, {
      en: 'Price an hour. The default is 30 a month of 720 hours, as in the teaching story’s bill.',
      ko: '시간당 가격입니다. 기본값은 한 달(720시간) 30으로, 학습 이야기의 청구서와 같습니다.',
    }),
    ...availabilityFields(999, 1, {
      en: 'Default: the CloudWatch SLA, 99.9 %.',
      ko: '기본값: CloudWatch SLA 99.9 %.',
    }),
  ],
  presets: [],
} as const satisfies KindModel
