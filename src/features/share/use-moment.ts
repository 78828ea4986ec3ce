import { useEffect, useState } from 'react'
import type { Result } from '../../model/result.ts'
import type { LogGap, SharedMoment } from '../../runtime/run-log.ts'
import { useSession } from '../../session/react.tsx'
import type { Session } from '../../session/session.ts'

/** Why no moment can be shared: what the run says, or that the design as it is drawn does not run at all. */
export type MomentGap = LogGap | 'held'

/** The moment that is looked at when the dialog opens, which stands still from then on; null while the run is asked. */
export function useMoment(): Result<SharedMoment, MomentGap> | null {
  const session = useSession()
  const [moment, setMoment] = useState<Result<SharedMoment, MomentGap> | null>(null)
  useEffect(() => {
    let wanted = true
    void askMoment(session).then((asked) => {
      if (wanted) setMoment(asked)
    })
    return () => {
      wanted = false
    }
  }, [session])
  return moment
}

function askMoment(session: Session): Promise<Result<SharedMoment, MomentGap>> {
  const held = session.issues.getState().issues.some(({ severity }) => severity === 'error')
  return held ? Promise.resolve({ ok: false, error: 'held' }) : session.run.sharedMoment()
}
