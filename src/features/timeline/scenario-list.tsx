import { useStore } from 'zustand'
import { formatClock } from '../../i18n/format.ts'
import { useT } from '../../i18n/use-t.ts'
import type { ScenarioEvent } from '../../model/design.ts'
import { openDesign } from '../../page/page-store.ts'
import { removeEvent } from '../../session/edits.ts'
import { useReading, useSession } from '../../session/react.tsx'
import { repeatEvent } from '../../session/scenario.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { ScenarioMenu } from './scenario-menu.tsx'
import { Track } from './scenario-track.tsx'
import type { TimeWindow } from './time-window.ts'
import { barWords, repeatSec } from './track-bar.tsx'
import { endOf, trackBars } from './track-rows.ts'

/** A row of the track that a thumb can drag. */
const ROW_PX = 44
/** The axis grows by whole minutes, so that nothing moves while somebody aims. */
const STEP_SEC = 60

/** The scenario with bars that a thumb can drag, and a row for each of its events. */
export function ScenarioList() {
  const session = useSession()
  const t = useT()
  const design = useStore(session.design, (state) => state.design)
  const { events } = design.scenario
  const window = useWholeWindow(events)
  const order = trackBars(events, window)
  return (
    <section aria-labelledby="failures-scenario">
      <header>
        <h3 id="failures-scenario">{t('track.title')}</h3>
        <ScenarioMenu window={window} />
      </header>
      <Track window={window} rowPx={ROW_PX} rowsMax={4} />
      <div className="failures-axis" aria-hidden="true">
        <span>{clock(window.fromSec)}</span>
        <span>{clock(window.toSec)}</span>
      </div>
      <ol className="failures-events">
        {order.map(({ index }) => (
          <EventRow key={index} event={events[index]!} index={index} />
        ))}
      </ol>
      <Button variant="line" icon="layout" onClick={() => openDesign(session)}>
        {t('failures.edit')}
      </Button>
    </section>
  )
}

/** Its ends are whole minutes. */
const clock = (sec: number): string => formatClock(sec).replace(/\.0$/, '')

function useWholeWindow(events: readonly ScenarioEvent[]): TimeWindow {
  const nowSec = useReading((frame) => Math.ceil((frame?.timeSec ?? 0) / STEP_SEC) * STEP_SEC)
  const ends = events.map((event) => (Number.isFinite(endOf(event)) ? endOf(event) : event.at))
  const endSec = Math.max(nowSec, ...ends)
  return { fromSec: 0, toSec: Math.max(STEP_SEC, Math.ceil(endSec / STEP_SEC) * STEP_SEC) }
}

function EventRow({ event, index }: { readonly event: ScenarioEvent; readonly index: number }) {
  const session = useSession()
  const t = useT()
  const design = useStore(session.design, (state) => state.design)
  const words = barWords(design, event, t)
  return (
    <li>
      <span>{words}</span>
      <IconButton
        icon="copy"
        label={t('failures.repeat', { event: words })}
        onClick={() => repeatEvent(session, event, repeatSec(event))}
      />
      <IconButton
        icon="trash"
        label={t('failures.delete', { event: words })}
        onClick={() => session.design.edit((current) => removeEvent(current, index))}
      />
    </li>
  )
}
