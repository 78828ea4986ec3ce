import { type FaultChoice, victims } from '../reading/fault-targets.ts'
import { busiestOf, downIn, struckIn } from '../reading/struck.ts'
import type { Session } from './session.ts'

/** What buttons, menus, keys and the palette do to a run; all of it goes through `act`. */

export const strike = (session: Session, ids: readonly string[], choice: FaultChoice): void =>
  session.act({ type: 'strike', ids, choice })

export const killAll = (session: Session, ids: readonly string[]): void =>
  strike(session, ids, { type: 'kill', amount: null })

export const restore = (session: Session, ids: readonly string[]): void =>
  strike(session, ids, { type: 'restore', amount: null })

/** Kills the running server with the most traffic; where there is none, whatever else can die and has the most. */
export function killServer(session: Session): void {
  const frame = session.run.frames.latest
  if (!frame) return
  for (const ids of victims(session.design.getState().design)) {
    const busiest = busiestOf(frame, ids)
    if (busiest === undefined) continue
    killAll(session, [busiest])
    return
  }
}

/** One key for both: where anything is down it brings everything back, else it kills a server. */
export function killServerOrRestore(session: Session): void {
  if (downIn(session.run.frames.latest).length > 0) restoreAll(session)
  else killServer(session)
}

export const struckIds = ({ run }: Session): readonly string[] => struckIn(run.frames.latest, run.state.marks)

/** Ends whatever is done to anything. */
export const restoreAll = (session: Session): void => restore(session, struckIds(session))
