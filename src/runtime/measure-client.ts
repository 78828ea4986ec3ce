import { followedIn, type MeasureOptions } from '../model/measure.ts'
import type { SimModel } from '../sim/core/sim-model.ts'
import type { Report } from '../sim/stats/report.ts'
import type { Experiment, PoolRun, RunPool } from './run-pool.ts'

export type MeasuredModel = SimModel
export type MeasuredReport = Report

export type MeasureState =
  | { readonly status: 'idle' }
  | {
      readonly status: 'running'
      readonly options: MeasureOptions
      readonly doneShare: number
      readonly wallSec: number
    }
  | {
      readonly status: 'done'
      readonly options: MeasureOptions
      readonly report: MeasuredReport
      /** How long it took here. */
      readonly wallSec: number
    }
  /** Its worker died, most likely for want of memory. */
  | { readonly status: 'failed'; readonly options: MeasureOptions; readonly reason: string }

const IDLE: MeasureState = { status: 'idle' }

/** A measured run as an experiment: from a cold start, with the exact figures after its warm-up. */
export const measuredRun = (model: MeasuredModel, options: MeasureOptions): Experiment => ({
  model,
  weight: options.approximate === true ? followedIn(model) : 1,
  family: null,
  warmUp: null,
  faults: [],
  untilSec: options.durationSec,
  reportFromSec: options.warmupSec,
  series: null,
})

/** The measured run that a person asked for; the next one takes its place. The running simulation goes on beside it. */
export class MeasureClient {
  readonly #pool: RunPool
  readonly #listeners = new Set<() => void>()
  #state: MeasureState = IDLE
  #run: PoolRun | null = null

  constructor(pool: RunPool) {
    this.#pool = pool
  }

  get state(): MeasureState {
    return this.#state
  }

  /** Called after every change of `state`; returns the way to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  start(model: MeasuredModel, options: MeasureOptions): void {
    this.#run?.cancel()
    const begin = performance.now()
    const wallSec = () => (performance.now() - begin) / 1000
    this.#set({ status: 'running', options, doneShare: 0, wallSec: 0 })
    const run = this.#pool.start(measuredRun(model, options), (doneShare) => {
      if (this.#run === run) this.#set({ status: 'running', options, doneShare, wallSec: wallSec() })
    })
    this.#run = run
    run.result.then((result) => {
      if (this.#run !== run) return
      if (result.status === 'done' && result.outcome.report !== null)
        this.#set({ status: 'done', options, report: result.outcome.report, wallSec: wallSec() })
      else if (result.status === 'lost') this.#set({ status: 'failed', options, reason: result.reason })
    })
  }

  /** Ends the run that is under way and forgets it. */
  stop(): void {
    const run = this.#run
    this.#run = null
    run?.cancel()
    this.#set(IDLE)
  }

  #set(state: MeasureState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}
