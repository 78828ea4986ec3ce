import type { Language } from '../model/text.ts'
import { formatMs, NO_VALUE } from './format.ts'

/** Between a number and its unit, so that they never part at the end of a line. */
export const THIN = '\u00a0'

/** A duration as one string: 31 ms. */
export function durationText(ms: number, language: Language): string {
  const [value, unit] = formatMs(ms, language)
  return unit === '' ? value : `${value}${THIN}${unit}`
}

/** A whole number, grouped. */
export const countText = (value: number, language: Language): string =>
  Number.isFinite(value) ? Math.round(value).toLocaleString(language) : NO_VALUE

/** A number of users as people of the language say it: 120,000 or 12만. */
export function usersText(users: number, language: Language): string {
  if (!Number.isFinite(users)) return NO_VALUE
  if (language === 'ko' && users >= 10_000)
    return users.toLocaleString('ko', { notation: 'compact', maximumSignificantDigits: 3 })
  return users.toLocaleString(language, { maximumFractionDigits: users < 10 ? 1 : 0 })
}

/** A sum of money, with cents only where it has any. */
export function dollarText(sum: number, language: Language): string {
  if (!Number.isFinite(sum)) return NO_VALUE
  const cents = Math.round(sum * 100)
  const digits = cents % 100 === 0 ? 0 : 2
  return `$${(cents / 100).toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits })}`
}
