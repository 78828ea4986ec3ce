import type { LinkContent } from '../../document/link/link.ts'
import { formatClock } from '../../i18n/format.ts'
import type { Translator } from '../../i18n/use-t.ts'

const TICKS_A_SEC = 1e9

/** What a link holds, in words, so that nobody gives away more than they mean to. */
export function insideWords({ design, moment, view }: LinkContent, t: Translator): string {
  const things = [
    `“${design.title || t('title.untitled')}”`,
    t('share.inside.nodes', { count: design.nodes.length }),
    t('share.inside.wires', { count: design.edges.length }),
  ]
  const events = design.scenario.events.length
  if (events > 0) things.push(t('share.inside.events', { count: events }))
  if (design.notes !== '') things.push(t('share.inside.notes'))
  if (moment !== null)
    things.push(
      t('share.inside.actions', {
        count: moment.actions.length,
        clock: formatClock(moment.atTick / TICKS_A_SEC),
      }),
    )
  if (view !== null) things.push(t('share.inside.view'))
  return t('share.inside', { things: things.join(', ') })
}
