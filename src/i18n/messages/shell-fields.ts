import type { Text } from '../../model/text.ts'

/** Sections of fields, presets, and what they cost. */
export const fieldMessages = {
  'fields.clients': { en: 'Load and retries', ko: '부하와 재시도' },
  'fields.health': { en: 'Health checks', ko: '상태 확인' },
  'fields.resilience': { en: 'Failure handling', ko: '장애 대응' },
  'fields.scaling': { en: 'Scaling', ko: '확장' },
  'fields.sessions': { en: 'Sessions', ko: '세션' },
  'fields.data': { en: 'Data', ko: '데이터' },
  'fields.availability': { en: 'Availability', ko: '가용성' },
  'fields.cost': { en: 'Cost', ko: '비용' },
  'fields.changed': {
    en: '{count} changed',
    ko: '{count}개 변경',
  },
  'preset.label': { en: 'Preset', ko: '프리셋' },
  'preset.custom': { en: 'Custom', ko: '직접 설정' },
  'preset.help': {
    en: 'Values under a well-known name. Choosing one sets all of them in one step.',
    ko: '잘 알려진 이름의 값 묶음입니다. 고르면 모든 값을 한 번에 바꿉니다.',
  },
  'field.idle': {
    en: 'Idle while “{field}” is {value}:',
    ko: '‘{field}’ {value}: 아래 설정은 쓰이지 않습니다.',
  },
  'field.idle.note': {
    en: 'It does nothing while “{field}” is {value}.',
    ko: '‘{field}’ {value} 상태에서는 쓰이지 않습니다.',
  },
  'field.empty': { en: 'empty', ko: '비어 있음' },

  'cost.perMonth': { en: '{sum} a month', ko: '월 {sum}' },
  'cost.price': { en: '= {sum} a month', ko: '= 월 {sum}' },
  'cost.priceOfEach': {
    en: '= {sum} a month each, {total} for {count}',
    ko: '= 하나에 월 {sum}, {count}개 월 {total}',
  },
  'cost.title': { en: 'Cost a month', ko: '월 비용' },
  'cost.headline.help': {
    en: 'Hourly prices × instances × 720 hours. An autoscaler’s count is the one of this moment.',
    ko: '시간당 가격 × 인스턴스 수 × 720시간입니다. 자동 확장은 지금 실행 중인 수로 계산합니다.',
  },
  'cost.total': { en: 'Total', ko: '합계' },
  'cost.node': { en: 'Node', ko: '노드' },
  'cost.sum': { en: '$ a month', ko: '월 $' },
  'cost.rest': {
    en: '{count, plural, one {# more node} other {# more nodes}}',
    ko: '그 밖의 노드 {count}개',
  },
  'cost.none': {
    en: 'Nothing in the design has a price.',
    ko: '가격이 있는 노드가 없습니다.',
  },
} as const satisfies Record<string, Text>
