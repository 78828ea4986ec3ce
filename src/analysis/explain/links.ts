import type { FaultType } from '../../model/fault.ts'
import type { RunFault } from '../../model/mark.ts'
import type { ChainLink, LinkCode } from './chain.ts'
import type { Wiring } from './wiring.ts'

/** What was done to a run, asked by part and moment. */
export class FaultBook {
  readonly #faults: readonly RunFault[]
  readonly #members: ReadonlyMap<string, ReadonlySet<number>>

  constructor(wiring: Wiring, faults: readonly RunFault[]) {
    this.#faults = faults
    this.#members = new Map(wiring.model.frames.map(({ id, members }) => [id, new Set(members)]))
  }

  /** The last fault of some types that struck a node, or a frame round it, up to a moment. */
  onNode(id: string, index: number, types: readonly FaultType[], sec: number): RunFault | undefined {
    return this.#last(
      sec,
      (fault) =>
        types.includes(fault.type) &&
        (fault.target === id || this.#members.get(fault.target)?.has(index) === true),
    )
  }

  onWire(id: string, sec: number): RunFault | undefined {
    return this.#last(sec, (fault) => fault.type === 'cut' && fault.target === id)
  }

  #last(sec: number, fits: (fault: RunFault) => boolean): RunFault | undefined {
    let best: RunFault | undefined
    for (const fault of this.#faults)
      if (fault.atSec <= sec + SAME_MOMENT_SEC && fits(fault) && (!best || fault.atSec >= best.atSec))
        best = fault
    return best
  }
}

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
