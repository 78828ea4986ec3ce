import { availabilityFields } from '../../model/availability-fields.ts'
import { dataFields, failoverPresets } from '../../model/data-fields.ts'
import { inGroup, numberField } from '../../model/field.ts'
import type { KindModel } from '../../model/kind.ts'

export const shard = {
  id: 'shard',
  role: 'shard',
  group: 'data',
  name: { en: 'Shard', ko: '샤드' },
  summary: {
    en: 'Owns a part of the keys, with a queue, a primary and replicas of its own. A hot key makes a hot shard.',
    ko: '키의 일부를 맡고, 자기 대기열과 주 DB, 복제본을 갖습니다. 뜨거운 키 하나가 샤드 하나를 뜨겁게 만듭니다.',
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
    ...inGroup('data', [
      {
        type: 'choice',
        key: 'sharding',
        default: 'modulo',
        label: { en: 'Sharding', ko: '샤딩 방식' },
        help: {
          en: 'How a caller finds the shard of a key. All shards of one caller follow the first one.',
          ko: '호출하는 쪽이 키의 샤드를 찾는 방법입니다. 한 호출자의 샤드는 모두 첫 샤드를 따릅니다.',
        },
        options: [
          {
            value: 'modulo',
            label: { en: 'Modulo', ko: '나머지' },
            help: { en: 'Key number modulo the count of shards.', ko: '키 번호를 샤드 수로 나눈 나머지.' },
          },
          {
            value: 'range',
            label: { en: 'Range', ko: '범위' },
            help: {
              en: 'Neighbouring keys lie together, and the popular ones on the first shard.',
              ko: '이웃한 키가 함께 있고, 인기 키는 첫 샤드에 몰립니다.',
            },
          },
          {
            value: 'directory',
            label: { en: 'Directory', ko: '디렉터리' },
            help: {
              en: 'A table that spreads the popular keys evenly.',
              ko: '인기 키를 고르게 나누는 표를 봅니다.',
            },
          },
          {
            value: 'ring',
            label: { en: 'Consistent hashing', ko: '일관된 해싱' },
            help: {
              en: 'Adding one shard moves only its share of the keys.',
              ko: '샤드를 더해도 그 몫의 키만 옮겨집니다.',
            },
          },
        ],
      },
      numberField('movePerSec', 1000, { unit: '/s', min: 1, max: 1_000_000, step: 100 }, [
        { en: 'Resharding rate', ko: '재샤딩 속도' },
        {
          en: 'Keys that move a second when shards are added or removed. Each costs a read where it was and a write where it goes. 1,000 was chosen.',
          ko: '샤드를 더하거나 뺄 때 1초에 옮기는 키의 수입니다. 키마다 원래 샤드의 읽기와 새 샤드의 쓰기가 듭니다. 1,000은 정한 값입니다.',
        },
      ]),
    ]),
    ...availabilityFields(199, 1, {
      en: 'Default: the RDS SLA of a single instance, 99.5 %.',
      ko: '기본값: RDS 단일 인스턴스 SLA 99.5 %.',
    }),
  ],
  presets: failoverPresets,
} as const satisfies KindModel
