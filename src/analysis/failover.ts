import type { FaultType } from '../model/fault.ts'
import type { MarkType, RunFault, RunMark } from '../model/mark.ts'

/** What a failover goes through, in the order in which it does. */
export const PHASES = [
  'fault',
  'detected',
  'ejected',
  'elected',
  'promoted',
  'converged',
  'over',
  'warm',
  'recovered',
] as const
export type PhaseName = (typeof PHASES)[number]

/** From the moment at which something happened to the next one; what was lost meanwhile. */
export interface Phase {
  readonly phase: PhaseName
  /** When it begins, in simulated seconds of the run. */
  readonly sec: number
  readonly failed: number
  readonly lostWrites: number
  readonly staleReads: number
}

/** What one fault of a run led to. */
export interface Lane {
  readonly fault: RunFault
  readonly phases: readonly Phase[]
  /** From the fault until every class that it hurt is back in its objective; 0 where it hurt none, null where one is not back. */
  readonly rtoSec: number | null
  /** Request classes that it pushed out of their objective. */
  readonly hurt: readonly string[]
  /** Over all phases. */
  readonly failed: number
  readonly lostWrites: number
  readonly staleReads: number
  /** After its end something kept it up: the loop, and the node that it keeps busy; null where nothing does. */
  readonly loop: {
    readonly code: string
    readonly node: string
    readonly sec: number
    readonly atSec: number
  } | null
  /** The replica that was chosen, and when it leads or will lead; the one that leads instead, and since when. */
  readonly elected: Promotion | null
  readonly promoted: Promotion | null
}

/** Who leads instead of whom, from when on; it was settled at a moment before. In simulated seconds of the run. */
export interface Promotion {
  readonly node: string
  readonly insteadOf: string
  readonly atSec: number
  readonly sec: number
}

/** What a run had lost at a moment. */
export type Totals = Pick<RunMark, 'timeSec' | 'failed' | 'lostWrites' | 'staleReads'>

/** The phase that a mark begins, where it begins one. A cache is emptied and a replica away: both are warm again at last. */
const BEGUN_BY: Readonly<Partial<Record<MarkType, PhaseName>>> = {
  detected: 'detected',
  breakerOpen: 'ejected',
  eject: 'ejected',
  elect: 'elected',
  promote: 'promoted',
  converged: 'converged',
  restore: 'over',
  faultEnd: 'over',
  warm: 'warm',
  synced: 'warm',
}

/**
 * One lane for each fault: its phases with what each of them cost, by the marks that it caused. A mark says what the run had
 * lost up to its moment, so a phase is the difference of two; the last one reaches to `now`. Where a fault takes several parts down, a phase
 * begins with the last of them, because only then all of it has come so far.
 */
export function lanesOf(marks: readonly RunMark[], faults: readonly RunFault[], now: Totals): Lane[] {
  const byFault = new Map<number, RunMark[]>()
  for (const mark of marks) {
    const known = byFault.get(mark.cause)
    if (known) known.push(mark)
    else if (mark.cause >= 0) byFault.set(mark.cause, [mark])
  }
  return faults.map((fault) => laneOf(fault, byFault.get(fault.id) ?? [], now))
}

function laneOf(fault: RunFault, marks: readonly RunMark[], now: Totals): Lane {
  const { rtoSec, hurt, back } = recoveryOf(fault, marks)
  const begin = marks.find((mark) => mark.type === TELLS_OF[fault.type]) ?? marks[0]
  const moments = momentsOf(marks, begin === undefined ? { ...NOTHING, timeSec: fault.atSec } : begin)
  if (back) moments.push({ phase: 'recovered', at: back })
  moments.sort((a, b) => a.at.timeSec - b.at.timeSec || PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase))
  const until = back ?? (hurt.length > 0 ? now : (moments.at(-1)?.at ?? now))
  const phases = moments.map(({ phase, at }, index) => ({
    phase,
    sec: at.timeSec,
    ...between(
      at,
      index + 1 < moments.length ? moments[index + 1]!.at : later(at, until),
      fault.staleBeforePerSec,
    ),
  }))
  return {
    fault,
    phases,
    rtoSec,
    hurt,
    failed: sum(phases, 'failed'),
    lostWrites: sum(phases, 'lostWrites'),
    staleReads: sum(phases, 'staleReads'),
    loop: loopOf(marks),
    elected: promotionOf(marks, 'elect'),
    promoted: promotionOf(marks, 'promote'),
  }
}

const NOTHING = { failed: 0, lostWrites: 0, staleReads: 0 } as const

/** The mark by which a fault is told. */
const TELLS_OF: Readonly<Record<FaultType, MarkType>> = {
  kill: 'kill',
  restore: 'restore',
  drain: 'drain',
  slow: 'slow',
  errors: 'errors',
  cut: 'cut',
  flush: 'flush',
  pause: 'pause',
  freeze: 'freeze',
  spike: 'spike',
}

interface Moment {
  readonly phase: PhaseName
  readonly at: Totals
}

function momentsOf(marks: readonly RunMark[], begin: Totals): Moment[] {
  const last = new Map<PhaseName, Totals>([['fault', begin]])
  for (const mark of marks) {
    const phase = BEGUN_BY[mark.type]
    if (phase === undefined || mark.timeSec < begin.timeSec) continue
    // What is noticed first is noticed; everything else is done when the last part of it is.
    if (phase === 'detected' && last.has(phase)) continue
    last.set(phase, mark)
  }
  return [...last].map(([phase, at]) => ({ phase, at }))
}

interface Recovery {
  readonly rtoSec: number | null
  readonly hurt: readonly string[]
  /** When the last class was back; null where none was hurt, or one is not back. */
  readonly back: Totals | null
}

function recoveryOf(fault: RunFault, marks: readonly RunMark[]): Recovery {
  const classes = new Map<string, RunMark>()
  for (const mark of marks)
    if (mark.type === 'degraded' || mark.type === 'recovered') classes.set(mark.target, mark)
  const latest = [...classes.values()]
  const hurt = [...classes.keys()]
  if (latest.some(({ type }) => type === 'degraded')) return { rtoSec: null, hurt, back: null }
  if (latest.length === 0) return { rtoSec: 0, hurt, back: null }
  const back = latest.reduce((last, mark) => (mark.timeSec > last.timeSec ? mark : last))
  return { rtoSec: back.timeSec - fault.atSec, hurt, back }
}

function loopOf(marks: readonly RunMark[]): Lane['loop'] {
  const last = marks
    .filter(({ type }) => type === 'metastable' || type === 'recovering' || type === 'recovered')
    .at(-1)
  if (!last || last.type === 'recovered') return null
  return { code: last.target, node: last.node, sec: last.value, atSec: last.timeSec }
}

function promotionOf(marks: readonly RunMark[], type: 'elect' | 'promote'): Promotion | null {
  const last = marks.filter((mark) => mark.type === type).at(-1)
  if (!last) return null
  const sec = last.timeSec + (type === 'elect' ? last.value : 0)
  return { node: last.node, insteadOf: last.target, atSec: last.timeSec, sec }
}

const later = (one: Totals, other: Totals): Totals => (other.timeSec > one.timeSec ? other : one)

function between(
  from: Totals,
  to: Totals,
  staleBeforePerSec: number,
): Pick<Phase, 'failed' | 'lostWrites' | 'staleReads'> {
  const usual = staleBeforePerSec * (to.timeSec - from.timeSec)
  const stale = to.staleReads - from.staleReads - usual
  return {
    failed: Math.max(0, to.failed - from.failed),
    lostWrites: Math.max(0, to.lostWrites - from.lostWrites),
    // What is hardly more than the usual is none of its doing: a popular key that is old makes many of them at once.
    staleReads: stale > Math.max(CHANCE * Math.sqrt(usual), UNUSUAL * usual) ? Math.round(stale) : 0,
  }
}

/** Standard deviations of a count that chance alone hardly ever reaches. */
const CHANCE = 4
/** A share of the usual that may come on top of it. */
const UNUSUAL = 0.25

const sum = (phases: readonly Phase[], what: 'failed' | 'lostWrites' | 'staleReads'): number =>
  phases.reduce((total, phase) => total + phase[what], 0)

/** Marks as they stand in the JSON of a run: `cause` is the place of the fault among `faults`. */
export function marksJson(marks: readonly RunMark[], faults: readonly RunFault[]): object[] {
  const first = faults[0]?.id ?? 0
  return marks.map(({ timeSec, type, node, target, value, cause }) => ({
    sec: timeSec,
    type,
    node,
    target,
    value,
    cause: cause < first ? null : cause - first,
  }))
}

/** Faults with what they led to, as they stand in the JSON of a run. */
export const faultsJson = (lanes: readonly Lane[]): object[] =>
  lanes.map(({ fault: { target, type, atSec }, phases, rtoSec, lostWrites, staleReads, failed }) => ({
    target,
    type,
    atSec,
    phases,
    rtoSec,
    lostWrites,
    staleReads,
    failed,
  }))
