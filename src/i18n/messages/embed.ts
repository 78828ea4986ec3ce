import type { Text } from '../../model/text.ts'

/** The page inside another one, and documents that are only looked at. */
export const embedMessages = {
  'readOnly.refused': {
    en: 'This design is read-only here.',
    ko: '여기서는 이 설계를 편집할 수 없습니다(읽기 전용).',
  },
  'readOnly.what': {
    en: 'The run and its faults work; nothing can be added, moved or changed.',
    ko: '실행과 장애 주입은 됩니다. 추가, 이동, 변경은 할 수 없습니다.',
  },
  'readOnly.nodeHelp': {
    en: 'Enter selects, K kills or restores. Read-only.',
    ko: 'Enter로 선택, K로 종료하거나 복구합니다. 읽기 전용입니다.',
  },
  'embed.region': { en: 'Faultline: {title}', ko: 'Faultline: {title}' },
  'embed.controls': { en: 'Run', ko: '실행' },
  'embed.open': { en: 'Open in Faultline', ko: 'Faultline에서 열기' },
  'embed.openHelp': {
    en: 'Opens this design in a new tab, where it can be changed',
    ko: '새 탭에서 열어 편집할 수 있습니다',
  },
  'embed.wheel': {
    en: 'Hold Ctrl while you scroll to zoom; drag to move',
    ko: 'Ctrl을 누른 채 스크롤하면 확대·축소되고, 끌면 이동합니다',
  },
  'embed.touch': {
    en: 'Move and zoom with two fingers',
    ko: '두 손가락으로 이동하고 확대·축소하세요',
  },
  'embed.time': { en: 'Simulated time', ko: '시뮬레이션 시간' },
  'readOnly.empty': { en: 'Nothing is drawn in this design yet.', ko: '아직 그린 것이 없는 설계입니다.' },
} as const satisfies Record<string, Text>
