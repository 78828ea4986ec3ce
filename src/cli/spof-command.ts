import { cutPairs } from '../analysis/spof/cut-pairs.ts'
import { provenRemedy } from '../analysis/spof/proven-remedy.ts'
import { reasonOf } from '../analysis/spof/reasons.ts'
import { remediesOf } from '../analysis/spof/remedies.ts'
import { Spof } from '../analysis/spof/spof.ts'
import type { ClassVerdict } from '../analysis/verdict.ts'
import { compile } from '../compile/compile.ts'
import type { Design } from '../model/design.ts'
import { printable, printableJson } from '../model/printable.ts'
import { REQUEST_CLASSES } from '../model/request-class.ts'
import { ok, type Result } from '../model/result.ts'
import { reasonSentence, remedySentence, verdictWord } from '../reading/spof-sentence.ts'
import { nameOf } from '../scene/names.ts'
import { ENGINE_VERSION } from '../sim/core/vocabulary.ts'
import { EXIT_BAD_INPUT, EXIT_OK, misused, type Subcommand } from './command.ts'
import { english } from './english.ts'
import { type Refused, readRunnable } from './runnable.ts'
import { readWords, theOne } from './words.ts'

const USAGE = `Usage: faultline spof DESIGN.json [--pairs] [--json]

Says what the loss of each node, tier, zone and region means for each class of
requests, by the structure alone: nothing is run. The worst comes first.

  DESIGN.json    a design document, or - for standard input
  --pairs        also pairs of nodes that bring a class down together, while it
                 survives either of them alone
  --json         one JSON object instead of a table

Exit code 0 when it was judged, 2 when the arguments or the design are wrong.
`

export const spofCommand: Subcommand = {
  name: 'spof',
  usage: USAGE,
  run: (words, io) => {
    const parsed = parseSpof(words)
    if (!parsed.ok) return misused(spofCommand, parsed.error, io)
    const text = io.read(parsed.value.file)
    if (!text.ok) {
      io.complain(text.error)
      return EXIT_BAD_INPUT
    }
    const judged = judgeDesign(text.value, parsed.value)
    for (const warning of judged.warnings) io.complain(`warning: ${warning}`)
    if (judged.ok) io.print(judged.text)
    else for (const error of judged.errors) io.complain(error)
    return judged.ok ? EXIT_OK : EXIT_BAD_INPUT
  },
}

interface SpofArguments {
  readonly file: string
  readonly pairs: boolean
  readonly json: boolean
}

function parseSpof(words: readonly string[]): Result<SpofArguments, string> {
  const read = readWords(words, { switches: ['--pairs', '--json'] })
  if (!read.ok) return read
  const { operands, switches } = read.value
  const file = theOne(operands, 'design')
  if (!file.ok) return file
  return ok({ file: file.value, pairs: switches.has('--pairs'), json: switches.has('--json') })
}

type Judged = { readonly ok: true; readonly text: string; readonly warnings: readonly string[] } | Refused

/** Reads, compiles and judges a design; the same bytes for the same design. */
function judgeDesign(text: string, options: Omit<SpofArguments, 'file'>): Judged {
  const read = readRunnable(text, null)
  if (!read.ok) return read
  const { design, model, warnings } = read
  const spof = new Spof(model, {})
  const classes = spof.network.classes.map((c) => ({ c, name: REQUEST_CLASSES[c]!, ...spof.ofClass(c) }))
  const rows = classes.map((one) => ({
    ...one,
    spofs: one.verdicts.map((verdict) => spofRow(spof, design, verdict)),
    pairs: options.pairs ? cutPairs(spof, one.c) : null,
  }))
  return { ok: true, text: options.json ? spofJson(rows) : rows.map(classList).join('\n'), warnings }
}

/** Nodes of a design whose remedies are tried out before they are named. */
const TRIED_MAX = 100

type SpofRow = ReturnType<typeof spofRow>

function spofRow(spof: Spof, design: Design, verdict: ClassVerdict) {
  const name = (id: string): string => nameOf(design, id, 'en')
  // To try every remedy out takes a compiling each: too long for designs of hundreds of parts.
  const isSmall = design.nodes.length <= TRIED_MAX
  const remedy = isSmall ? provenRemedy(design, verdict, compile) : remediesOf(design, verdict)[0]
  const { target, targetKind, success, successMax, sec, overloads, domain } = verdict
  return {
    target,
    kind: targetKind,
    verdict: verdict.verdict,
    success,
    ...(successMax > success ? { successMax } : {}),
    sec,
    overloads,
    domain,
    reason: reasonSentence(reasonOf(spof, verdict), name, english),
    remedy: remedy ? remedySentence(remedy.said, name, english) : null,
  }
}

interface ClassRows {
  readonly name: string
  readonly success: number
  readonly spofs: readonly SpofRow[]
  readonly pairs: ReturnType<typeof cutPairs> | null
}

function spofJson(rows: readonly ClassRows[]): string {
  const classes = Object.fromEntries(
    rows.map(({ name, success, spofs, pairs }) => [
      name,
      { success, spofs, ...(pairs === null ? {} : { pairs }) },
    ]),
  )
  return `${printableJson({ engine: ENGINE_VERSION, classes }, 2)}\n`
}

/** A line for each loss that would be noticed, and under it why, and what helps. */
function classList({ name, success, spofs, pairs }: ClassRows): string {
  if (success === 0)
    return `${name}: no request of this class finds a way, so nothing is a single point of failure\n`
  const hard = spofs.filter(({ verdict }) => verdict === 'hard').length
  const head = `${name}: ${hard} single ${hard === 1 ? 'point' : 'points'} of failure, ${spofs.length - hard} more whose loss would be noticed`
  const ids = spofs.map(({ target, kind }) => `${printable(target)}${kind === 'node' ? '' : ` (${kind})`}`)
  const width = Math.max(0, ...ids.map((id) => id.length))
  const lines = spofs.flatMap((row, i) => [
    `  ${ids[i]!.padEnd(width)}  ${figures(row)}`,
    `      ${printable(row.reason)}`,
    ...(row.remedy === null ? [] : [`      -> ${printable(row.remedy)}`]),
  ])
  return `${[head, ...lines, ...pairLines(pairs)].join('\n')}\n`
}

function figures({ verdict, success, sec, overloads }: SpofRow): string {
  const word = verdict === 'none' ? '' : verdictWord(verdict, english)
  if (verdict === 'partial') return `${word}: ${((1 - success) * 100).toFixed(1)} %`
  if (verdict === 'transient') return `${word}: ${sec} s`
  const [worst] = overloads
  return worst ? `${word}: ${printable(worst.target)} at ${Math.round(worst.factor * 100)} %` : word
}

function pairLines(pairs: ClassRows['pairs']): string[] {
  if (pairs === null) return []
  if (pairs.sets.length === 0) return ['  no pair of nodes brings it down that survives either alone']
  return [
    `  pairs that bring it down together: ${pairs.sets.map(([a, b]) => `${printable(a)} + ${printable(b)}`).join(', ')}${pairs.isWhole ? '' : ' …'}`,
  ]
}
