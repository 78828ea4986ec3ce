import { useRef } from 'react'
import { useStore } from 'zustand'
import { formatClock } from '../../i18n/format.ts'
import { useT } from '../../i18n/use-t.ts'
import type { Design } from '../../model/design.ts'
import type { FaultType } from '../../model/fault.ts'
import { faultName, faultText } from '../../reading/fault-words.ts'
import { markSentence, markWord } from '../../reading/mark-sentence.ts'
import { useRunState } from '../../runtime/react.ts'
import { simClient } from '../../runtime/session.ts'
import type { RunState } from '../../runtime/sim-client.ts'
import { nameOf } from '../../scene/names.ts'
import { designStore } from '../../store/stores.ts'
import { shareOf, type TimeWindow } from './time-window.ts'

type RunMark = RunState['marks'][number]

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

const TROUBLE: ReadonlySet<RunMark['type']> = new Set([
  'kill',
  'slow',
  'errors',
  'cut',
  'pause',
  'failOpen',
  'alert',
  'deadLetter',
  'limit',
  'breakerOpen',
  'degraded',
])

/** What happened and when: a glyph, and a word where there is room. The same is told by the live region and the outline. */
export default function MarkLayer({ window, words }: MarkLayerProps) {
  const t = useT()
  const design = useStore(designStore, (state) => state.design)
  const { marks } = useRunState()
  const shown = marks
    .filter((mark) => mark.timeSec >= window.fromSec && mark.timeSec <= window.toSec)
    .slice(-DRAWN_MAX)
  const layer = useRef<HTMLDivElement>(null)
  const planned = plannedMarks(design.scenario.events, window)
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
          className={`mark ${TROUBLE.has(mark.type) ? 'mark-trouble' : ''}`}
          style={{ left: `${(shareOf(window, mark.timeSec) * 100).toFixed(2)}%` }}
          title={`${formatClock(mark.timeSec)} ${markSentence(mark, (id) => nameOf(design, id, t.language), t)}`}
        >
          {worded.has(mark) ? <Word share={shareOf(window, mark.timeSec)}>{markWord(mark, t)}</Word> : null}
          <Glyph type={mark.type} />
        </span>
      ))}
      {planned.map((mark) => (
        <PlannedMark key={mark.index} mark={mark} window={window} worded={worded.has(mark)} />
      ))}
    </div>
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

function plannedMarks(events: Design['scenario']['events'], window: TimeWindow): Planned[] {
  const nowSec = simClient.frames.latest?.timeSec ?? 0
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
  const t = useT()
  const design = useStore(designStore, (state) => state.design)
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

/** What matters most gets its word first, everything else after these; a word stands where it does not run into others. */
const WORD_ORDER: readonly RunMark['type'][] = [
  'kill',
  'alert',
  'failOpen',
  'promote',
  'restore',
  'eject',
  'readmit',
  'limit',
  'deadLetter',
]

/** A mark of what happened, or of what is planned. */
type Marked = Pick<RunMark, 'type' | 'timeSec'>

function wordedMarks(marks: readonly Marked[], window: TimeWindow, width: number): Set<Marked> {
  const worded = new Map<Marked, number>()
  const rank = ({ type }: Marked) =>
    WORD_ORDER.includes(type) ? WORD_ORDER.indexOf(type) : WORD_ORDER.length
  for (const mark of [...marks].sort((a, b) => rank(a) - rank(b) || b.timeSec - a.timeSec)) {
    const share = shareOf(window, mark.timeSec)
    if ([...worded.values()].every((other) => Math.abs(other - share) * width >= WORD_PX))
      worded.set(mark, share)
  }
  return new Set(worded.keys())
}

const GLYPHS: Readonly<Record<RunMark['type'], string>> = {
  kill: 'M-1.8-1.8l3.6 3.6M1.8-1.8l-3.6 3.6',
  restore: 'M0 2V-2M-2 0l2-2 2 2',
  eject: 'M-2 0H2',
  readmit: 'M-2 0H2M0-2V2',
  failOpen: 'M-2 1.5V-1.5M2 1.5V-1.5',
  alert: 'M0-2.3V.4M0 2V2.1',
  alertEnd: 'M-2 .2L-.5 1.7 2-1.5',
  deadLetter: 'M-2-1.5H2V1.5H-2Z',
  limit: 'M-2-1.8H2M0-1.5V2',
  drain: 'M-2-1.5L0 1.5 2-1.5',
  drained: 'M-2 0H2',
  slow: 'M-2-1.5v3M0-.8v1.6M2-.2v.4',
  errors: 'M-1.8-1.8l3.6 3.6',
  cut: 'M-2 0h1M1 0h1M0-2v4',
  flush: 'M-1.6-1.6h3.2v3.2h-3.2z',
  pause: 'M-1-1.8v3.6M1-1.8v3.6',
  spike: 'M-2 1.8L0-2 2 1.8',
  faultEnd: 'M-2 .2L-.5 1.7 2-1.5',
  promote: 'M0 2V-2M-2 0l2-2 2 2',
  rejoin: 'M-2 0H2M0-2V2',
  synced: 'M-2 .2L-.5 1.7 2-1.5',
  scale: 'M-2 1.5h4M-1 0h2',
  breakerOpen: 'M-2 1.5L1.5-1.5',
  breakerClose: 'M-2 0h4',
  reshard: 'M-2-1h4M-2 1h4',
  reshardEnd: 'M-2 0h4',
  detected: 'M-2 0a2 1.6 0 0 1 4 0a2 1.6 0 0 1-4 0',
  elect: 'M-2 1.5L0-1.5 2 1.5',
  converged: 'M-2-1.5L0 0l2-1.5M0 0v2',
  warm: 'M-1.6 1.6h3.2V-.4h-3.2z',
  degraded: 'M-2-1.5L2 1.5M2-1v2.5h-2.5',
  recovered: 'M-2 .2L-.5 1.7 2-1.5',
}

function Glyph({ type, planned = false }: { readonly type: RunMark['type']; readonly planned?: boolean }) {
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
      <path d={GLYPHS[type]} stroke={ink} strokeWidth="1.4" fill="none" strokeLinecap="round" />
    </svg>
  )
}
