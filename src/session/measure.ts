import { MeasureClient, type MeasureState } from '../runtime/measure-client.ts'
import { perSession } from './per-session.ts'
import { useChanging, useSession } from './react.tsx'
import { poolOf } from './run-pool.ts'

/** The measured runs of a session; loaded with the dialog that asks for them. */
export const measureOf = perSession((session) => {
  const client = new MeasureClient(poolOf(session))
  session.whenDisposed(() => client.stop())
  return client
})

export function useMeasureState(): MeasureState {
  const runs = measureOf(useSession())
  return useChanging(runs, () => runs.state)
}
