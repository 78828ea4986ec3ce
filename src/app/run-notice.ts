import { simClient } from '../runtime/session.ts'
import { dropNotice, giveNotice } from '../store/page-notices.ts'

/** A run that could not be kept going is said, and offered anew. */
export function sayWhenRunStops(): void {
  let said = false
  simClient.subscribe(() => {
    const { stopped } = simClient.state
    if (stopped === said) return
    said = stopped
    if (stopped) giveNotice('runStopped', () => simClient.retry())
    else dropNotice('runStopped')
  })
}
