import { availabilityFields } from '../../model/availability-fields.ts'
import { frameFields, frameTraits, frameWires } from '../../model/frame.ts'
import type { KindModel } from '../../model/kind.ts'

export const zone = {
  id: 'zone',
  role: 'frame',
  group: 'around',
  name: { en: 'Zone', ko: '존' },
  summary: {
    en: 'An availability zone: one building’s power and network. What is in it dies with it.',
    ko: '가용 영역입니다. 전원과 네트워크를 함께 쓰므로 존이 죽으면 안의 것이 모두 죽습니다.',
  },
  idPrefix: 'zone',
  wires: frameWires,
  answers: [],
  traits: frameTraits,
  faults: ['slow', 'errors'],
  readings: [],
  fields: [
    ...frameFields(320, 320),
    ...availabilityFields(9999, 1, {
      en: 'Default: chosen: 99.99 %, about one hour a year.',
      ko: '기본값: 정한 값: 99.99 %, 1년에 약 한 시간.',
    }),
  ],
  presets: [],
} as const satisfies KindModel
