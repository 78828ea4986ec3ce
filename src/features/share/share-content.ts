import { exampleAddress } from '../../document/address.ts'
import type { DeskState } from '../../document/desk-state.ts'
import { LINK_LENGTH_MAX, type LinkContent, type LinkView, writeLink } from '../../document/link/link.ts'
import type { Design } from '../../model/design.ts'
import type { RunMoment } from '../../model/run-log.ts'
import type { Language } from '../../model/text.ts'

/** What a person may leave out of a link or put into it. Nothing is chosen for them but the whole design. */
export interface ShareOptions {
  readonly notes: boolean
  readonly moment: boolean
  readonly view: boolean
  readonly language: boolean
  readonly editing: boolean
}

export const USUAL_OPTIONS: ShareOptions = {
  notes: true,
  moment: false,
  view: false,
  language: false,
  editing: true,
}

/** What there is to share. */
export interface ShareSource {
  readonly design: Design
  /** The run up to the moment that is looked at; null where it cannot be replayed. */
  readonly shared: { readonly start: Design; readonly moment: RunMoment } | null
  readonly view: LinkView
  readonly language: Language
  /** Id of the example that is open as it was, or null. */
  readonly example: string | null
}

export function linkContent(source: ShareSource, options: ShareOptions): LinkContent {
  const { design, shared, view, language } = source
  const told = options.moment && shared !== null ? shared : { start: design, moment: null }
  const kept = options.notes ? told : withoutNotes(told)
  return {
    design: kept.start,
    moment: kept.moment,
    view: options.view ? view : null,
    language: options.language ? language : null,
    editing: options.editing,
  }
}

/** The part of the address behind `#`: an example that nobody has touched goes by its name; null where a link would be too long to be read. */
export function fragmentOf(source: ShareSource, options: ShareOptions): string | null {
  const { example } = source
  if (example !== null && isUsual(options)) return exampleAddress(example)
  const link = writeLink(linkContent(source, options))
  return link.length > LINK_LENGTH_MAX ? null : link
}

export const isUsual = (options: ShareOptions): boolean =>
  JSON.stringify(options) === JSON.stringify(USUAL_OPTIONS)

/** Id of the example that is open and was never changed, or null. */
export const untouchedExample = ({ origin, kept, save }: DeskState): string | null =>
  origin.type === 'example' && !kept && save.status === 'saved' ? origin.from : null

interface Told {
  readonly start: Design
  readonly moment: RunMoment | null
}

/** Notes may have been written while the run went on, too. */
function withoutNotes({ start, moment }: Told): Told {
  const bare = { ...start, notes: '' }
  if (moment === null) return { start: bare, moment }
  const actions = moment.actions.map((action) => {
    if (action.type !== 'edit' || action.change.notes === undefined) return action
    const { notes: _, ...change } = action.change
    return { ...action, change }
  })
  return { start: bare, moment: { ...moment, actions } }
}
