import type { FileProblem } from '../document/file.ts'
import { t } from './i18n.ts'
import { parseErrorSentence } from './parse-sentence.ts'

/** What is wrong with a file, and what to do. */
export function fileProblemSentence(problem: FileProblem): string {
  switch (problem.code) {
    case 'tooLarge':
      return t('file.tooLarge', { limit: problem.limitMb })
    case 'empty':
      return t('file.empty')
    case 'encoding':
      return t('file.encoding', { looksLike: problem.looksLike || 'none' })
    case 'format':
      return t('file.format', { format: problem.format })
    case 'document':
      return parseErrorSentence(problem.error)
  }
}
