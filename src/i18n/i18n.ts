import { i18n } from '@lingui/core'
import type { Language } from '../model/text.ts'
import { catalogs } from './catalogs.ts'
import type { messages } from './messages.ts'

export type MessageId = keyof typeof messages
export type MessageValues = Readonly<Record<string, string | number>>

i18n.load(catalogs)
i18n.activate('en')

/** Makes a language the current one. Components re-render because they read the language from the ui store. */
export function activate(language: Language): void {
  i18n.activate(language)
}

/** A message in the current language; ICU syntax for values and plurals. */
export const t = (id: MessageId, values?: MessageValues): string => i18n._(id, values)
