import { FAILURE_REASONS, REQUEST_CLASSES, type RequestClass } from '../../model/request-class.ts'
import type { Outcome } from '../../sim/run/experiment.ts'
import { type ClassSpan, type Series, SeriesSpan } from '../../sim/run/series.ts'
import type { Network } from '../spof/network.ts'
import type { Verdict } from '../verdict.ts'
import { STEP_SEC, type Trial } from './trials.ts'

/** Shares that succeed, before and in each span of a trial; null where no request ended. */
export interface Success {
  readonly before: number | null
  readonly failingOver: number | null
  readonly settled: number | null
  readonly restored: number | null
}

/** What a trial came to for one class. */
export interface ClassMeasure {
  readonly verdict: Verdict
  readonly success: Success
  /** Seconds from the loss until it is back in its objective for good; null where that is not while the part is down. */
  readonly rtoSec: number | null
  /** Requests that failed before it had settled, over what fails anyway. */
  readonly failed: number
}

/** Something that runs at its capacity only because of the loss. */
export interface Overloaded {
  readonly target: string
  readonly utilisation: number
}

/** What a trial came to. */
export interface Measure {
  readonly byClass: Readonly<Partial<Record<RequestClass, ClassMeasure>>>
  readonly detectSec: number | null
  readonly ejectSec: number | null
  readonly promoteSec: number | null
  readonly lostWrites: number
  readonly staleReads: number
  readonly overloaded: readonly Overloaded[]
  readonly p95Ms: {
    readonly before: number | null
    readonly failingOver: number | null
    readonly settled: number | null
  }
  /** Repeated attempts a second before it had settled, and all attempts over the requests that wanted an answer. */
  readonly retries: { readonly perSec: number; readonly amplification: number }
}

/** From this utilisation on a part is at its capacity. */
const FULL = 0.95
/** Less than this share of the requests is nothing that anybody notices. */
const NOTICED = 0.003
/** Shares differ when they lie so many standard errors apart. */
const ERRORS = 3.5
/** What is lost with the part itself, in this time, is no outage. */
const MOMENT_SEC = STEP_SEC
/** A mean latency that has grown by this much is a delay. */
const DELAY_TIMES = 1.25
const DELAY_MS = 0.5
/** A queue that takes in this share of its tasks is not worked off. */
const KEPT_SHARE = 0.2

/** Outcomes of requests that found somebody who had no time for them. */
const CROWDED = FAILURE_REASONS.flatMap((reason, i) =>
  reason === 'shed' || reason === 'timeout' || reason === 'quota' ? [1 + i] : [],
)

interface Spans {
  readonly before: SeriesSpan
  readonly failingOver: SeriesSpan
  readonly settled: SeriesSpan
  readonly restored: SeriesSpan
}

/** What the run of a trial shows. `objective` is the share of requests that must succeed. */
export function judge(network: Network, trial: Trial, outcome: Outcome, objective: number): Measure {
  const series = outcome.series!
  const { holdSec, settledSec, watchSec, restoredSec, beforeSec } = trial.windows
  const settlesSec = holdSec - settledSec
  const endSec = holdSec + watchSec
  const spans: Spans = {
    before: new SeriesSpan(series, -beforeSec, 0),
    failingOver: new SeriesSpan(series, 0, settlesSec),
    settled: new SeriesSpan(series, settlesSec, holdSec),
    restored: new SeriesSpan(series, endSec - restoredSec, endSec),
  }
  const overloaded = overloadedIn(series, spans, trial)
  const byClass: Partial<Record<RequestClass, ClassMeasure>> = {}
  for (const c of network.classes) {
    const judged = judgeClass(network, trial, series, spans, c, overloaded.length > 0, objective)
    if (judged) byClass[REQUEST_CLASSES[c]!] = judged
  }
  return { byClass, overloaded, ...figures(series, spans, trial, outcome) }
}

function judgeClass(
  network: Network,
  trial: Trial,
  series: Series,
  spans: Spans,
  c: number,
  isOverloaded: boolean,
  objective: number,
): ClassMeasure | null {
  const of = (span: SeriesSpan): ClassSpan => span.ofClass(c)
  const [before, failingOver, settled] = [of(spans.before), of(spans.failingOver), of(spans.settled)]
  const usual = shareOf(before)
  // A class of which nothing succeeds anyway has nothing to lose.
  if (usual === null || usual === 0) return null
  const failed = Math.max(0, failedOf(failingOver) - (1 - usual) * endedOf(failingOver))
  const badUntilSec = lastBadSec(series, c, trial.windows.holdSec, Math.min(objective, usual))
  const isBack = isWhole(settled, usual)
  const share = shareOf(settled) ?? 0
  const verdict = ((): Verdict => {
    if (!isBack && share < NOTICED * usual) return 'hard'
    if (!isBack) return isOverloaded && isCrowded(settled) ? 'overload' : 'partial'
    if (badUntilSec > MOMENT_SEC && !isWhole(failingOver, usual)) return 'transient'
    if (isOverloaded && touches(network, c, spans)) return 'overload'
    return isLate(network, c, spans, before, settled) ? 'delay' : 'none'
  })()
  return {
    verdict,
    success: {
      before: usual,
      failingOver: shareOf(failingOver),
      settled: shareOf(settled),
      restored: shareOf(of(spans.restored)),
    },
    rtoSec: isBack ? badUntilSec : null,
    failed: Math.round(failed),
  }
}

const endedOf = ({ ended }: ClassSpan): number => ended.reduce((sum, count) => sum + count, 0)
const failedOf = (span: ClassSpan): number => endedOf(span) - span.succeeded

/** Share of what ended that succeeded; where nothing ends although something was sent, that is none. */
function shareOf(span: ClassSpan): number | null {
  const ended = endedOf(span)
  if (ended > 0) return span.succeeded / ended
  return span.offered > 0 ? 0 : null
}

/** Whether as much succeeds as usual, but for chance. */
function isWhole(span: ClassSpan, usual: number): boolean {
  const share = shareOf(span)
  if (share === null) return true
  const ended = Math.max(1, endedOf(span))
  const error = Math.sqrt((Math.max(usual, 1 - 1 / ended) * Math.max(1 - usual, 1 / ended)) / ended)
  return share >= usual - Math.max(NOTICED, usual < 1 ? ERRORS * error : 0) && ended >= span.offered / 2
}

const isCrowded = (span: ClassSpan): boolean =>
  2 * CROWDED.reduce((sum, outcome) => sum + span.ended[outcome]!, 0) > failedOf(span)

/** Seconds after the loss until the last step in which a class missed its objective while the part was down. */
function lastBadSec(series: Series, c: number, holdSec: number, objective: number): number {
  for (let sec = holdSec; sec > 0; sec -= STEP_SEC) {
    const span = new SeriesSpan(series, sec - STEP_SEC, sec).ofClass(c)
    if (!isMet(span, objective)) return sec
  }
  return 0
}

function isMet(span: ClassSpan, objective: number): boolean {
  const ended = endedOf(span)
  if (ended === 0) return span.offered < 3
  const error = Math.sqrt((objective * (1 - objective)) / ended)
  return span.succeeded / ended >= objective - ERRORS * error
}

function overloadedIn({ nodes }: Series, spans: Spans, trial: Trial): Overloaded[] {
  return nodes.flatMap((target, i): Overloaded[] => {
    if (trial.nodes.includes(i)) return []
    const { utilisation } = spans.settled.ofNode(i)
    return utilisation >= FULL && !(spans.before.ofNode(i).utilisation >= FULL)
      ? [{ target, utilisation }]
      : []
  })
}

/** Something that a class comes by is at its capacity. */
function touches(network: Network, c: number, spans: Spans): boolean {
  return network.model.nodes.some((_, node) => {
    const isAsked = network.dependents[node]!.some((caller) =>
      network
        .plan(caller, c)
        ?.some(({ edges, under }) =>
          [...edges, ...under.flat()].some((edge) => network.target(edge) === node),
        ),
    )
    return isAsked && spans.settled.ofNode(node).utilisation >= FULL
  })
}

function isLate(network: Network, c: number, spans: Spans, before: ClassSpan, settled: ClassSpan): boolean {
  if (settled.meanMs > DELAY_TIMES * before.meanMs + DELAY_MS) return true
  if (REQUEST_CLASSES[c] !== 'task') return false
  return network.roles.some((role, node) => {
    const { grown } = spans.settled.ofNode(node)
    return role === 'buffer' && grown > Math.max(5, KEPT_SHARE * settled.offered)
  })
}

function figures(
  series: Series,
  spans: Spans,
  trial: Trial,
  { marks, faults }: Outcome,
): Omit<Measure, 'byClass' | 'overloaded'> {
  const [fault] = faults
  const since = (type: string): number | null => {
    const mark = marks.find((one) => one.type === type && one.cause === fault?.id)
    return mark && fault ? mark.timeSec - fault.atSec : null
  }
  const lost = marks.filter(({ type, cause }) => type === 'promote' && cause === fault?.id)
  const { failingOver } = spans
  const offered = REQUEST_CLASSES.reduce((sum, _, c) => sum + failingOver.ofClass(c).offered, 0)
  return {
    detectSec: since('detected'),
    ejectSec: since('eject'),
    promoteSec: since('promote'),
    lostWrites: lost.reduce((sum, { value }) => sum + value, 0),
    staleReads: staleReads(series, spans.before, trial),
    p95Ms: {
      before: numberOr(spans.before.latencyMs(0.95)),
      failingOver: numberOr(failingOver.latencyMs(0.95)),
      settled: numberOr(spans.settled.latencyMs(0.95)),
    },
    retries: {
      perSec: failingOver.sec > 0 ? failingOver.retries / failingOver.sec : 0,
      amplification: offered > 0 ? 1 + failingOver.retries / offered : 1,
    },
  }
}

/** Stale reads from the loss to the end of the watch, over those that are usual. */
function staleReads(series: Series, before: SeriesSpan, { windows }: Trial): number {
  const during = new SeriesSpan(series, 0, windows.holdSec + windows.watchSec)
  const stale = (span: SeriesSpan): number =>
    series.nodes.reduce((sum, _, i) => sum + span.ofNode(i).stale, 0)
  return Math.max(0, Math.round(stale(during) - (stale(before) / before.sec) * during.sec))
}

const numberOr = (value: number): number | null => (Number.isNaN(value) ? null : value)
