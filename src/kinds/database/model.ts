import { availabilityFields } from '../../model/availability-fields.ts'
import { dataFields, failoverPresets } from '../../model/data-fields.ts'
import type { KindModel } from '../../model/kind.ts'

export const database = {
  id: 'database',
  role: 'primary',
  group: 'data',
  name: { en: 'Primary DB', ko: '주 DB' },
  summary: {
    en: 'Takes all writes, and the reads that no replica takes. Wire it to replicas to copy its log to them.',
    ko: '모든 쓰기와 복제본이 맡지 않는 읽기를 처리합니다. 복제본에 연결하면 로그를 복사합니다.',
  },
  idPrefix: 'db',
  wires: { replica: 'replicates' },
  answers: ['read', 'write'],
  traits: {
    plans: false,
    forwards: false,
    optional: false,
    mortal: true,
    contains: false,
  },
  faults: ['slow', 'errors', 'pause'],
  readings: [
    'ratePerSec',
    'utilisation',
    'latencyMsP95',
    'queue',
    'busy',
    'lostWrites',
    'failPerSec',
    'dropPerSec',
  ],
  fields: [
    ...dataFields,
    ...availabilityFields(199, 1, {
      en: 'Default: the RDS SLA of a single instance, 99.5 %.',
      ko: '기본값: RDS 단일 인스턴스 SLA 99.5 %.',
    }),
  ],
  presets: failoverPresets,
} as const satisfies KindModel
