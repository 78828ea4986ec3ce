import { useStore } from 'zustand'
import { formatClock } from '../../i18n/format.ts'
import { useT } from '../../i18n/use-t.ts'
import { markSentence } from '../../reading/mark-sentence.ts'
import { nameOf } from '../../scene/names.ts'
import { useRunState, useSession } from '../../session/react.tsx'

const EVENTS_MAX = 50

/** What happened, newest first; each one can be looked at on the timeline. */
export function EventTable() {
  const session = useSession()
  const t = useT()
  const design = useStore(session.design, (state) => state.design)
  const { marks } = useRunState()
  if (marks.length === 0) return null
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="outline-scroll" aria-label={t('outline.events')} tabIndex={0}>
      <table>
        <caption>{t('outline.events')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('outline.time')}</th>
            <th scope="col">{t('outline.event')}</th>
          </tr>
        </thead>
        <tbody>
          {marks
            .slice(-EVENTS_MAX)
            .reverse()
            .map((mark, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two marks of one moment may be equal in everything.
              <tr key={`${mark.timeSec} ${mark.type} ${mark.node} ${mark.target} ${index}`}>
                <td className="outline-time">
                  <button
                    type="button"
                    className="outline-name"
                    aria-label={t('outline.lookAt', { time: formatClock(mark.timeSec) })}
                    onClick={() => session.act({ type: 'seek', atSec: mark.timeSec })}
                  >
                    {formatClock(mark.timeSec)}
                  </button>
                </td>
                <td>{markSentence(mark, (id) => nameOf(design, id, t.language), t)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  )
}
