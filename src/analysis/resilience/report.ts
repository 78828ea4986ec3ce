import { REQUEST_CLASSES, type RequestClass } from '../../model/request-class.ts'
import type { Outcome } from '../../sim/run/experiment.ts'
import { SeriesSpan } from '../../sim/run/series.ts'
import { cutVerdicts } from '../spof/cut-wire.ts'
import type { Spof } from '../spof/spof.ts'
import { type ClassVerdict, type Said, type TargetKind, VERDICTS, type Verdict } from '../verdict.ts'
import { type Differing, differencesOf } from './differences.ts'
import { type ClassMeasure, judge, type Measure } from './judge.ts'
import type { Trial } from './trials.ts'

/** Why a trial says nothing. */
export type UnjudgedCode = 'movingGoodput' | 'movingQueue' | 'stuck' | 'lost' | 'unserved'

/** Lowest and highest of a figure: its mean over the seeds, and how sure that is (95 %). */
export type Interval = readonly [number, number]

/** One part that was lost. */
export interface Row {
  readonly trial: Trial
  /** What the structure says, by class. */
  readonly said: Readonly<Partial<Record<RequestClass, ClassVerdict>>>
  /** What was measured; null where it could not be judged. */
  readonly measure: Measure | null
  readonly unjudged: UnjudgedCode | null
  readonly differs: readonly Differing[]
  /** The class that suffers most. */
  readonly worst: RequestClass | null
  /** The slowest class; null where one is not back while the part is down. */
  readonly rtoSec: number | null
  readonly minutesAYear: number | null
  /** By class, over several seeds; null for one. */
  readonly intervals: Readonly<
    Partial<Record<RequestClass, { readonly settled: Interval; readonly rtoSec: Interval | null }>>
  > | null
}

/** How often a part fails by itself, and how long it is away then. */
export interface FailureTimes {
  readonly mtbfHours: number
  readonly mttrHours: number
}

const YEAR_HOURS = 8760

/** A row of the report from the runs of one trial, a run for each seed; the first one's figures are shown. */
export function rowOf(
  spof: Spof,
  trial: Trial,
  outcomes: readonly (Outcome | null)[],
  objective: number,
  times: FailureTimes | undefined,
): Row {
  const said = saidOf(spof, trial)
  const measures = outcomes.flatMap((outcome) =>
    outcome?.series ? [judge(spof.network, trial, outcome, objective)] : [],
  )
  // What nobody is served by anyway cannot be lost.
  const isServed = measures.some((one) => measuredClasses(one).length > 0)
  const unjudged = unjudgedOf(outcomes) ?? (isServed ? null : 'unserved')
  if (unjudged !== null)
    return {
      trial,
      said,
      measure: null,
      unjudged,
      differs: [],
      worst: null,
      rtoSec: null,
      minutesAYear: null,
      intervals: null,
    }
  const measure = measures[0]!
  return {
    trial,
    said,
    measure,
    unjudged: null,
    differs: differencesOf(said, measure),
    worst: worstClass(measure),
    rtoSec: slowest(measure),
    minutesAYear: times ? minutesAYear(trial, measure, times) : null,
    intervals: measures.length > 1 ? intervalsOf(measures) : null,
  }
}

function saidOf(spof: Spof, trial: Trial): Row['said'] {
  if (trial.kind === 'wire') return cutVerdicts(spof.network.model, trial.target)
  const target = spof.targets.find(({ id }) => id === trial.target)
  const said: Partial<Record<RequestClass, ClassVerdict>> = {}
  if (!target) return said
  for (const c of spof.network.classes) {
    const before = spof.successBefore(c)
    if (before > 0) said[REQUEST_CLASSES[c]!] = spof.verdict(c, target, before)
  }
  return said
}

function unjudgedOf(outcomes: readonly (Outcome | null)[]): UnjudgedCode | null {
  for (const outcome of outcomes) {
    if (outcome === null) return 'lost'
    if (outcome.stuckAtSec !== null) return 'stuck'
    if (outcome.warm?.moving === 'goodput') return 'movingGoodput'
    if (outcome.warm?.moving === 'queue') return 'movingQueue'
  }
  return null
}

const measuredClasses = ({ byClass }: Measure): [RequestClass, ClassMeasure][] =>
  Object.entries(byClass) as [RequestClass, ClassMeasure][]

/** Of a class what is left of its usual success: 1 is all. */
function leftOf({ success }: ClassMeasure): number {
  if (success.before === null || success.before === 0 || success.settled === null) return 1
  return Math.min(1, success.settled / success.before)
}

function worstClass(measure: Measure): RequestClass | null {
  const [worst] = measuredClasses(measure).sort(
    ([, a], [, b]) =>
      VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) ||
      leftOf(a) - leftOf(b) ||
      b.failed - a.failed,
  )
  return worst?.[0] ?? null
}

function slowest(measure: Measure): number | null {
  const times = measuredClasses(measure).map(([, { rtoSec }]) => rtoSec)
  return times.includes(null) ? null : Math.max(0, ...times.map((sec) => sec ?? 0))
}

/** Minutes a year in which the worst class is not served, at the part's own failure rate and repair time. */
function minutesAYear(trial: Trial, measure: Measure, { mtbfHours, mttrHours }: FailureTimes): number {
  const outages = measuredClasses(measure).map(([, one]) => minutesAFailure(trial, one, mttrHours))
  return (YEAR_HOURS / mtbfHours) * Math.max(0, ...outages)
}

/** Minutes for which a class is not served at each failure of a part: until it has settled, and what is left out until the repair. */
function minutesAFailure({ windows }: Trial, one: ClassMeasure, mttrHours: number): number {
  const settlesSec = windows.holdSec - windows.settledSec
  const { before, failingOver } = one.success
  const lost =
    before !== null && before > 0 && failingOver !== null ? Math.max(0, 1 - failingOver / before) : 0
  return (lost * settlesSec) / 60 + (1 - leftOf(one)) * mttrHours * 60
}

/** How much of each class succeeds in the long run, by what was measured: outage at each failure, times failures. */
export function measuredAvailability(
  rows: readonly Row[],
  failureTimes: ReadonlyMap<string, FailureTimes>,
): ReadonlyMap<RequestClass, number> {
  const away = new Map<RequestClass, number>()
  for (const { trial, measure } of rows) {
    const times = failureTimes.get(trial.target)
    if (measure === null || times === undefined) continue
    for (const [requestClass, one] of measuredClasses(measure)) {
      const share = minutesAFailure(trial, one, times.mttrHours) / (times.mtbfHours * 60)
      away.set(requestClass, (away.get(requestClass) ?? 0) + share)
    }
  }
  return new Map([...away].map(([requestClass, share]) => [requestClass, Math.max(0, 1 - share)]))
}

function intervalsOf(measures: readonly Measure[]): Row['intervals'] {
  const names = measuredClasses(measures[0]!).map(([name]) => name)
  return Object.fromEntries(
    names.map((name) => {
      const all = measures.flatMap(({ byClass }) => byClass[name] ?? [])
      const times = all.flatMap(({ rtoSec }) => rtoSec ?? [])
      return [
        name,
        {
          settled: intervalOf(
            all.map(({ success }) => success.settled ?? 0),
            1,
          ),
          rtoSec: times.length === all.length ? intervalOf(times, Number.POSITIVE_INFINITY) : null,
        },
      ]
    }),
  )
}

/** Student's t for 95 % by degrees of freedom; from the last on the normal value is near enough. */
const STUDENT = [
  12.71, 4.3, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.2, 2.18, 2.16, 2.14, 2.13, 2.12, 2.11, 2.1,
  2.09, 2.09,
]
const NORMAL = 1.96

function intervalOf(values: readonly number[], most: number): Interval {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const square = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (values.length - 1)
  const half = (STUDENT[values.length - 2] ?? NORMAL) * Math.sqrt(square / values.length)
  return [Math.max(0, mean - half), Math.min(most, mean + half)]
}

/** How the design does before anything is lost. */
export interface Baseline {
  readonly warmupSec: number
  readonly byClass: Readonly<
    Partial<Record<RequestClass, { readonly offeredPerSec: number; readonly success: number | null }>>
  >
  readonly p95Ms: number | null
  readonly overloaded: readonly string[]
}

/** From this utilisation on a part is at its capacity. */
const FULL = 0.95

/** The spans before the loss are the same in all runs of one seed. */
export function baselineOf(spof: Spof, outcome: Outcome): Baseline {
  const series = outcome.series!
  const span = new SeriesSpan(series, series.fromSec, 0)
  const p95Ms = span.latencyMs(0.95)
  return {
    warmupSec: outcome.warm?.sec ?? 0,
    byClass: Object.fromEntries(
      spof.network.classes.map((c) => {
        const { offered, succeeded, ended } = span.ofClass(c)
        const all = ended.reduce((sum, count) => sum + count, 0)
        return [
          REQUEST_CLASSES[c]!,
          { offeredPerSec: offered / span.sec, success: all > 0 ? succeeded / all : null },
        ]
      }),
    ),
    p95Ms: Number.isNaN(p95Ms) ? null : p95Ms,
    overloaded: series.nodes.filter((_, i) => span.ofNode(i).utilisation >= FULL),
  }
}

/** 0 to 100, and what it is made of; a part that has nothing to judge says null, and gives no points. */
export interface Score {
  readonly total: number
  readonly survives: number | null
  readonly zones: number | null
  readonly recovers: number | null
  readonly losesNothing: number | null
}

export const SCORE_PARTS = { survives: 40, zones: 20, recovers: 20, losesNothing: 20 } as const

export function scoreOf(rows: readonly Row[]): Score {
  const judged = rows.flatMap((row) => (row.measure === null ? [] : [{ ...row, measure: row.measure }]))
  const isFrame = (kind: TargetKind): boolean => kind === 'zone' || kind === 'region'
  const left = (measure: Measure): number => mean(measuredClasses(measure).map(([, one]) => leftOf(one))) ?? 1
  const nodes = judged.filter(({ trial }) => trial.kind === 'node')
  const parts = {
    survives: mean(nodes.map(({ measure }) => left(measure))),
    zones: mean(judged.filter(({ trial }) => isFrame(trial.kind)).map(({ measure }) => left(measure))),
    recovers: mean(judged.map(({ rtoSec }) => (rtoSec === null ? 0 : 1))),
    losesNothing: mean(judged.map(({ measure }) => (measure.lostWrites > 0 ? 0 : 1))),
  }
  const points = (Object.keys(SCORE_PARTS) as (keyof typeof SCORE_PARTS)[]).map(
    (part) => [part, parts[part] === null ? null : Math.round(SCORE_PARTS[part] * parts[part])] as const,
  )
  const total = points.reduce((sum, [, value]) => sum + (value ?? 0), 0)
  return { total, ...(Object.fromEntries(points) as Record<keyof typeof SCORE_PARTS, number | null>) }
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length

/** The worst row first; of equal ones what costs more requests, then by name. */
export function worstRowFirst(a: Row, b: Row): number {
  const rank = (row: Row): number => VERDICTS.indexOf(verdictOf(row))
  const left = (row: Row): number => {
    const one = row.worst === null ? undefined : row.measure?.byClass[row.worst]
    return one ? leftOf(one) : 1
  }
  return (
    rank(a) - rank(b) ||
    left(a) - left(b) ||
    (b.minutesAYear ?? 0) - (a.minutesAYear ?? 0) ||
    (a.trial.target < b.trial.target ? -1 : a.trial.target > b.trial.target ? 1 : 0)
  )
}

/** What was measured for the class that suffers most. */
export const verdictOf = (row: Row): Verdict =>
  (row.worst === null ? undefined : row.measure?.byClass[row.worst]?.verdict) ?? 'none'

export type HeadCode = 'none' | 'some' | 'nothing'

/** The report in one sentence; the worst row has its own. */
export function headOf(rows: readonly Row[]): Said<HeadCode> {
  const judged = rows.filter(({ measure }) => measure !== null)
  const nodes = judged.filter(({ trial }) => trial.kind === 'node')
  // Where only frames or wires were asked about, they are the parts.
  const parts = nodes.length > 0 ? nodes : judged
  if (parts.length === 0) return { code: 'nothing', values: {} }
  const hard = parts.filter((row) => verdictOf(row) === 'hard')
  return { code: hard.length === 0 ? 'none' : 'some', values: { count: hard.length, total: parts.length } }
}
