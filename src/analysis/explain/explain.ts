import { REQUEST_CLASSES, type RequestClass } from '../../model/request-class.ts'
import { type ChainLink, type Explanation, NOTHING_TO_EXPLAIN, type Symptom } from './chain.ts'
import type { History, Moment, RunPast } from './history.ts'
import { FaultBook, faultLink, link } from './links.ts'
import { type OwnTime, OwnTimes, ownTimeLink } from './own-time.ts'
import { Look, serviceAt } from './readings.ts'
import { complaintOf, isBehind, isWrong, symptomLinks } from './symptom.ts'
import { type Trail, Walk } from './walk.ts'
import { type Wiring, wiringOf } from './wiring.ts'

/** Looks back second by second for so long; older trouble counts as having been there from the beginning. */
const LOOK_BACK_SEC = 600
/** Trouble that was away for so long is another one. */
const CALM_SEC = 4
/** Moments after the beginning of the trouble at which its cause is looked for, where it is over by now. */
const AFTER_ONSET_SEC = [1, 3, 6, 12, 25] as const
/** And moments before it with which loads are compared: a queue may fill for minutes before anybody notices. */
const BEFORE_ONSET_SEC = [5, 30, 120, LOOK_BACK_SEC] as const
/** Until then the beginning of a run may be the reason for what is seen. */
const COLD_UNTIL_SEC = 30
/** Smoothed rates say little about the first seconds of a run. */
const WARM_SEC = 5
/** A chain that begins so says only that there is too much; an earlier moment may tell why. */
const SOFT_CAUSES: ReadonlySet<string> = new Set([
  'overload',
  'consumers',
  'quota',
  'shortQueue',
  'smallPool',
])

/** From a symptom at a moment to the part that caused it, as a chain of figures, cause first. Bounded by wires, not by the length of the run. */
export function explain(past: RunPast, symptom: Symptom, sec: number): Explanation {
  const moment = past.history.at(sec)
  if (!moment || !isWrong(past, symptom, moment)) return NOTHING_TO_EXPLAIN
  const span = { moment, onset: onsetOf(past, symptom, moment.timeSec) }
  for (const requestClass of concerned(past, symptom, moment)) {
    const found = causeOf(past, symptom, requestClass, span)
    if (!found) continue
    const links = symptomLinks(past, wiringOf(past.model, requestClass), symptom, moment, found)
    return { links: [...found, ...links], wrong: true }
  }
  return { links: [], wrong: true }
}

/**
 * The class that is asked about. Where requests are only late, the slow classes one after the other: first those that are so
 * because of something, the largest first, then those whose work takes so long in any case. Else null, for all.
 */
function concerned(past: RunPast, symptom: Symptom, moment: Moment): readonly (RequestClass | null)[] {
  if (symptom.of === 'class') return [symptom.requestClass]
  if (symptom.of !== 'system' || complaintOf(past, serviceAt(moment, null), moment.timeSec) !== 'late')
    return [null]
  const late = REQUEST_CLASSES.filter((name) => serviceAt(moment, name).p95Ms > past.slo.latencyMsP95)
  const done = (name: RequestClass): number => moment.system(`${name}.goodputPerSec`) || 0
  const always = (name: RequestClass): number => (isSlowByItself(past, name, moment) ? 1 : 0)
  return late.length === 0 ? [null] : late.sort((a, b) => always(a) - always(b) || done(b) - done(a))
}

/** Means and percentiles of a time that is drawn at random: its p95 is three times its mean at most, as a rule. */
const P95_OF_MEAN = 3

function causeOf(
  past: RunPast,
  symptom: Symptom,
  requestClass: RequestClass | null,
  span: Span,
): readonly ChainLink[] | null {
  const { moment } = span
  const isLate = complaintOf(past, serviceAt(moment, requestClass), moment.timeSec) === 'late'
  const own = isLate && requestClass !== null ? ownTimeOf(past, requestClass, moment) : null
  const takes = own && [ownTimeLink(own, requestClass!, moment.timeSec)]
  if (own && own.ms >= past.slo.latencyMsP95) return takes
  const wiring = wiringOf(past.model, requestClass)
  const faults = new FaultBook(wiring, past.faults, past.marks)
  const found = firstCause(past, wiring, symptom, span, faults)
  if (found) return found
  if (own && P95_OF_MEAN * own.ms >= past.slo.latencyMsP95) return takes
  const noted = requestClass === null ? undefined : faults.ofClass(requestClass, moment.timeSec)
  return noted ? [faultLink(noted)] : null
}

const isSlowByItself = (past: RunPast, requestClass: RequestClass, moment: Moment): boolean =>
  (ownTimeOf(past, requestClass, moment)?.ms ?? 0) >= past.slo.latencyMsP95

/** What the slowest of those who ask for a class have to wait for in any case; null where nobody asks for it. */
function ownTimeOf({ model }: RunPast, requestClass: RequestClass, moment: Moment): OwnTime | null {
  const times = new OwnTimes(model, requestClass, new Look(moment))
  return wiringOf(model, requestClass).clients.reduce<OwnTime | null>((most, client) => {
    const one = times.of(client)
    return most && most.ms >= one.ms ? most : one
  }, null)
}

/** The second at which the present trouble began; null where it was there as far back as is known. */
function onsetOf(past: RunPast, symptom: Symptom, sec: number): number | null {
  const first = Math.max(past.history.fromSec, sec - LOOK_BACK_SEC)
  let onset = sec
  for (let at = sec - 1; at >= first; at--) {
    const moment = past.history.at(at)
    if (moment && isWrong(past, symptom, moment)) onset = at
    else if (onset - at >= CALM_SEC) return onset
  }
  return onset - first < CALM_SEC ? null : onset
}

interface Span {
  readonly moment: Moment
  readonly onset: number | null
}

/** The present tells best; where it only says that there is too much, the beginning of the trouble may say why. */
function firstCause(
  past: RunPast,
  wiring: Wiring,
  symptom: Symptom,
  span: Span,
  faults: FaultBook,
): readonly ChainLink[] | null {
  const best = remembered((id: string) => bestHits(past.history, id, span.moment.timeSec))
  let soft: readonly ChainLink[] | null = null
  for (const moment of momentsOf(past, span)) {
    const [look, ...befores] = [moment, ...baselinesOf(past, span, moment)].map(
      (at) => new Look(at, wiring.requestClass),
    )
    const trail = trailOf(new Walk(wiring, faults, look!, befores, best), wiring, symptom, moment)
    if (!trail) continue
    if (!SOFT_CAUSES.has(trail[0]!.code)) return trail
    soft ??= trail
    if (moment === span.moment && isTooMuch(trail[0]!, wiring, faults, span)) return trail
  }
  return soft
}

/**
 * What arrives for the first time is more than it can do: that needs no other reason, and no earlier one. What it can do is not
 * known, though, of a node that was struck in this trouble.
 */
function isTooMuch(
  { code, node, values }: ChainLink,
  { index }: Wiring,
  faults: FaultBook,
  { moment, onset }: Span,
): boolean {
  if (code !== 'overload' || !(Number(values.fresh) > TOO_MUCH * Number(values.capacity))) return false
  const fault = faults.onNode(
    node,
    index.get(node)!,
    ['kill', 'drain', 'freeze', 'errors', 'slow'],
    moment.timeSec,
  )
  return !fault || (fault.endsSec !== null && fault.endsSec < (onset ?? moment.timeSec))
}
const TOO_MUCH = 1.05

function momentsOf({ history }: RunPast, { moment, onset }: Span): Moment[] {
  // What was so from the beginning is told by the present, but for the first seconds, in which everything is still cold.
  if (onset === null && moment.timeSec > COLD_UNTIL_SEC) return [moment]
  const from = onset ?? history.fromSec
  const later = AFTER_ONSET_SEC.flatMap((after) => {
    const at = from + after < moment.timeSec ? history.at(from + after) : undefined
    return at ? [at] : []
  })
  return [moment, ...later]
}

function baselinesOf({ history }: RunPast, { onset }: Span, moment: Moment): readonly Moment[] {
  const warm = history.fromSec + WARM_SEC
  const until = onset ?? moment.timeSec
  const seconds = new Set(BEFORE_ONSET_SEC.map((before) => Math.max(warm, until - before)))
  return [...seconds].flatMap((at) => {
    const known = at < until && at < moment.timeSec - 1 ? history.at(at) : undefined
    return known ? [known] : []
  })
}

function remembered(of: (id: string) => number): (id: string) => number {
  const known = new Map<string, number>()
  return (id) => {
    const value = known.get(id) ?? of(id)
    known.set(id, value)
    return value
  }
}

/** The highest hit ratio that a cache has had up to a moment, looked at now and then. */
function bestHits(history: History, id: string, sec: number): number {
  const from = Math.max(history.fromSec + WARM_SEC, sec - LOOK_BACK_SEC)
  const step = Math.max(1, (sec - from) / LOOKS)
  let best = 0
  for (let at = from; at <= sec; at += step) best = Math.max(best, history.at(at)?.node(id, 'hitRatio') || 0)
  return best
}
const LOOKS = 24

function trailOf(walk: Walk, wiring: Wiring, symptom: Symptom, moment: Moment): Trail {
  if (symptom.of === 'wire') return wireTrail(walk, wiring, symptom.id, moment)
  const node = symptom.of === 'node' ? wiring.index.get(symptom.id) : undefined
  if (node !== undefined && wiring.copies[node] && moment.node(wiring.model.nodes[node]!.id, 'alerts') >= 0)
    return watchedTrail(walk, wiring, node, moment)
  if (node !== undefined)
    return walk.why(node) ?? (isBehind(wiring.model, node, moment) ? walk.lags(node) : null)
  if (symptom.of === 'node') return frameTrail(walk, wiring, symptom.id, moment)
  return systemTrail(walk, wiring, moment)
}

/** From the clients, the one that loses most first. */
function systemTrail(walk: Walk, wiring: Wiring, moment: Moment): Trail {
  const lost = (node: number): number => {
    const id = wiring.model.nodes[node]!.id
    return walk.failuresOf(node) + 1e-3 * (moment.node(id, 'ratePerSec') || 0)
  }
  const clients = [...wiring.clients].sort((a, b) => lost(b) - lost(a))
  return first(clients, (client) => walk.source(client)) ?? walk.busiest()
}

/** What a monitor sees: the nodes that it is wired to, or else the requests of the clients. */
function watchedTrail(walk: Walk, wiring: Wiring, monitor: number, moment: Moment): Trail {
  const watched = wiring.model.edges.flatMap(({ source, target, meaning }) =>
    source === monitor && meaning === 'watches' ? [target] : [],
  )
  return first(watched, (node) => walk.why(node)) ?? systemTrail(walk, wiring, moment)
}

function frameTrail(walk: Walk, wiring: Wiring, id: string, moment: Moment): Trail {
  const members = wiring.model.frames.find((frame) => frame.id === id)?.members ?? []
  const lost = (node: number): number => moment.node(wiring.model.nodes[node]!.id, 'failPerSec') || 0
  return first(
    [...members].sort((a, b) => lost(b) - lost(a)),
    (node) => walk.why(node),
  )
}

function wireTrail(walk: Walk, wiring: Wiring, id: string, moment: Moment): Trail {
  const wire = wiring.model.wires.indexOf(id)
  const edges = wiring.model.edges.filter((edge) => edge.wire === wire)
  const cut = first(edges.slice(0, 1), () => walk.cutWire(id))
  if (cut) return cut
  const fails = moment.wire(id, 'failPerSec') || 0
  const trail = first(edges, (edge) => walk.why(edge.target))
  return trail && [...trail, link('failsHere', id, moment.timeSec, { rate: fails })]
}

function first<T>(things: readonly T[], of: (thing: T) => Trail): Trail {
  for (const thing of things) {
    const found = of(thing)
    if (found) return found
  }
  return null
}
