import { dropNotice, giveNotice, type NoticeId, noticeStore } from '../page/notices.ts'
import { session } from './page-session.ts'

/** A run that could not be kept going is said, and so is what the engine could not carry out; both are offered anew. */
export function sayWhatFailsInTheRun(): void {
  sayWhile('runStopped', () => session.run.state.stopped)
  sayWhile('engineError', () => session.run.state.engineError !== null)
  noticeStore.subscribe(({ notices }, before) => {
    if (before.notices.has('engineError') && !notices.has('engineError')) session.run.forgetError()
  })
}

function sayWhile(id: NoticeId, holds: () => boolean): void {
  let said = false
  session.run.subscribe(() => {
    if (holds() === said) return
    said = holds()
    if (said) giveNotice(id, () => session.run.retry())
    else dropNotice(id)
  })
}
