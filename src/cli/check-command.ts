import { explain } from '../analysis/explain/explain.ts'
import { type Check, checkGoals, type Goal } from '../analysis/goals.ts'
import { KIND_SIMS } from '../kinds/sims.ts'
import type { Design } from '../model/design.ts'
import { followedIn } from '../model/measure.ts'
import { printable, printableJson } from '../model/printable.ts'
import { scenarioEndSec } from '../model/scenario-end.ts'
import type { SimModel } from '../sim/core/sim-model.ts'
import { Run } from '../sim/run/loader.ts'
import { runReport } from '../sim/run/run-report.ts'
import type { Report } from '../sim/stats/report.ts'
import { type CheckArguments, checkUsage, parseCheck } from './check-arguments.ts'
import { EXIT_BAD_INPUT, EXIT_MISSED, EXIT_OK, misused, type Subcommand } from './command.ts'
import { chainLines, worstSecond } from './explain-command.ts'
import { type Refused, readRunnable } from './runnable.ts'
import { percent } from './table.ts'
import { watchRun } from './watched-run.ts'

export const checkCommand: Subcommand = {
  name: 'check',
  usage: checkUsage,
  run: (words, io) => {
    const parsed = parseCheck(words)
    if (!parsed.ok) return misused(checkCommand, parsed.error, io)
    const text = io.read(parsed.value.file)
    if (!text.ok) {
      io.complain(text.error)
      return EXIT_BAD_INPUT
    }
    const outcome = checkDesign(text.value, parsed.value)
    for (const warning of outcome.warnings) io.complain(`warning: ${warning}`)
    if (outcome.ok) io.print(outcome.text)
    else for (const error of outcome.errors) io.complain(error)
    if (!outcome.ok) return EXIT_BAD_INPUT
    return outcome.met ? EXIT_OK : EXIT_MISSED
  },
}

type Checked =
  | { readonly ok: true; readonly met: boolean; readonly text: string; readonly warnings: readonly string[] }
  | Refused

/** Runs the scenario of a design and holds what was measured against its objectives. */
export function checkDesign(text: string, options: Omit<CheckArguments, 'file'>): Checked {
  const read = readRunnable(text, options.seed, options.approximate)
  if (!read.ok) return read
  const { design, model, warnings } = read
  const durationSec = options.durationSec ?? scenarioEndSec(design.scenario)
  const warmupSec = options.warmupSec ?? 0
  if (warmupSec >= durationSec) return { ok: false, errors: ['the warm-up is as long as the run'], warnings }
  const weight = options.approximate ? followedIn(model) : 1
  const report = runReport(new Run(model, KIND_SIMS, weight), warmupSec, durationSec)
  const check = checkGoals(design, report)
  const causes = check.met || weight > 1 ? [] : causesOf(design, model, durationSec)
  const print = options.json ? checkJson : checkText
  return { ok: true, met: check.met, text: print(design, report, check, causes), warnings }
}

/** Why a goal was missed, at the worst moment of the run. */
function causesOf(design: Design, model: SimModel, durationSec: number): string[] {
  const past = watchRun(model, design.slo, durationSec)
  const sec = worstSecond(past)
  return sec === null ? [] : chainLines(design, explain(past, { of: 'system' }, sec).links)
}

function checkJson(_design: Design, report: Report, check: Check, causes: readonly string[]): string {
  const { engine, seed, measuredSec, warmupSec } = report
  const { met, goals, overdue } = check
  return `${printableJson({ engine, seed, measuredSec, warmupSec, met, goals, overdue, causes })}\n`
}

function checkText(design: Design, report: Report, check: Check, causes: readonly string[]): string {
  const title = design.title === '' ? 'the design' : `"${printable(design.title)}"`
  const lines = [
    `${title}: engine ${report.engine}, seed ${report.seed}, ${report.measuredSec} s measured after ${report.warmupSec} s of warm-up`,
    ...check.goals.map((goal) => goalLine(goal, report)),
    ...(check.overdue > 0
      ? [`  ${check.overdue} requests have no answer at the end, and count as failed`]
      : []),
    ...(report.stuckAtSec === null
      ? []
      : [`  time stood still at ${report.stuckAtSec} s, because requests take none`]),
    ...(causes.length > 0
      ? ['', 'why:', ...causes.map((cause, i) => `  ${i === 0 ? ' ' : '→'} ${cause}`)]
      : []),
  ]
  return `${lines.join('\n')}\n`
}

function goalLine({ goal, target, measured, met }: Goal, report: Report): string {
  const sign = met ? '✓' : '✗'
  if (goal === 'availability') {
    const reasons = Object.entries(report.system.errors).flatMap(([reason, share]) =>
      share > 0 ? [`${reason} ${percent(share)}`] : [],
    )
    const why = reasons.length > 0 ? ` (${reasons.join(', ')})` : ''
    return `${sign} availability ${measured === null ? '–' : exactPercent(measured)} of at least ${exactPercent(target)}${why}`
  }
  return `${sign} p95 ${measured === null ? '–' : `${Math.round(measured)} ms`} of at most ${target} ms`
}

/** Nines are told apart, so they are never rounded up. */
const exactPercent = (share: number): string => `${Math.floor(share * 1e6) / 1e4} %`
