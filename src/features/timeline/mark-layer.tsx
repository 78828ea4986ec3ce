import { useRef } from 'react'
import { useStore } from 'zustand'
import { formatClock } from '../../i18n/format.ts'
import { useT } from '../../i18n/use-t.ts'
import type { Design } from '../../model/design.ts'
import type { FaultType } from '../../model/fault.ts'
import { MARK_TYPES, MARKS, type MarkType, type RunMark } from '../../model/mark.ts'
import { faultName, faultText } from '../../reading/fault-words.ts'
import { markSentence, markWord } from '../../reading/mark-sentence.ts'
import { nameOf } from '../../scene/names.ts'
import { useRunState, useSession } from '../../session/react.tsx'
import type { Session } from '../../session/session.ts'
import { shareOf, type TimeWindow } from './time-window.ts'

interface MarkLayerProps {
  readonly window: TimeWindow
  readonly words: boolean
}

/** Marks that are drawn at once; where more happened, the newest are shown. */
const DRAWN_MAX = 60
/** Pixels that a word needs to itself. */
const WORD_PX = 50
/** Of the track, before it was measured. */
const TRACK_PX = 550

/** What happened and when: a glyph, and a word where there is room. The same is told by the live region and the outline. */
export default function MarkLayer({ window, words }: MarkLayerProps) {
  const session = useSession()
  const t = useT()
  const design = useStore(session.design, (state) => state.design)
  const { marks } = useRunState()
  const shown = marks
    .filter((mark) => mark.timeSec >= window.fromSec && mark.timeSec <= window.toSec)
    .slice(-DRAWN_MAX)
  const layer = useRef<HTMLDivElement>(null)
  const planned = plannedMarks(session, design.scenario.events, window)
  const worded = words
    ? wordedMarks([...shown, ...planned], window, layer.current?.clientWidth || TRACK_PX)
    : new Set<Marked>()
  return (
    <div ref={layer} className="marks" aria-hidden="true">
      {shown.map((mark, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: two marks of one moment may be equal in everything.
          key={`${mark.timeSec} ${mark.type} ${mark.node} ${mark.target} ${index}`}
          data-mark={mark.type}
          className={`mark ${MARKS[mark.type].tone === 'trouble' ? 'mark-trouble' : ''}`}
          style={{ left: `${(shareOf(window, mark.timeSec) * 100).toFixed(2)}%` }}
          title={`${formatClock(mark.timeSec)} ${markSentence(mark, (id) => nameOf(design, id, t.language), t)}`}
        >
          {worded.has(mark) ? <Word share={shareOf(window, mark.timeSec)}>{markWord(mark, t)}</Word> : null}
          <Glyph type={mark.type} />
          {mark.type === 'alert' ? <AskAlert mark={mark} /> : null}
        </span>
      ))}
      {planned.map((mark) => (
        <PlannedMark key={mark.index} mark={mark} window={window} worded={worded.has(mark)} />
      ))}
    </div>
  )
}

/** An alert is asked about where it stands; by keyboard the same is asked in the inspector of its monitor. */
function AskAlert({ mark }: { readonly mark: RunMark }) {
  const session = useSession()
  const t = useT()
  return (
    <button
      type="button"
      tabIndex={-1}
      className="mark-ask"
      title={t('cause.ask')}
      onPointerDown={(event) => event.stopPropagation()}
      onClick={() => {
        session.act({ type: 'seek', atSec: mark.timeSec })
        session.view.setState({ asked: { of: 'node', id: mark.node } })
      }}
    />
  )
}

interface Planned {
  readonly timeSec: number
  readonly type: FaultType
  readonly target: string
  readonly amount: number | null
  /** Its place in the scenario. */
  readonly index: number
}

function plannedMarks(session: Session, events: Design['scenario']['events'], window: TimeWindow): Planned[] {
  const nowSec = session.run.frames.latest?.timeSec ?? 0
  return events
    .map(({ at, type, target, amount = null }, index) => ({ timeSec: at, type, target, amount, index }))
    .filter(({ timeSec }) => timeSec > nowSec && timeSec >= window.fromSec && timeSec <= window.toSec)
    .slice(0, DRAWN_MAX)
}

/** From here on a word ends at its mark, or it would run into what stands beside the track. */
const END_SHARE = 0.96

function Word({ share, children }: { readonly share: number; readonly children: string }) {
  return <span className={`mark-word ${share > END_SHARE ? 'mark-word-end' : ''}`}>{children}</span>
}

interface PlannedMarkProps {
  readonly mark: Planned
  readonly window: TimeWindow
  readonly worded: boolean
}

/** What the scenario will do: hollow and dashed, because it has not happened. */
function PlannedMark({ mark, window, worded }: PlannedMarkProps) {
  const session = useSession()
  const t = useT()
  const design = useStore(session.design, (state) => state.design)
  const { timeSec, type, target, amount } = mark
  const share = shareOf(window, timeSec)
  const fault = faultText({ type, amount }, t)
  const name = nameOf(design, target, t.language)
  return (
    <span
      data-planned={type}
      className="mark"
      style={{ left: `${(share * 100).toFixed(2)}%` }}
      title={`${formatClock(timeSec)} ${t('scenario.planned', { name, fault })}`}
    >
      {worded ? <Word share={share}>{faultName(type, t)}</Word> : null}
      <Glyph type={type} planned />
    </span>
  )
}

/** A mark of what happened, or of what is planned. */
type Marked = Pick<RunMark, 'type' | 'timeSec'>

/** What matters most gets its word first; a word stands where it does not run into others. */
function wordedMarks(marks: readonly Marked[], window: TimeWindow, width: number): Set<Marked> {
  const worded = new Map<Marked, number>()
  const rank = ({ type }: Marked) => MARK_TYPES.indexOf(type)
  for (const mark of [...marks].sort((a, b) => rank(a) - rank(b) || b.timeSec - a.timeSec)) {
    const share = shareOf(window, mark.timeSec)
    if ([...worded.values()].every((other) => Math.abs(other - share) * width >= WORD_PX))
      worded.set(mark, share)
  }
  return new Set(worded.keys())
}

function Glyph({ type, planned = false }: { readonly type: MarkType; readonly planned?: boolean }) {
  const ink = planned ? 'currentColor' : 'var(--panel)'
  return (
    <svg width="13" height="22" viewBox="-6.5 -11 13 22" aria-hidden="true">
      <path
        d="M0-11V11"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeDasharray={planned ? '2 2' : undefined}
      />
      {planned ? (
        <circle r="5.4" fill="var(--panel)" stroke="currentColor" strokeDasharray="2.26 1.13" />
      ) : (
        <circle r="5" fill="currentColor" />
      )}
      <path d={MARKS[type].glyph} stroke={ink} strokeWidth="1.4" fill="none" strokeLinecap="round" />
    </svg>
  )
}
