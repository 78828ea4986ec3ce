import type { ChainLink } from '../analysis/explain/chain.ts'
import { formatClock, formatPercent, formatRate } from '../i18n/format.ts'
import type { MessageValues } from '../i18n/i18n.ts'
import { countText, durationText } from '../i18n/quantity.ts'
import type { Translator } from '../i18n/use-t.ts'
import { FAULTS, type FaultType } from '../model/fault.ts'
import type { RequestClass } from '../model/request-class.ts'
import { degreeText } from './fault-words.ts'
import { alertRules } from './node-sentences.ts'

/** One link of a chain of causes, with its figures in `**…**`. */
export function linkSentence(link: ChainLink, name: (id: string) => string, t: Translator): string {
  const { code } = link
  const said = { ...figures(link, t), node: name(link.node), clock: formatClock(link.sec) }
  if (code === 'overload' && !Number.isFinite(Number(link.values.factor)))
    return t('explain.overload.unknown', said)
  if (code === 'failsBehind')
    return t('explain.failsBehind', { ...said, target: name(String(link.values.target)) })
  if (link.values.requestClass !== undefined && isOfClass(code)) return t(`explain.${code}.class`, said)
  return t(`explain.${code}`, said)
}

/** What users see is said of one class, where one was asked about. */
const OF_CLASS = ['failing', 'unanswered', 'late'] as const
const isOfClass = (code: string): code is (typeof OF_CLASS)[number] => OF_CLASS.includes(code as never)

/** How each figure is written, by its name. */
function figures({ code, values }: ChainLink, t: Translator): MessageValues {
  const { language } = t
  const said: Record<string, string> = {}
  for (const [key, value] of Object.entries(values)) {
    const number = Number(value)
    if (key === 'reason') said[key] = reasonText(String(value), t)
    else if (key === 'requestClass') said.class = t(`class.${value as RequestClass}`)
    else if (key === 'by' || key === 'target') said[key] = String(value)
    else if (key === 'amount' && code in FAULTS) said.degree = degreeText(code as FaultType, number, t)
    else if (key === 'rules') said[key] = alertRules(number, t)
    else if (key.endsWith('Ms')) said[key.slice(0, -2)] = durationText(number, language)
    else if (key === 'ago') said[key] = durationText(number * 1000, language)
    else if (key === 'factor')
      said[key] = code === 'retries' ? `×${formatRate(number, language)}` : formatPercent(number, language)
    else if (SHARES.has(key) || (code !== 'loadRose' && HIT_SHARES.has(key)))
      said[key] = formatPercent(number, language)
    else said[key] = COUNTS.has(key) ? countText(number, language) : formatRate(number, language)
  }
  if (said.degree === undefined && code in FAULTS) said.degree = ''
  return said
}

const SHARES: ReadonlySet<string> = new Set(['share', 'load'])
const HIT_SHARES: ReadonlySet<string> = new Set(['before', 'now'])
const COUNTS: ReadonlySet<string> = new Set(['count', 'limit', 'left', 'all', 'busy', 'slots', 'depth'])

function reasonText(reason: string, t: Translator): string {
  switch (reason) {
    case 'shed':
    case 'noHealthyTarget':
    case 'unavailable':
    case 'notFound':
    case 'quota':
      return t(`reason.${reason}`)
    default:
      return t('reason.timeout')
  }
}
