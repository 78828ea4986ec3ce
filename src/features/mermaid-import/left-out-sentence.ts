import type { LeftOut } from '../../document/mermaid/diagram.ts'
import type { MermaidProblem } from '../../document/mermaid/parse.ts'
import type { MessageId } from '../../i18n/i18n.ts'
import type { Translator } from '../../i18n/use-t.ts'

/** Why something is not in the design as it was drawn. A wire that means nothing has the canvas's own words. */
export function leftOutSentence({ why, values }: LeftOut, t: Translator): string {
  switch (why) {
    case 'self':
    case 'unknownKind':
    case 'intoClient':
    case 'reversed':
    case 'needsQueue':
    case 'callsNobody':
    case 'meaningless':
    case 'emptyFrame':
    case 'inside':
      return t(`refuse.${why}` satisfies MessageId, values)
    default:
      return t(`mermaid.why.${why}` satisfies MessageId, values)
  }
}

export const problemSentence = ({ code, values }: MermaidProblem, t: Translator): string =>
  t(`mermaid.problem.${code}` satisfies MessageId, values)
