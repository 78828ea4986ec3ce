import { useStore } from 'zustand'
import type { Symptom } from '../../analysis/explain/chain.ts'
import { useT } from '../../i18n/use-t.ts'
import { linkSentence } from '../../reading/explain-sentence.ts'
import { nameOf } from '../../scene/names.ts'
import { useFrame, useSession } from '../../session/react.tsx'
import { whyOf } from '../../session/why.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Rich } from '../../ui/rich.tsx'

/** What is at the bottom of it, where something is the matter with what is selected, and the way to the whole chain. */
export function WhyLine({ symptom }: { readonly symptom: Symptom }) {
  const session = useSession()
  const t = useT()
  useFrame()
  const design = useStore(session.design, (state) => state.design)
  const [cause] = whyOf(session).of(symptom).links
  if (!cause) return null
  return (
    <div className="inspector-cause">
      <Icon name="warning" size={14} />
      <span>
        <Rich text={linkSentence(cause, (id) => nameOf(design, id, t.language), t)} />
      </span>
      <Button variant="line" onClick={() => session.view.setState({ asked: symptom })}>
        {t('cause.ask')}
      </Button>
    </div>
  )
}
