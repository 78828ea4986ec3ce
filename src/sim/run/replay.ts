import type { Fault } from '../../model/fault.ts'
import type { SimModel } from '../core/sim-model.ts'
import { Pace } from './pace.ts'
import type { SampledRun } from './sampled-run.ts'

/** What was done to a run at a tick, as the engine takes it. */
export type RunStep =
  | { readonly type: 'fault'; readonly tick: number; readonly fault: Fault }
  | { readonly type: 'edit'; readonly tick: number; readonly model: SimModel }

/** Events between two looks at whether time passes at all. */
const EVENTS_A_LOOK = 2000

/** Takes a run through what was done to another one, in slices of any length, and stops it at a tick. */
export class Replay {
  readonly #sampled: SampledRun
  readonly #steps: readonly RunStep[]
  readonly #atTick: number
  readonly #newVersion: () => number
  readonly #pace = new Pace()
  #done: number
  #stuck = false

  /** Steps in the order of their ticks, none of them after `atTick`, with those that the run has behind it; `newVersion` numbers the layouts of edits. */
  constructor(
    sampled: SampledRun,
    steps: readonly RunStep[],
    atTick: number,
    newVersion: () => number = () => sampled.layoutVersion + 1,
  ) {
    this.#sampled = sampled
    this.#steps = steps
    this.#atTick = atTick
    this.#newVersion = newVersion
    this.#done = sampled.actions
  }

  /** Steps that were taken. */
  get stepsDone(): number {
    return this.#done
  }

  /** Time does not pass in this run, so the moment is never reached. */
  get stuck(): boolean {
    return this.#stuck
  }

  /** 0 to 1, of the simulated time. */
  get doneShare(): number {
    return this.#atTick === 0 ? 1 : Math.min(1, this.#sampled.now / this.#atTick)
  }

  /** At most about so many events on the way to a tick, where an edit counts as a slice of its own. True when the tick is reached. */
  advance(untilTick: number, eventsMax: number): boolean {
    const target = Math.min(untilTick, this.#atTick)
    let left = eventsMax
    while (left > 0 && !this.#stuck) {
      const step = this.#steps[this.#done]
      const due = step !== undefined && step.tick <= target
      const stop = due ? step.tick : target
      const wanted = Math.min(left, EVENTS_A_LOOK)
      const events = this.#sampled.advance(stop, wanted)
      this.#stuck = this.#pace.note(events, this.#sampled.now)
      left -= events
      if (events >= wanted) continue
      if (!due) return true
      this.#take(step)
      if (step.type === 'edit') return false
    }
    return false
  }

  #take(step: RunStep): void {
    this.#done++
    if (step.type === 'fault') this.#sampled.inject(step.fault)
    else this.#sampled.patch(step.model, this.#newVersion())
  }
}

/** Takes a fresh run through all steps to a tick in one go. False where it stands still on the way. */
export function replayTo(sampled: SampledRun, steps: readonly RunStep[], atTick: number): boolean {
  const replay = new Replay(sampled, steps, atTick)
  while (!replay.stuck) if (replay.advance(atTick, Number.MAX_SAFE_INTEGER)) return true
  return false
}
