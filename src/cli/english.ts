import { setupI18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import type { MessageId, MessageValues } from '../i18n/i18n.ts'
import { messages } from '../i18n/messages.ts'
import type { Translator } from '../i18n/use-t.ts'
import type { Language, Text } from '../model/text.ts'

/** The page's own words for the shell, which speaks English. */
export const english: Translator = wordsIn('en')

/** The page's words in a language, for what is drawn or written in it. A message is compiled when it is said for the first time. */
export function wordsIn(language: Language): Translator {
  const i18n = setupI18n({ locale: language, messages: { [language]: {} } })
  return Object.assign(
    (id: MessageId, values?: MessageValues) => {
      if (!(id in i18n.messages)) i18n.load(language, { [id]: compileMessage(messages[id][language]) })
      return i18n._(id, values)
    },
    { language, text: (text: Text) => text[language] },
  )
}
