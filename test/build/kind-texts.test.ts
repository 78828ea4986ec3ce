import { expect, it } from 'vitest'
import { textsIn } from '../../src/build/kind-texts.ts'

const found = (source: string) =>
  textsIn(source).map(({ start, end, en, help }) => ({ en, help, text: source.slice(start, end) }))

it('labels and summaries are told from helps', () => {
  const source = `const kind = {
    summary: { en: 'S', ko: 'ㅅ' },
    fields: [numberField('a', 1, {}, [{ en: 'L', ko: 'ㄹ' }, { en: 'H', ko: 'ㅎ' }]), slots(8, { en: 'G', ko: 'ㄱ' })],
    presets: [{ label: { en: 'P', ko: 'ㅍ' }, help: { en: 'Q', ko: 'ㅋ' } }],
  } as const satisfies KindModel`
  expect(found(source).map(({ en, help }) => [en, help])).toEqual([
    ['S', false],
    ['L', false],
    ['H', true],
    ['G', true],
    ['P', false],
    ['Q', true],
  ])
  expect(found(source)[0]!.text).toBe("{ en: 'S', ko: 'ㅅ' }")
})

it('names stay, and so does whatever is not a text', () => {
  expect(
    found("const a = { name: { en: 'N', ko: 'ㄴ' }, min: { en: 1, ko: 2 }, x: { en: 'only' } }"),
  ).toEqual([])
})
