import { type FaultChoice, faultsOf, victims } from '../reading/fault-targets.ts'
import { busiestOf, downIn, struckIn } from '../reading/struck.ts'
import { simClient } from '../runtime/session.ts'
import { designStore } from '../store/stores.ts'

/** A fault happens now, so whoever looked back sees the present again. */
export function strike(ids: readonly string[], choice: FaultChoice): void {
  simClient.frames.scrubTo(null)
  for (const fault of faultsOf(designStore.getState().design, ids, choice)) simClient.inject(fault)
}

export const killAll = (ids: readonly string[]): void => strike(ids, { type: 'kill', amount: null })
export const restore = (ids: readonly string[]): void => strike(ids, { type: 'restore', amount: null })

/** Kills the running server with the most traffic; where there is none, whatever else can die and has the most. */
export function killServer(): void {
  const frame = simClient.frames.latest
  if (!frame) return
  for (const ids of victims(designStore.getState().design)) {
    const busiest = busiestOf(frame, ids)
    if (busiest === undefined) continue
    killAll([busiest])
    return
  }
}

export const downIds = (): readonly string[] => downIn(simClient.frames.latest)
export const struckIds = (): readonly string[] => struckIn(simClient.frames.latest, simClient.state.marks)

/** Ends whatever is done to anything. */
export const restoreAll = (): void => restore(struckIds())
