import { TICKS_PER_SEC } from '../core/vocabulary.ts'
import type { SampledRun } from './sampled-run.ts'
import { Snapshot } from './snapshot.ts'

/** Moments of a run that are kept, and their memory, roughly; where there are more, every second one goes. */
export const WAYPOINTS_MAX = 12
export const WAYPOINT_BYTES_MAX = 96 * 1024 * 1024
/** Simulated time between the first of them. */
const FIRST_SPAN = 5 * TICKS_PER_SEC

interface Waypoint {
  readonly snapshot: Snapshot
  /** How much had been done to the run. */
  readonly actions: number
}

/** Moments of a run from which it can be taken up again, so that the way to another one is short. */
export class Waypoints {
  #kept: Waypoint[] = []
  #span = FIRST_SPAN
  #nextTick = FIRST_SPAN

  /** Whether it is time for the next one. */
  isDue(sampled: SampledRun): boolean {
    return sampled.now >= this.#nextTick
  }

  /** Keeps the settled run as it stands. */
  keep(sampled: SampledRun): void {
    this.#kept.push({ snapshot: new Snapshot(sampled), actions: sampled.actions })
    while (this.#kept.length > 0 && this.#isTooMuch()) this.#thin()
    this.#nextTick = sampled.now + this.#span
  }

  /** The run at the last kept moment on the way to a tick before which so much was done; null where there is none. */
  before(tick: number, actions: number): SampledRun | null {
    const last = this.#kept.filter((one) => one.snapshot.tick <= tick && one.actions <= actions).at(-1)
    return last ? last.snapshot.fork() : null
  }

  /** The run goes another way from there on. */
  cutAt(tick: number, actions: number): void {
    this.#kept = this.#kept.filter((one) => one.snapshot.tick <= tick && one.actions <= actions)
    this.#nextTick = (this.#kept.at(-1)?.snapshot.tick ?? 0) + this.#span
  }

  #isTooMuch(): boolean {
    const bytes = this.#kept.reduce((sum, { snapshot }) => sum + snapshot.bytes, 0)
    return this.#kept.length > WAYPOINTS_MAX || bytes > WAYPOINT_BYTES_MAX
  }

  #thin(): void {
    this.#kept = this.#kept.filter((_, index) => index % 2 === 1)
    this.#span *= 2
  }
}
