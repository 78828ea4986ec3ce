import type { Judged, JudgedLoss } from '../analysis/spof/judge.ts'
import { VERDICTS } from '../analysis/verdict.ts'
import { formatPercent } from '../i18n/format.ts'
import type { Translator } from '../i18n/use-t.ts'
import type { RequestClass } from '../model/request-class.ts'
import type { LossMark } from '../scene/draw-loss.ts'

/** The worst that the loss of a part means, over all classes or for one of them; absent where nobody would notice. */
export function worstLosses(
  judged: Judged,
  requestClass: RequestClass | null,
): ReadonlyMap<string, JudgedLoss> {
  const worst = new Map<string, JudgedLoss>()
  for (const { requestClass: name, losses } of judged.classes) {
    if (requestClass !== null && name !== requestClass) continue
    for (const loss of losses) {
      const known = worst.get(loss.verdict.target)
      if (known === undefined || isWorse(loss, known)) worst.set(loss.verdict.target, loss)
    }
  }
  return worst
}

const isWorse = (a: JudgedLoss, b: JudgedLoss): boolean =>
  VERDICTS.indexOf(a.verdict.verdict) - VERDICTS.indexOf(b.verdict.verdict) < 0 ||
  (a.verdict.verdict === b.verdict.verdict && a.verdict.success < b.verdict.success)

/** What is drawn at each part: a double ring for what nothing survives, a single one with its figure for the rest. */
export function lossMarks(
  judged: Judged,
  requestClass: RequestClass | null,
  t: Translator,
): ReadonlyMap<string, LossMark> {
  const marks = new Map<string, LossMark>()
  for (const [id, loss] of worstLosses(judged, requestClass)) {
    const { verdict } = loss.verdict
    if (verdict === 'delay' || verdict === 'none') continue
    marks.set(id, { verdict, label: labelOf(judged, loss, requestClass, t), short: t('loss.hard') })
  }
  return marks
}

function labelOf(
  judged: Judged,
  { verdict }: JudgedLoss,
  requestClass: RequestClass | null,
  t: Translator,
): string {
  switch (verdict.verdict) {
    case 'hard':
      return hardLabel(judged, verdict.target, requestClass, t)
    case 'partial':
      return t('loss.partial', { share: formatPercent(1 - verdict.success, t.language) })
    case 'overload':
      return t('loss.overload', { share: formatPercent(verdict.overloads[0]?.factor ?? 0, t.language) })
    default:
      return t('loss.transient', {
        sec: verdict.sec.toLocaleString(t.language, { maximumFractionDigits: 1 }),
      })
  }
}

/** Of some classes only: which. */
function hardLabel(judged: Judged, target: string, requestClass: RequestClass | null, t: Translator): string {
  const hit = judged.classes.filter(({ losses }) =>
    losses.some(({ verdict }) => verdict.target === target && verdict.verdict === 'hard'),
  )
  if (requestClass !== null || hit.length === judged.classes.length) return t('loss.hard')
  const classes = hit.map((one) => t(`spof.class.${one.requestClass}`)).join(', ')
  return hit.length > NAMED_MAX ? t('loss.hard') : t('loss.hardOf', { classes })
}

/** More classes than these say no more than "SPOF". */
const NAMED_MAX = 2

/** Ids of the nodes without which all of some class fails, first those that the most classes need. */
export function hardParts(judged: Judged, requestClass: RequestClass | null): string[] {
  const counts = new Map<string, number>()
  for (const { requestClass: name, losses } of judged.classes) {
    if (requestClass !== null && name !== requestClass) continue
    for (const { verdict } of losses)
      if (verdict.verdict === 'hard' && verdict.targetKind === 'node')
        counts.set(verdict.target, (counts.get(verdict.target) ?? 0) + 1)
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([id]) => id)
}

/** What is said of a part's loss, by class, the worst first. */
export const lossesAt = (judged: Judged, id: string): JudgedLoss[] =>
  judged.classes
    .flatMap(({ losses }) => losses.filter(({ verdict }) => verdict.target === id))
    .sort((a, b) => (isWorse(a, b) ? -1 : isWorse(b, a) ? 1 : 0))
