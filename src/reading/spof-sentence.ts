import type { ReasonCode } from '../analysis/spof/reasons.ts'
import type { RemedyCode } from '../analysis/spof/remedy.ts'
import type { Said, Verdict } from '../analysis/verdict.ts'
import { formatPercent } from '../i18n/format.ts'
import type { MessageId, MessageValues } from '../i18n/i18n.ts'
import type { Translator } from '../i18n/use-t.ts'
import { REQUEST_CLASSES } from '../model/request-class.ts'

/** What a part is called, by its id. */
type Names = (id: string) => string

/** A verdict in two or three words. */
export const verdictWord = (verdict: Exclude<Verdict, 'none'>, t: Translator): string =>
  t(`spof.verdict.${verdict}`)

/** Why the loss of a part comes to what it comes to: one sentence with its numbers. */
export function reasonSentence(said: Said<ReasonCode>, name: Names, t: Translator): string {
  const { share } = said.values
  // "At most all of them" would say nothing.
  const isUnknown = said.code === 'missesOpen' && typeof share === 'number' && share >= ALL
  return t(`spof.reason.${isUnknown ? 'missesUnknown' : said.code}`, spoken(said, name, t))
}

/** What to do about it: one sentence. */
export function remedySentence(said: Said<RemedyCode>, name: Names, t: Translator): string {
  const id: MessageId =
    said.code === 'spread' && said.values.isNew === 1 ? 'spof.remedy.spreadNew' : `spof.remedy.${said.code}`
  return t(id, spoken(said, name, t))
}

/** From this share on it is all of them. */
const ALL = 0.9995

/** Ids become names, shares per cent, and seconds what anybody would say. */
export function spoken({ values }: Said, name: Names, t: Translator): MessageValues {
  const words: Record<string, string | number> = {}
  for (const [key, value] of Object.entries(values)) words[key] = wordOf(key, value, name, t)
  const { share } = values
  const who = { share: words.share ?? '', class: words.class ?? '' }
  words.who = t(typeof share === 'number' && share < ALL ? 'spof.who.part' : 'spof.who.all', who)
  return words
}

function wordOf(key: string, value: string | number, name: Names, t: Translator): string | number {
  if (typeof value === 'string') {
    const requestClass = key === 'class' ? REQUEST_CLASSES.find((one) => one === value) : undefined
    return requestClass ? t(`spof.class.${requestClass}`) : name(value)
  }
  if (key === 'share') return formatPercent(value, t.language)
  if (key === 'factor') return formatPercent(value, t.language)
  if (key === 'count') return value
  return value.toLocaleString(t.language, { maximumFractionDigits: value < 10 ? 1 : 0 })
}
