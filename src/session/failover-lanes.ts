import { type Lane, lanesOf, type Totals } from '../analysis/failover.ts'
import type { RunFault, RunMark } from '../model/mark.ts'
import type { Frame } from '../runtime/frame-ring.ts'
import type { RunState } from '../runtime/run-state.ts'
import { perSession } from './per-session.ts'
import type { Session } from './session.ts'

/** Keeps the lanes of a run as long as nothing has happened in it and its shown totals stay. */
class Lanes {
  readonly #session: Session
  #of: {
    readonly marks: RunState['marks']
    readonly faults: RunState['faults']
    readonly sec: number
  } | null = null
  #lanes: readonly Lane[] = []

  constructor(session: Session) {
    this.#session = session
  }

  /** What the faults of the run led to, without those that were dismissed. */
  get shown(): readonly Lane[] {
    const { run, view } = this.#session
    const { marks, faults } = run.state
    const latest = run.frames.latest
    const sec = Math.floor(latest?.timeSec ?? 0)
    if (this.#of?.marks !== marks || this.#of.faults !== faults || this.#of.sec !== sec) {
      this.#of = { marks, faults, sec }
      this.#lanes = faults.length === 0 ? [] : lanesNow(marks, faults, latest)
    }
    const { dismissed } = view.getState()
    if (dismissed.runId !== run.runId) return this.#lanes
    return this.#lanes.filter(({ fault }) => !dismissed.faults.includes(fault.id))
  }
}

const keptLanes = perSession((session) => new Lanes(session))

export const lanesShown = (session: Session): readonly Lane[] => keptLanes(session).shown

/** The result of a fault has been read: it leaves the canvas and the timeline. */
export function dismissLane(session: Session, fault: number): void {
  const { runId } = session.run
  session.view.setState(({ dismissed }) => ({
    dismissed: { runId, faults: [...(dismissed.runId === runId ? dismissed.faults : []), fault] },
  }))
}

/** What the faults of a run have led to by now. */
function lanesNow(
  marks: readonly RunMark[],
  faults: readonly RunFault[],
  frame: Frame | undefined,
): readonly Lane[] {
  const last = marks.at(-1)
  const now: Totals = {
    timeSec: frame?.timeSec ?? last?.timeSec ?? 0,
    failed: frame ? frame.system('failed') + frame.system('shed') : (last?.failed ?? 0),
    lostWrites: last?.lostWrites ?? 0,
    staleReads: last?.staleReads ?? 0,
  }
  return lanesOf(marks, faults, now)
}
