import type { Differing } from '../analysis/resilience/differences.ts'
import type { ResilienceReport } from '../analysis/resilience/plan.ts'
import { type Row, verdictOf } from '../analysis/resilience/report.ts'
import type { Verdict } from '../analysis/verdict.ts'
import type { Translator } from '../i18n/use-t.ts'
import { REQUEST_CLASSES } from '../model/request-class.ts'
import { spoken, verdictWord } from './spof-sentence.ts'

/** What a part is called, by its id. */
export type Names = (id: string) => string

/** A measured verdict in two or three words. */
export const measuredWord = (verdict: Verdict, t: Translator): string =>
  verdict === 'none' ? t('resilience.verdict.none') : verdictWord(verdict, t)

/** What the loss of a part comes to: for the class that suffers most, and what is lost for good. */
export function rowSentence(row: Row, name: Names, t: Translator): string {
  if (row.unjudged !== null) return t(`resilience.unjudged.${row.unjudged}`)
  const { measure } = row
  if (measure === null) return ''
  const lost = measure.lostWrites > 0 ? [t('resilience.row.lost', { count: measure.lostWrites })] : []
  return [worstSentence(row, name, t), ...lost, ...(isBack(row) ? [] : [t('resilience.row.notBack')])].join(
    ' ',
  )
}

function worstSentence(row: Row, name: Names, t: Translator): string {
  const one = row.worst === null ? undefined : row.measure?.byClass[row.worst]
  if (row.worst === null || !one) return t('resilience.row.none')
  const { before, settled } = one.success
  const values = {
    class: classesWith(row, one.verdict, t),
    share: before !== null && before > 0 && settled !== null ? Math.max(0, 1 - settled / before) : 0,
    sec: one.rtoSec ?? 0,
    failed: one.failed,
    by: row.measure?.overloaded[0]?.target ?? row.trial.target,
  }
  const isFull = one.verdict === 'overload' && one.rtoSec !== null
  return t(`resilience.row.${isFull ? 'full' : one.verdict}`, spoken({ code: '', values }, name, t))
}

/** All classes to which the same happens, in one phrase. */
function classesWith({ measure }: Row, verdict: Verdict, t: Translator): string {
  const alike = REQUEST_CLASSES.filter((requestClass) => measure?.byClass[requestClass]?.verdict === verdict)
  const words = alike.map((requestClass) => t(`spof.class.${requestClass}`))
  return new Intl.ListFormat(t.language, { type: verdict === 'hard' ? 'disjunction' : 'conjunction' }).format(
    words,
  )
}

/** Shares this far below those before the loss are seen. */
const SEEN = 0.01

/** Whether all is as before after the return. */
function isBack({ measure }: Row): boolean {
  return Object.values(measure?.byClass ?? {}).every(
    ({ success: { before, restored } }) => before === null || restored === null || restored >= before - SEEN,
  )
}

/** Where structure and run differ, and why. */
export const differenceSentence = ({ said }: Differing, name: Names, t: Translator): string =>
  t(`resilience.differs.${said.code}`, spoken(said, name, t))

/** The report in a sentence or two. */
export function headSentence(report: ResilienceReport, name: Names, t: Translator): string {
  const { head, rows } = report
  const sentence = t(`resilience.head.${head.code}`, { ...head.values })
  const [worst] = rows
  if (!worst || worst.measure === null || verdictOf(worst) === 'none') return sentence
  const told = t('resilience.head.worst', {
    target: name(worst.trial.target),
    sentence: rowSentence(worst, name, t),
  })
  return `${sentence} ${told}`
}
