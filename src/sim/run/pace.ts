import { TICKS_PER_MS } from '../codes.ts'

/** Events within a simulated millisecond from which on a run stands still: ten billion a second, a thousand times the largest load. */
export const EVENTS_A_MS_MAX = 10_000_000

/** Notices that a run stands still, because requests take no time at all or come faster than any clock can count. */
export class Pace {
  #events = 0
  #since = 0

  /** Notes events that were handled up to a time; true while too many of them let no time pass. */
  note(events: number, now: number): boolean {
    if (now - this.#since >= TICKS_PER_MS) {
      this.#since = now
      this.#events = 0
    } else this.#events += events
    return this.#events >= EVENTS_A_MS_MAX
  }
}
