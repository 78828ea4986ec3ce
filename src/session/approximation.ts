import { ApproximationCheck, type CheckState } from '../runtime/approximation-check.ts'
import { RunPool } from '../runtime/run-pool.ts'
import { perSession } from './per-session.ts'
import { useChanging, useSession } from './react.tsx'

export type { ApproximationErrors } from '../runtime/approximation-check.ts'

/** How far the approximate figures of a session lie from exact ones. */
export const approximationOf = perSession((session) => {
  const check = new ApproximationCheck(new RunPool(session.createWorker))
  session.whenDisposed(() => check.stop())
  return check
})

export function useCheckState(): CheckState {
  const runs = approximationOf(useSession())
  return useChanging(runs, () => runs.state)
}
