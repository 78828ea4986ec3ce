import { i18n } from '@lingui/core'
import type { Language, Text } from '../model/text.ts'
import { type Catalog, catalogs } from './catalogs.ts'
import { chooseLanguage } from './language.ts'
import type { messages } from './messages.ts'

export type MessageId = keyof typeof messages
export type MessageValues = Readonly<Record<string, string | number>>

const fetched = new Map<string, Promise<void>>()

/** A part is fetched once; one that could not be fetched is asked for again the next time. */
function fetchPart(language: Language, part: keyof Catalog): Promise<void> {
  const key = `${language} ${part}`
  const known = fetched.get(key)
  if (known) return known
  const promise = catalogs[language][part]().then((words) => i18n.load(language, { ...words }))
  promise.catch(() => fetched.delete(key))
  fetched.set(key, promise)
  return promise
}

/** Fetches the words of a language that the first picture needs. */
export const loadFirstWords = (language: Language): Promise<void> => fetchPart(language, 'start')

/** Fetches all words of a language. */
export async function loadWords(language: Language): Promise<void> {
  await Promise.all([fetchPart(language, 'start'), fetchPart(language, 'rest')])
}

/** Makes a language whose words are here the current one. Components re-render because they read which one it is. */
export function activate(language: Language): void {
  i18n.activate(language)
  chooseLanguage(language)
}

/** A message in the current language; ICU syntax for values and plurals. */
export const t = (id: MessageId, values?: MessageValues): string => i18n._(id, values)

/** A text of a kind. In the page the build has left nothing but an id of it, whose text is among the words. */
export const textOf = (text: Text | string, language: Language): string =>
  typeof text === 'string' ? i18n._(text) : text[language]
