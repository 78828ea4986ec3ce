import { judge } from '../../src/analysis/resilience/judge.ts'
import { experimentOf, trialsOf, warmUpOf } from '../../src/analysis/resilience/trials.ts'
import { NOTICED, Spof, type Target } from '../../src/analysis/spof/spof.ts'
import type { ClassVerdict, Verdict } from '../../src/analysis/verdict.ts'
import type { Design } from '../../src/model/design.ts'
import { REQUEST_CLASSES, type RequestClass } from '../../src/model/request-class.ts'
import { compile, KIND_SIMS, Laboratory } from './engine.ts'

/** What structure and run say of the loss of one part for one class. */
export interface Compared {
  readonly target: string
  readonly requestClass: RequestClass
  readonly ratePerSec: number
  /** Share that fails at the moment of the loss, by the structure. */
  readonly missed: number
  readonly said: Pick<ClassVerdict, 'verdict' | 'success' | 'successMax' | 'sec'>
  readonly measured: {
    readonly verdict: Verdict
    readonly before: number
    readonly failingOver: number
    readonly settled: number
    readonly rtoSec: number | null
  }
}

/** How the two agree: to the word, in all but time, within a range or a chance that the structure leaves open, or not. */
export type Agreement = 'same' | 'time' | 'range' | 'unseen' | 'differs'

/** Measured shares lie this close to those that the structure says, for chance. */
const NEAR = 0.06
/** A gap that fewer requests than this are expected to fall into may be missed by all of them. */
const SEEN = 12
/** And one in which fewer failures than this are expected. */
const FAILURES_SEEN = 4

export function agreementOf({ said, measured, ratePerSec, missed }: Compared): Agreement {
  if (said.verdict === measured.verdict) return 'same'
  const keeps = (verdict: Verdict): boolean => verdict === 'none' || verdict === 'delay'
  if (keeps(said.verdict) && keeps(measured.verdict)) return 'time'
  const fails = (verdict: Verdict): boolean => verdict === 'hard' || verdict === 'partial'
  const isOpen = said.successMax > said.success
  const within = measured.settled >= said.success - NEAR && measured.settled <= said.successMax + NEAR
  // A share near nothing is met by no request at all, or by one.
  if (fails(said.verdict) && (isOpen || fails(measured.verdict)) && within) return 'range'
  const inGap = said.sec * ratePerSec
  const isFaint = inGap < SEEN || inGap * missed < FAILURES_SEEN
  if (said.verdict === 'transient' && measured.rtoSec !== null && isFaint) return 'unseen'
  return 'differs'
}

const ALL = { tiers: true, wires: false, only: [] }

/**
 * Judges a design by its structure, loses its parts in turn, and puts both side by side; only one of them where `which` is a
 * number. null where it does not run or is never steady.
 */
export function compareVerdicts(design: Design, which: number | null = null): Compared[] | null {
  const compiled = compile(design)
  if (!compiled.ok) return null
  const { model } = compiled.value
  const spof = new Spof(model, {})
  const laboratory = new Laboratory(KIND_SIMS)
  const compared: Compared[] = []
  const trials = trialsOf(spof, ALL)
  for (const trial of which === null ? trials : trials.slice(which % trials.length).slice(0, 1)) {
    const run = laboratory.begin(experimentOf(model, trial, warmUpOf(spof), 1, design.title))
    run.advance()
    const outcome = run.outcome()
    if (outcome.warm?.steady !== true) return null
    const { byClass } = judge(spof.network, trial, outcome, 1)
    const target = spof.targets.find(({ id }) => id === trial.target)!
    for (const c of spof.network.classes) {
      const one = compareClass(spof, target, c, byClass[REQUEST_CLASSES[c]!])
      if (one) compared.push(one)
    }
  }
  return compared
}

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
    ratePerSec: spof.network.sources.reduce((sum, { rates }) => sum + rates[c]!, 0),
    missed: 1 - spof.successAt(c, target, 0),
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
