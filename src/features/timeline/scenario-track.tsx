import { type DragEvent, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { useT } from '../../i18n/use-t.ts'
import { DESIGN_LIMITS } from '../../model/design.ts'
import { droppedFault, FAULT_DATA } from '../../page/drag-data.ts'
import { useSession } from '../../session/react.tsx'
import { planFault } from '../../session/scenario.ts'
import { ScenarioMenu } from './scenario-menu.tsx'
import type { TimeWindow } from './time-window.ts'
import { TrackBarButton } from './track-bar.tsx'
import { outsideOf, snapped, trackBars } from './track-rows.ts'
import './scenario-track.css'

const ROW_PX = 20
const ROWS_MAX = 3

/** What breaks by itself in every run, as bars on the time axis of the timeline: three cells of its grid. */
export default function ScenarioTrack({ window }: { readonly window: TimeWindow }) {
  const session = useSession()
  const t = useT()
  const { events } = useStore(session.design, (state) => state.design.scenario)
  const outside = outsideOf(events, window)
  return (
    <>
      <div className="track-head">
        <span className="track-title">{t('track.title')}</span>
        <ScenarioMenu window={window} />
      </div>
      <Track window={window} rowPx={ROW_PX} rowsMax={ROWS_MAX} />
      <div className="track-outside">
        {outside.before > 0 ? <span>{t('track.earlier', { count: outside.before })}</span> : null}
        {outside.after > 0 ? <span>{t('track.later', { count: outside.after })}</span> : null}
      </div>
    </>
  )
}

interface TrackProps {
  readonly window: TimeWindow
  readonly rowPx: number
  /** Rows in view; beyond them one scrolls. */
  readonly rowsMax: number
}

/** The bars. It takes faults that are dropped on it, each at its time. */
export function Track({ window, rowPx, rowsMax }: TrackProps) {
  const session = useSession()
  const t = useT()
  const track = useRef<HTMLDivElement>(null)
  const [over, setOver] = useState(false)
  const { events } = useStore(session.design, (state) => state.design.scenario)
  const bars = trackBars(events, window)
  const rows = Math.max(1, ...bars.map(({ row }) => row + 1))
  const readOnly = useStore(session.design, (state) => state.readOnly)
  const takes = (event: DragEvent) =>
    !readOnly && event.dataTransfer.types.includes(FAULT_DATA) && events.length < DESIGN_LIMITS.events
  const onDrop = (event: DragEvent) => {
    setOver(false)
    const fault = droppedFault(event)
    const box = track.current?.getBoundingClientRect()
    if (!fault || !box || !takes(event)) return
    event.preventDefault()
    const share = (event.clientX - box.left) / box.width
    const sec = window.fromSec + share * (window.toSec - window.fromSec)
    planFault(session, fault, snapped(sec, event.altKey), fault.targets)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of bars is no set of fields.
    <div
      ref={track}
      role="group"
      aria-label={t('track.label')}
      className={`track ${over ? 'track-over' : ''}`}
      onDragOver={(event) => {
        if (!takes(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <div className="track-rows" style={{ height: rows * rowPx, maxHeight: rowsMax * rowPx }}>
        {bars.map((bar) => (
          <TrackBarButton
            key={bar.index}
            bar={bar}
            event={events[bar.index]!}
            window={window}
            rowPx={rowPx}
          />
        ))}
        {events.length === 0 ? <span className="track-hint">{t('track.empty')}</span> : null}
      </div>
    </div>
  )
}
