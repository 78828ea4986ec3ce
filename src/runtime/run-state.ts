import type { ReplayNews } from '../../worker/protocol.ts'
import { inOrder, type RunFault, type RunMark } from '../model/mark.ts'

/** The moment of somebody else that the run is on its way to, or stands at, or did not reach. */
export interface ReplayState {
  readonly outcome: ReplayNews['status'] | 'lostWorker'
  readonly doneShare: number
  readonly atSec: number
  /** Version of the engine that the moment was made with, and of this one; other engines give other figures. */
  readonly madeWith: string
  readonly engine: string
}

export interface RunState {
  readonly status: 'empty' | 'playing' | 'paused' | 'replaying'
  readonly speed: number
  /** Only some requests are followed where there are too many; see `followOneOf`. */
  readonly approximate: boolean
  /** Marks of the whole run, oldest first; at most `MARKS_MAX`. */
  readonly marks: readonly RunMark[]
  /** Faults of the whole run in the order of their ids, as far as is known by now; at most `MARKS_MAX`. */
  readonly faults: readonly RunFault[]
  /** How often a lost worker was replaced in this run, and when (simulated seconds) for the last time. */
  readonly restarts: number
  readonly restartedAtSec: number
  /** Share of the way back to that moment that another worker has taken; null when it is there. */
  readonly resuming: number | null
  /** Why it is on its way back: a worker was lost, or somebody goes another way from there. */
  readonly goesBack: 'lost' | 'asked'
  /** Moment from which on another way was gone before, which is kept to be compared; null where there is none. */
  readonly formerFromSec: number | null
  /** How it went on after that: as if nothing had happened, or with empty queues and caches. */
  readonly resumed: 'exactly' | 'anew'
  /** What the engine said of a call that it could not carry out; null while all is well. */
  readonly engineError: string | null
  /** Too many workers were lost one after the other; none is started until `restart`, `load` or `retry`. */
  readonly stopped: boolean
  /** null in a run that began here. */
  readonly replay: ReplayState | null
}

/** Of a page on which nothing has run yet. */
export const FRESH: RunState = {
  status: 'empty',
  speed: 1,
  approximate: false,
  marks: [],
  faults: [],
  restarts: 0,
  restartedAtSec: 0,
  resuming: null,
  goesBack: 'lost',
  formerFromSec: null,
  resumed: 'exactly',
  engineError: null,
  stopped: false,
  replay: null,
}

/** Marks and faults that are kept; the oldest go first. */
export const MARKS_MAX = 2000

type Told = Pick<RunState, 'marks' | 'faults'>

/** What is known of a run, and what was heard since. */
export function withNews(told: Told, marks: readonly RunMark[], faults: readonly RunFault[]): Told {
  const known = new Map(told.faults.map((fault) => [fault.id, fault]))
  for (const fault of faults) known.set(fault.id, fault)
  return {
    marks: inOrder([...told.marks, ...marks]).slice(-MARKS_MAX),
    faults: [...known.values()].slice(-MARKS_MAX),
  }
}
