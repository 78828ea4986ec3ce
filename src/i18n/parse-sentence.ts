import type { ParseError } from '../model/parse-error.ts'
import { type MessageId, t } from './i18n.ts'

/** What is wrong with a document, as a sentence in the current language: what, where, and what to do. */
export function parseErrorSentence(error: ParseError): string {
  const where = error.target === '' ? error.path : `${error.target} (${error.path})`
  const values = { where, field: error.field, ...error.values }
  if (error.code !== 'badParam') return t(`parse.${error.code}` satisfies MessageId, values)
  return t('parse.badParam', { ...values, problem: fieldProblemSentence(error.values) })
}

/** What is wrong with a field's value. */
export function fieldProblemSentence(values: ParseError['values']): string {
  switch (values.problem) {
    case 'range':
      return t('parse.range', values)
    case 'integer':
      return t('parse.integer', values)
    case 'choice':
      return t('parse.choice', values)
    case 'unknown':
      return t('parse.unknownField', values)
    default:
      return t('parse.type', { value: values.value ?? '' })
  }
}
