import type { Text } from '../../model/text.ts'

/** The dialog of the examples. What they say of themselves is loaded with them. */
export const galleryMessages = {
  'gallery.title': { en: 'Examples', ko: '예제 모음' },
  'gallery.lead': {
    en: 'From one server to a million users. An example opens as a new document, with what to try in its notes; undo brings your design back.',
    ko: '서버 한 대에서 백만 사용자까지. 예제는 새 문서로 열리고 해 볼 일은 메모에 있습니다. 실행 취소하면 지금 설계로 돌아갑니다.',
  },
  'gallery.days': { en: 'Days', ko: '날짜별' },
  'gallery.stages': { en: 'Stages', ko: '단계별' },
  'gallery.day': { en: 'Day {number}', ko: '{number}일차' },
  'gallery.stage': { en: 'Stage {number}', ko: '{number}단계' },
} as const satisfies Record<string, Text>
