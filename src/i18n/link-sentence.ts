import type { AddressProblem } from '../document/start.ts'
import { t } from './i18n.ts'
import { parseErrorSentence } from './parse-sentence.ts'

/** Why an address could not be opened, and what to do. */
export function addressProblemSentence(problem: AddressProblem): string {
  if (problem.code === 'design') return parseErrorSentence(problem.error)
  if (problem.code === 'moment')
    return t('link.moment', { reason: problem.reason, path: problem.path || 'none' })
  const { code, ...values } = problem
  return t(`link.${code}`, values)
}
