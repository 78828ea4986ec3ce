import { judge } from '../../src/analysis/resilience/judge.ts'
import { experimentOf, type Trial, trialsOf, warmUpOf } from '../../src/analysis/resilience/trials.ts'
import { NOTICED, Spof, type Target } from '../../src/analysis/spof/spof.ts'
import type { ClassVerdict, Verdict } from '../../src/analysis/verdict.ts'
import type { Design } from '../../src/model/design.ts'
import { REQUEST_CLASSES, type RequestClass } from '../../src/model/request-class.ts'
import { type Series, SeriesSpan } from '../../src/sim/run/series.ts'
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
  /** Requests that ended before all had settled, and after. */
  readonly failingOverCount: number
  readonly settledCount: number
}

/** How the two agree: to the word, in all but time, within a range or a chance that the structure leaves open, or not. */
export type Agreement = 'same' | 'time' | 'range' | 'chance' | 'differs'

/** What comes about less often than this is not called chance. */
const SELDOM = 1e-3
/** Of a gap, probes see at least this part: they begin at any moment of their interval. */
const SURE_OF_GAP = 0.5
/** Failures so soon after a loss are no gap for the judge. */
const MOMENT_SEC = 0.5

export function agreementOf(one: Compared): Agreement {
  const { said, measured } = one
  if (said.verdict === measured.verdict) return 'same'
  if (keeps(said.verdict) && keeps(measured.verdict)) return 'time'
  if (said.verdict === 'overload' || measured.verdict === 'overload' || !sharesFit(one)) return 'differs'
  if (fails(said.verdict)) return said.successMax > said.success ? 'range' : 'chance'
  if (fails(measured.verdict)) return 'chance'
  return gapFits(one) ? 'chance' : 'differs'
}

const keeps = (verdict: Verdict): boolean => verdict === 'none' || verdict === 'delay'
const fails = (verdict: Verdict): boolean => verdict === 'hard' || verdict === 'partial'

/** So many fail of those that are counted once all has settled, as may by chance by what the structure says. */
export function sharesFit({ said, measured, settledCount }: Compared): boolean {
  const failed = Math.round((1 - measured.settled) * settledCount)
  return (
    (atLeast(failed, settledCount, 1 - said.success) >= SELDOM / 2 ||
      (said.successMax > said.success && failed < (1 - said.success) * settledCount)) &&
    atMost(failed, settledCount, 1 - said.successMax) >= SELDOM / 2
  )
}

/** No request may have fallen into a gap; and some may, into one that is hardly one. */
function gapFits({ said, measured, ratePerSec, missed, failingOverCount }: Compared): boolean {
  if (said.verdict === 'transient') {
    const expected = ratePerSec * missed * Math.max(0, SURE_OF_GAP * said.sec - MOMENT_SEC)
    return Math.exp(-expected) >= SELDOM
  }
  const failed = Math.round((1 - measured.failingOver) * failingOverCount)
  return atLeast(failed, failingOverCount, missed) >= SELDOM
}

/** The chance that at least so many of `count` fail where each one does with a chance of its own. */
const atLeast = (failed: number, count: number, chance: number): number =>
  atMost(count - failed, count, 1 - chance)

/** The chance that at most so many do. */
function atMost(failed: number, count: number, chance: number): number {
  if (failed >= count || chance <= 0) return 1
  if (chance >= 1) return 0
  let term = count * Math.log(1 - chance)
  let sum = Math.exp(term)
  for (let k = 1; k <= failed; k++) {
    term += Math.log(((count - k + 1) / k) * (chance / (1 - chance)))
    sum += Math.exp(term)
  }
  return sum
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
      if (one) compared.push({ ...one, ...countsOf(outcome.series!, trial.windows, c) })
    }
  }
  return compared
}

function compareClass(
  spof: Spof,
  target: Target,
  c: number,
  measure: NonNullable<ReturnType<typeof judge>['byClass'][RequestClass]> | undefined,
): Omit<Compared, 'failingOverCount' | 'settledCount'> | null {
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

function countsOf(
  series: Series,
  { holdSec, settledSec }: Trial['windows'],
  c: number,
): Pick<Compared, 'failingOverCount' | 'settledCount'> {
  const endedIn = (fromSec: number, untilSec: number): number =>
    new SeriesSpan(series, fromSec, untilSec).ofClass(c).ended.reduce((sum, count) => sum + count, 0)
  return {
    failingOverCount: endedIn(0, holdSec - settledSec),
    settledCount: endedIn(holdSec - settledSec, holdSec),
  }
}
