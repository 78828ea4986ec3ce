import { SEED_MAX } from '../model/design.ts'
import {
  DEFAULT_DURATION_SEC,
  DURATION_MAX_SEC,
  FOLLOWED_PER_SEC,
  type MeasureOptions,
  WARMUP_SHARE,
} from '../model/measure.ts'
import { err, ok, type Result } from '../model/result.ts'
import { readWords, secondsAbove0, secondsFrom0, theOne, whole } from './words.ts'

export interface RunArguments extends MeasureOptions {
  readonly file: string
  /** Instead of the design's own seed; null keeps that. */
  readonly seed: number | null
  readonly json: boolean
  /** How many of the last requests are shown call by call. */
  readonly traces: number
  /** Whether the laws of the engine are looked at while it runs. */
  readonly audit?: boolean
}

/** As many as the tracer keeps of the failed ones. */
const TRACES_MAX = 50

export const USAGE = `Usage: faultline run DESIGN.json [--seed N] [--duration S] [--warmup S]
                                 [--trace N] [--approximate] [--audit] [--json]

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
  --audit        look on the way whether every request, call, queue and slot is
                 accounted for; says what is not, and ends with 1
  --json         one JSON object instead of a table

Exit code 0 when it ran, 1 when an audit found something, 2 when the arguments or the design are wrong.
`

export function parseArguments(words: readonly string[]): Result<RunArguments, string> {
  const read = readWords(words, {
    numbers: [
      ['--seed', whole(0, SEED_MAX)],
      ['--duration', secondsAbove0(DURATION_MAX_SEC)],
      ['--warmup', secondsFrom0(DURATION_MAX_SEC)],
      ['--trace', whole(0, TRACES_MAX)],
    ],
    switches: ['--json', '--approximate', '--audit'],
  })
  if (!read.ok) return read
  const { operands, numbers, switches } = read.value
  const file = theOne(operands, 'design')
  if (!file.ok) return file
  const durationSec = numbers.get('--duration') ?? DEFAULT_DURATION_SEC
  const warmupSec = numbers.get('--warmup') ?? durationSec * WARMUP_SHARE
  if (warmupSec >= durationSec)
    return err(`--warmup ${warmupSec} is not less than the duration of ${durationSec} s`)
  return ok({
    file: file.value,
    seed: numbers.get('--seed') ?? null,
    durationSec,
    warmupSec,
    json: switches.has('--json'),
    approximate: switches.has('--approximate'),
    traces: numbers.get('--trace') ?? 0,
    audit: switches.has('--audit'),
  })
}
