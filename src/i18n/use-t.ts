import { useStore } from 'zustand'
import type { Language, Text } from '../model/text.ts'
import { type MessageId, type MessageValues, t, textOf } from './i18n.ts'
import { languageStore } from './language.ts'

export interface Translator {
  (id: MessageId, values?: MessageValues): string
  readonly language: Language
  /** A text that a kind brings along. */
  text(text: Text): string
}

const translators: Record<Language, Translator> = {
  en: Object.assign((id: MessageId, values?: MessageValues) => t(id, values), {
    language: 'en' as const,
    text: (text: Text) => textOf(text, 'en'),
  }),
  ko: Object.assign((id: MessageId, values?: MessageValues) => t(id, values), {
    language: 'ko' as const,
    text: (text: Text) => textOf(text, 'ko'),
  }),
}

export const translatorOf = (language: Language): Translator => translators[language]

/** Messages in the current language; the component re-renders when the language changes. */
export const useT = (): Translator => translators[useStore(languageStore, (state) => state.language)]
