import { FAILURE_REASONS, REQUEST_CLASSES } from '../../model/request-class.ts'
import { type Outcome, STEP_OPS, type StepOp } from './sim-model.ts'

/** The numbers that stand for classes, outcomes and operations, and the unit of time: what engine, kit and kinds speak with one another in. */

/** Version of the engine: part of the identity of a result, raised whenever the same design and seed give other bytes. */
export const ENGINE_VERSION = '2.3.0'

/** Time is counted in ticks of one nanosecond, exact up to 104 days. */
export const TICKS_PER_MS = 1e6
export const TICKS_PER_SEC = 1e9

export const msToTicks = (ms: number): number => Math.floor(ms * TICKS_PER_MS + 0.5)

export const CLASS_COUNT = REQUEST_CLASSES.length
export const STATIC = 0
export const READ = 1
export const WRITE = 2
export const UPLOAD = 3
export const TASK = 4

/** Outcomes of a call; the failures are in the order of FAILURE_REASONS. */
export const OK = 0
export const TIMEOUT = 1
export const SHED = 2
export const NO_HEALTHY_TARGET = 3
export const UNAVAILABLE = 4
export const NOT_FOUND = 5
export const QUOTA = 6
/** A cache answered, and does not have the key. No failure. */
export const MISS = 7
export const OUTCOMES: readonly Outcome[] = ['ok', ...FAILURE_REASONS]

/** How far a failed call had come: its callee said so itself; it was never delivered; it broke off inside. */
export const ANSWERED = 0
export const UNREACHED = 1
export const BROKEN = 2

/** What a call asks for, besides its class. */
export const OP = Object.fromEntries(
  [...STEP_OPS, 'cacheFill', 'consume', 'move'].map((op, i) => [op, i]),
) as Readonly<Record<StepOp | 'cacheFill' | 'consume' | 'move', number>>

/** Users of one client population that are told apart. */
export const USERS = 65_536
/** They look names up as so many independent cohorts: a user's number modulo this. */
export const COHORTS = 256
