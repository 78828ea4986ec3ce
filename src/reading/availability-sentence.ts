import { type ClassAvailability, minutesAMonth } from '../analysis/availability/availability.ts'
import { durationText } from '../i18n/quantity.ts'
import type { Translator } from '../i18n/use-t.ts'
import { HOURS_PER_MONTH } from '../model/field.ts'
import type { Language } from '../model/text.ts'

/** A share with as many nines as tell it apart from all: 99.95 %, 99.99987 %. Never rounded up. */
export function ninesText(share: number, language: Language): string {
  if (!(share < 1)) return '100 %'
  const digits = share <= 0 ? 2 : Math.min(7, Math.max(2, Math.ceil(-Math.log10(1 - share))))
  const floored = Math.floor(share * 100 * 10 ** digits + 1e-6) / 10 ** digits
  return `${floored.toLocaleString(language, { maximumFractionDigits: digits })} %`
}

/** How long something is away in a month of 30 days. */
export const awayText = (availability: number, language: Language): string =>
  durationText(Math.max(0, minutesAMonth(availability)) * 60_000, language)

/** Both ends where they can be told apart. */
export function availabilityText(
  { low, high }: Pick<ClassAvailability, 'low' | 'high'>,
  t: Translator,
): string {
  const [least, most] = [ninesText(low, t.language), ninesText(high, t.language)]
  return high - low < 1e-9 || least === most ? least : t('availability.range', { low: least, high: most })
}

/** One class in one sentence. */
export function availabilitySentence(
  one: ClassAvailability,
  name: (id: string) => string,
  t: Translator,
): string {
  return t('availability.sentence', {
    class: t(`class.${one.requestClass}`),
    share: availabilityText(one, t),
    away: awayText(one.low, t.language),
    worst: one.worst === '' ? 'none' : name(one.worst),
    worstAway: durationText(one.worstShare * HOURS_PER_MONTH * 3_600_000, t.language),
  })
}
