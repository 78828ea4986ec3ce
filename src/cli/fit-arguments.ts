import type { Choice } from '../analysis/fit/fit.ts'
import { TIME_MS_MAX } from '../model/field.ts'
import { err, ok, type Result } from '../model/result.ts'
import { millisecondsFrom0, readWords, theOne } from './words.ts'

export interface FitArguments extends Choice {
  readonly file: string
  readonly msPerUnit: number | null
  readonly rttMs: number
  readonly json: boolean
  readonly place: Place | null
}

/** Where a fit goes. */
export interface Place {
  readonly design: string
  readonly node: string
  readonly field: string | null
}

export const fitUsage = `Usage: faultline fit FILE [--metric NAME] [--label k=v …] [--unit ms|s]
                          [--rtt-ms N] [--json]
       faultline fit FILE … --design DESIGN.json --node ID [--field NAME]

Says what service time and variation a measurement means: the gamma
distribution, from which the engine draws, that is nearest to it.

  FILE           a JSON summary of k6 (--summary-export or handleSummary), or
                 Prometheus' text exposition with a histogram; - for standard
                 input
  --metric NAME  which metric; default: k6's http_req_waiting, or the only one
  --label k=v    of several histograms the one with these labels
  --unit ms|s    the unit, where the name of a histogram does not end in it
  --rtt-ms N     a round trip of the network that every time holds, to take out
  --design FILE  print this design with the fields of a node set, and what was
  --node ID      found on standard error
  --field NAME   which time of the node, such as writeMs; default: its first
  --json         one JSON object instead of lines

Exit code 0 when there is a fit, 2 when the measurement, the arguments or the
design are wrong.
`

export function parseFit(words: readonly string[]): Result<FitArguments, string> {
  const read = readWords(words, {
    numbers: [['--rtt-ms', millisecondsFrom0(TIME_MS_MAX)]],
    texts: ['--metric', '--unit', '--design', '--node', '--field'],
    lists: ['--label'],
    switches: ['--json'],
  })
  if (!read.ok) return read
  const { operands, numbers, texts, lists, switches } = read.value
  const file = theOne(operands, 'measurement')
  if (!file.ok) return file
  const labels = labelsOf(lists.get('--label') ?? [])
  if (!labels.ok) return labels
  const unit = texts.get('--unit')
  if (unit !== undefined && unit !== 'ms' && unit !== 's') return err(`--unit is ms or s, not "${unit}"`)
  const place = placeOf(texts)
  if (!place.ok) return place
  if (place.value?.design === '-' && file.value === '-')
    return err('only one of the measurement and the design can come from standard input')
  return ok({
    file: file.value,
    metric: texts.get('--metric') ?? null,
    labels: labels.value,
    msPerUnit: unit === undefined ? null : unit === 's' ? 1000 : 1,
    rttMs: numbers.get('--rtt-ms') ?? 0,
    json: switches.has('--json'),
    place: place.value,
  })
}

function placeOf(texts: ReadonlyMap<string, string>): Result<Place | null, string> {
  const [design, node, field] = ['--design', '--node', '--field'].map((name) => texts.get(name))
  if (design === undefined && node === undefined)
    return field === undefined ? ok(null) : err('--field needs --design and --node')
  if (design === undefined || node === undefined)
    return err(
      `${design === undefined ? '--node' : '--design'} needs ${design === undefined ? '--design' : '--node'}`,
    )
  return ok({ design, node, field: field ?? null })
}

function labelsOf(words: readonly string[]): Result<FitArguments['labels'], string> {
  const wrong = words.find((word) => word.indexOf('=') <= 0)
  if (wrong !== undefined) return err(`--label is name=value, not "${wrong}"`)
  return ok(
    words.map((word) => {
      const at = word.indexOf('=')
      return [word.slice(0, at), word.slice(at + 1)] as const
    }),
  )
}
