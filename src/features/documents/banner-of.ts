import type { DeskState } from '../../document/desk-state.ts'
import { parseErrorSentence } from '../../i18n/parse-sentence.ts'
import type { Translator } from '../../i18n/use-t.ts'
import type { ParseError } from '../../model/parse-error.ts'
import type { DeskNotice } from '../../session/desk-store.ts'

/** What a banner offers to do. */
export type BannerAction =
  | 'back'
  | 'takeOver'
  | 'makeCopy'
  | 'reload'
  | 'saveFile'
  | 'download'
  | 'openAnyway'
  | 'tryAgain'
  | 'dismiss'

export interface Banner {
  /** `bad` where something was refused or is in danger. */
  readonly tone: 'plain' | 'bad'
  readonly text: string
  readonly actions: readonly BannerAction[]
}

/** The one thing about the open document that has to be said now: what is in danger comes first. */
export function bannerOf(
  { desk, notice }: { readonly desk: DeskState; readonly notice: DeskNotice | null },
  refusal: ParseError | null,
  t: Translator,
): Banner | null {
  return (
    noticeBanner(notice, t) ??
    refusalBanner(refusal, t) ??
    saveBanner(desk, t) ??
    readOnlyBanner(desk, t) ??
    originBanner(desk, t)
  )
}

function noticeBanner(notice: DeskNotice | null, t: Translator): Banner | null {
  switch (notice?.type) {
    case 'unreadable':
      return {
        tone: 'bad',
        text: t('documents.unreadable', {
          title: notice.title || t('title.untitled'),
          reason: parseErrorSentence(notice.error),
        }),
        actions: ['download', 'dismiss'],
      }
    case 'unsaved':
      return { tone: 'bad', text: t('documents.unsaved'), actions: ['saveFile', 'openAnyway', 'dismiss'] }
    case 'failed':
      return { tone: 'bad', text: notice.text, actions: ['dismiss'] }
    case 'repaired': {
      const [first] = notice.repairs
      if (!first) return null
      const values = { count: notice.repairs.length, first: parseErrorSentence(first) }
      return { tone: 'plain', text: t('documents.repaired', values), actions: ['dismiss'] }
    }
    case 'received':
      return { tone: 'plain', text: t('documents.shared'), actions: ['dismiss'] }
    // A link that cannot be opened has a panel of its own.
    case 'address':
    case undefined:
      return null
  }
}

const refusalBanner = (refusal: ParseError | null, t: Translator): Banner | null =>
  refusal && {
    tone: 'bad',
    text: t('documents.refused', { reason: parseErrorSentence(refusal) }),
    actions: ['dismiss'],
  }

function saveBanner({ save, trouble, readOnly, troubleRead }: DeskState, t: Translator): Banner | null {
  if (trouble === 'newer' && readOnly === null)
    return { tone: 'bad', text: t('library.newerLibrary'), actions: ['reload', 'saveFile'] }
  if (trouble === 'blocked')
    return { tone: 'bad', text: t('documents.blocked'), actions: ['tryAgain', 'saveFile'] }
  if (trouble === 'silent')
    return { tone: 'bad', text: t('library.silent'), actions: ['saveFile', 'tryAgain'] }
  // Said once where nothing has been lost by it yet, and for as long as something could be.
  if (trouble === 'unavailable' && (save.status === 'failed' || !troubleRead))
    return {
      tone: 'bad',
      text: t('documents.noStorage'),
      actions: save.status === 'failed' ? ['saveFile', 'tryAgain'] : ['dismiss'],
    }
  if (save.status !== 'failed') return null
  if (save.problem.code === 'full')
    return { tone: 'bad', text: t('documents.full'), actions: ['saveFile', 'tryAgain'] }
  const reason = save.problem.code === 'failed' ? save.problem.reason : save.problem.code
  return { tone: 'bad', text: t('documents.saveFailed', { reason }), actions: ['saveFile', 'tryAgain'] }
}

function readOnlyBanner({ readOnly, before }: DeskState, t: Translator): Banner | null {
  switch (readOnly) {
    case 'newerBuild':
      return { tone: 'bad', text: t('documents.newerBuild'), actions: ['reload', 'saveFile'] }
    case 'otherTab':
      return { tone: 'plain', text: t('documents.otherTab'), actions: ['takeOver', 'makeCopy'] }
    case 'shared':
      return {
        tone: 'plain',
        text: t('documents.viewOnly'),
        actions: before === null ? ['makeCopy'] : ['back', 'makeCopy'],
      }
    case null:
      return null
  }
}

function originBanner({ notice, before, origin, kept }: DeskState, t: Translator): Banner | null {
  if (notice !== null) return { tone: 'bad', text: t(`documents.${notice}`), actions: ['dismiss'] }
  if (origin.type === 'link' && kept && before !== null)
    return { tone: 'plain', text: t('documents.shared'), actions: ['back', 'dismiss'] }
  return null
}
