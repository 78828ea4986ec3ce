import type { AddressProblem } from '../document/start.ts'
import { addressProblemSentence } from '../i18n/link-sentence.ts'
import { useT } from '../i18n/use-t.ts'
import { OpenInFaultline } from './embed-page.tsx'
import { usePageAttributes } from './preferences.ts'

/** A link that cannot be opened is said in full, and nothing is shown in its place. */
export function EmbedProblem({ problem }: { readonly problem: AddressProblem }) {
  const t = useT()
  usePageAttributes()
  return (
    <main className="embed-problem" role="alert">
      <h1>{t('documents.linkTitle')}</h1>
      <p>{addressProblemSentence(problem)}</p>
      <OpenInFaultline />
    </main>
  )
}
