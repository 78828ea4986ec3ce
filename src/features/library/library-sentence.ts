import type { ArchiveProblem } from '../../document/library/archive.ts'
import type { ShelfOutcome } from '../../document/library/shelf.ts'
import type { Translator } from '../../i18n/use-t.ts'

/** Why something could not be done with a document; null where it was done. */
export function outcomeSentence(outcome: ShelfOutcome, title: string, t: Translator): string | null {
  switch (outcome.code) {
    case 'done':
      return null
    case 'otherTab':
      return t('library.otherTab', { title })
    case 'unreadable':
      return t('library.unreadable', { title })
    case 'unsaved':
      return t('library.unsavedFirst')
    case 'failed': {
      const { problem } = outcome
      const reason = problem.code === 'failed' ? problem.reason : t(`library.reason.${problem.code}`)
      return t('library.failed', { reason })
    }
  }
}

export function archiveSentence(problem: ArchiveProblem, name: string, t: Translator): string {
  switch (problem.code) {
    case 'notArchive':
      return t('library.archive.notArchive', { name })
    case 'newer':
      return t('library.archive.newer', { name, version: problem.version })
    case 'tooLarge':
      return t('library.archive.tooLarge', { name, limit: problem.limitMb })
  }
}
