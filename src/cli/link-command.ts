import { designLink, LINK_LENGTH_MAX } from '../document/link/link.ts'
import { kindModel } from '../kinds/models.ts'
import { parseDocument } from '../model/parse.ts'
import { err, ok, type Result } from '../model/result.ts'
import { EXIT_BAD_INPUT, EXIT_OK, misused, type Subcommand } from './command.ts'
import { parseErrorText } from './messages.ts'
import { readWords, theOne } from './words.ts'

/** Where `npm start` serves the page; whoever publishes it elsewhere says so. */
const DEFAULT_BASE = 'http://localhost:4173/'

const USAGE = `Usage: faultline link FILE [--base URL]

Prints the link that opens a design in the page. The design itself is in the link, behind the #.

  FILE           a design document, or - for standard input
  --base URL     address of the page; default ${DEFAULT_BASE}

Exit code 0 when it was printed, 2 when the design or the address is wrong.
`

export const linkCommand: Subcommand = {
  name: 'link',
  usage: USAGE,
  run: (words, io) => {
    const asked = parseLink(words)
    if (!asked.ok) return misused(linkCommand, asked.error, io)
    const text = io.read(asked.value.file)
    const link = text.ok ? linkOf(text.value, (repair) => io.complain(`warning: ${repair}`)) : text
    if (!link.ok) {
      io.complain(link.error)
      return EXIT_BAD_INPUT
    }
    io.print(`${asked.value.base}#${link.value}\n`)
    return EXIT_OK
  },
}

function linkOf(text: string, warn: (repair: string) => void): Result<string, string> {
  const read = parseDocument(text, kindModel)
  if (!read.ok) return err(parseErrorText(read.error))
  for (const repair of read.value.repairs) warn(parseErrorText(repair))
  const link = designLink(read.value.design)
  return link.length > LINK_LENGTH_MAX
    ? err(
        `the link would have ${link.length} characters, more than the limit of ${LINK_LENGTH_MAX}: send the file`,
      )
    : ok(link)
}

interface LinkArguments {
  readonly file: string
  readonly base: string
}

function parseLink(words: readonly string[]): Result<LinkArguments, string> {
  const read = readWords(words, { texts: ['--base'] })
  if (!read.ok) return read
  const file = theOne(read.value.operands, 'design')
  if (!file.ok) return file
  const base = read.value.texts.get('--base') ?? DEFAULT_BASE
  if (!URL.canParse(base)) return err(`--base is an address, not "${base}"`)
  return ok({ file: file.value, base: base.replace(/#.*$/s, '') })
}
