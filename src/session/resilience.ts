import { type PlanOptions, ResiliencePlan, type ResilienceReport } from '../analysis/resilience/plan.ts'
import type { Row } from '../analysis/resilience/report.ts'
import type { RemedyCode } from '../analysis/spof/remedy.ts'
import type { Said } from '../analysis/verdict.ts'
import type { Design } from '../model/design.ts'
import type { MeasuredModel } from '../runtime/measure-client.ts'
import type { PoolRun, RunPool } from '../runtime/run-pool.ts'
import { perSession } from './per-session.ts'
import { useChanging, useSession } from './react.tsx'
import { poolOf } from './run-pool.ts'

export type ResilienceStatus = 'idle' | 'running' | 'done' | 'cancelled'

/** Advice that was taken, and the row that led to it: the next report shows what came of it. */
export interface Tried {
  readonly row: Row
  readonly said: Said<RemedyCode>
}

export interface ResilienceState {
  readonly status: ResilienceStatus
  /** What is judged; the design on the canvas may be another one by now. */
  readonly design: Design | null
  readonly model: MeasuredModel | null
  /** What has come in so far. */
  readonly report: ResilienceReport | null
  /** Runs that are over, and all of them. */
  readonly done: number
  readonly total: number
  readonly wallSec: number
  /** By the id of the part. */
  readonly tried: ReadonlyMap<string, Tried>
}

const IDLE: ResilienceState = {
  status: 'idle',
  design: null,
  model: null,
  report: null,
  done: 0,
  total: 0,
  wallSec: 0,
  tried: new Map(),
}

/** The resilience report of a session: it goes on in the pool while the run on the canvas does. */
export class ResilienceRuns {
  readonly #pool: RunPool
  readonly #listeners = new Set<() => void>()
  #state = IDLE
  #runs: readonly PoolRun[] = []

  constructor(pool: RunPool) {
    this.#pool = pool
  }

  get state(): ResilienceState {
    return this.#state
  }

  /** Seconds that a report takes here, roughly. */
  estimateSec(model: MeasuredModel, options: PlanOptions): number {
    return new ResiliencePlan(model, options).estimateSec(this.#pool.size)
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  start(design: Design, model: MeasuredModel, options: PlanOptions): void {
    this.#cancelRuns()
    const plan = new ResiliencePlan(model, options)
    const begin = performance.now()
    const total = plan.runs.length
    const { tried } = this.#state
    this.#set({ ...IDLE, status: 'running', design, model, report: plan.report, total, tried })
    const runs = plan.runs.map(({ experiment }) => this.#pool.start(experiment))
    this.#runs = runs
    let done = 0
    runs.forEach(({ result }, index) => {
      result.then((ended) => {
        if (this.#runs !== runs || ended.status === 'cancelled') return
        plan.note(index, ended.status === 'done' ? ended.outcome : null)
        done++
        const wallSec = (performance.now() - begin) / 1000
        const status = done === total ? 'done' : 'running'
        this.#set({ ...this.#state, status, report: plan.report, done, wallSec })
      })
    })
    if (total === 0) this.#set({ ...this.#state, status: 'done' })
  }

  /** Ends it; the rows that are there stay. */
  cancel(): void {
    this.#cancelRuns()
    if (this.#state.status === 'running') this.#set({ ...this.#state, status: 'cancelled' })
  }

  /** Somebody took the advice of a row. */
  noteTried(row: Row, said: Said<RemedyCode>): void {
    this.#set({ ...this.#state, tried: new Map(this.#state.tried).set(row.trial.target, { row, said }) })
  }

  #cancelRuns(): void {
    const runs = this.#runs
    this.#runs = []
    for (const run of runs) run.cancel()
  }

  #set(state: ResilienceState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}

export const resilienceOf = perSession((session) => {
  const runs = new ResilienceRuns(poolOf(session))
  session.whenDisposed(() => runs.cancel())
  return runs
})

export function useResilience(): ResilienceState {
  const runs = resilienceOf(useSession())
  return useChanging(runs, () => runs.state)
}
