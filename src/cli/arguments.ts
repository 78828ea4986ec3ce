import { SEED_MAX } from '../model/design.ts'
import {
  DEFAULT_DURATION_SEC,
  DURATION_MAX_SEC,
  FOLLOWED_PER_SEC,
  type MeasureOptions,
  WARMUP_SHARE,
} from '../model/measure.ts'
import { err, ok, type Result } from '../model/result.ts'

export interface RunArguments extends MeasureOptions {
  readonly file: string
  /** Instead of the design's own seed; null keeps that. */
  readonly seed: number | null
  readonly json: boolean
  /** How many of the last requests are shown call by call. */
  readonly traces: number
}

/** As many as the tracer keeps of the failed ones. */
const TRACES_MAX = 50

export const USAGE = `Usage: faultline run DESIGN.json [--seed N] [--duration S] [--warmup S]
                                 [--trace N] [--approximate] [--json]

Simulates a design without a browser and prints what it measured.

  DESIGN.json    a design document, or - for standard input
  --seed N       whole number from 0 to ${SEED_MAX}; default: the design's own
  --duration S   simulated seconds of the whole run; default ${DEFAULT_DURATION_SEC}
  --warmup S     simulated seconds at its start that the figures leave out;
                 default: a tenth of the duration
  --trace N      show the last N of the sampled requests hop by hop, and those
                 of the last N that failed; up to ${TRACES_MAX}
  --approximate  above ${FOLLOWED_PER_SEC} requests/s follow only one of several and let the
                 others make the waiting lines: faster, and not exact
  --json         one JSON object instead of a table

Exit code 0 when it ran, 2 when the arguments or the design are wrong.
`

export function parseArguments(words: readonly string[]): Result<RunArguments, string> {
  const options = new Map<string, string>()
  const files: string[] = []
  let json = false
  let approximate = false
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    const [name, inline] = splitOption(word)
    if (word === '--json') json = true
    else if (word === '--approximate') approximate = true
    else if (name === '--seed' || name === '--duration' || name === '--warmup' || name === '--trace') {
      const value = inline ?? words[++i]
      if (value === undefined) return err(`${name} needs a value`)
      options.set(name, value)
    } else if (word.startsWith('-') && word !== '-') return err(`unknown option ${word}`)
    else files.push(word)
  }
  if (files.length !== 1)
    return err(files.length === 0 ? 'which design? name a file' : `one design at a time, not ${files.length}`)
  return checkNumbers(files[0]!, options, { json, approximate })
}

function splitOption(word: string): readonly [string, string | undefined] {
  const at = word.indexOf('=')
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)]
}

function checkNumbers(
  file: string,
  options: ReadonlyMap<string, string>,
  switches: Pick<RunArguments, 'json' | 'approximate'>,
): Result<RunArguments, string> {
  const number = (name: string): number | null => {
    const text = options.get(name)
    return text === undefined ? null : text.trim() === '' ? Number.NaN : Number(text)
  }
  const seed = number('--seed')
  if (seed !== null && !(Number.isInteger(seed) && seed >= 0 && seed <= SEED_MAX)) {
    return err(`--seed ${options.get('--seed')} is not a whole number from 0 to ${SEED_MAX}`)
  }
  const durationSec = number('--duration') ?? DEFAULT_DURATION_SEC
  if (!(durationSec > 0 && durationSec <= DURATION_MAX_SEC)) {
    return err(
      `--duration ${options.get('--duration')} is not a number of seconds above 0 and up to ${DURATION_MAX_SEC}`,
    )
  }
  const warmupSec = number('--warmup') ?? durationSec * WARMUP_SHARE
  if (!(warmupSec >= 0 && warmupSec < durationSec)) {
    return err(
      `--warmup ${options.get('--warmup')} is not a number of seconds from 0 to less than the duration (${durationSec})`,
    )
  }
  const traces = number('--trace') ?? 0
  if (!(Number.isInteger(traces) && traces >= 0 && traces <= TRACES_MAX)) {
    return err(`--trace ${options.get('--trace')} is not a whole number from 0 to ${TRACES_MAX}`)
  }
  return ok({ file, seed, durationSec, warmupSec, ...switches, traces })
}
