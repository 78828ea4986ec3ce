import type { RunControl } from './action.ts'

/** Something that was done to the clock of a run, and the tick at which it took effect. */
export interface ControlEntry {
  readonly tick: number
  readonly control: RunControl
}

/** Entries of a run that are kept; the oldest go first. */
export const CONTROLS_MAX = 2000

/**
 * How a run was watched: when it was played, paused, sped up or looked back at. A moment needs none of it, because frames hang on
 * simulated time alone; so it is kept beside the log of faults and edits (`runtime/run-log.ts`) and not in it.
 */
export class ControlLog {
  #runId = -1
  #entries: ControlEntry[] = []

  /** In the order in which they took effect. */
  get entries(): readonly ControlEntry[] {
    return this.#entries
  }

  /** Another run begins another log; what comes late from a run that is over is dropped. */
  note(runId: number, entry: ControlEntry): void {
    if (runId < this.#runId) return
    if (runId > this.#runId) this.#entries = []
    this.#runId = runId
    this.#entries.push(entry)
    if (this.#entries.length > CONTROLS_MAX) this.#entries.splice(0, this.#entries.length - CONTROLS_MAX)
  }
}
