import { setupI18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import type { MessageId, MessageValues } from '../i18n/i18n.ts'
import { messages } from '../i18n/messages.ts'
import type { Translator } from '../i18n/use-t.ts'

const i18n = setupI18n({ locale: 'en', messages: { en: {} } })

/** The page's own words for the shell, which speaks English. A message is compiled when it is said for the first time. */
export const english: Translator = Object.assign(
  (id: MessageId, values?: MessageValues) => {
    if (!(id in i18n.messages)) i18n.load('en', { [id]: compileMessage(messages[id].en) })
    return i18n._(id, values)
  },
  { language: 'en' as const, text: (text: { readonly en: string }) => text.en },
)
