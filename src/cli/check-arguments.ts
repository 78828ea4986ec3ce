import { SEED_MAX } from '../model/design.ts'
import { DURATION_MAX_SEC, FOLLOWED_PER_SEC } from '../model/measure.ts'
import { ok, type Result } from '../model/result.ts'
import { readWords, secondsAbove0, secondsFrom0, theOne, whole } from './words.ts'

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

export function parseCheck(words: readonly string[]): Result<CheckArguments, string> {
  const read = readWords(words, {
    numbers: [
      ['--seed', whole(0, SEED_MAX)],
      ['--duration', secondsAbove0(DURATION_MAX_SEC)],
      ['--warmup', secondsFrom0(DURATION_MAX_SEC)],
    ],
    switches: ['--json', '--approximate'],
  })
  if (!read.ok) return read
  const { operands, numbers, switches } = read.value
  const file = theOne(operands, 'design')
  if (!file.ok) return file
  return ok({
    file: file.value,
    seed: numbers.get('--seed') ?? null,
    durationSec: numbers.get('--duration') ?? null,
    warmupSec: numbers.get('--warmup') ?? null,
    approximate: switches.has('--approximate'),
    json: switches.has('--json'),
  })
}
