import type { ChainLink, Symptom } from './chain.ts'
import type { RunPast } from './explain.ts'
import type { Moment } from './history.ts'
import { link } from './links.ts'
import { Look, RATE_MIN, systemState } from './readings.ts'
import type { Wiring } from './wiring.ts'

/** Without an answer yet: from this share of what is offered on something hangs. */
const UNANSWERED_MIN = 0.2
/** A second or two of requests is under way when a run begins. */
const BEGIN_SEC = 3
/** Share of its replies that a node may fail before that is worth a word. */
const NODE_FAILS_MIN = 0.01
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
  if (symptom.of === 'system' || symptom.of === 'class') return isSystemWrong(past, moment)
  if (symptom.of === 'wire')
    return moment.wire(symptom.id, 'cut') > 0 || moment.wire(symptom.id, 'failPerSec') > RATE_MIN
  const frame = past.model.frames.find(({ id }) => id === symptom.id)
  if (frame) return frame.members.some((member) => isNodeWrong(past, past.model.nodes[member]!.id, moment))
  return isNodeWrong(past, symptom.id, moment)
}

function isSystemWrong({ slo }: RunPast, moment: Moment): boolean {
  const { failing, failedPerSec, unanswered, p95Ms } = systemState(moment)
  if (failedPerSec > RATE_MIN && failing > 1 - slo.availability) return true
  return (unanswered > UNANSWERED_MIN && moment.timeSec > BEGIN_SEC) || p95Ms > slo.latencyMsP95
}

function isNodeWrong(past: RunPast, id: string, moment: Moment): boolean {
  const look = new Look(moment)
  const params = past.model.nodes.find((node) => node.id === id)?.params
  if (!params) return false
  const fails = look.of(id, 'failPerSec')
  const ended = fails + look.of(id, 'donePerSec')
  if (look.of(id, 'alerts') > 0 || look.isDown(id) || look.of(id, 'errorShare') > 0) return true
  if (look.of(id, 'slowFactor') > 1 || look.of(id, 'paused') === 1) return true
  if (look.of(id, 'dropPerSec') > RATE_MIN || (fails > RATE_MIN && fails > ended * NODE_FAILS_MIN))
    return true
  if (look.isSaturated(id)) return true
  if (look.of(id, 'depth') >= DEPTH_MIN && look.of(id, 'depthPerSec') > 1) return true
  const lagMs = typeof params.lagMs === 'number' ? params.lagMs : 0
  return look.of(id, 'lagMs') > Math.max(LAG_MS_MIN, LAG_FACTOR * lagMs)
}

/** The end of the chain: what keeps it going, how much is tried again, and what the users see. */
export function symptomLinks(
  past: RunPast,
  wiring: Wiring,
  symptom: Symptom,
  moment: Moment,
  chain: readonly ChainLink[],
): ChainLink[] {
  const factor = retryFactor(wiring, moment)
  const retries = factor >= RETRIES_MIN ? [link('retries', '', moment.timeSec, { factor })] : []
  if (symptom.of === 'wire') return []
  if (symptom.of === 'node') {
    const rules = moment.node(symptom.id, 'alerts')
    if (rules > 0)
      return [...retries, ...seenByUsers(past, moment), link('alert', symptom.id, moment.timeSec, { rules })]
    return []
  }
  return [...stays(past, moment, chain, factor), ...retries, ...seenByUsers(past, moment)]
}

function seenByUsers({ slo }: RunPast, moment: Moment): ChainLink[] {
  const { failing, failedPerSec, unanswered, p95Ms, reason } = systemState(moment)
  const links: ChainLink[] = []
  if (failedPerSec > RATE_MIN && failing > 1 - slo.availability)
    links.push(link('failing', '', moment.timeSec, { share: failing, rate: failedPerSec, reason }))
  if (unanswered > UNANSWERED_MIN) links.push(link('unanswered', '', moment.timeSec, { share: unanswered }))
  if (links.length === 0 && p95Ms > slo.latencyMsP95)
    links.push(link('late', '', moment.timeSec, { p95Ms, limitMs: slo.latencyMsP95 }))
  return links
}

/** The fault is over, and the trouble is not: it feeds itself. */
function stays(past: RunPast, moment: Moment, chain: readonly ChainLink[], factor: number): ChainLink[] {
  const fault = past.faults.find(({ id }) => id === chain[0]?.fault)
  const endsSec = fault?.type === 'flush' ? fault.atSec : fault?.endsSec
  if (endsSec === undefined || endsSec === null || moment.timeSec - endsSec < FADES_SEC) return []
  const by = fault?.type === 'flush' ? 'cold' : factor >= RETRIES_MIN ? 'retries' : 'backlog'
  return [link('staysDown', fault?.target ?? '', moment.timeSec, { by, ago: moment.timeSec - endsSec })]
}

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
