import { reportBill, reportText } from '../analysis/report-text.ts'
import { KIND_SIMS } from '../kinds/sims.ts'
import { followedIn } from '../model/measure.ts'
import { auditOf } from '../sim/core/audit.ts'
import { TICKS_PER_SEC } from '../sim/core/vocabulary.ts'
import { Run } from '../sim/run/loader.ts'
import { runReport } from '../sim/run/run-report.ts'
import { Tracer } from '../sim/stats/tracer.ts'
import { parseArguments, type RunArguments, USAGE } from './arguments.ts'
import { EXIT_BAD_INPUT, EXIT_MISSED, EXIT_OK, misused, type Subcommand } from './command.ts'
import { type Refused, readRunnable } from './runnable.ts'
import { reportTable } from './table.ts'
import { tracedRequests, waterfalls } from './traces.ts'

/** Simulated time between two requests that are followed. */
const TRACE_EVERY_SEC = 0.25

export const runCommand: Subcommand = {
  name: 'run',
  usage: USAGE,
  run: (words, io) => {
    const parsed = parseArguments(words)
    if (!parsed.ok) return misused(runCommand, parsed.error, io)
    const text = io.read(parsed.value.file)
    if (!text.ok) {
      io.complain(text.error)
      return EXIT_BAD_INPUT
    }
    const outcome = runDesign(text.value, parsed.value)
    for (const warning of outcome.warnings) io.complain(`warning: ${warning}`)
    if (!outcome.ok) {
      for (const error of outcome.errors) io.complain(error)
      return EXIT_BAD_INPUT
    }
    io.print(outcome.text)
    for (const law of outcome.broken) io.complain(`audit: ${law}`)
    return outcome.broken.length === 0 ? EXIT_OK : EXIT_MISSED
  },
}

export type RunOutcome =
  | {
      readonly ok: true
      readonly text: string
      readonly warnings: readonly string[]
      readonly broken: readonly string[]
    }
  | Refused

/** Reads, compiles and runs a design; what it prints is the same bytes for the same design, seed and engine version. */
export function runDesign(text: string, options: RunArguments): RunOutcome {
  const read = readRunnable(text, options.seed, options.approximate)
  if (!read.ok) return read
  const { design, model, warnings } = read
  const run = new Run(model, KIND_SIMS, options.approximate === true ? followedIn(model) : 1)
  const tracer = options.traces > 0 ? new Tracer(run, { everySec: TRACE_EVERY_SEC, class: null }) : null
  run.engine.observer = tracer
  const audit = options.audit === true ? new Audit(run) : null
  const look = audit === null ? null : (): void => audit.look()
  const report = runReport(run, options.warmupSec, options.durationSec, look)
  const traced = tracer === null ? null : tracedRequests(tracer, options.traces)
  const printed = options.json
    ? reportText(design, report, traced ?? {})
    : reportTable(report, reportBill(design, report)) + (traced === null ? '' : waterfalls(traced))
  return { ok: true, text: printed, warnings, broken: audit?.broken ?? [] }
}

/** What an audit finds; once something is wrong, what follows from it is not looked for. */
class Audit {
  readonly #run: Run
  broken: readonly string[] = []

  constructor(run: Run) {
    this.#run = run
  }

  look(): void {
    const { engine } = this.#run
    if (this.broken.length > 0) return
    this.broken = auditOf(engine).map((law) => `after ${engine.now / TICKS_PER_SEC} s: ${law}`)
  }
}
