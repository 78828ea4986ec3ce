import { RunPool } from '../runtime/run-pool.ts'
import { perSession } from './per-session.ts'

/** The pool that carries out the experiments of a session, beside the run that is shown. */
export const poolOf = perSession((session) => {
  const pool = new RunPool(session.createWorker)
  session.whenDisposed(() => pool.close())
  return pool
})
