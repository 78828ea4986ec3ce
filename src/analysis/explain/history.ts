import type { Slo } from '../../model/design.ts'
import type { RunFault, RunMark } from '../../model/mark.ts'
import type { SimModel } from '../../sim/core/sim-model.ts'
import type { NodeColumn, SystemColumn, WireColumn } from '../../sim/stats/frame.ts'

/** The figures of one moment of a run, by the columns of a frame. What it does not know is NaN. */
export interface Moment {
  readonly timeSec: number
  system(column: SystemColumn): number
  node(id: string, column: NodeColumn): number
  wire(id: string, column: WireColumn): number
}

/** The moments of a run that are still known, earliest first: the page's kept frames, or the series of an experiment. */
export interface History {
  readonly fromSec: number
  readonly toSec: number
  /** The last moment at or before a time; the first one where there is none. */
  at(sec: number): Moment | undefined
}

/** What is known of a run when somebody asks why. */
export interface RunPast {
  readonly model: SimModel
  readonly history: History
  readonly faults: readonly RunFault[]
  readonly marks: readonly RunMark[]
  readonly slo: Slo
}

export function historyOf(moments: readonly Moment[]): History {
  return {
    fromSec: moments[0]?.timeSec ?? 0,
    toSec: moments.at(-1)?.timeSec ?? 0,
    at: (sec) => moments[Math.max(0, firstAfter(moments, sec) - 1)],
  }
}

function firstAfter(moments: readonly Moment[], sec: number): number {
  let low = 0
  let high = moments.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (moments[middle]!.timeSec <= sec) low = middle + 1
    else high = middle
  }
  return low
}
