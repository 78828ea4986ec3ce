import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { useT } from '../../i18n/use-t.ts'
import { markSentence } from '../../reading/mark-sentence.ts'
import { nameOf } from '../../scene/names.ts'
import { useRunState, useSession } from '../../session/react.tsx'

/** Sentences of one announcement; a listener cannot follow more, the outline has them all. */
const SPOKEN_MAX = 4

/** Tells a screen reader politely what dies, is taken out, comes back or raises an alert. */
export default function Announcer() {
  const session = useSession()
  const t = useT()
  const { marks } = useRunState()
  const design = useStore(session.design, (state) => state.design)
  const [spoken, setSpoken] = useState('')
  // What takes time to be known is put where it happened, among what was told before.
  const told = useRef(new WeakSet(marks))
  useEffect(() => {
    const fresh = marks.filter((mark) => !told.current.has(mark))
    for (const mark of fresh) told.current.add(mark)
    if (marks.length === 0) setSpoken('')
    if (fresh.length === 0) return
    const sentences = fresh
      .slice(-SPOKEN_MAX)
      .map((mark) => markSentence(mark, (id) => nameOf(design, id, t.language), t))
    const rest = fresh.length - sentences.length
    setSpoken([...(rest > 0 ? [t('announce.more', { count: rest })] : []), ...sentences].join(' '))
  }, [marks, design, t])
  return (
    <div className="ui-hidden" role="status" aria-live="polite">
      {spoken}
    </div>
  )
}
