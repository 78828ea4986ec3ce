import type { Text } from '../../model/text.ts'

/** A moment of the run that is past. */
export const lookingBackMessages = {
  'lookingBack.at': { en: 'You look at {clock}', ko: '{clock} 시점을 보는 중' },
  'lookingBack.now': { en: 'The run is at {clock}', ko: '현재 실행 시각 {clock}' },
  'lookingBack.back': { en: 'Back to live', ko: '실시간으로' },
  'lookingBack.help': {
    en: 'An edit or a fault takes effect in the present, so it goes back to live first.',
    ko: '설계를 바꾸거나 장애를 일으키면 현재에 적용되므로 먼저 실시간으로 돌아갑니다.',
  },
} as const satisfies Readonly<Record<string, Text>>
