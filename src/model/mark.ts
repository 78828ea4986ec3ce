import type { FaultType } from './fault.ts'

/** What is said of a type of mark. Its words are the messages `mark.<type>` and `mark.<type>.sentence`. */
export interface MarkModel {
  /** Whether something gets worse by it. */
  readonly tone: 'trouble' | 'calm'
  /** A line drawing inside a circle of radius 5. */
  readonly glyph: string
  /** What `target` names besides the node that the mark is about. */
  readonly target: 'none' | 'node' | 'rule' | 'fault' | 'class' | 'loop'
  /** What `value` says; it is 0 where that is nothing. */
  readonly value: 'none' | 'degree' | 'writes' | 'instances' | 'keys' | 'seconds'
}

type Told = Omit<MarkModel, 'glyph'>
const trouble: Told = { tone: 'trouble', target: 'none', value: 'none' }
const calm: Told = { tone: 'calm', target: 'none', value: 'none' }

/**
 * Everything that can happen at a moment of a run. What matters most stands first: where there is no room for the words of
 * all, it has its own.
 */
export const MARKS = {
  kill: { ...trouble, glyph: 'M-1.8-1.8l3.6 3.6M1.8-1.8l-3.6 3.6' },
  /** The rule of a monitor fires. */
  alert: { ...trouble, target: 'rule', glyph: 'M0-2.3V.4M0 2V2.1' },
  failOpen: { ...trouble, glyph: 'M-2 1.5V-1.5M2 1.5V-1.5' },
  /** A request class (`target`) left its objective; or is back in it for good, so long after the fault. About no node. */
  degraded: { ...trouble, target: 'class', glyph: 'M-2-1.5L2 1.5M2-1v2.5h-2.5' },
  recovered: { ...calm, target: 'class', value: 'seconds', glyph: 'M-2 .2L-.5 1.7 2-1.5' },
  /** The fault is over and requests still fail: it gets better by itself in so long; or never, kept up by a loop, until somebody helps. */
  recovering: { ...calm, value: 'seconds', glyph: 'M-2 1.2L0-.8 2 1.2M-2-1.2h4' },
  metastable: { ...trouble, target: 'loop', glyph: 'M1.8-1.2A2.2 2.2 0 1 0 2.2.4M2.2-2v1.8h-1.8' },
  /** A replica became the primary instead of another node; so many acknowledged writes are lost. */
  promote: { ...calm, target: 'node', value: 'writes', glyph: 'M0 2V-2M-2 0l2-2 2 2' },
  restore: { ...calm, glyph: 'M0 2V-2M-2 0l2-2 2 2' },
  /** A failure was seen for the first time by one who can do something about it. */
  detected: { ...calm, target: 'node', glyph: 'M-2 0a2 1.6 0 0 1 4 0a2 1.6 0 0 1-4 0' },
  /** The replica that will lead instead of a dead node is chosen; it does so after a time. */
  elect: { ...calm, target: 'node', value: 'seconds', glyph: 'M-2 1.5L0-1.5 2 1.5' },
  /** The last answer of a name service by which clients went to a dead target has ended. */
  converged: { ...calm, target: 'node', glyph: 'M-2-1.5L0 0l2-1.5M0 0v2' },
  /** A cache hits about as often as before it was emptied. */
  warm: { ...calm, glyph: 'M-1.6 1.6h3.2V-.4h-3.2z' },
  /** A balancer or a name service no longer sends to a target. */
  eject: { ...calm, target: 'node', glyph: 'M-2 0H2' },
  readmit: { ...calm, target: 'node', glyph: 'M-2 0H2M0-2V2' },
  /** No more calls at once than the engine can hold; about no node. */
  limit: { ...trouble, glyph: 'M-2-1.8H2M0-1.5V2' },
  deadLetter: { ...trouble, glyph: 'M-2-1.5H2V1.5H-2Z' },
  freeze: { ...trouble, glyph: 'M0-2.2v4.4M-1.9-1.1l3.8 2.2M1.9-1.1l-3.8 2.2' },
  slow: { ...trouble, value: 'degree', glyph: 'M-2-1.5v3M0-.8v1.6M2-.2v.4' },
  errors: { ...trouble, value: 'degree', glyph: 'M-1.8-1.8l3.6 3.6' },
  /** About a wire. */
  cut: { ...trouble, glyph: 'M-2 0h1M1 0h1M0-2v4' },
  pause: { ...trouble, glyph: 'M-1-1.8v3.6M1-1.8v3.6' },
  spike: { ...calm, value: 'degree', glyph: 'M-2 1.8L0-2 2 1.8' },
  flush: { ...calm, glyph: 'M-1.6-1.6h3.2v3.2h-3.2z' },
  drain: { ...calm, glyph: 'M-2-1.5L0 1.5 2-1.5' },
  /** A drained node has finished what it had. */
  drained: { ...calm, glyph: 'M-2 0H2' },
  /** A fault is over by itself. */
  faultEnd: { ...calm, target: 'fault', glyph: 'M-2 .2L-.5 1.7 2-1.5' },
  alertEnd: { ...calm, target: 'rule', glyph: 'M-2 .2L-.5 1.7 2-1.5' },
  /** A former primary is back, as a replica. */
  rejoin: { ...calm, glyph: 'M-2 0H2M0-2V2' },
  /** A replica has caught up and serves reads again. */
  synced: { ...calm, glyph: 'M-2 .2L-.5 1.7 2-1.5' },
  /** Instances were asked for (more than 0) or taken away. */
  scale: { ...calm, value: 'instances', glyph: 'M-2 1.5h4M-1 0h2' },
  /** The circuit breaker of a node against a target. */
  breakerOpen: { ...trouble, target: 'node', glyph: 'M-2 1.5L1.5-1.5' },
  breakerClose: { ...calm, target: 'node', glyph: 'M-2 0h4' },
  /** Shards were added or removed; so many keys move. */
  reshard: { ...calm, value: 'keys', glyph: 'M-2-1h4M-2 1h4' },
  reshardEnd: { ...calm, glyph: 'M-2 0h4' },
} as const satisfies Readonly<Record<string, MarkModel> & Record<FaultType, MarkModel>>

export type MarkType = keyof typeof MARKS

/** All of them, what matters most first. */
export const MARK_TYPES = Object.keys(MARKS) as readonly MarkType[]

/** Something that happened at a moment of a run; drawn as a mark on the timeline. Times are simulated seconds. */
export interface RunMark {
  readonly timeSec: number
  readonly type: MarkType
  /** Id of the node or wire that it is about: the killed node, the balancer that ejects, the monitor that fires. */
  readonly node: string
  /** Id of a node, a rule of a monitor, a type of fault, or a request class; see `MARKS`. */
  readonly target: string
  /** See `MARKS`. */
  readonly value: number
  /** Id of the fault that led to it, as far as what happened tells; -1 where none did. */
  readonly cause: number
  /**
   * Totals of the run at this moment: requests of clients that failed or were shed, acknowledged writes that were lost, and
   * reads that were answered with something old. What a phase cost is the difference of two marks.
   */
  readonly failed: number
  readonly lostWrites: number
  readonly staleReads: number
}

/** Oldest first: a mark of what takes time to be known comes later than those of what happened meanwhile. */
export const inOrder = (marks: readonly RunMark[]): readonly RunMark[] =>
  [...marks].sort((a, b) => a.timeSec - b.timeSec)

/** A fault of a run, from the scenario or live. Ids count up from 0 in the order in which faults strike. */
export interface RunFault {
  readonly id: number
  readonly type: FaultType
  /** Id of a node, of a frame, or of a wire. */
  readonly target: string
  /** Its degree; null where it has none. */
  readonly amount: number | null
  readonly atSec: number
  /** When it ends or has ended: by itself, or because it was restored. null while nobody knows. */
  readonly endsSec: number | null
  /** Reads a second that were answered with something old just before it: what is usual is not its doing. */
  readonly staleBeforePerSec: number
}
