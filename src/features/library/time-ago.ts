import type { Translator } from '../../i18n/use-t.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** Beyond this many days a date says more than their number. */
const DAYS_MAX = 7

/** How long ago something was; a date where that is long. */
export function timeAgo(at: number, now: number, t: Translator): string {
  const past = Math.max(0, now - at)
  if (past < MINUTE_MS) return t('time.now')
  if (past < HOUR_MS) return t('time.minutes', { count: Math.floor(past / MINUTE_MS) })
  if (past < DAY_MS) return t('time.hours', { count: Math.floor(past / HOUR_MS) })
  if (past < DAYS_MAX * DAY_MS) return t('time.days', { count: Math.floor(past / DAY_MS) })
  return new Date(at).toLocaleDateString(t.language, { year: 'numeric', month: 'short', day: 'numeric' })
}

/** The moment itself, to the minute. */
export const momentText = (at: number, t: Translator): string =>
  new Date(at).toLocaleString(t.language, { dateStyle: 'medium', timeStyle: 'short' })

const UNITS = ['B', 'kB', 'MB', 'GB'] as const

/** A number of bytes in the unit that suits it, in steps of a thousand as disks and browsers count. */
export function bytesText(bytes: number, t: Translator): string {
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000
    unit++
  }
  const digits = unit > 0 && value < 9.95 ? 1 : 0
  return `${value.toLocaleString(t.language, { maximumFractionDigits: digits })} ${UNITS[unit]}`
}
