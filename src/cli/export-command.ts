import { writeMermaid } from '../document/mermaid/export.ts'
import { kindModel } from '../kinds/models.ts'
import type { Design } from '../model/design.ts'
import { parseDesign } from '../model/parse.ts'
import { err, ok, type Result } from '../model/result.ts'
import { LANGUAGES, type Language } from '../model/text.ts'
import { drawSvg } from '../scene/svg.ts'
import type { ThemeName } from '../scene/theme.ts'
import { EXIT_BAD_INPUT, EXIT_OK, misused, type Subcommand } from './command.ts'
import { parseErrorText } from './messages.ts'
import { readWords, theOne } from './words.ts'

/** What a design can be written as. */
const FORMATS: Readonly<Record<string, (design: Design, style: Style) => string>> = {
  mermaid: (design, { language }) => writeMermaid(design, language),
  svg: drawSvg,
}

interface Style {
  readonly language: Language
  readonly theme: ThemeName
}

const THEME_NAMES = ['dark', 'light'] as const satisfies readonly ThemeName[]

const USAGE = `Usage: faultline export DESIGN.json --format ${Object.keys(FORMATS).join('|')} [--language ${LANGUAGES.join('|')}]
                                    [--theme ${THEME_NAMES.join('|')}]

Prints a design in another format.

  DESIGN.json    a design document, or - for standard input
  --format F     ${Object.keys(FORMATS).join(', ')}
  --language L   of what has no label of its own; default: en
  --theme T      colours of a picture; default: dark

Exit code 0 when it was written, 2 when the arguments or the design are wrong.
`

export const exportCommand: Subcommand = {
  name: 'export',
  usage: USAGE,
  run: (words, io) => {
    const asked = parseExport(words)
    if (!asked.ok) return misused(exportCommand, asked.error, io)
    const { file, write, style } = asked.value
    const text = io.read(file)
    const parsed = text.ok ? parseDesign(text.value, kindModel) : null
    if (!text.ok) io.complain(text.error)
    if (parsed?.ok === false) io.complain(parseErrorText(parsed.error))
    if (!parsed?.ok) return EXIT_BAD_INPUT
    io.print(write(parsed.value, style))
    return EXIT_OK
  },
}

interface ExportArguments {
  readonly file: string
  readonly write: (design: Design, style: Style) => string
  readonly style: Style
}

function parseExport(words: readonly string[]): Result<ExportArguments, string> {
  const read = readWords(words, { texts: ['--format', '--language', '--theme'] })
  if (!read.ok) return read
  const { operands, texts } = read.value
  const file = theOne(operands, 'design')
  if (!file.ok) return file
  const format = texts.get('--format') ?? ''
  const write = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined
  if (!write) return err(`--format is one of ${Object.keys(FORMATS).join(', ')}`)
  const language = LANGUAGES.find((name) => name === (texts.get('--language') ?? 'en'))
  if (!language) return err(`--language is one of ${LANGUAGES.join(', ')}`)
  const theme = THEME_NAMES.find((name) => name === (texts.get('--theme') ?? 'dark'))
  if (!theme) return err(`--theme is one of ${THEME_NAMES.join(', ')}`)
  return ok({ file: file.value, write, style: { language, theme } })
}
