import { dataFields } from '../../model/data-fields.ts'
import type { KindModel } from '../../model/kind.ts'

export const shard = {
  id: 'shard',
  role: 'shard',
  group: 'data',
  name: { en: 'Shard', ko: '샤드' },
  summary: {
    en: 'Owns the keys whose number modulo the count of shards is its own. A hot key makes a hot shard.',
    ko: '키 번호를 샤드 수로 나눈 나머지가 자기 차례인 키를 맡습니다. 뜨거운 키 하나가 샤드 하나를 뜨겁게 만듭니다.',
  },
  idPrefix: 'shard',
  wires: { replica: 'replicates' },
  answers: ['read', 'write'],
  traits: {
    plans: false,
    forwards: false,
    optional: false,
    mortal: true,
    contains: false,
  },
  readings: ['utilisation', 'p95'],
  fields: dataFields,
} as const satisfies KindModel
