import { Judge } from '../analysis/spof/judge.ts'
import { factsOf } from '../analysis/spof/node-facts.ts'
import { compile } from '../compile/compile.ts'
import { writeMermaid } from '../document/mermaid/export.ts'
import { kindModel } from '../kinds/models.ts'
import type { Design } from '../model/design.ts'
import { parseDesign } from '../model/parse.ts'
import { err, ok, type Result } from '../model/result.ts'
import { LANGUAGES, type Language } from '../model/text.ts'
import { lossMarks } from '../reading/loss-marks.ts'
import type { LossMark } from '../scene/draw-loss.ts'
import { drawSvg } from '../scene/svg.ts'
import type { ThemeName } from '../scene/theme.ts'
import { EXIT_BAD_INPUT, EXIT_OK, misused, type Subcommand } from './command.ts'
import { wordsIn } from './english.ts'
import { parseErrorText } from './messages.ts'
import { readWords, theOne } from './words.ts'

/** What a design can be written as. */
const FORMATS: Readonly<Record<string, (design: Design, style: Style) => string>> = {
  mermaid: (design, { language }) => writeMermaid(design, language),
  svg: (design, style) =>
    drawSvg(design, { ...style, losses: style.rings ? lossesOf(design, style) : NO_LOSSES }),
}

interface Style {
  readonly language: Language
  readonly theme: ThemeName
  /** What the loss of each part would mean is drawn round it. */
  readonly rings: boolean
}

const THEME_NAMES = ['dark', 'light'] as const satisfies readonly ThemeName[]

const USAGE = `Usage: faultline export DESIGN.json --format ${Object.keys(FORMATS).join('|')} [--language ${LANGUAGES.join('|')}]
                                    [--theme ${THEME_NAMES.join('|')}] [--no-rings]

Prints a design in another format.

  DESIGN.json    a design document, or - for standard input
  --format F     ${Object.keys(FORMATS).join(', ')}
  --language L   of what has no label of its own; default: en
  --theme T      colours of a picture; default: dark
  --no-rings     a picture does not say what the loss of each part would mean

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
  const read = readWords(words, {
    texts: ['--format', '--language', '--theme'],
    switches: ['--no-rings'],
  })
  if (!read.ok) return read
  const { operands, texts, switches } = read.value
  const file = theOne(operands, 'design')
  if (!file.ok) return file
  const format = texts.get('--format') ?? ''
  const write = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined
  if (!write) return err(`--format is one of ${Object.keys(FORMATS).join(', ')}`)
  const language = LANGUAGES.find((name) => name === (texts.get('--language') ?? 'en'))
  if (!language) return err(`--language is one of ${LANGUAGES.join(', ')}`)
  const theme = THEME_NAMES.find((name) => name === (texts.get('--theme') ?? 'dark'))
  if (!theme) return err(`--theme is one of ${THEME_NAMES.join(', ')}`)
  return ok({ file: file.value, write, style: { language, theme, rings: !switches.has('--no-rings') } })
}

const NO_LOSSES: ReadonlyMap<string, LossMark> = new Map()

/** As the canvas has them before anything has run; a design that cannot run has none. */
function lossesOf(design: Design, { language }: Style): ReadonlyMap<string, LossMark> {
  const compiled = compile(design)
  if (!compiled.ok) return NO_LOSSES
  const { model } = compiled.value
  return lossMarks(new Judge(model, factsOf(model), {}).judge(), null, wordsIn(language))
}
