import type { DesignIssue } from '../compile/issue.ts'
import type { Design } from '../model/design.ts'
import { REQUEST_CLASSES } from '../model/request-class.ts'
import { nameOf } from '../scene/names.ts'
import type { MessageValues } from './i18n.ts'
import type { Translator } from './use-t.ts'

/** What is wrong, where, and what to do about it. `fieldLabel` is the field in words, where the caller knows it. */
export function issueSentence(
  issue: DesignIssue,
  design: Design,
  t: Translator,
  fieldLabel: string = issue.field,
): string {
  return t(`issue.${issue.code}`, {
    ...spoken(issue.values, t),
    name: nameOf(design, issue.target, t.language),
    field: fieldLabel,
  })
}

/** Request classes come as codes and are said in words. */
function spoken(values: DesignIssue['values'], t: Translator): MessageValues {
  const words: Record<string, string | number> = { class: '', depth: '', limit: '' }
  for (const [key, value] of Object.entries(values)) {
    const known = REQUEST_CLASSES.find((name) => name === value)
    words[key] = known ? t(`class.${known}`) : value
  }
  return words
}
