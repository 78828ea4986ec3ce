import type { Translator } from '../i18n/use-t.ts'
import { MARKS, type RunMark } from '../model/mark.ts'

/** What is said of something that happened. */
export type Mark = Pick<RunMark, 'type' | 'node' | 'target' | 'value'>

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

/** A type of fault is a code that the message itself puts into words. */
function targetWords({ type, target }: Mark, name: (id: string) => string, t: Translator): string {
  const names = MARKS[type].target
  if (names === 'rule') return ruleName(target, t)
  return names === 'node' ? name(target) : target
}

/** A monitor's rules, as the engine writes them into a mark. */
function ruleName(rule: string, t: Translator): string {
  if (rule === 'errors') return t('alert.errors')
  if (rule === 'latency') return t('alert.latency')
  return t('alert.down')
}
