import { type CompiledMessage, compileMessage } from '@lingui/message-utils/compileMessage'
import { LANGUAGES, type Language } from '../model/text.ts'
import { messages } from './messages.ts'

/**
 * The messages of each language, compiled. The build replaces this file by its own result (src/build/compiled-messages.ts),
 * so that the page carries neither the compiler nor the sources of the messages.
 */
export const catalogs = Object.fromEntries(
  LANGUAGES.map((language) => [
    language,
    Object.fromEntries(Object.entries(messages).map(([id, text]) => [id, compileMessage(text[language])])),
  ]),
) as Record<Language, Record<string, CompiledMessage>>
