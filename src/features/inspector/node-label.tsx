import { useState } from 'react'
import { useStore } from 'zustand'
import { useT } from '../../i18n/use-t.ts'
import { DESIGN_LIMITS, type DesignNode } from '../../model/design.ts'
import { setLabel } from '../../session/edits.ts'
import { useSession } from '../../session/react.tsx'

interface NodeLabelProps {
  readonly node: DesignNode
  /** What it is called; the name of its kind stands in where it has no label of its own. */
  readonly name: string
}

/** The label, edited where it stands. An empty one gives the node the name of its kind. */
export function NodeLabel({ node, name }: NodeLabelProps) {
  const session = useSession()
  const t = useT()
  const readOnly = useStore(session.design, (state) => state.readOnly)
  const [draft, setDraft] = useState<string | null>(null)
  const keep = () => {
    if (draft !== null && draft.trim() !== name)
      session.design.edit((design) => setLabel(design, node.id, draft.trim()))
    setDraft(null)
  }
  return (
    <div className="inspector-label">
      <span aria-hidden="true">{draft ?? name}</span>
      <input
        value={draft ?? name}
        aria-label={t('inspector.nodeLabel')}
        maxLength={DESIGN_LIMITS.labelLength}
        spellCheck={false}
        readOnly={readOnly}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Escape') setDraft(null)
          if (event.key === 'Enter') event.currentTarget.blur()
        }}
      />
    </div>
  )
}
