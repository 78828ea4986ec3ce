import type { ScenarioEvent } from '../../model/design.ts'
import { FAULTS } from '../../model/fault.ts'
import type { TimeWindow } from './time-window.ts'

/** An event of the scenario as a bar. */
export interface TrackBar {
  /** Its place in the document. */
  readonly index: number
  readonly fromSec: number
  /** Infinite where it goes on until it is restored; where it begins for what happens at a moment. */
  readonly toSec: number
  /** Bars that would lie over one another have rows of their own. */
  readonly row: number
}

/** A moment takes this share of the window, so that it can be seen and grasped; the words of a bar need as much. */
const LEAST_SHARE = 0.05

/** The bars that lie in a window, those that begin first in the upper rows. */
export function trackBars(events: readonly ScenarioEvent[], window: TimeWindow): TrackBar[] {
  const leastSec = (window.toSec - window.fromSec) * LEAST_SHARE
  const ends: number[] = []
  return events
    .map((event, index) => ({ index, fromSec: event.at, toSec: endOf(event) }))
    .filter(({ fromSec, toSec }) => fromSec <= window.toSec && toSec >= window.fromSec)
    .sort((a, b) => a.fromSec - b.fromSec || a.index - b.index)
    .map((bar) => {
      const free = ends.findIndex((end) => end <= bar.fromSec)
      const row = free < 0 ? ends.length : free
      ends[row] = Math.max(bar.toSec, bar.fromSec + leastSec)
      return { ...bar, row }
    })
}

/** When an event is over; never where it goes on until somebody restores. */
export function endOf({ type, at, duration }: ScenarioEvent): number {
  if (!FAULTS[type].lasts) return at
  return duration === undefined ? Number.POSITIVE_INFINITY : at + duration
}

/** How many events lie before and after a window. */
export function outsideOf(events: readonly ScenarioEvent[], window: TimeWindow) {
  return {
    before: events.filter((event) => endOf(event) < window.fromSec).length,
    after: events.filter(({ at }) => at > window.toSec).length,
  }
}

/** Whole seconds, or tenths where somebody wants them. */
export const snapped = (sec: number, fine: boolean): number =>
  Math.max(0, fine ? Math.round(sec * 10) / 10 : Math.round(sec))

/** An event that was moved by so many seconds. */
export const movedBy = (event: ScenarioEvent, sec: number, fine: boolean): ScenarioEvent => ({
  ...event,
  at: Math.min(AT_MAX, snapped(event.at + sec, fine)),
})

/** An event that ends so many seconds later; one without an end gets one when its end is drawn to a moment. */
export function stretchedBy(
  event: ScenarioEvent,
  sec: number,
  fine: boolean,
  windowEndSec: number,
): ScenarioEvent {
  if (!FAULTS[event.type].lasts) return event
  const duration = event.duration ?? Math.max(0, windowEndSec - event.at)
  return { ...event, duration: Math.max(fine ? 0.1 : 1, snapped(duration + sec, fine)) }
}

/** The latest moment of an event, as the format of the document has it. */
const AT_MAX = 8_640_000
