import { type KeyboardEvent, type PointerEvent, Suspense, useRef } from 'react'
import { formatClock } from '../../i18n/format.ts'
import { useT } from '../../i18n/use-t.ts'
import { lazyPart } from '../../page/with-words.ts'
import { useSession } from '../../session/react.tsx'
import type { Session } from '../../session/session.ts'
import { axisTimes, shareOf, type TimeWindow } from './time-window.ts'

const MarkLayer = lazyPart(() => import('./mark-layer.tsx'))

interface ScrubTrackProps {
  readonly window: TimeWindow
  /** Whether marks have words beside them. */
  readonly words: boolean
}

/** Drag, click or use the arrow keys to look at any kept moment. */
export function ScrubTrack({ window, words }: ScrubTrackProps) {
  const session = useSession()
  const t = useT()
  const track = useRef<HTMLDivElement>(null)
  const { frames } = session.run
  const firstSec = frames.frames[0]?.timeSec ?? 0
  const lastSec = frames.latest?.timeSec ?? 0
  const shownSec = frames.shown?.timeSec ?? 0
  const live = frames.cursorSec === null
  const scrubAt = (event: PointerEvent) => {
    const box = track.current?.getBoundingClientRect()
    if (!box) return
    const share = (event.clientX - box.left) / box.width
    scrub(session, window.fromSec + share * (window.toSec - window.fromSec))
  }
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    scrubAt(event)
  }
  return (
    <div
      ref={track}
      className="scrub"
      role="slider"
      tabIndex={0}
      aria-label={t('timeline.scrub')}
      aria-valuemin={Math.round(firstSec * 10) / 10}
      aria-valuemax={Math.round(lastSec * 10) / 10}
      aria-valuenow={Math.round(shownSec * 10) / 10}
      aria-valuetext={live ? t('timeline.liveAt', { time: formatClock(shownSec) }) : formatClock(shownSec)}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => event.buttons === 1 && scrubAt(event)}
      onKeyDown={(event) => onTrackKey(session, event)}
    >
      <div className="scrub-rail">
        <div className="scrub-kept" style={between(window, firstSec, lastSec)} />
      </div>
      {axisTimes(window, words ? 7 : 3)
        .filter((sec) => shareOf(window, sec) < 0.975)
        .map((sec) => (
          <span key={sec} className="scrub-time" style={{ left: at(window, sec) }}>
            {formatClock(sec).replace(/\.0$/, '')}
          </span>
        ))}
      <Suspense fallback={null}>
        <MarkLayer window={window} words={words} />
      </Suspense>
      <div className={`scrub-head ${live ? '' : 'scrub-head-back'}`} style={{ left: at(window, shownSec) }}>
        <svg width="12" height="11" viewBox="0 0 12 11" aria-hidden="true">
          <path d="M1 0h10v5.5l-5 5-5-5z" fill="currentColor" />
        </svg>
      </div>
    </div>
  )
}

const percent = (share: number): string => `${Math.min(100, Math.max(0, share * 100)).toFixed(2)}%`
const at = (window: TimeWindow, sec: number): string => percent(shareOf(window, sec))
const between = (window: TimeWindow, from: number, to: number) => ({
  left: at(window, from),
  right: percent(1 - shareOf(window, to)),
})

/** The newest frame and anything later is live. */
function scrub(session: Session, sec: number): void {
  const { frames } = session.run
  const lastSec = frames.latest?.timeSec ?? 0
  const firstSec = frames.frames[0]?.timeSec ?? 0
  session.act({ type: 'seek', atSec: sec >= lastSec ? null : Math.max(firstSec, sec) })
}

function onTrackKey(session: Session, event: KeyboardEvent): void {
  const { frames } = session.run
  const shownSec = frames.shown?.timeSec ?? 0
  const moves: Record<string, () => void> = {
    ArrowLeft: () =>
      event.shiftKey ? scrub(session, shownSec - 1) : session.act({ type: 'step', direction: -1 }),
    ArrowRight: () =>
      event.shiftKey ? scrub(session, shownSec + 1) : session.act({ type: 'step', direction: 1 }),
    PageDown: () => scrub(session, shownSec - 10),
    PageUp: () => scrub(session, shownSec + 10),
    Home: () => scrub(session, 0),
    End: () => session.act({ type: 'seek', atSec: null }),
  }
  const move = moves[event.key]
  if (!move) return
  event.preventDefault()
  event.stopPropagation()
  move()
}
