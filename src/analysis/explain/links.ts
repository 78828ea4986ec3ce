import type { FaultType } from '../../model/fault.ts'
import type { RunFault, RunMark } from '../../model/mark.ts'
import type { RequestClass } from '../../model/request-class.ts'
import type { ChainLink, LinkCode } from './chain.ts'
import type { Wiring } from './wiring.ts'

/** What was done to a run and what came of it, asked by part and moment. */
export class FaultBook {
  readonly #wiring: Wiring
  readonly #faults: readonly RunFault[]
  readonly #byTarget = new Map<string, RunFault[]>()
  readonly #marks: readonly RunMark[]

  constructor(wiring: Wiring, faults: readonly RunFault[], marks: readonly RunMark[]) {
    this.#wiring = wiring
    this.#faults = faults
    this.#marks = marks
    for (const fault of faults) {
      const same = this.#byTarget.get(fault.target)
      if (same) same.push(fault)
      else this.#byTarget.set(fault.target, [fault])
    }
  }

  /** The last fault of some types that struck a node, or a frame round it, up to a moment. */
  onNode(id: string, index: number, types: readonly FaultType[], sec: number): RunFault | undefined {
    let best: RunFault | undefined
    for (const target of [id, ...this.#wiring.frames[index]!])
      for (const fault of this.#byTarget.get(target) ?? [])
        if (types.includes(fault.type)) best = later(best, fault, sec)
    return best
  }

  onWire(id: string, sec: number): RunFault | undefined {
    let best: RunFault | undefined
    for (const fault of this.#byTarget.get(id) ?? []) if (fault.type === 'cut') best = later(best, fault, sec)
    return best
  }

  /** The fault because of which somebody has taken a node out, as the run itself has noted it: the node may be sound. */
  ofEjection(id: string, sec: number): RunFault | undefined {
    const eject = this.#lastMark(sec, ({ type, target }) => type === 'eject' && target === id)
    return eject && this.byId(eject.cause)
  }

  /** The fault that pushed a class out of its objective, until the class is back in it. */
  ofClass(requestClass: RequestClass, sec: number): RunFault | undefined {
    const mark = this.#lastMark(
      sec,
      ({ type, target }) => (type === 'degraded' || type === 'recovered') && target === requestClass,
    )
    return mark?.type === 'degraded' ? this.byId(mark.cause) : undefined
  }

  /** What the run has found out about the time after the end of a fault. */
  aftermathOf(fault: number, sec: number): RunMark | undefined {
    return this.#lastMark(
      sec,
      ({ type, cause }) => (type === 'metastable' || type === 'recovering') && cause === fault,
    )
  }

  byId(id: number): RunFault | undefined {
    return id < 0 ? undefined : this.#faults.find((fault) => fault.id === id)
  }

  #lastMark(sec: number, fits: (mark: RunMark) => boolean): RunMark | undefined {
    for (let i = this.#marks.length - 1; i >= 0; i--) {
      const mark = this.#marks[i]!
      if (mark.timeSec <= sec + SAME_MOMENT_SEC && fits(mark)) return mark
    }
    return undefined
  }
}

/** Of two faults the one that struck later, as far as it has struck by then. */
const later = (best: RunFault | undefined, fault: RunFault, sec: number): RunFault | undefined =>
  fault.atSec <= sec + SAME_MOMENT_SEC && (!best || fault.atSec >= best.atSec) ? fault : best

/** A fault and the frame of its moment carry the same time up to rounding. */
const SAME_MOMENT_SEC = 1e-6

export const link = (
  code: LinkCode,
  node: string,
  sec: number,
  values: ChainLink['values'] = {},
  fault = -1,
): ChainLink => ({ code, node, sec, values, fault })

/** The fault as a link: it stands where it struck, which may be a frame, at the moment when it struck. */
export const faultLink = (fault: RunFault): ChainLink =>
  link(
    fault.type as LinkCode,
    fault.target,
    fault.atSec,
    fault.amount === null || fault.amount === 0 ? {} : { amount: fault.amount },
    fault.id,
  )
