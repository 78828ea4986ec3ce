import { useEffect, useState } from 'react'
import type { Result } from '../../model/result.ts'
import type { LogGap, SharedMoment } from '../../runtime/run-log.ts'
import { simClient } from '../../runtime/session.ts'
import { issueStore } from '../../store/stores.ts'

/** Why no moment can be shared: what the run says, or that the design as it is drawn does not run at all. */
export type MomentGap = LogGap | 'held'

/** The moment that is looked at when the dialog opens, which stands still from then on; null while the run is asked. */
export function useMoment(): Result<SharedMoment, MomentGap> | null {
  const [moment, setMoment] = useState<Result<SharedMoment, MomentGap> | null>(null)
  useEffect(() => {
    let wanted = true
    void askMoment().then((asked) => {
      if (wanted) setMoment(asked)
    })
    return () => {
      wanted = false
    }
  }, [])
  return moment
}

function askMoment(): Promise<Result<SharedMoment, MomentGap>> {
  const held = issueStore.getState().issues.some(({ severity }) => severity === 'error')
  return held ? Promise.resolve({ ok: false, error: 'held' }) : simClient.sharedMoment()
}
