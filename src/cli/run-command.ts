import { reportBill, reportText } from '../analysis/report-text.ts'
import { KIND_SIMS } from '../kinds/sims.ts'
import { followedIn } from '../model/measure.ts'
import { Run } from '../sim/run/loader.ts'
import { runReport } from '../sim/run/run-report.ts'
import { Tracer } from '../sim/stats/tracer.ts'
import { parseArguments, type RunArguments, USAGE } from './arguments.ts'
import { EXIT_BAD_INPUT, EXIT_OK, misused, type Subcommand } from './command.ts'
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
    if (outcome.ok) io.print(outcome.text)
    else for (const error of outcome.errors) io.complain(error)
    return outcome.ok ? EXIT_OK : EXIT_BAD_INPUT
  },
}

export type RunOutcome =
  | { readonly ok: true; readonly text: string; readonly warnings: readonly string[] }
  | Refused

/** Reads, compiles and runs a design; what it prints is the same bytes for the same design, seed and engine version. */
export function runDesign(text: string, options: RunArguments): RunOutcome {
  const read = readRunnable(text, options.seed, options.approximate)
  if (!read.ok) return read
  const { design, model, warnings } = read
  const run = new Run(model, KIND_SIMS, options.approximate === true ? followedIn(model) : 1)
  const tracer = options.traces > 0 ? new Tracer(run, { everySec: TRACE_EVERY_SEC, class: null }) : null
  run.engine.observer = tracer
  const report = runReport(run, options.warmupSec, options.durationSec)
  const traced = tracer === null ? null : tracedRequests(tracer, options.traces)
  const printed = options.json
    ? reportText(design, report, traced ?? {})
    : reportTable(report, reportBill(design, report)) + (traced === null ? '' : waterfalls(traced))
  return { ok: true, text: printed, warnings }
}
