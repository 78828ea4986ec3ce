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
  fields: frameFields(320, 320),
  presets: [],
} as const satisfies KindModel
