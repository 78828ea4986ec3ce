import type { Fault } from '../../model/fault.ts'
import type { SimModel } from '../core/sim-model.ts'
import { resetStatistics } from '../stats/report.ts'
import { Sampler, STEP_TICKS } from '../stats/sampler.ts'
import type { Run } from './loader.ts'

/**
 * Events of one moment that are handled before something is done to a run or its frame is read. A run in which more of them
 * fall into one tick lets no time pass (`Pace` says so), and its moments cannot be told apart.
 */
export const SETTLE_EVENTS_MAX = 1_000_000

/**
 * A run with its frames. Whatever is done to it happens after all events of its tick, and smoothing moves on at ticks of
 * the run's own. So a frame is a function of the model, of what was done at which tick, and of the frame's tick: the slices
 * in which the run was played, its speed, and how often it was looked at leave no trace.
 */
export class SampledRun {
  readonly run: Run
  private _sampler: Sampler
  private _stepAt: number
  private _actions = 0

  constructor(run: Run, layoutVersion: number) {
    this.run = run
    this._sampler = new Sampler(run, layoutVersion)
    this._stepAt = nextStep(run.engine.now)
  }

  get now(): number {
    return this.run.engine.now
  }

  /** Doubles in a frame. */
  get frameLength(): number {
    return this._sampler.length
  }

  get layoutVersion(): number {
    return this._sampler.layoutVersion
  }

  /** Whoever takes up another run counts its layouts on. */
  set layoutVersion(version: number) {
    this._sampler.layoutVersion = version
  }

  /** How much was done to it since it began. */
  get actions(): number {
    return this._actions
  }

  /** Handles events up to and including a tick, at most so many. The tick is reached when fewer were handled. */
  advance(untilTick: number, eventsMax = Number.MAX_SAFE_INTEGER): number {
    const { engine } = this.run
    let events = 0
    while (events < eventsMax) {
      const stop = Math.min(untilTick, this._stepAt)
      events += engine.run(stop, eventsMax - events)
      if (events >= eventsMax) return events
      if (stop === this._stepAt && engine.now === stop) this._step()
      if (stop === untilTick) return events
    }
    return events
  }

  /** Handles what is left of the present tick. False where that takes more than `SETTLE_EVENTS_MAX` events. */
  settle(): boolean {
    return this.advance(this.now, SETTLE_EVENTS_MAX) < SETTLE_EVENTS_MAX
  }

  /** Does something to the settled run. */
  inject(fault: Fault): void {
    this.run.inject(fault)
    this._actions++
  }

  /** Puts an edited model under the settled run. */
  patch(model: SimModel, layoutVersion: number): void {
    this._sampler.fold()
    this.run.patch(model)
    this._sampler = new Sampler(this.run, layoutVersion, this._sampler)
    this._actions++
  }

  /** Counters of the settled run begin anew, and what is smoothed with them. */
  restartStatistics(): void {
    resetStatistics(this.run)
    this._sampler = new Sampler(this.run, this.layoutVersion)
  }

  /** Fills a frame of the settled run; see `Sampler.read`. */
  read(out: Float64Array, speed: number, stuck = false): void {
    this._sampler.read(out, speed, stuck, this._actions)
  }

  private _step(): void {
    this._sampler.fold()
    this._stepAt = nextStep(this.now)
  }
}

const nextStep = (now: number): number => (Math.floor(now / STEP_TICKS) + 1) * STEP_TICKS
