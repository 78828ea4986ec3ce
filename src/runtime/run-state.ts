import type { ReplayNews } from '../../worker/protocol.ts'
import type { RunFault, RunMark } from '../model/mark.ts'

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
  stopped: false,
  replay: null,
}
