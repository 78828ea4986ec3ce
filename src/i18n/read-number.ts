import type { NumberField } from '../model/field.ts'
import { err, ok, type Result } from '../model/result.ts'
import type { Translator } from './use-t.ts'

export type NumberShape = Pick<NumberField, 'min' | 'max' | 'integer' | 'unit'>

const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const GROUPED = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/

/** The number that was typed, or a sentence that says what is wrong with it and what to type instead. */
export function readNumber(text: string, shape: NumberShape, t: Translator): Result<number, string> {
  // People type thousands with commas, and units after the number; neither is a mistake. A comma anywhere else is: it
  // could mean a decimal point, and a guess would be wrong by a factor of ten or a thousand.
  const plain = text.replace(/\s/g, '')
  const bare = shape.unit !== '' && plain.endsWith(shape.unit) ? plain.slice(0, -shape.unit.length) : plain
  const value = GROUPED.test(bare)
    ? Number(bare.replace(/,/g, ''))
    : PLAIN.test(bare)
      ? Number(bare)
      : Number.NaN
  const range = rangeText(shape, t)
  if (bare === '' || !Number.isFinite(value)) return err(t('field.notNumber', { range }))
  if (value < shape.min || value > shape.max) return err(t('field.outside', { range }))
  if (shape.integer && !Number.isInteger(value)) return err(t('field.notWhole', { range }))
  return ok(value)
}

/** What is allowed, in words: 1 to 100 ms. */
export function rangeText(shape: NumberShape, t: Translator): string {
  const unit = shape.unit === '' ? '' : ` ${shape.unit}`
  return t('field.range', { min: sayNumber(shape.min, t), max: `${sayNumber(shape.max, t)}${unit}` })
}

export const sayNumber = (value: number, t: Translator): string =>
  value.toLocaleString(t.language, { maximumFractionDigits: 6 })
