import { dropNotice, giveNotice } from '../page/notices.ts'
import { session } from './page-session.ts'

/** A run that could not be kept going is said, and offered anew. */
export function sayWhenRunStops(): void {
  let said = false
  session.run.subscribe(() => {
    const { stopped } = session.run.state
    if (stopped === said) return
    said = stopped
    if (stopped) giveNotice('runStopped', () => session.run.retry())
    else dropNotice('runStopped')
  })
}
