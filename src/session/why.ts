import { type Explanation, NOTHING_TO_EXPLAIN, type Symptom } from '../analysis/explain/chain.ts'
import { explain } from '../analysis/explain/explain.ts'
import type { History } from '../analysis/explain/history.ts'
import { perSession } from './per-session.ts'
import type { Session } from './session.ts'

/** A chain is told anew once a simulated or a real second at most, so that it can be read and costs next to nothing. */
const RETOLD_MS = 1000
/** Answers that are kept: everything that is asked about at the same time. */
const KEPT_MAX = 8

type SimModel = NonNullable<Session['run']['model']>

interface Answer {
  readonly model: SimModel
  readonly cursorSec: number | null
  readonly toldAt: number
  readonly sec: number
  readonly explanation: Explanation
}

class Why {
  readonly #session: Session
  readonly #answers = new Map<string, Answer>()

  constructor(session: Session) {
    this.#session = session
  }

  /** Why something is as it is at the moment that is shown. */
  of(symptom: Symptom): Explanation {
    const { run, design } = this.#session
    const { frames, model } = run
    const frame = this.#session.reading.frame
    if (!frame || model === null) return NOTHING_TO_EXPLAIN
    const key = JSON.stringify(symptom)
    const known = this.#answers.get(key)
    if (known && this.#holds(known, model, frame.timeSec)) return known.explanation
    const history = historyOfRun(this.#session)
    const { slo } = design.getState().design
    const { faults, marks } = run.state
    const explanation = explain({ model, history, faults, marks, slo }, symptom, frame.timeSec)
    this.#answers.delete(key)
    this.#answers.set(key, {
      model,
      cursorSec: frames.cursorSec,
      toldAt: performance.now(),
      sec: frame.timeSec,
      explanation,
    })
    for (const oldest of this.#answers.keys()) if (this.#answers.size > KEPT_MAX) this.#answers.delete(oldest)
    return explanation
  }

  /** An answer about the present holds for a second; one about another moment as long as one looks at it. */
  #holds({ model, cursorSec, toldAt, sec }: Answer, now: SimModel, shownSec: number): boolean {
    if (model !== now || cursorSec !== this.#session.run.frames.cursorSec || shownSec < sec) return false
    return shownSec === sec || performance.now() - toldAt < RETOLD_MS
  }
}

/** The moments of a session's run that are still known. */
export function historyOfRun({ run: { frames } }: Session): History {
  return {
    fromSec: frames.frames[0]?.timeSec ?? 0,
    toSec: frames.latest?.timeSec ?? 0,
    at: (sec) => frames.at(sec),
  }
}

/** What tells the causes of what is seen in a session. */
export const whyOf = perSession((session) => new Why(session))
