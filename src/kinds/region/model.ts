import { availabilityFields } from '../../model/availability-fields.ts'
import { frameFields, frameTraits, frameWires } from '../../model/frame.ts'
import type { KindModel } from '../../model/kind.ts'
import { placeField } from '../../model/place.ts'

export const region = {
  id: 'region',
  role: 'frame',
  group: 'around',
  name: { en: 'Region', ko: '리전' },
  summary: {
    en: 'A place with data centres. What is in it dies with it.',
    ko: '데이터 센터들이 있는 지역입니다. 리전이 죽으면 안의 것이 모두 죽습니다.',
  },
  idPrefix: 'region',
  wires: frameWires,
  answers: [],
  traits: frameTraits,
  faults: ['slow', 'errors'],
  readings: [],
  fields: [
    placeField,
    ...frameFields(640, 448),
    ...availabilityFields(null, 1, {
      en: 'Default: chosen: a region is down only as a fault.',
      ko: '기본값: 정한 값: 리전은 장애로만 죽음.',
    }),
  ],
  presets: [],
} as const satisfies KindModel
