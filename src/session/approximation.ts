import { ApproximationCheck, type CheckState } from '../runtime/approximation-check.ts'
import { perSession } from './per-session.ts'
import { useChanging, useSession } from './react.tsx'
import { poolOf } from './run-pool.ts'

export type { ApproximationErrors } from '../runtime/approximation-check.ts'

/** How far the approximate figures of a session lie from exact ones. */
export const approximationOf = perSession((session) => {
  const check = new ApproximationCheck(poolOf(session))
  session.whenDisposed(() => check.stop())
  return check
})

export function useCheckState(): CheckState {
  const runs = approximationOf(useSession())
  return useChanging(runs, () => runs.state)
}
