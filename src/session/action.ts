import type { FaultChoice } from '../reading/fault-targets.ts'
import type { ReplayPlan } from '../runtime/replay-plan.ts'

/** What is done to the clock of a run, or to where in it somebody looks. */
export type RunControl =
  | { readonly type: 'play' }
  | { readonly type: 'pause' }
  /** Looks at a moment that is past; null is the present. */
  | { readonly type: 'seek'; readonly atSec: number | null }
  | { readonly type: 'speed'; readonly speed: number }
  | { readonly type: 'restart' }
  | { readonly type: 'approximate'; readonly approximate: boolean }

/** Everything that a person does to a run. */
export type SessionAction =
  | RunControl
  /** The run begins anew and goes to a moment, where it stands. */
  | { readonly type: 'replay'; readonly plan: ReplayPlan }
  /** The run goes another way from the moment that is looked at. */
  | { readonly type: 'goBack' }
  /** One kept moment back or forward. */
  | { readonly type: 'step'; readonly direction: -1 | 1 }
  /** One fault, on each of several nodes or wires that knows it. */
  | {
      readonly type: 'strike'
      readonly ids: readonly string[]
      readonly choice: FaultChoice
      /** Until it is restored where nothing is said. */
      readonly durationSec?: number
    }
