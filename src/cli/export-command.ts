import { writeMermaid } from '../document/mermaid/export.ts'
import { kindModel } from '../kinds/models.ts'
import type { Design } from '../model/design.ts'
import { parseDesign } from '../model/parse.ts'
import { LANGUAGES, type Language } from '../model/text.ts'
import { drawSvg } from '../scene/svg.ts'
import type { ThemeName } from '../scene/theme.ts'
import { EXIT_BAD_INPUT, EXIT_OK, misused, type Subcommand } from './command.ts'
import { parseErrorText } from './messages.ts'

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
    const { files, options, unknown } = sorted(words)
    if (unknown !== null) return misused(exportCommand, `unknown option ${unknown}`, io)
    if (files.length !== 1) return misused(exportCommand, 'name one design', io)
    const format = options.get('--format') ?? ''
    const write = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined
    if (!write) return misused(exportCommand, `--format is one of ${Object.keys(FORMATS).join(', ')}`, io)
    const language = LANGUAGES.find((name) => name === (options.get('--language') ?? 'en'))
    if (!language) return misused(exportCommand, `--language is one of ${LANGUAGES.join(', ')}`, io)
    const theme = THEME_NAMES.find((name) => name === (options.get('--theme') ?? 'dark'))
    if (!theme) return misused(exportCommand, `--theme is one of ${THEME_NAMES.join(', ')}`, io)
    const text = io.read(files[0]!)
    const parsed = text.ok ? parseDesign(text.value, kindModel) : null
    if (!text.ok) io.complain(text.error)
    if (parsed?.ok === false) io.complain(parseErrorText(parsed.error))
    if (!parsed?.ok) return EXIT_BAD_INPUT
    io.print(write(parsed.value, { language, theme }))
    return EXIT_OK
  },
}

/** Options take a value behind them, or behind an equals sign. */
function sorted(words: readonly string[]) {
  const files: string[] = []
  const options = new Map<string, string>()
  let unknown: string | null = null
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    const at = word.indexOf('=')
    const name = at < 0 ? word : word.slice(0, at)
    if (name === '--format' || name === '--language' || name === '--theme')
      options.set(name, at < 0 ? (words[++i] ?? '') : word.slice(at + 1))
    else if (word.startsWith('-') && word !== '-') unknown ??= word
    else files.push(word)
  }
  return { files, options, unknown }
}
