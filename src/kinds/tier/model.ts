import { availabilityFields } from '../../model/availability-fields.ts'
import { frameFields, frameTraits, frameWires } from '../../model/frame.ts'
import type { KindModel } from '../../model/kind.ts'

export const tier = {
  id: 'tier',
  role: 'frame',
  group: 'around',
  name: { en: 'Tier', ko: '계층' },
  summary: {
    en: 'A group of equal servers. A wire to or from it means one for each member.',
    ko: '같은 역할의 서버 묶음입니다. 계층에 연결하면 구성원마다 연결한 것과 같습니다.',
  },
  idPrefix: 'tier',
  wires: frameWires,
  answers: [],
  traits: frameTraits,
  faults: ['slow', 'errors', 'drain'],
  readings: [],
  fields: [
    ...frameFields(160, 368),
    ...availabilityFields(null, 1, {
      en: 'Default: chosen: a tier is a name for what is in it.',
      ko: '기본값: 정한 값: 티어는 안에 든 것의 이름일 뿐임.',
    }),
  ],
  presets: [],
} as const satisfies KindModel
