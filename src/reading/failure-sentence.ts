import { blameOf, type Trace } from '../analysis/trace-hops.ts'
import type { Translator } from '../i18n/use-t.ts'

/** Why a request failed, naming the node where it did; an empty string for one that did not. */
export function failureSentence(trace: Trace, nameOf: (id: string) => string, t: Translator): string {
  const blame = blameOf(trace)
  const { outcome } = trace
  if (blame === null || outcome === null || outcome === 'ok') return ''
  const span = trace.spans[blame.index]
  if (!span) return t('requests.failed.atOnce', { node: nameOf(trace.client) })
  const node = nameOf(span.node)
  if (outcome === 'timeout')
    return t(
      blame.how === 'travelling' || blame.how === 'queued'
        ? `requests.failed.timeout.${blame.how}`
        : 'requests.failed.timeout.served',
      { node },
    )
  if (outcome === 'unavailable' && blame.how === 'lost') return t('requests.failed.lost', { node })
  return t(`requests.failed.${outcome}`, { node })
}
