import { SEED_MAX } from '../model/design.ts'
import { DURATION_MAX_SEC, FOLLOWED_PER_SEC } from '../model/measure.ts'
import { err, ok, type Result } from '../model/result.ts'

export interface CheckArguments {
  readonly file: string
  /** null keeps the design's own. */
  readonly seed: number | null
  /** null: as long as its scenario needs. */
  readonly durationSec: number | null
  readonly warmupSec: number | null
  readonly approximate: boolean
  readonly json: boolean
}

export const checkUsage = `Usage: faultline check DESIGN.json [--seed N] [--duration S] [--warmup S]
                                   [--approximate] [--json]

Runs the design's scenario against its objectives and says which are met.

  DESIGN.json    a design document, or - for standard input
  --seed N       whole number from 0 to ${SEED_MAX}; default: the design's own
  --duration S   simulated seconds; default: a minute after the end of the
                 scenario
  --warmup S     simulated seconds at its start that do not count; default 0
  --approximate  above ${FOLLOWED_PER_SEC} requests/s follow only one of several
  --json         one JSON object instead of lines

Exit code 0 when every objective is met, 1 when one is missed, 2 when the
arguments or the design are wrong.
`

const NUMBERS = ['--seed', '--duration', '--warmup', '--at'] as const
type NumberOption = (typeof NUMBERS)[number]
const isNumberOption = (name: string): name is NumberOption => (NUMBERS as readonly string[]).includes(name)

export interface Words {
  readonly file: string
  readonly numbers: ReadonlyMap<string, number>
  readonly texts: ReadonlyMap<string, string>
  readonly switches: ReadonlySet<string>
}

/** The words of a command with one design, options with numbers or texts, and switches. */
export function readWords(
  words: readonly string[],
  known: {
    readonly numbers: readonly NumberOption[]
    readonly texts: readonly string[]
    readonly switches: readonly string[]
  },
): Result<Words, string> {
  const [files, numbers, texts, switches] = [
    [] as string[],
    new Map<string, number>(),
    new Map<string, string>(),
    new Set<string>(),
  ]
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    const at = word.indexOf('=')
    const name = at < 0 ? word : word.slice(0, at)
    if (known.switches.includes(word)) switches.add(word)
    else if ((isNumberOption(name) && known.numbers.includes(name)) || known.texts.includes(name)) {
      const value = at < 0 ? words[++i] : word.slice(at + 1)
      if (value === undefined) return err(`${name} needs a value`)
      if (known.texts.includes(name)) texts.set(name, value)
      else numbers.set(name, value.trim() === '' ? Number.NaN : Number(value))
    } else if (word.startsWith('-') && word !== '-') return err(`unknown option ${word}`)
    else files.push(word)
  }
  if (files.length !== 1)
    return err(files.length === 0 ? 'which design? name a file' : `one design at a time, not ${files.length}`)
  const wrong = wrongNumber(numbers)
  return wrong === null ? ok({ file: files[0]!, numbers, texts, switches }) : err(wrong)
}

function wrongNumber(numbers: ReadonlyMap<string, number>): string | null {
  for (const [name, value] of numbers) {
    if (name === '--seed' && !(Number.isInteger(value) && value >= 0 && value <= SEED_MAX))
      return `--seed must be a whole number from 0 to ${SEED_MAX}`
    const least = name === '--duration' || name === '--at' ? Number.MIN_VALUE : 0
    if (name !== '--seed' && !(value >= least && value <= DURATION_MAX_SEC))
      return `${name} must be a number of seconds ${least > 0 ? 'above 0 and ' : ''}up to ${DURATION_MAX_SEC}`
  }
  return null
}

export function parseCheck(words: readonly string[]): Result<CheckArguments, string> {
  const read = readWords(words, {
    numbers: ['--seed', '--duration', '--warmup'],
    texts: [],
    switches: ['--json', '--approximate'],
  })
  if (!read.ok) return read
  const { file, numbers, switches } = read.value
  return ok({
    file,
    seed: numbers.get('--seed') ?? null,
    durationSec: numbers.get('--duration') ?? null,
    warmupSec: numbers.get('--warmup') ?? null,
    approximate: switches.has('--approximate'),
    json: switches.has('--json'),
  })
}
