import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { formatClock } from '../../i18n/format.ts'
import { durationText } from '../../i18n/quantity.ts'
import { type Translator, useT } from '../../i18n/use-t.ts'
import type { Design, ScenarioEvent } from '../../model/design.ts'
import { FAULTS } from '../../model/fault.ts'
import { MARKS } from '../../model/mark.ts'
import { faultsAt } from '../../reading/fault-targets.ts'
import { faultIcon, faultText } from '../../reading/fault-words.ts'
import { nameOf } from '../../scene/names.ts'
import { removeEvent, setEvent } from '../../session/edits.ts'
import { useSession } from '../../session/react.tsx'
import { repeatEvent } from '../../session/scenario.ts'
import { Icon } from '../../ui/icon.tsx'
import { shareOf, type TimeWindow } from './time-window.ts'
import { movedBy, stretchedBy, type TrackBar } from './track-rows.ts'

interface TrackBarButtonProps {
  readonly bar: TrackBar
  readonly event: ScenarioEvent
  readonly window: TimeWindow
  readonly rowPx: number
}

/** What the pointer does to a bar: it is moved, or its end is. */
type Grip = 'move' | 'end'
interface Drag {
  readonly grip: Grip
  readonly fromX: number
  readonly secAPx: number
  /** The event as it would stand if it were let go now. */
  readonly event: ScenarioEvent
}

/** Pointer movement below which a click is only a click. */
const SLOP_PX = 3

/** One event: it is dragged along the time axis, or by its end; the keyboard does the same. */
export function TrackBarButton({ bar, event, window, rowPx }: TrackBarButtonProps) {
  const session = useSession()
  const t = useT()
  const design = useStore(session.design, (state) => state.design)
  const [drag, setDrag] = useState<Drag | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const shown = drag?.event ?? event
  const put = (next: ScenarioEvent, how: string) =>
    session.design.edit((current) => setEvent(current, bar.index, next), `event ${bar.index} ${how}`)
  const onPointerDown = (down: PointerEvent<HTMLButtonElement>) => {
    const track = button.current?.parentElement
    if (down.button !== 0 || !track) return
    const grip = (down.target as HTMLElement).dataset.grip === 'end' ? 'end' : 'move'
    const secAPx = (window.toSec - window.fromSec) / track.getBoundingClientRect().width
    down.currentTarget.setPointerCapture(down.pointerId)
    setDrag({ grip, fromX: down.clientX, secAPx, event })
  }
  const onPointerMove = (move: PointerEvent) => {
    if (drag === null) return
    const px = move.clientX - drag.fromX
    const by = Math.abs(px) < SLOP_PX ? 0 : px * drag.secAPx
    const next =
      drag.grip === 'move'
        ? movedBy(event, by, move.altKey)
        : stretchedBy(event, by, move.altKey, window.toSec)
    setDrag({ ...drag, event: by === 0 ? event : next })
  }
  const onPointerUp = () => {
    if (drag !== null && drag.event !== event) put(drag.event, drag.grip)
    setDrag(null)
  }
  const onKeyDown = (key: KeyboardEvent) => {
    const step = (key.key === 'ArrowRight' ? 1 : -1) * (key.shiftKey ? 10 : 1)
    if (key.key === 'ArrowLeft' || key.key === 'ArrowRight')
      put(key.altKey ? stretchedBy(event, step, false, window.toSec) : movedBy(event, step, false), 'keys')
    else if (key.key === 'Delete' || key.key === 'Backspace')
      session.design.edit((current) => removeEvent(current, bar.index))
    else if (key.key.toLowerCase() === 'r' || key.code === 'KeyR')
      repeatEvent(session, event, repeatSec(event))
    else if (key.key === 'Escape') setDrag(null)
    else return
    key.preventDefault()
    key.stopPropagation()
  }
  const problem = eventProblem(design, event, t)
  const words = barWords(design, shown, t)
  const { left, width } = placeOf(shown, window)
  return (
    <button
      ref={button}
      type="button"
      className={`track-bar ${problem ? 'track-bar-gone' : MARKS[event.type].tone === 'trouble' ? 'track-bar-trouble' : ''} ${drag ? 'track-bar-drag' : ''}`}
      style={{ left, width, top: bar.row * rowPx }}
      aria-label={`${words}. ${problem}`}
      aria-description={t('track.keys')}
      title={`${words}. ${problem || t('track.keys')}`}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => setDrag(null)}
      onKeyDown={onKeyDown}
    >
      <Icon name={problem ? 'warning' : faultIcon(event.type)} size={12} />
      <span className="track-bar-words">
        {nameOf(design, event.target, t.language)} ·{' '}
        {faultText({ type: event.type, amount: event.amount ?? null }, t)}
      </span>
      {FAULTS[event.type].lasts ? <span className="track-bar-end" data-grip="end" /> : null}
    </button>
  )
}

/** How much later it happens again: once it is over, and as long after that as it lasts. */
export const repeatSec = ({ duration }: ScenarioEvent): number =>
  Math.max(1, Math.round(2 * (duration ?? 15)))

function placeOf({ type, at, duration }: ScenarioEvent, window: TimeWindow) {
  const clamp = (share: number) => Math.min(1, Math.max(0, share))
  const from = clamp(shareOf(window, at))
  const endSec = FAULTS[type].lasts ? (duration === undefined ? window.toSec : at + duration) : at
  const to = Math.max(from, clamp(shareOf(window, endSec)))
  return { left: `${(100 * from).toFixed(3)}%`, width: `${(100 * (to - from)).toFixed(3)}%` }
}

export function barWords(
  design: Design,
  { at, type, target, amount, duration }: ScenarioEvent,
  t: Translator,
): string {
  const fault = faultText({ type, amount: amount ?? null }, t)
  const lasting = !FAULTS[type].lasts
    ? fault
    : t('scenario.for', {
        fault,
        time: duration === undefined ? t('track.endless') : durationText(duration * 1000, t.language),
      })
  return t('track.bar', { time: formatClock(at), name: nameOf(design, target, t.language), fault: lasting })
}

/** A target that is gone, or does not know the fault: said, and kept. */
function eventProblem(design: Design, event: ScenarioEvent, t: Translator): string {
  if (faultsAt(design, event.target).includes(event.type)) return ''
  const name = nameOf(design, event.target, t.language)
  const there = [...design.nodes, ...design.edges].some(({ id }) => id === event.target)
  return there ? t('scenario.unknown', { name, fault: t(`fault.${event.type}`) }) : t('track.gone', { name })
}
