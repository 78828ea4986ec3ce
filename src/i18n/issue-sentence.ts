import type { Design } from '../model/design.ts'
import { REQUEST_CLASSES } from '../model/request-class.ts'
import { nameOf } from '../store/names.ts'
import type { IssueState } from '../store/stores.ts'
import type { MessageValues } from './i18n.ts'
import type { Translator } from './use-t.ts'

type DesignIssue = IssueState['issues'][number]

/** What is wrong, where, and what to do about it. `fieldLabel` is the field in words, where the caller knows it. */
export function issueSentence(
  issue: DesignIssue,
  design: Design,
  t: Translator,
  fieldLabel: string = issue.field,
): string {
  return t(`issue.${issue.code}`, {
    ...spoken(issue.values, t),
    name: targetName(issue.target, design, t),
    field: fieldLabel,
  })
}

/** A node by its name, a wire by the names of both ends. */
function targetName(target: string, design: Design, t: Translator): string {
  const edge = design.edges.find((candidate) => candidate.id === target)
  if (!edge) return nameOf(design, target, t.language)
  const end = (id: string) => nameOf(design, id, t.language)
  return `${end(edge.source)} → ${end(edge.target)}`
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
