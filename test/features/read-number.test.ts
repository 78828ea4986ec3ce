import { expect, it } from 'vitest'
import { readNumber } from '../../src/i18n/read-number.ts'
import type { Translator } from '../../src/i18n/use-t.ts'

/** A translator that answers with the id of the message. */
const ids = Object.assign((id: string) => id, {
  language: 'en' as const,
  text: () => '',
}) as unknown as Translator

const SHAPE = { min: 0, max: 1_000_000, integer: false, unit: 'ms' } as const
const read = (
  text: string,
  shape: typeof SHAPE | { min: 0; max: 1_000_000; integer: true; unit: '' } = SHAPE,
) => readNumber(text, shape, ids)

it.each([
  ['250', 250],
  [' 0.5 ', 0.5],
  ['.5', 0.5],
  ['1e3', 1000],
  ['12,000', 12_000],
  ['1,234.5', 1234.5],
  ['20 ms', 20],
])('%s is a number', (text, value) => {
  expect(read(text)).toEqual({ ok: true, value })
})

it.each(['0,5', '1,5', '1.234,5', '12,00', '0x10', 'Infinity', 'NaN', '', '1 2 x'])(
  '%s is not, and nothing is guessed',
  (text) => {
    expect(read(text)).toEqual({ ok: false, error: 'field.notNumber' })
  },
)

it('a number out of range and a fraction where none may be are told apart', () => {
  expect(read('-1')).toEqual({ ok: false, error: 'field.outside' })
  expect(read('1.5', { min: 0, max: 1_000_000, integer: true, unit: '' })).toEqual({
    ok: false,
    error: 'field.notWhole',
  })
})
