import type { LinkProblem } from '../document/link/link.ts'
import { printable } from '../model/printable.ts'
import { parseErrorText } from './messages.ts'

/** Why a link cannot be opened, and what to do: the same facts as in the page. */
export function linkProblemText(problem: LinkProblem): string {
  switch (problem.code) {
    case 'foreign':
      return 'the link holds nothing that Faultline has written'
    case 'cut':
      return `the link ends after ${problem.at} characters, before it is complete: a chat or mail has cut it off; ask for it once more, or for the file`
    case 'character':
      return `character ${problem.at} of the link is "${printable(problem.character)}", which no link holds: copy the whole link once more, without what stands round it`
    case 'changed':
      return 'a part of the link was changed on the way, its checksum does not fit: copy the whole link once more'
    case 'tooLong':
      return `the link has ${problem.length} characters, more than the limit of ${problem.limit}: ask for the design as a file`
    case 'tooLarge':
      return `what is in the link grows beyond ${problem.limit} bytes, more than any design needs`
    case 'newer':
      return `the link was made by a newer version (links of version ${problem.version}; this program knows ${problem.known}): update it`
    case 'design':
      return `the design in the link is wrong: ${parseErrorText(problem.error)}`
    case 'moment': {
      const at = problem.path === '' ? '' : ` (${printable(problem.path)})`
      return `the moment in the link cannot be shown${at}: ${MOMENT_REASONS[problem.reason]}`
    }
  }
}

const MOMENT_REASONS: Readonly<Record<Extract<LinkProblem, { code: 'moment' }>['reason'], string>> = {
  shape: 'it is not written as Faultline writes one',
  tooManyActions: 'more was done to the run than is replayed',
  tooLate: 'it is later than a day after the start of the run',
  order: 'what was done stands in the wrong order',
  amount: 'a fault has a degree that its type does not take',
  design: 'an edit leads to a design that is not valid',
  notRunnable: 'an edit leads to a design that does not run',
  unknownTarget: 'a fault strikes something that is not in the design',
  startsAnew: 'an edit changes the seed or the scenario, which begins another run',
  tooHeavy: 'the way to it is longer than is replayed',
}
