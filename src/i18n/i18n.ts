import { i18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import type { Language, Text } from '../model/text.ts'
import { appMessages } from './messages/app.ts'
import { canvasMessages } from './messages/canvas.ts'
import { shellMessages } from './messages/shell.ts'

const messages = { ...appMessages, ...shellMessages, ...canvasMessages }

/** Id of a message. Every message stands in every language beside its translation, so none can be forgotten. */
export type MessageId = keyof typeof messages
export type MessageValues = Readonly<Record<string, string | number>>

const catalog = (language: Language): Record<string, string> =>
  Object.fromEntries(Object.entries<Text>(messages).map(([id, text]) => [id, text[language]]))

i18n.setMessagesCompiler(compileMessage)
i18n.load({ en: catalog('en'), ko: catalog('ko') })
i18n.activate('en')

/** Makes a language the current one. Components re-render because they read the language from the ui store. */
export function activate(language: Language): void {
  i18n.activate(language)
}

/** A message in the current language; ICU syntax for values and plurals. */
export const t = (id: MessageId, values?: MessageValues): string => i18n._(id, values)
