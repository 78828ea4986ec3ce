import { Suspense, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { formatClock } from '../../i18n/format.ts'
import { durationText } from '../../i18n/quantity.ts'
import { useT } from '../../i18n/use-t.ts'
import { followOneOf } from '../../model/measure.ts'
import { pageStore } from '../../page/page-store.ts'
import { lazyPart } from '../../page/with-words.ts'
import { useFrame, useReading, useRunState, useSession } from '../../session/react.tsx'
import { IconButton } from '../../ui/button.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { ScrubTrack } from './scrub-track.tsx'
import { recentSpanSec, type Span, type TimeWindow, windowAround, windowTo } from './time-window.ts'
import './timeline.css'

const Charts = lazyPart(() => import('./charts.tsx'))
const ScenarioTrack = lazyPart(() => import('./scenario-track.tsx'))
const FormerRun = lazyPart(() => import('./former-run.tsx'))
const Lanes = lazyPart(() => import('./lanes.tsx'))

/** Every kept moment of the run: looking back is instant and does not stop it. */
export function Timeline({ phone }: { readonly phone: boolean }) {
  const t = useT()
  const [span, setSpan] = useState<Span>('recent')
  const window = useTimeWindow(span)
  const { formerFromSec } = useRunState()
  return (
    <section className={`timeline ${phone ? 'timeline-phone' : ''}`} aria-label={t('timeline.label')}>
      <div className="timeline-scrub">
        <Clock phone={phone} />
        <ScrubTrack window={window} words={!phone} />
        {phone ? null : (
          <div className="timeline-end">
            <IconButton
              icon="share"
              label={t('share.moment')}
              onClick={() => pageStore.setState({ dialog: 'share', shareMoment: true })}
            />
            <SpanControl span={span} onSpan={setSpan} />
          </div>
        )}
        {phone ? null : (
          <Suspense fallback={null}>
            <ScenarioTrack window={window} />
          </Suspense>
        )}
      </div>
      {formerFromSec === null ? null : (
        <Suspense fallback={null}>
          <FormerRun fromSec={formerFromSec} />
        </Suspense>
      )}
      {phone ? null : (
        <Suspense fallback={null}>
          <Lanes window={window} />
        </Suspense>
      )}
      {phone ? null : (
        <Suspense fallback={<div className="timeline-charts" />}>
          <Charts span={span} />
        </Suspense>
      )}
    </section>
  )
}

function SpanControl({ span, onSpan }: { readonly span: Span; readonly onSpan: (span: Span) => void }) {
  const t = useT()
  const { speed } = useRunState()
  return (
    <Segmented
      label={t('timeline.span')}
      value={span}
      options={[
        { value: 'recent', label: durationText(recentSpanSec(speed) * 1000, t.language) },
        { value: 'run', label: t('timeline.run') },
      ]}
      onChange={onSpan}
    />
  )
}

/** While somebody looks back the window stands still, so that what they look at does not slide away. */
function useTimeWindow(span: Span): TimeWindow {
  const session = useSession()
  useFrame()
  const { speed } = useRunState()
  const { frames } = session.run
  const held = useRef<{ readonly span: Span; readonly window: TimeWindow } | null>(null)
  const firstSec = frames.frames[0]?.timeSec ?? 0
  const live = windowTo(frames.latest?.timeSec ?? 0, firstSec, span, speed)
  if (frames.cursorSec === null) {
    held.current = null
    return live
  }
  const kept = held.current?.span === span ? held.current.window : live
  const window = windowAround(kept, frames.cursorSec)
  held.current = { span, window }
  return window
}

function Clock({ phone }: { readonly phone: boolean }) {
  const session = useSession()
  const t = useT()
  const frame = useFrame()
  const { status, approximate } = useRunState()
  const reached = useReached()
  const offersApproximation =
    useReading((one) => followOneOf(one?.system('offeredPerSec') ?? 0) > 1) && !approximate
  const live = session.run.frames.cursorSec === null
  const held = useStore(session.issues, ({ issues }) => issues.some((issue) => issue.severity === 'error'))
  return (
    <div className="timeline-clock">
      {phone ? null : (
        <IconButton
          icon="previous"
          label={t('timeline.back')}
          onClick={() => session.act({ type: 'step', direction: -1 })}
        />
      )}
      <output className="timeline-time">{formatClock(frame?.timeSec ?? 0)}</output>
      {phone ? null : (
        <IconButton
          icon="next"
          label={t('timeline.forward')}
          disabled={live}
          onClick={() => session.act({ type: 'step', direction: 1 })}
        />
      )}
      <button
        type="button"
        className={`timeline-live ${live ? 'timeline-live-on' : ''}`}
        aria-pressed={live}
        onClick={() => session.act({ type: 'seek', atSec: null })}
      >
        <span className="timeline-dot" />
        {live && status === 'paused' ? t(held ? 'timeline.held' : 'timeline.paused') : t('timeline.live')}
        {live && reached !== '' ? (
          <span className="timeline-reached">
            {reached}
            <span className="timeline-reached-word"> {t('run.reached')}</span>
          </span>
        ) : null}
      </button>
      {live && reached !== '' && offersApproximation ? (
        <IconButton
          icon="approximate"
          label={t('approximate.turnOn')}
          onClick={() => session.act({ type: 'approximate', approximate: true })}
        />
      ) : null}
    </div>
  )
}

/** The reached speed in words while it is more than a tenth below the chosen one, else an empty string. */
function useReached(): string {
  const { speed, status } = useRunState()
  const reached = useReading((frame) => (frame ? frame.system('speed') : Number.NaN))
  if (status !== 'playing' || !(reached < speed * 0.9)) return ''
  return `${reached.toPrecision(2).replace(/\.0$/, '')}×`
}
