import { expect, it } from 'vitest'
import type { ClassAvailability } from '../../src/analysis/availability/availability.ts'
import { activate } from '../../src/i18n/i18n.ts'
import { translatorOf } from '../../src/i18n/use-t.ts'
import {
  availabilitySentence,
  availabilityText,
  awayText,
  ninesText,
} from '../../src/reading/availability-sentence.ts'

const read: ClassAvailability = {
  requestClass: 'read',
  low: 0.9988,
  high: 0.9988,
  parts: 4,
  exact: true,
  worst: 'db',
  worstShare: 0.001,
}

it('nines are told apart and never rounded up', () => {
  expect(ninesText(0.998_8, 'en')).toBe('99.88 %')
  expect(ninesText(0.999_999_4, 'en')).toBe('99.99994 %')
  expect(ninesText(0.999_59, 'en')).toBe('99.959 %')
  expect(ninesText(1, 'en')).toBe('100 %')
  expect(ninesText(0, 'en')).toBe('0 %')
})

it('a month of 30 days at 99.9 % lacks 43.2 minutes', () => {
  expect(awayText(0.999, 'en')).toBe('43.2\u00a0min')
})

it('a class is told in one sentence in either language, with the part that takes most', () => {
  activate('en')
  expect(availabilitySentence(read, () => 'Primary', translatorOf('en'))).toBe(
    'read: 99.88 % of the time, 51.8\u00a0min away a month, 43.2\u00a0min of them Primary’s.',
  )
  expect(availabilitySentence({ ...read, worst: '' }, () => '', translatorOf('en'))).toBe(
    'read: 99.88 % of the time, 51.8\u00a0min away a month.',
  )
  activate('ko')
  expect(availabilitySentence(read, () => '주 DB', translatorOf('ko'))).toContain('99.88 %')
})

it('both ends are told where they differ', () => {
  activate('en')
  expect(availabilityText({ low: 0.99, high: 0.995 }, translatorOf('en'))).toBe('99 % to 99.5 %')
})
