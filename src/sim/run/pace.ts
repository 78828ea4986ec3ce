import { TICKS_PER_MS } from '../core/vocabulary.ts'

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

/** Events between two looks at whether time passes. */
const EVENTS_A_LOOK = 100_000

/** Takes something to a tick, however many slices that is cut into, and notices when time does not pass. */
export class Paced {
  readonly #clock: { readonly now: number }
  readonly #step: (tick: number, eventsMax: number) => number
  readonly #pace = new Pace()
  #unseen = 0
  #stuck = false

  /** `step` handles events up to and including a tick, at most so many, and gives their number. */
  constructor(clock: { readonly now: number }, step: (tick: number, eventsMax: number) => number) {
    this.#clock = clock
    this.#step = step
  }

  get stuck(): boolean {
    return this.#stuck
  }

  /** Gives how many events were handled; the tick is reached when they were fewer than asked for, unless it is stuck. */
  advance(tick: number, eventsMax = Number.MAX_SAFE_INTEGER): number {
    let done = 0
    while (done < eventsMax && !this.#stuck) {
      const most = Math.min(eventsMax - done, EVENTS_A_LOOK - this.#unseen)
      const events = this.#step(tick, most)
      done += events
      this.#unseen += events
      if (this.#unseen === EVENTS_A_LOOK) {
        this.#unseen = 0
        this.#stuck = this.#pace.note(EVENTS_A_LOOK, this.#clock.now)
      }
      if (events < most) break
    }
    return done
  }
}
