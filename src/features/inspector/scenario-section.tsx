import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { formatClock } from '../../i18n/format.ts'
import { durationText } from '../../i18n/quantity.ts'
import { type Translator, useT } from '../../i18n/use-t.ts'
import { kindModel } from '../../kinds/models.ts'
import { DESIGN_LIMITS, type Design, type ScenarioEvent } from '../../model/design.ts'
import { FAULTS } from '../../model/fault.ts'
import { faultsAt } from '../../reading/fault-targets.ts'
import { faultIcon, faultText } from '../../reading/fault-words.ts'
import { nameOf } from '../../scene/names.ts'
import { addEvent, removeEvent } from '../../session/edits.ts'
import { useSession } from '../../session/react.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { EVENT_AT, EventEditor } from './event-editor.tsx'
import './scenario.css'

/** The event that is open: where it stands in the document, and what tells that somebody else changed the list. */
interface Open {
  readonly index: number
  readonly count: number
  /** Its time when it was opened: the list is not sorted anew under the fingers. */
  readonly at: number
}

/** What breaks by itself in every run, in the order of time. */
export default function ScenarioSection() {
  const session = useSession()
  const t = useT()
  const design = useStore(session.design, (state) => state.design)
  const [opened, setOpened] = useState<Open | null>(null)
  const addButton = useRef<HTMLButtonElement>(null)
  const { events } = design.scenario
  const open = opened?.count === events.length ? opened : null
  const sortedAt = (index: number) => (index === open?.index ? open.at : (events[index]?.at ?? 0))
  const order = events.map((_, index) => index).sort((a, b) => sortedAt(a) - sortedAt(b) || a - b)
  const next = nextEvent(design)
  const full = events.length >= DESIGN_LIMITS.events
  const add = () => {
    if (!next) return
    session.design.edit((current) => addEvent(current, next))
    setOpened({ index: events.length, count: events.length + 1, at: next.at })
  }
  return (
    <section className="inspector-section" aria-labelledby="design-scenario">
      <div className="scenario-head">
        <h3 id="design-scenario">{t('scenario.title')}</h3>
        <Button ref={addButton} variant="line" icon="plus" disabled={!next || full} onClick={add}>
          {t('scenario.add')}
        </Button>
      </div>
      {events.length === 0 ? (
        <p className="scenario-note">{t(next ? 'scenario.none' : 'scenario.noTarget')}</p>
      ) : (
        <ol className="scenario">
          {order.map((index) => (
            <EventRow
              key={index}
              design={design}
              event={events[index]!}
              index={index}
              open={index === open?.index}
              onOpen={(isOpen) =>
                setOpened(isOpen ? { index, count: events.length, at: events[index]!.at } : null)
              }
              onDelete={() => {
                session.design.edit((current) => removeEvent(current, index))
                // The button that had the focus is gone with its event.
                addButton.current?.focus()
              }}
            />
          ))}
        </ol>
      )}
      <p className="scenario-note">
        {full ? t('scenario.full', { limit: DESIGN_LIMITS.events }) : open ? t('scenario.restarts') : ''}
      </p>
    </section>
  )
}

interface EventRowProps {
  readonly design: Design
  readonly event: ScenarioEvent
  readonly index: number
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
  readonly onDelete: () => void
}

function EventRow({ design, event, index, open, onOpen, onDelete }: EventRowProps) {
  const t = useT()
  const time = formatClock(event.at).replace(/\.0$/, '')
  const name = nameOf(design, event.target, t.language)
  const fault = eventText(event, t)
  const problem = eventProblem(design, event, t)
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    // The fields open below, where the panel may end.
    if (open) row.current?.scrollIntoView({ block: 'nearest' })
  }, [open])
  return (
    <li ref={row} className={open ? 'scenario-open' : ''}>
      <div className="scenario-row">
        <button type="button" className="scenario-event" aria-expanded={open} onClick={() => onOpen(!open)}>
          <span className="scenario-time">{time}</span> <Icon name={faultIcon(event.type)} size={14} />
          <span className="scenario-what">
            <b>{name}</b> {fault}
          </span>
        </button>
        <IconButton icon="trash" label={t('scenario.delete', { time, name })} onClick={onDelete} />
      </div>
      {problem === '' ? null : (
        <p className="scenario-problem">
          <Icon name="warning" size={14} />
          {problem}
        </p>
      )}
      {open ? <EventEditor design={design} event={event} index={index} /> : null}
    </li>
  )
}

/** Slow down ×10 for 30 s. */
function eventText({ type, amount, duration }: ScenarioEvent, t: Translator): string {
  const fault = faultText({ type, amount: amount ?? null }, t)
  if (duration === undefined || !FAULTS[type].lasts) return fault
  return t('scenario.for', { fault, time: durationText(duration * 1000, t.language) })
}

/** What a file can say and the editor cannot: a target that is gone, or that does not know the fault. */
function eventProblem(design: Design, event: ScenarioEvent, t: Translator): string {
  const known = faultsAt(design, event.target)
  if (known.includes(event.type)) return ''
  const name = nameOf(design, event.target, t.language)
  const there =
    design.nodes.some(({ id }) => id === event.target) || design.edges.some(({ id }) => id === event.target)
  return there
    ? t('scenario.unknown', { name, fault: t(`fault.${event.type}`) })
    : t('scenario.gone', { name })
}

/** Where a first event stands in the run, and how long after the last one the next. */
const FIRST_SEC = 30
const GAP_SEC = 30

/** A server dies, or else whatever knows a fault; undefined where nothing does. */
function nextEvent(design: Design): ScenarioEvent | undefined {
  const { events } = design.scenario
  const breakable = design.nodes.filter((node) => faultsAt(design, node.id).length > 0)
  const target =
    breakable.find((node) => kindModel(node.kind)?.role === 'service') ??
    breakable.find((node) => faultsAt(design, node.id).includes('kill')) ??
    breakable[0]
  const [type] = target ? faultsAt(design, target.id) : []
  if (!target || !type) return undefined
  const last = events.length === 0 ? FIRST_SEC - GAP_SEC : Math.max(...events.map(({ at }) => at))
  return { at: Math.min(EVENT_AT.max, last + GAP_SEC), type, target: target.id }
}
