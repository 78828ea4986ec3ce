import { countText, dollarText } from '../../i18n/quantity.ts'
import { rangeText, sayNumber as say } from '../../i18n/read-number.ts'
import type { Translator } from '../../i18n/use-t.ts'
import {
  type Field,
  HOURS_PER_MONTH,
  type LimitField,
  type NumberField,
  type Params,
} from '../../model/field.ts'
import { paramOf } from '../../model/params.ts'

/** The lines under the help of a field: what is allowed, what each option does, and the default. */
export function fieldNotes(field: Field, t: Translator): string {
  switch (field.type) {
    case 'number':
    case 'limit': {
      const unit = field.unit === '' ? '' : ` ${field.unit}`
      const initial =
        field.default === null && field.type === 'limit'
          ? noneText(field, t)
          : say(field.default ?? 0, t) + unit
      return t('field.notes', { range: rangeText(field, t), initial })
    }
    case 'choice':
      return field.options.map((option) => `${t.text(option.label)}: ${t.text(option.help)}`).join(' ')
    case 'toggle':
      return t('field.default', { initial: t(field.default ? 'field.on' : 'field.off') })
    case 'mix':
      return t('field.mixNotes')
  }
}

/** What a limit that is empty means. */
export const noneText = ({ none }: LimitField, t: Translator): string =>
  none ? t.text(none) : t('field.noLimit')

/** The present value of a field in the middle of a sentence. */
export function saidValue(field: Field, params: Params, t: Translator): string {
  const value = paramOf(field, params)
  if (value === null) return t('field.empty')
  if (typeof value === 'boolean') return t(value ? 'field.on' : 'field.off')
  if (typeof value === 'number') return say(value, t)
  const option = field.type === 'choice' ? field.options.find((one) => one.value === value) : undefined
  return option ? t.text(option.label) : String(value)
}

/** What an hourly price comes to in a month, also for several instances. */
export function priceText(perHour: number, params: Params, t: Translator): string {
  const month = perHour * HOURS_PER_MONTH
  const sum = dollarText(month, t.language)
  const count = params.instances
  if (typeof count !== 'number' || count === 1) return t('cost.price', { sum })
  return t('cost.priceOfEach', {
    sum,
    count: countText(count, t.language),
    total: dollarText(month * count, t.language),
  })
}

/** An hourly price that came from a monthly one has no end; four digits tell it. */
export const shownNumber = (value: number, unit: NumberField['unit']): string =>
  String(unit === '$/h' ? Number(value.toPrecision(4)) : value)
