import type { Design } from '../model/design.ts'
import type { FaultChoice } from '../reading/fault-targets.ts'
import type { MeasuredModel } from '../runtime/measure-client.ts'
import { type ReplayPlan, undisturbed } from '../runtime/replay-plan.ts'
import { perSession } from './per-session.ts'
import type { Session } from './session.ts'

/** A fault that is shown on the canvas as it was measured. */
export interface Rehearsal {
  readonly design: Design
  readonly model: MeasuredModel
  readonly oneOf: number
  readonly target: string
  readonly choice: FaultChoice
  /** Seconds of the run at which it strikes. */
  readonly atSec: number
  /** How long it is kept up, as it was when it was measured. */
  readonly holdSec: number
}

const TICKS_A_SEC = 1e9
/** The run is seen for so long before the fault strikes. */
const BEFORE_SEC = 1

/** Ends the rehearsal that is on its way. */
const ending = perSession(() => ({ end: () => {} }))

/** Takes the run on the canvas to a second before a fault, lets it play, and strikes. Whatever else is done to the run ends that. */
export function rehearse(session: Session, rehearsal: Rehearsal): void {
  const { design, target, choice, atSec, holdSec } = rehearsal
  const current = ending(session)
  current.end()
  const fromSec = Math.max(0, atSec - BEFORE_SEC)
  session.act({ type: 'replay', plan: planOf(rehearsal, fromSec) })
  const stops = [session.run.subscribe(() => follow()), session.run.frames.subscribe(() => follow())]
  const end = (): void => {
    for (const stop of stops.splice(0)) stop()
  }
  let plays = false
  const follow = (): void => {
    const { status, replay } = session.run.state
    if (replay === null || replay.atSec !== fromSec || session.design.getState().design !== design) {
      end()
      return
    }
    if (!plays && status === 'paused' && replay.outcome === 'reached') {
      plays = true
      session.act({ type: 'speed', speed: 1 })
      session.act({ type: 'play' })
    }
    if (!plays || (session.run.frames.latest?.system('timeSec') ?? 0) < atSec) return
    end()
    session.act({ type: 'strike', ids: [target], choice, durationSec: holdSec })
  }
  current.end = end
}

/** The way there. What was measured has no scenario, so that nothing else strikes; neither has the run that is shown. */
function planOf({ design, model, oneOf }: Rehearsal, fromSec: number): ReplayPlan {
  const calm = { ...design, scenario: { ...design.scenario, events: [] } }
  return undisturbed(calm, { ...model, faults: [] }, Math.round(fromSec * TICKS_A_SEC), oneOf)
}
