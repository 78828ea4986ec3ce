import type { RequestClass } from '../../model/request-class.ts'
import type { SimModel } from '../../sim/core/sim-model.ts'
import type { ChainLink, Symptom } from './chain.ts'
import type { Moment, RunPast } from './history.ts'
import { FaultBook, link } from './links.ts'
import { Look, RATE_MIN, type Service, serviceAt } from './readings.ts'
import { type Wiring, wiringOf } from './wiring.ts'

/** Without an answer yet: from this share of what is offered on something hangs. */
const UNANSWERED_MIN = 0.2
/** A second or two of requests is under way when a run begins. */
const BEGIN_SEC = 3
/** Share of its replies that a node may fail before that is worth a word. */
const NODE_FAILS_MIN = 0.01
/** And of its calls that it turns away; less is the tail of the smoothing. */
const NODE_DROPS_MIN = 0.001
/** A copy that is further behind is not only on its way. */
const LAG_MS_MIN = 1000
const LAG_FACTOR = 5
/** Messages that may wait before a queue counts as piling up. */
const DEPTH_MIN = 10
const RETRIES_MIN = 1.1
/** After the end of a fault its tail fades for so long; what lasts longer keeps itself going. */
const FADES_SEC = 15

/** Whether something is the matter with what is asked about. A healthy part of a sick system has nothing to explain. */
export function isWrong(past: RunPast, symptom: Symptom, moment: Moment): boolean {
  if (symptom.of === 'system') return isServiceWrong(past, null, moment)
  if (symptom.of === 'class') return isServiceWrong(past, symptom.requestClass, moment)
  if (symptom.of === 'wire')
    return moment.wire(symptom.id, 'cut') > 0 || moment.wire(symptom.id, 'failPerSec') > RATE_MIN
  const frame = past.model.frames.find(({ id }) => id === symptom.id)
  if (frame) return frame.members.some((member) => isNodeWrong(past, member, moment))
  const node = wiringOf(past.model, null).index.get(symptom.id)
  return node !== undefined && isNodeWrong(past, node, moment)
}

function isServiceWrong(past: RunPast, requestClass: RequestClass | null, moment: Moment): boolean {
  return complaintOf(past, serviceAt(moment, requestClass), moment.timeSec) !== null
}

/** What the users of a service would complain about, the worst first; null where they would not. */
export type Complaint = 'failing' | 'unanswered' | 'late'

export function complaintOf({ slo }: RunPast, service: Service, sec: number): Complaint | null {
  const { failing, failedPerSec, unanswered, p95Ms } = service
  if (failedPerSec > RATE_MIN && failing > 1 - slo.availability) return 'failing'
  if (unanswered > UNANSWERED_MIN && sec > BEGIN_SEC) return 'unanswered'
  return p95Ms > slo.latencyMsP95 ? 'late' : null
}

function isNodeWrong({ model }: RunPast, node: number, moment: Moment): boolean {
  const look = new Look(moment)
  const { id } = model.nodes[node]!
  if (look.of(id, 'alerts') > 0 || look.isDown(id) || look.of(id, 'errorShare') > 0) return true
  if (look.isFrozen(id) || look.of(id, 'slowFactor') > 1 || look.of(id, 'paused') === 1) return true
  const fails = look.of(id, 'failPerSec')
  const drops = look.of(id, 'dropPerSec')
  if (fails > RATE_MIN && fails > (fails + look.of(id, 'donePerSec')) * NODE_FAILS_MIN) return true
  if (drops > RATE_MIN && drops > look.of(id, 'ratePerSec') * NODE_DROPS_MIN) return true
  if (look.isSaturated(id) && !isWorkingOff(model, node, look)) return true
  if (look.of(id, 'depth') >= DEPTH_MIN && look.of(id, 'depthPerSec') > 1) return true
  return isBehind(model, node, moment)
}

/** Whoever takes messages from a queue may well be busy all the time, as long as the queue does not grow. */
function isWorkingOff(model: SimModel, node: number, look: Look): boolean {
  const callers = wiringOf(model, null).into[node]!.map(({ source }) => model.nodes[source]!.id)
  return (
    callers.length > 0 &&
    callers.every((caller) => look.has(caller, 'depth') && look.of(caller, 'depthPerSec') < 1)
  )
}

/** A copy that is further behind than it is meant to be. */
export function isBehind(model: SimModel, node: number, moment: Moment): boolean {
  const { id, params } = model.nodes[node]!
  const meantMs = typeof params.lagMs === 'number' ? params.lagMs : 0
  return moment.node(id, 'lagMs') > Math.max(LAG_MS_MIN, LAG_FACTOR * meantMs)
}

/** The end of the chain: what keeps it going, how much is tried again, and what the users see. */
export function symptomLinks(
  past: RunPast,
  wiring: Wiring,
  symptom: Symptom,
  moment: Moment,
  chain: readonly ChainLink[],
): ChainLink[] {
  if (symptom.of === 'wire') return []
  const factor = retryFactor(wiring, moment)
  const retries = factor >= RETRIES_MIN ? [link('retries', '', moment.timeSec, { factor })] : []
  if (symptom.of === 'node') {
    const rules = moment.node(symptom.id, 'alerts')
    if (!(rules > 0)) return []
    return [
      ...retries,
      ...seenByUsers(past, null, moment),
      link('alert', symptom.id, moment.timeSec, { rules }),
    ]
  }
  const after = aftermath(past, wiring, moment, chain, factor)
  return [...after, ...retries, ...seenByUsers(past, wiring.requestClass, moment)]
}

function seenByUsers(past: RunPast, requestClass: RequestClass | null, moment: Moment): ChainLink[] {
  const service = serviceAt(moment, requestClass)
  const { failing, failedPerSec, unanswered, p95Ms, reason } = service
  const of = requestClass === null ? {} : { requestClass }
  const complaint = complaintOf(past, service, moment.timeSec)
  const sec = moment.timeSec
  if (complaint === 'late') return [link('late', '', sec, { ...of, p95Ms, limitMs: past.slo.latencyMsP95 })]
  const links: ChainLink[] = []
  if (complaint === 'failing')
    links.push(link('failing', '', sec, { ...of, share: failing, rate: failedPerSec, reason }))
  if (unanswered > UNANSWERED_MIN) links.push(link('unanswered', '', sec, { ...of, share: unanswered }))
  return links
}

/** The fault is over, and the trouble is not: it feeds itself, or what has piled up is being worked off. */
function aftermath(
  past: RunPast,
  wiring: Wiring,
  moment: Moment,
  chain: readonly ChainLink[],
  factor: number,
): ChainLink[] {
  const { timeSec } = moment
  const faults = new FaultBook(wiring, past.faults, past.marks)
  const fault = faults.byId(chain[0]?.fault ?? -1)
  if (!fault) return []
  const endsSec = fault.type === 'flush' ? fault.atSec : fault.endsSec
  if (endsSec === null || timeSec - endsSec < FADES_SEC) return []
  const ago = timeSec - endsSec
  const noted = faults.aftermathOf(fault.id, timeSec)
  const restSec = noted?.type === 'recovering' ? noted.timeSec + noted.value - timeSec : 0
  if (restSec > 0) return [link('recovers', fault.target, timeSec, { ago, restMs: restSec * 1000 })]
  const guessed = fault.type === 'flush' ? 'cold' : factor >= RETRIES_MIN ? 'retries' : 'backlog'
  const by = noted?.type === 'metastable' ? (LOOPS[noted.target] ?? guessed) : guessed
  return [link('staysDown', fault.target, timeSec, { by, ago })]
}

/** What the run calls a loop that keeps trouble going, and what a chain calls it. */
const LOOPS: Readonly<Record<string, string>> = { retries: 'retries', coldCache: 'cold', expired: 'backlog' }

/** Attempts of the clients for each request that they begin. */
function retryFactor(wiring: Wiring, moment: Moment): number {
  let attempts = 0
  let retries = 0
  for (const client of wiring.clients)
    for (const wire of new Set(wiring.out[client]!.map((path) => path.wire))) {
      attempts += moment.wire(wire, 'ratePerSec') || 0
      retries += moment.wire(wire, 'retryPerSec') || 0
    }
  return attempts > retries ? attempts / (attempts - retries) : 1
}
