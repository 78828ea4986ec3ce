import { expect, it } from 'vitest'
import { textsIn } from '../../src/build/kind-texts.ts'

const found = (source: string) =>
  textsIn(source).map(({ start, end, en, later }) => ({ en, later, text: source.slice(start, end) }))

it('what the palette says of a kind is told from what stands in a panel', () => {
  const source = `const kind = {
    summary: { en: 'S', ko: 'ㅅ' },
    fields: [numberField('a', 1, {}, [{ en: 'L', ko: 'ㄹ' }, { en: 'H', ko: 'ㅎ' }]), slots(8, { en: 'G', ko: 'ㄱ' })],
    presets: [{ label: { en: 'P', ko: 'ㅍ' }, help: { en: 'Q', ko: 'ㅋ' } }],
  } as const satisfies KindModel`
  expect(found(source).map(({ en, later }) => [en, later])).toEqual([
    ['S', false],
    ['L', true],
    ['H', true],
    ['G', true],
    ['P', true],
    ['Q', true],
  ])
  expect(found(source)[0]!.text).toBe("{ en: 'S', ko: 'ㅅ' }")
})

it('names stay, and so does whatever is not a text', () => {
  expect(
    found("const a = { name: { en: 'N', ko: 'ㄴ' }, min: { en: 1, ko: 2 }, x: { en: 'only' } }"),
  ).toEqual([])
})
