import { EXAMPLES, exampleById } from '../document/examples/examples.ts'
import { err, ok, type Result } from '../model/result.ts'
import { LANGUAGES, type Language } from '../model/text.ts'
import { writeDesign } from '../model/write.ts'
import { EXIT_BAD_INPUT, EXIT_OK, misused, type Subcommand } from './command.ts'
import { readWords, theOne } from './words.ts'

const USAGE = `Usage: faultline example --list [--language en|ko]
       faultline example ID [--language en|ko]

Prints an example of the page as a design document, or the ids of all with their titles.

  ID             opening, stage-1 to stage-13, day-1, day-30, day-60 or day-90
  --list         one line for each example
  --language L   the language of titles, labels and notes; default en

Exit code 0 when it was printed, 2 when there is no such example.
`

export const exampleCommand: Subcommand = {
  name: 'example',
  usage: USAGE,
  run: (words, io) => {
    const asked = parseExample(words)
    if (!asked.ok) return misused(exampleCommand, asked.error, io)
    const { id, language } = asked.value
    const example = id === null ? null : exampleById(id)
    if (example === undefined) {
      io.complain(`there is no example "${id}"; there are:\n${exampleList(language)}`)
      return EXIT_BAD_INPUT
    }
    io.print(example === null ? exampleList(language) : writeDesign(example.design(language)))
    return EXIT_OK
  },
}

const ID_WIDTH = Math.max(...EXAMPLES.map(({ id }) => id.length)) + 2

const exampleList = (language: Language): string =>
  EXAMPLES.map(({ id, title }) => `${id.padEnd(ID_WIDTH)}${title[language]}\n`).join('')

interface ExampleArguments {
  /** Null for the list. */
  readonly id: string | null
  readonly language: Language
}

function parseExample(words: readonly string[]): Result<ExampleArguments, string> {
  const read = readWords(words, { texts: ['--language'], switches: ['--list'] })
  if (!read.ok) return read
  const { operands, texts, switches } = read.value
  const name = texts.get('--language') ?? 'en'
  const language = LANGUAGES.find((candidate) => candidate === name)
  if (language === undefined) return err(`--language is one of ${LANGUAGES.join(', ')}, not "${name}"`)
  if (switches.has('--list'))
    return operands.length === 0 ? ok({ id: null, language }) : err('either --list or one example')
  const id = theOne(operands, 'example')
  return id.ok ? ok({ id: id.value, language }) : id
}
