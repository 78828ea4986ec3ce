import type { ChainLink, Symptom } from '../analysis/explain/chain.ts'
import { explain } from '../analysis/explain/explain.ts'
import type { Moment, RunPast } from '../analysis/explain/history.ts'
import { serviceAt } from '../analysis/explain/readings.ts'
import { formatClock } from '../i18n/format.ts'
import { type Design, SEED_MAX } from '../model/design.ts'
import { DURATION_MAX_SEC } from '../model/measure.ts'
import { printable, printableJson } from '../model/printable.ts'
import { REQUEST_CLASSES, type RequestClass } from '../model/request-class.ts'
import { err, ok, type Result } from '../model/result.ts'
import { scenarioEndSec } from '../model/scenario-end.ts'
import { linkSentence } from '../reading/explain-sentence.ts'
import { nameOf } from '../scene/names.ts'
import { EXIT_BAD_INPUT, EXIT_OK, misused, type Subcommand } from './command.ts'
import { english } from './english.ts'
import { type Refused, readRunnable } from './runnable.ts'
import { watchRun } from './watched-run.ts'
import { readWords, secondsAbove0, theOne, whole } from './words.ts'

const USAGE = `Usage: faultline explain DESIGN.json [--at SEC] [--part ID] [--class NAME]
                                     [--seed N] [--duration S] [--json]

Runs the design's scenario and says what caused what is wrong at a moment, as a
chain that begins with the cause.

  DESIGN.json    a design document, or - for standard input
  --at SEC       simulated second; default: the worst one of the run
  --part ID      ask about a node, a frame or a wire instead of all requests
  --class NAME   ask about one class: ${REQUEST_CLASSES.join(', ')}
  --seed N       default: the design's own
  --duration S   simulated seconds; default: a minute after the end of the
                 scenario
  --json         one JSON object instead of lines

Exit code 0 when it ran, 2 when the arguments or the design are wrong.
`

export const explainCommand: Subcommand = {
  name: 'explain',
  usage: USAGE,
  run: (words, io) => {
    const parsed = parseExplain(words)
    if (!parsed.ok) return misused(explainCommand, parsed.error, io)
    const text = io.read(parsed.value.file)
    if (!text.ok) {
      io.complain(text.error)
      return EXIT_BAD_INPUT
    }
    const outcome = explainDesign(text.value, parsed.value)
    for (const warning of outcome.warnings) io.complain(`warning: ${warning}`)
    if (outcome.ok) io.print(outcome.text)
    else for (const error of outcome.errors) io.complain(error)
    return outcome.ok ? EXIT_OK : EXIT_BAD_INPUT
  },
}

interface ExplainArguments {
  readonly file: string
  readonly atSec: number | null
  readonly part: string | null
  readonly requestClass: RequestClass | null
  readonly seed: number | null
  readonly durationSec: number | null
  readonly json: boolean
}

function parseExplain(words: readonly string[]): Result<ExplainArguments, string> {
  const read = readWords(words, {
    numbers: [
      ['--seed', whole(0, SEED_MAX)],
      ['--duration', secondsAbove0(DURATION_MAX_SEC)],
      ['--at', secondsAbove0(DURATION_MAX_SEC)],
    ],
    texts: ['--part', '--class'],
    switches: ['--json'],
  })
  if (!read.ok) return read
  const { operands, numbers, texts, switches } = read.value
  const file = theOne(operands, 'design')
  if (!file.ok) return file
  const name = texts.get('--class')
  const requestClass = REQUEST_CLASSES.find((known) => known === name) ?? null
  if (name !== undefined && requestClass === null)
    return err(`--class must be one of ${REQUEST_CLASSES.join(', ')}`)
  if (name !== undefined && texts.has('--part')) return err('one of --part and --class')
  return ok({
    file: file.value,
    atSec: numbers.get('--at') ?? null,
    part: texts.get('--part') ?? null,
    requestClass,
    seed: numbers.get('--seed') ?? null,
    durationSec: numbers.get('--duration') ?? null,
    json: switches.has('--json'),
  })
}

type Explained = { readonly ok: true; readonly text: string; readonly warnings: readonly string[] } | Refused

export function explainDesign(text: string, options: Omit<ExplainArguments, 'file'>): Explained {
  const read = readRunnable(text, options.seed)
  if (!read.ok) return read
  const { design, model, warnings } = read
  const symptom = symptomOf(design, options)
  if (symptom === null)
    return { ok: false, errors: [`there is no part "${printable(options.part ?? '')}"`], warnings }
  const untilSec = Math.max(options.atSec ?? 0, options.durationSec ?? scenarioEndSec(design.scenario))
  const past = watchRun(model, design.slo, untilSec)
  const sec = options.atSec ?? worstSecond(past) ?? untilSec
  const { links, wrong } = explain(past, symptom, sec)
  const lines = chainLines(design, links)
  if (options.json) {
    const chain = links.map((link, i) => ({ ...link, sentence: lines[i] }))
    return { ok: true, text: `${printableJson({ atSec: sec, wrong, chain })}\n`, warnings }
  }
  const nothing = wrong ? 'something is wrong, and nothing that was measured tells why' : 'nothing to explain'
  const body =
    lines.length === 0
      ? [nothing]
      : lines.map((line, i) => `${formatClock(links[i]!.sec)}  ${i === 0 ? ' ' : '→'} ${line}`)
  return { ok: true, text: `${[`at ${formatClock(sec)}`, ...body].join('\n')}\n`, warnings }
}

function symptomOf(design: Design, { part, requestClass }: Omit<ExplainArguments, 'file'>): Symptom | null {
  if (requestClass !== null) return { of: 'class', requestClass }
  if (part === null) return { of: 'system' }
  if (design.edges.some(({ id }) => id === part)) return { of: 'wire', id: part }
  return design.nodes.some(({ id }) => id === part) ? { of: 'node', id: part } : null
}

/** The links in words, without the marks round their figures. */
export function chainLines(design: Design, links: readonly ChainLink[]): string[] {
  const name = (id: string): string => printable(nameOf(design, id, 'en'))
  return links.map((link) => linkSentence(link, name, english).replaceAll('**', '').replaceAll('\u00a0', ' '))
}

/** The second at which most requests fail or wait, else the one with the highest latency over the objective; null where all is well. */
export function worstSecond({
  moments,
  slo,
}: RunPast & { readonly moments: readonly Moment[] }): number | null {
  let worst: { sec: number; badness: number } | null = null
  for (const moment of moments) {
    const { failing, unanswered, p95Ms } = serviceAt(moment, null)
    const late = p95Ms > slo.latencyMsP95 ? 1 - slo.latencyMsP95 / p95Ms : 0
    const lost = failing > 1 - slo.availability ? 1 + failing : 0
    const badness = Math.max(lost, late) + (moment.timeSec > 3 && unanswered > 0.2 ? 1 + unanswered : 0)
    if (badness > (worst?.badness ?? 0)) worst = { sec: moment.timeSec, badness }
  }
  return worst?.sec ?? null
}
