import type { Lane, Phase } from '../analysis/failover.ts'
import { formatClock } from '../i18n/format.ts'
import { countText, durationText } from '../i18n/quantity.ts'
import type { Translator } from '../i18n/use-t.ts'
import { faultText } from './fault-words.ts'

type Name = (id: string) => string

/** A duration, to a tenth of a second while that matters. */
const span = (sec: number, t: Translator): string =>
  durationText(sec < 10 ? Math.round(sec * 10) * 100 : Math.round(sec) * 1000, t.language)
const clock = (sec: number): string => formatClock(Math.round(sec)).replace(/\.0$/, '')

export const laneTitle = ({ fault }: Lane, name: Name, t: Translator): string =>
  t('lane.title', {
    name: name(fault.target),
    fault: faultText({ type: fault.type, amount: fault.amount }, t),
  })

export const phaseWord = (phase: Phase['phase'], t: Translator): string => t('lane.phase', { phase })

export const phaseSentence = (phase: Phase, untilSec: number, t: Translator): string =>
  t('lane.phase.why', {
    from: clock(phase.sec),
    to: clock(untilSec),
    phase: phaseWord(phase.phase, t),
    failed: countText(phase.failed, t.language),
    lost: countText(phase.lostWrites, t.language),
    stale: countText(phase.staleReads, t.language),
  })

/** What one phase cost; empty where it cost nothing. */
export const phaseCost = ({ failed: count, lostWrites, staleReads }: Phase, t: Translator): string =>
  [
    ...(count > 0 ? [t('lane.failed', { value: countText(count, t.language) })] : []),
    ...(lostWrites > 0 ? [t('result.lostBrief', { value: countText(lostWrites, t.language) })] : []),
    ...(staleReads > 0 ? [t('lane.stale', { value: countText(staleReads, t.language) })] : []),
  ].join(' · ')

/** What keeps it going after its end, or when it will be over; empty where neither is known. */
export function loopText(lane: Lane, name: Name, nowSec: number, t: Translator): string {
  const { loop } = lane
  if (!loop) return ''
  if (loop.code !== '') return t('lane.metastable', { loop: loop.code, node: name(loop.node) })
  return t('lane.recovering', { time: span(Math.max(0, loop.sec + loop.atSec - nowSec), t) })
}

/** What would end a loop; empty where there is none. */
export const loopRemedy = ({ loop }: Lane, t: Translator): string =>
  loop && loop.code !== '' ? t('lane.endedBy', { loop: loop.code }) : ''

/** RTO, RPO and failed requests, each where there is something to say. */
export function laneTotals(lane: Lane, t: Translator): string[] {
  if (lane.hurt.length === 0 && lane.lostWrites === 0) return [t('lane.unhurt')]
  const rto = lane.rtoSec === null ? t('lane.rtoOpen') : t('lane.rto', { time: span(lane.rtoSec, t) })
  return [rto, ...rpo(lane, t), ...failed(lane, t)]
}

const rpo = ({ lostWrites }: Lane, t: Translator): string[] =>
  lostWrites > 0 ? [t('lane.rpo', { count: lostWrites, value: countText(lostWrites, t.language) })] : []

const failed = (lane: Lane, t: Translator): string[] =>
  lane.failed > 0 ? [t('lane.failed', { value: countText(lane.failed, t.language) })] : []

/** What is written at the node that a fault struck once something has come of it; empty before. */
export function resultOf(lane: Lane, name: Name, nowSec: number, t: Translator): string[] {
  if (!hasResult(lane, nowSec)) return []
  const { promoted } = lane
  const first = [lasted(lane, nowSec, t), ...(lane.failed > 0 ? failed(lane, t) : [t('lane.unhurt')])]
  const second = [
    ...lost(lane, t),
    ...(promoted ? [t('result.leads', { node: name(promoted.node), time: clock(promoted.sec) })] : []),
    ...(lane.loop ? [loopText(lane, name, nowSec, t)] : []),
  ]
  return [first, second].filter((line) => line.length > 0).map((line) => line.join(' · '))
}

/** The same where there is room for little: how long, and the worst of what it cost. */
export function briefResultOf(lane: Lane, nowSec: number, t: Translator): string[] {
  if (!hasResult(lane, nowSec)) return []
  const value = countText(lane.lostWrites, t.language)
  const worst = lane.lostWrites > 0 ? [t('result.lostBrief', { value })] : failed(lane, t)
  return [[lasted(lane, nowSec, t), ...worst].join(' · ')]
}

const isOver = ({ fault }: Lane, nowSec: number): boolean => fault.endsSec !== null && fault.endsSec <= nowSec

function hasResult(lane: Lane, nowSec: number): boolean {
  if (lane.phases.length === 0) return false
  if (isOver(lane, nowSec) || lane.promoted) return true
  return lane.rtoSec !== null && lane.hurt.length > 0
}

function lasted(lane: Lane, nowSec: number, t: Translator): string {
  const { type, amount, atSec, endsSec } = lane.fault
  const until = endsSec !== null && isOver(lane, nowSec) ? endsSec : nowSec
  const time = span(Math.max(0, until - atSec), t)
  if (type === 'kill' || type === 'drain') return t('result.down', { time })
  return t('result.lasted', { fault: faultText({ type, amount }, t), time })
}

const lost = ({ lostWrites }: Lane, t: Translator): string[] =>
  lostWrites > 0 ? [t('result.lost', { count: lostWrites, value: countText(lostWrites, t.language) })] : []
