import type { Text } from '../../model/text.ts'

export const documentMessages = {
  'parse.badId': {
    en: '{where}: the id holds half a character, which no file can keep; give it another.',
    ko: '{where}: id에 깨진 문자가 있어 저장할 수 없습니다. 다른 id를 지정하세요.',
  },
  'parse.unwantedText': {
    en: '{where}: control characters were left out.',
    ko: '{where}: 제어 문자를 뺐습니다.',
  },
  'parse.unwantedKey': {
    en: '{where}: this property was left out, because its name is not safe.',
    ko: '{where}: 이름이 안전하지 않아 이 속성을 뺐습니다.',
  },
} as const satisfies Record<string, Text>
