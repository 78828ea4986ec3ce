import type { FaultType } from '../model/fault.ts'

/** Something that happened at a moment of the run; drawn as a mark on the timeline. Times are simulated seconds. */
export interface RunMark {
  readonly timeSec: number
  readonly type:
    | FaultType
    /** A fault is over by itself; `target` is its type. */
    | 'faultEnd'
    /** A drained node has finished what it had. */
    | 'drained'
    /** A failure was seen for the first time by somebody who can do something about it: `node` saw `target`. */
    | 'detected'
    | 'eject'
    | 'readmit'
    | 'failOpen'
    /** The replica that will take over for `target` is chosen; `value` is the seconds until it leads. */
    | 'elect'
    /** A replica became the primary; `value` is the number of acknowledged writes that are lost. */
    | 'promote'
    /** No client asks any more where nobody answers: the answers of a resolver (`node`) that named `target` have ended. */
    | 'converged'
    /** A cache holds about as much, and hits about as often, as before the fault. */
    | 'warm'
    /** A request class (`target`) left its objective, or is back in it for good; `value` is the seconds since the fault. */
    | 'degraded'
    | 'recovered'
    | 'alert'
    | 'alertEnd'
    | 'deadLetter'
    | 'limit'
    /** A former primary is back, as a replica. */
    | 'rejoin'
    /** A replica has caught up and serves reads again. */
    | 'synced'
    /** Instances were asked for (`value` > 0) or taken away. */
    | 'scale'
    /** A circuit breaker of `node` against `target`. */
    | 'breakerOpen'
    | 'breakerClose'
    /** Shards were added or removed; `value` is the number of keys that move. */
    | 'reshard'
    | 'reshardEnd'
  /** Id of the node that it is about: the killed node, the balancer that ejects, the monitor that fires. */
  readonly node: string
  /** Id of the target that was ejected or readmitted, or that is down; or the alert rule, the type of a fault, or a request class. */
  readonly target: string
  /** What the type says, else 0. */
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
}
