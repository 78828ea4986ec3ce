import { useState } from 'react'
import { useStore } from 'zustand'
import { useT } from '../../i18n/use-t.ts'
import { DESIGN_LIMITS } from '../../model/design.ts'
import { setTitle } from '../../session/edits.ts'
import { useSession } from '../../session/react.tsx'

/** The title, which is edited where it stands: Enter keeps, Escape takes back. */
export function DesignTitle() {
  const session = useSession()
  const t = useT()
  const title = useStore(session.design, (state) => state.design.title)
  const readOnly = useStore(session.design, (state) => state.readOnly)
  const [draft, setDraft] = useState<string | null>(null)
  const keep = () => {
    if (draft !== null) session.design.edit((design) => setTitle(design, draft.trim()))
    setDraft(null)
  }
  return (
    <div className="top-bar-title">
      <span aria-hidden="true">{draft ?? (title || t('title.untitled'))}</span>
      <input
        value={draft ?? title}
        aria-label={t('title.label')}
        placeholder={t('title.untitled')}
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
