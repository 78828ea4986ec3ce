import { useState } from 'react'
import { useStore } from 'zustand'
import { useT } from '../../i18n/use-t.ts'
import { DESIGN_LIMITS } from '../../model/design.ts'
import { setTitle } from '../../store/edits.ts'
import { designStore } from '../../store/stores.ts'

/** The title, which is edited where it stands: Enter keeps, Escape takes back. */
export function DesignTitle() {
  const t = useT()
  const title = useStore(designStore, (state) => state.design.title)
  const readOnly = useStore(designStore, (state) => state.readOnly)
  const [draft, setDraft] = useState<string | null>(null)
  const keep = () => {
    if (draft !== null) designStore.edit((design) => setTitle(design, draft.trim()))
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
