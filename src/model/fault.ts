/**
 * What can be done to a running system. `restore` ends whatever was done to its target; `drain` lets a node finish what
 * it has and takes it down then; `freeze` stops a process, which goes on later with what it has.
 */
export const FAULT_TYPES = [
  'kill',
  'restore',
  'drain',
  'slow',
  'errors',
  'cut',
  'flush',
  'pause',
  'spike',
  'freeze',
] as const
export type FaultType = (typeof FAULT_TYPES)[number]

/** The number that a fault carries: a factor or a percentage. */
export interface FaultAmount {
  readonly default: number
  readonly min: number
  readonly max: number
  readonly unit: 'x' | '%'
}

export interface FaultModel {
  /** null where the fault has no degree. */
  readonly amount: FaultAmount | null
  /** It goes on until it is restored, or for a duration; the others happen at a moment. */
  readonly lasts: boolean
}

const moment: FaultModel = { amount: null, lasts: false }
const state: FaultModel = { amount: null, lasts: true }

/** Slow: service times are multiplied. Errors: a share of the calls that arrive fails. Spike: a client's rate is multiplied. */
export const FAULTS: Readonly<Record<FaultType, FaultModel>> = {
  kill: state,
  restore: moment,
  drain: state,
  slow: { amount: { default: 10, min: 1, max: 1000, unit: 'x' }, lasts: true },
  errors: { amount: { default: 50, min: 0, max: 100, unit: '%' }, lasts: true },
  cut: state,
  flush: moment,
  pause: state,
  freeze: state,
  spike: { amount: { default: 10, min: 0, max: 1000, unit: 'x' }, lasts: true },
}

/** What is wrong with the degree of a fault, as the figures of a sentence; null where nothing is. */
export function amountProblem(
  type: FaultType,
  value: number | null,
): { problem: 'range'; min: number; max: number; unit: string; value: number } | null {
  const { amount } = FAULTS[type]
  if (amount === null || value === null || (value >= amount.min && value <= amount.max)) return null
  const { min, max, unit } = amount
  return { problem: 'range', min, max, unit, value }
}

/** Longest duration of a fault, in simulated seconds. */
export const FAULT_SEC_MAX = 1_000_000_000

/** A fault, as it is injected into a run: at once, until restored where `durationSec` is null. */
export interface Fault {
  readonly type: FaultType
  /** Id of a node, of a frame, or (for `cut` and its `restore`) of a wire. */
  readonly target: string
  /** See `FAULTS`; null means the default. */
  readonly amount: number | null
  readonly durationSec: number | null
}

/** A fault with nothing said about its degree and duration. */
export const plainFault = (type: FaultType, target: string): Fault => ({
  type,
  target,
  amount: null,
  durationSec: null,
})
