import { expect, it } from 'vitest'
import { activate, type MessageId, type MessageValues, t as message } from '../../src/i18n/i18n.ts'
import { messages } from '../../src/i18n/messages.ts'
import type { Translator } from '../../src/i18n/use-t.ts'
import { MARK_TYPES, MARKS } from '../../src/model/mark.ts'
import { LANGUAGES, type Language } from '../../src/model/text.ts'
import { type Mark, markSentence, markWord } from '../../src/reading/mark-sentence.ts'

const translator = (language: Language): Translator => {
  activate(language)
  return Object.assign((id: MessageId, values?: MessageValues) => message(id, values), {
    language,
    text: (text: Readonly<Record<Language, string>>) => text[language],
  })
}

const say = (mark: Partial<Mark> & Pick<Mark, 'type'>, language: Language = 'en'): string =>
  markSentence({ node: 'web', target: '', value: 0, ...mark }, (id) => id, translator(language))

it('the end of a fault says which one is over', () => {
  expect(say({ type: 'faultEnd', target: 'slow' })).toBe('web is as fast as before.')
  expect(say({ type: 'faultEnd', node: 'a → b', target: 'cut' })).toBe('The wire a → b is whole again.')
  expect(say({ type: 'faultEnd', target: 'pause' }, 'ko')).toBe('web: 복제가 다시 시작되었습니다.')
})

it('instances that go away are counted with a minus', () => {
  expect(say({ type: 'scale', value: 2 })).toBe('web: +2 instances.')
  expect(say({ type: 'scale', value: -1 })).toBe('web: −1 instance.')
  expect(say({ type: 'scale', value: -1 }, 'ko')).toBe('web: 인스턴스 −1대.')
  expect(markWord({ type: 'scale', node: '', target: '', value: -1 }, translator('en'))).toBe('Scaled in')
})

it('every mark has a word and a sentence in each language, with nothing left open', () => {
  for (const language of LANGUAGES)
    for (const type of MARK_TYPES) {
      const target = { none: '', node: 'db', rule: 'errors', fault: 'slow', class: 'read', loop: 'retries' }[
        MARKS[type].target
      ]
      const mark = { type, node: 'web', target, value: MARKS[type].value === 'none' ? 0 : 1234.5 }
      const sentence = say(mark, language)
      expect(sentence).not.toMatch(/[{}]|undefined|NaN|mark\./)
      expect(sentence).toMatch(/[.]$/)
      expect(sentence.includes('1,234.5'), type).toBe(mark.value !== 0)
      expect(sentence.includes('db'), type).toBe(target === 'db')
      expect(markWord(mark, translator(language))).toMatch(/^\p{L}[\p{L} ]+$/u)
    }
})

it('no message is there for a mark that does not exist', () => {
  const named = Object.keys(messages).flatMap((id) => /^mark\.(\w+)(\.sentence)?$/.exec(id)?.[1] ?? [])
  expect(new Set(named)).toEqual(new Set(MARK_TYPES))
})
