import type { Translator } from '../i18n/use-t.ts'

const MARK_TYPES = [
  'kill',
  'restore',
  'eject',
  'readmit',
  'failOpen',
  'alert',
  'alertEnd',
  'deadLetter',
  'limit',
  'drain',
  'drained',
  'slow',
  'errors',
  'cut',
  'flush',
  'pause',
  'spike',
  'faultEnd',
  'promote',
  'rejoin',
  'synced',
  'scale',
  'breakerOpen',
  'breakerClose',
  'reshard',
  'reshardEnd',
  'detected',
  'elect',
  'converged',
  'warm',
  'degraded',
  'recovered',
] as const

/** What the timeline knows of something that happened. */
export interface Mark {
  readonly type: (typeof MARK_TYPES)[number]
  readonly node: string
  readonly target: string
  readonly value: number
}

/** The one word that stands beside a mark. */
export const markWord = (mark: Mark, t: Translator): string =>
  t(`mark.${mark.type}`, { sign: mark.value < 0 ? 'minus' : 'plus' })

/** What happened, with the names of those concerned. */
export function markSentence(mark: Mark, name: (id: string) => string, t: Translator): string {
  const size = Math.abs(mark.value)
  return t(`mark.${mark.type}.sentence`, {
    node: name(mark.node),
    count: size,
    sign: mark.value < 0 ? 'minus' : 'plus',
    value: size.toLocaleString(t.language, { maximumFractionDigits: 2 }),
    target: targetWords(mark, name, t),
  })
}

/** The name of another node, or a code. */
function targetWords({ type, target }: Mark, name: (id: string) => string, t: Translator): string {
  if (type === 'alert' || type === 'alertEnd') return ruleName(target, t)
  // A fault's type and a request class are put into words by the message itself.
  return type === 'faultEnd' || type === 'degraded' || type === 'recovered' ? target : name(target)
}

/** A monitor's rules, as the engine writes them into a mark. */
function ruleName(rule: string, t: Translator): string {
  if (rule === 'errors') return t('alert.errors')
  if (rule === 'latency') return t('alert.latency')
  return t('alert.down')
}
