import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { formatRate } from '../../i18n/format.ts'
import { usersText } from '../../i18n/quantity.ts'
import { useT } from '../../i18n/use-t.ts'
import { offeredRate, setUserCount, userCount } from '../../session/edits.ts'
import { useSession } from '../../session/react.tsx'
import { Slider } from '../../ui/slider.tsx'

/** Decades of the slider: 100 to a million users. */
const FROM = 2
const TO = 6
/** Edits of the design while the slider moves: ten a second are as live as the frames are. */
const EDIT_MS = 100
const TICKS = [2, 3, 4, 5, 6]
const TICK_LABELS = ['100', '1k', '10k', '100k', '1M']
const TICK_LABELS_KO = ['100', '1천', '1만', '10만', '100만']

/** Within a decade the arrows go through these: round numbers, each about a fifth above the one before. */
const ROUND = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9, 10]

function nextUsers(users: number, direction: 1 | -1): number {
  const decade = 10 ** Math.floor(Math.log10(Math.max(1, users)) + 1e-9)
  const share = users / decade
  const below = ROUND.filter((round) => round < share - 1e-6)
  const above = ROUND.find((round) => round > share + 1e-6)
  const next = direction === 1 ? above : (below[below.length - 1] ?? 0.9)
  const wanted = Number((decade * (next ?? 10)).toPrecision(2))
  return Math.min(10 ** TO, Math.max(10 ** FROM, wanted))
}

const usersAt = (position: number): number => Number((10 ** position).toPrecision(2))

/** Number of users on a logarithmic slider; it changes the rate of every client in proportion. */
export function UsersControl() {
  const session = useSession()
  const t = useT()
  const users = useStore(session.design, (state) => userCount(state.design))
  const readOnly = useStore(session.design, (state) => state.readOnly)
  const offered = useStore(session.design, (state) => offeredRate(state.design))
  const [dragged, setDragged] = useState<number | null>(null)
  const edit = useThrottledEdit()
  const shown = dragged === null ? users : usersAt(dragged)
  const perUser = users > 0 ? offered / users : 0
  const text = usersText(shown, t.language)
  const labels = t.language === 'ko' ? TICK_LABELS_KO : TICK_LABELS
  return (
    <div className="users-control">
      <span className="users-label">{t('users.label')}</span>
      <Slider
        label={t('users.label')}
        value={dragged ?? Math.log10(Math.max(1, users))}
        min={FROM}
        max={TO}
        step={0.02}
        disabled={users === 0 || readOnly}
        valueText={t('users.value', { users: text })}
        ticks={TICKS.map((value, index) => ({ value, label: labels[index] ?? '' }))}
        onChange={(position) => {
          setDragged(position)
          edit(usersAt(position), false)
        }}
        onStep={(direction) => {
          const next = nextUsers(shown, direction)
          setDragged(Math.log10(next))
          edit(next, false)
        }}
        onCommit={() => {
          if (dragged === null) return
          setDragged(null)
          edit(usersAt(dragged), true)
        }}
      />
      <span className="users-value">
        {users === 0 ? (
          <span className="ui-unit">{t('users.none')}</span>
        ) : (
          <>
            <b>{text}</b> <span className="ui-unit">× {formatRate(perUser, t.language)}/s</span>
          </>
        )}
      </span>
    </div>
  )
}

/** At most one edit in `EDIT_MS`, and always the last one, so that dragging never waits for the compiler. */
function useThrottledEdit(): (users: number, now: boolean) => void {
  const session = useSession()
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const wanted = useRef(0)
  const flush = () => {
    clearTimeout(timer.current)
    timer.current = undefined
    session.design.edit((design) => setUserCount(design, wanted.current), 'users')
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  return (users, now) => {
    wanted.current = users
    if (now) flush()
    else timer.current ??= setTimeout(flush, EDIT_MS)
  }
}
