import { type LinkProblem, type OpenedLink, readLink } from '../document/link/link.ts'
import { kindModel } from '../kinds/models.ts'
import { changedDesign } from '../model/changed-design.ts'
import type { Design } from '../model/design.ts'
import { err, ok, type Result } from '../model/result.ts'
import { REPLAY_PARTS_MAX } from '../model/run-log.ts'
import { writeDesign } from '../model/write.ts'
import { EXIT_BAD_INPUT, EXIT_OK, misused, type Subcommand } from './command.ts'
import { linkProblemText } from './link-sentence.ts'
import { parseErrorText } from './messages.ts'
import { readWords, theOne } from './words.ts'

const USAGE = `Usage: faultline open LINK

Prints the design in a link as a document. Where the link holds a moment of a run, it is the design as it was then.

  LINK           the whole link, or what stands behind its #; in quotes, because shells read # otherwise

Exit code 0 when it was printed, 2 when the link is damaged or not one of Faultline's.
`

export const openCommand: Subcommand = {
  name: 'open',
  usage: USAGE,
  run: (words, io) => {
    const asked = readWords(words, {})
    const link = asked.ok ? theOne(asked.value.operands, 'link') : asked
    if (!link.ok) return misused(openCommand, link.error, io)
    const read = readLink(link.value)
    const design = read.ok ? designAtMoment(read.value) : read
    if (!design.ok) {
      io.complain(linkProblemText(design.error))
      return EXIT_BAD_INPUT
    }
    if (read.ok) for (const repair of read.value.repairs) io.complain(`warning: ${parseErrorText(repair)}`)
    io.print(writeDesign(design.value))
    return EXIT_OK
  },
}

/** All edits of the run up to the moment, each read like a document of its own, within the budget that a page has as well. */
function designAtMoment({ design: start, moment }: OpenedLink): Result<Design, LinkProblem> {
  let [design, parts] = [start, 0]
  for (const [index, action] of (moment?.actions ?? []).entries()) {
    if (action.type !== 'edit') continue
    const path = `actions[${index}]`
    const changed = changedDesign(design, action.change, kindModel)
    if (!changed.ok) return err({ code: 'moment', reason: 'design', path: `${path}: ${changed.error.path}` })
    design = changed.value
    parts += design.nodes.length + design.edges.length
    if (parts > REPLAY_PARTS_MAX) return err({ code: 'moment', reason: 'tooHeavy', path })
  }
  return ok(design)
}
