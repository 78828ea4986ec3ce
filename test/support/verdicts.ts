import { judge } from '../../src/analysis/resilience/judge.ts'
import { experimentOf, type Trial, trialsOf, warmUpOf } from '../../src/analysis/resilience/trials.ts'
import { NOTICED, Spof, type Target } from '../../src/analysis/spof/spof.ts'
import type { ClassVerdict, Verdict } from '../../src/analysis/verdict.ts'
import type { Design } from '../../src/model/design.ts'
import { REQUEST_CLASSES, type RequestClass } from '../../src/model/request-class.ts'
import { compile, KIND_SIMS, Laboratory } from './engine.ts'

/** What structure and run say of the loss of one part for one class. */
export interface Compared {
  readonly target: string
  readonly requestClass: RequestClass
  readonly said: Pick<ClassVerdict, 'verdict' | 'success' | 'successMax' | 'sec'>
  readonly measured: {
    readonly verdict: Verdict
    readonly before: number
    readonly failingOver: number
    readonly settled: number
    readonly rtoSec: number | null
  }
}

const ALL = { tiers: true, wires: false, only: [] }

/** Judges a design by its structure, loses everything in turn, and puts both side by side. null where it does not run or is never steady. */
export function compareVerdicts(design: Design, more = 1): Compared[] | null {
  const compiled = compile(design)
  if (!compiled.ok) return null
  const { model } = compiled.value
  const spof = new Spof(model, {})
  const laboratory = new Laboratory(KIND_SIMS)
  const compared: Compared[] = []
  for (const trial of trialsOf(spof, ALL)) {
    const long = longer(trial, more)
    const run = laboratory.begin(experimentOf(model, long, warmUpOf(spof), 1, design.title))
    run.advance()
    const outcome = run.outcome()
    if (outcome.warm?.steady !== true) return null
    const { byClass } = judge(spof.network, long, outcome, 1)
    const target = spof.targets.find(({ id }) => id === trial.target)!
    for (const c of spof.network.classes) {
      const one = compareClass(spof, target, c, byClass[REQUEST_CLASSES[c]!])
      if (one) compared.push(one)
    }
  }
  return compared
}

const longer = (trial: Trial, times: number): Trial => ({
  ...trial,
  windows: {
    ...trial.windows,
    holdSec: trial.windows.holdSec * times,
    settledSec: trial.windows.settledSec * times,
  },
})

function compareClass(
  spof: Spof,
  target: Target,
  c: number,
  measure: NonNullable<ReturnType<typeof judge>['byClass'][RequestClass]> | undefined,
): Compared | null {
  const before = spof.successBefore(c)
  if (before < NOTICED || measure === undefined) return null
  const { success } = measure
  return {
    target: target.id,
    requestClass: REQUEST_CLASSES[c]!,
    said: spof.verdict(c, target, before),
    measured: {
      verdict: measure.verdict,
      before: success.before ?? 0,
      failingOver: success.failingOver ?? Number.NaN,
      settled: success.settled ?? Number.NaN,
      rtoSec: measure.rtoSec,
    },
  }
}
