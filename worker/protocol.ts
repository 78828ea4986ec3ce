import type { Fault } from '../src/model/fault.ts'
import type { RunFault, RunMark } from '../src/model/mark.ts'
import type { SimModel } from '../src/sim/core/sim-model.ts'
import type { Experiment, Outcome } from '../src/sim/run/experiment.ts'
import type { RunStep } from '../src/sim/run/replay.ts'
import type { RunHead } from '../src/sim/run/run-head.ts'
import type { FrameLayout } from '../src/sim/stats/frame.ts'
import type { Trace, TraceFilter, TraceOptions } from '../src/sim/stats/trace.ts'

/** The page writes it into what it shares, and compares it with what it is given. */
export { ENGINE_VERSION } from '../src/sim/core/vocabulary.ts'

/** Frames a second that leave the worker while it plays. */
export const FRAMES_PER_SEC = 10
/** Wall milliseconds between two signs of life, also while paused. */
export const PULSE_MS = 500

/** How a run begins. */
export interface RunStart {
  /** Where a lost worker left off, of which nobody could go the whole way again; null is the beginning. */
  readonly head: RunHead | null
  readonly speed: number
  readonly playing: boolean
  /** One of so many requests is followed; 1 simulates each exactly. */
  readonly oneOf: number
}

/** When something that was done to a run took effect: after all events of a tick. */
export interface ActionStamp {
  readonly tick: number
  /** False where the events of that tick did not come to an end, so that nobody can say between which of them it was. */
  readonly settled: boolean
}

/** The way to a moment of a run: what was done at which tick, in order, and where it ends. */
export interface ReplayPath {
  /** Stands in all news of this replay, so that those of one before it are not taken for its own. */
  readonly id: number
  readonly steps: readonly RunStep[]
  readonly atTick: number
  /** Frames of the whole way, for whoever has none of it, or the last one alone. */
  readonly frames: 'way' | 'end'
  /** It is the way of the run that is there, which goes another one from its end on: what is kept of it may be used. */
  readonly own: boolean
}

/** Control calls, through comlink. Metrics never travel this way. */
export interface SimWorkerApi {
  /** Hands over the port on which frames leave. */
  connect(port: MessagePort): void
  load(model: SimModel, start: RunStart): FrameLayout
  /**
   * Begins a run and takes it to a moment as fast as it can, where it stands paused. Frames on the way and progress come on
   * the port, layouts too, ahead of their frames. Another `load` or `replay` ends it.
   */
  replay(model: SimModel, path: ReplayPath, start: RunStart): FrameLayout
  /** Replaces the model of the running simulation; requests in flight, queues and caches are kept. */
  patch(model: SimModel): FrameLayout & ActionStamp
  /** Answers, as `pause` and `setSpeed` do, with the tick at which it took effect. */
  play(): number
  pause(): number
  setSpeed(simSecPerWallSec: number): number
  /** Gives null where nothing was done: there is no run, or it is on its way to a moment. */
  inject(fault: Fault): ActionStamp | null
  /** Follows single requests from now on, in this run and those after it; null stops that and forgets them. */
  trace(options: TraceOptions | null): void
  /** Requests that are over, newest or slowest first. */
  traces(filter: TraceFilter): readonly Trace[]
  /**
   * Carries out an experiment as fast as it can. The running simulation is not touched, but goes slower: experiments are given
   * workers of their own, one at a time, and are stopped by ending those.
   */
  experiment(experiment: Experiment, progress: MessagePort): Promise<Outcome>
}

/** On the port of an experiment: how much of its simulated time is over, 0 to 1. */
export type ExperimentProgress = number

/** From the worker on the frame port. */
export type FrameMessage =
  | { readonly type: 'frame'; readonly data: Float64Array<ArrayBuffer> }
  /** What happened since the last of these; faults that began, or of which more is known. */
  | { readonly type: 'marks'; readonly marks: readonly RunMark[]; readonly faults: readonly RunFault[] }
  | { readonly type: 'pulse' }
  | { readonly type: 'layout'; readonly id: number; readonly layout: FrameLayout }
  | ReplayNews
  | EchoMessage

/** How far a replay is, 0 to 1. It ends at its moment, or where time stands still and no moment is ever reached. */
export interface ReplayNews {
  readonly type: 'replay'
  readonly id: number
  readonly status: 'going' | 'reached' | 'stuck'
  readonly doneShare: number
}

/** To the worker on the frame port: a buffer that may be filled again. */
export interface RecycleMessage {
  readonly type: 'recycle'
  readonly data: Float64Array<ArrayBuffer>
}

/** There and back again: when it returns, all frames that had left before it are there. Calls have a channel of their own, and may overtake them. */
export interface EchoMessage {
  readonly type: 'echo'
}
