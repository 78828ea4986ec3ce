import type { LinkProblem, OpenedLink } from '../document/link/link.ts'
import type { Design } from '../model/design.ts'
import { err, ok, type Result } from '../model/result.ts'
import type { PlanError } from '../runtime/replay-plan.ts'
import { beginReplay } from './engine-link.ts'

/** Wall time that the way to a moment may take to plan. Nobody waits longer for a link, and a hostile one must not spin for ever. */
const PLAN_MS_MAX = 20_000

const TOO_LONG = 'too long'

let arriving = new AbortController()

/** The design that a link opens, at its moment where it has one; null when another link came meanwhile. */
export async function designAtMoment({
  design,
  moment,
}: Pick<OpenedLink, 'design' | 'moment'>): Promise<Result<Design, LinkProblem> | null> {
  arriving.abort()
  const arrival = new AbortController()
  arriving = arrival
  // A design of its own, so that what is remembered of one opening cannot meet another one.
  if (moment === null) return ok({ ...design })
  const limit = setTimeout(() => arrival.abort(TOO_LONG), PLAN_MS_MAX)
  const planned = await beginReplay(design, moment, arrival.signal)
  clearTimeout(limit)
  if (planned !== null) return planned.ok ? planned : err(problemOf(planned.error))
  return arrival.signal.reason === TOO_LONG ? err({ code: 'moment', reason: 'tooHeavy', path: '' }) : null
}

/** Gives up the link that is being opened; what was there before stays, or opens instead. */
export const stopArriving = (): void => arriving.abort()

/** Where the way broke off: at an action, or at the design from which the run started. */
function problemOf(error: PlanError): LinkProblem {
  const at = error.index < 0 ? 'design' : `actions[${error.index}]`
  const path = error.code === 'design' && error.error.path !== '' ? `${at}: ${error.error.path}` : at
  return { code: 'moment', reason: error.code, path }
}
