import type { Language } from '../model/text.ts'

/**
 * Numbers for people. Every function gives the em dash for NaN: a reading that does not exist is not zero.
 * Units are returned apart where the screen sets them in another ink.
 */

export const NO_VALUE = '–'

/** 12,000 or 1.2 or 0.03: three significant digits under 100, whole numbers above, grouped. */
export function formatRate(value: number, language: Language): string {
  if (!Number.isFinite(value)) return NO_VALUE
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 0.05 ? 2 : value > 0 ? 3 : 0
  return decimal(value, language, digits)
}

/** Short form for tight places: 950, 3.6k, 12k, 1.2M; in Korean 3,600, 1.2만, 120만. */
export function formatCompact(value: number, language: Language): string {
  if (!Number.isFinite(value)) return NO_VALUE
  if (Math.abs(value) < 10_000) return formatRate(value, language)
  const maximumFractionDigits = value < 100_000 ? 1 : 0
  const short = value.toLocaleString(language, { notation: 'compact', maximumFractionDigits })
  // The locale data writes a thousand as K, which is the kelvin.
  return short.replace('K', 'k')
}

/** A duration in the unit that suits it, as [number, unit]: 0.4 ms, 31 ms, 1.25 s, 3.2 min. */
export function formatMs(ms: number, language: Language): readonly [string, string] {
  if (!Number.isFinite(ms)) return [NO_VALUE, '']
  const say = (value: number, digits: number) => decimal(value, language, digits)
  if (ms < 10) return [say(ms, 1), 'ms']
  if (ms < 1000) return [say(ms, 0), 'ms']
  if (ms < 60_000) return [say(ms / 1000, ms < 10_000 ? 2 : 1), 's']
  return [say(ms / 60_000, 1), language === 'ko' ? '분' : 'min']
}

/** 0.0943 gives "9.43 %"; under 0.01 % but not zero gives "< 0.01 %". */
export function formatPercent(share: number, language: Language): string {
  if (!Number.isFinite(share)) return NO_VALUE
  const percent = share * 100
  if (percent > 0 && percent < 0.01) return '< 0.01 %'
  const digits = percent >= 99.995 || percent === 0 ? 0 : percent >= 10 ? 1 : 2
  return `${decimal(percent, language, digits)} %`
}

/** A clock of simulated time: 3:32.0 */
export function formatClock(sec: number): string {
  const tenths = Math.floor(sec * 10 + 1e-6)
  const hours = Math.floor(tenths / 36_000)
  const minutes = Math.floor(tenths / 600) % 60
  const rest = `${String(Math.floor(tenths / 10) % 60).padStart(2, '0')}.${tenths % 10}`
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`
}

const formats = new Map<string, Intl.NumberFormat>()

/** A number with at most so many decimals. Making a format costs more than using it a hundred times, so they are kept. */
function decimal(value: number, language: Language, digits: number): string {
  const key = `${language}${digits}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(language, { maximumFractionDigits: digits })
    formats.set(key, format)
  }
  return format.format(value)
}
