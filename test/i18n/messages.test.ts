import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { listFiles } from '../../src/build/list-files.ts'
import { keysIn } from '../../src/build/message-uses.ts'
import { messages } from '../../src/i18n/messages.ts'
import { LANGUAGES } from '../../src/model/text.ts'
import { ROOT } from '../support/paths.ts'

const KEYS = Object.keys(messages)

const sources = listFiles(join(ROOT, 'src'))
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('i18n/messages'))
  .map((file) => ({ file, text: readFileSync(join(ROOT, 'src', file), 'utf8') }))

/** `{name}` and `{count, plural, …}` of a message. */
const valuesOf = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1]!))].sort()

it('every message is said somewhere', () => {
  const said = new Set(sources.flatMap(({ text }) => keysIn(text, KEYS)))
  expect(KEYS.filter((key) => !said.has(key))).toEqual([])
})

it('every message has words in every language, and only values that the English one has', () => {
  for (const [key, text] of Object.entries(messages)) {
    expect(Object.keys(text).sort(), key).toEqual([...LANGUAGES].sort())
    for (const language of LANGUAGES) expect(text[language].trim(), `${key} ${language}`).not.toBe('')
    expect(valuesOf(text.en), key).toEqual(expect.arrayContaining(valuesOf(text.ko)))
  }
})

it('whatever loads later waits for its words', () => {
  const bare = sources.filter(({ text }) => /\blazy\(/.test(text)).map(({ file }) => file)
  expect(bare).toEqual(['page/with-words.ts'])
})
