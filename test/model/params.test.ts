import { describe, expect, it } from 'vitest'
import { kindModel } from '../../src/kinds/models.ts'
import { FAULTS } from '../../src/model/fault.ts'
import type { Field, ParamValue } from '../../src/model/field.ts'
import { inOrder, type RunMark } from '../../src/model/mark.ts'
import { intoRange } from '../../src/model/params.ts'

const field = (kind: string, key: string): Field => kindModel(kind)!.fields.find((one) => one.key === key)!

describe('the nearest value that a field may hold', () => {
  it.each<[string, string, string, ParamValue, ParamValue]>([
    ['a number above its range is the highest one', 'web', 'workers', 1e12, 100_000],
    ['a number below it the lowest', 'web', 'workers', -5, 1],
    ['a field of whole numbers rounds', 'web', 'workers', 7.6, 8],
    ['a time does not', 'web', 'serviceMs', 7.6, 7.6],
    ['what is no number at all is the default', 'web', 'serviceMs', Number.NaN, 'default'],
    ['a limit is a number too', 'web', 'queueMax', -5, 'lowest'],
    ['and may be missing', 'web', 'queueMax', null, null],
  ])('%s', (_, kind, key, value, expected) => {
    const of = field(kind, key)
    const wanted =
      expected === 'default' ? of.default : expected === 'lowest' && 'min' in of ? of.min : expected
    expect(intoRange(of, value)).toBe(wanted)
  })
})

it('the degrees of faults are times and percents', () => {
  const degrees = Object.entries(FAULTS).flatMap(([type, { amount }]) => (amount ? [[type, amount]] : []))
  expect(Object.fromEntries(degrees)).toEqual({
    slow: { default: 10, min: 1, max: 1000, unit: 'x' },
    errors: { default: 50, min: 0, max: 100, unit: '%' },
    spike: { default: 10, min: 0, max: 1000, unit: 'x' },
  })
})

it('marks stand in the order of their time, and those of one moment as they came', () => {
  const mark = (timeSec: number, value: number): RunMark => ({ timeSec, value }) as RunMark
  const marks = [mark(3, 0), mark(1, 1), mark(2, 2), mark(1, 3)]
  expect(inOrder(marks).map(({ value }) => value)).toEqual([1, 3, 2, 0])
  expect(marks.map(({ value }) => value)).toEqual([0, 1, 2, 3])
})
