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
  const last = useRef(marks[marks.length - 1])
  useEffect(() => {
    const newest = marks[marks.length - 1]
    if (newest === last.current) return
    const fresh = marks.slice(last.current ? marks.indexOf(last.current) + 1 : 0)
    last.current = newest
    if (fresh.length === 0) return setSpoken('')
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
