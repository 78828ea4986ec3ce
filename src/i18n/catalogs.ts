import { type CompiledMessage, compileMessage } from '@lingui/message-utils/compileMessage'
import { LANGUAGES, type Language } from '../model/text.ts'
import { messages } from './messages.ts'

/** Compiled messages, and under ids of their own the texts of the kinds, where the build has put them here. */
export type Words = Readonly<Record<string, CompiledMessage>>

/** The words of a language, in two parts: what the page needs for its first picture, and all the rest. */
export interface Catalog {
  start(): Promise<Words>
  rest(): Promise<Words>
}

/**
 * The catalogue of each language. The build replaces this file by one that fetches each part when it is asked for
 * (src/build/words.ts), so that the page carries neither the compiler nor a language that nobody reads.
 */
export const catalogs = Object.fromEntries(
  LANGUAGES.map((language) => [
    language,
    { start: async () => compiled(language), rest: async () => ({}) } satisfies Catalog,
  ]),
) as Record<Language, Catalog>

const compiled = (language: Language): Words =>
  Object.fromEntries(Object.entries(messages).map(([id, text]) => [id, compileMessage(text[language])]))
