import type { SimModel } from '../sim/core/sim-model.ts'
import { type MeasuredReport, measuredRun } from './measure-client.ts'
import type { PoolRun, RunPool } from './run-pool.ts'

/** How far approximate figures lie from exact ones: relative, but for the share of errors, which is the difference. NaN where nothing ended well. */
export interface ApproximationErrors {
  readonly goodput: number
  readonly errorShare: number
  readonly meanLatency: number
  readonly p99Latency: number
  /** Of all nodes with slots, the largest difference of utilisations. */
  readonly utilisation: number
}

export type CheckState =
  | { readonly status: 'idle' }
  | { readonly status: 'checking'; readonly doneShare: number }
  | { readonly status: 'done'; readonly errors: ApproximationErrors; readonly simSec: number }
  | { readonly status: 'failed' }

/** About so many requests are simulated exactly, within these bounds of simulated time. */
const REQUESTS = 1_500_000
const SEC_MIN = 1
const SEC_MAX = 20
/** Start of both runs that the comparison leaves out. */
const WARMUP_SHARE = 0.3

const IDLE: CheckState = { status: 'idle' }

/** Runs a design exactly and approximately over the same simulated time, beside the run on screen, and compares. */
export class ApproximationCheck {
  readonly #pool: RunPool
  readonly #listeners = new Set<() => void>()
  #state: CheckState = IDLE
  #model: SimModel | null = null
  #runs: readonly PoolRun[] = []

  constructor(pool: RunPool) {
    this.#pool = pool
  }

  /** What is compared; null while nothing is. */
  get model(): SimModel | null {
    return this.#model
  }

  get state(): CheckState {
    return this.#state
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  start(model: SimModel): void {
    this.#cancel()
    this.#model = model
    const durationSec = Math.max(SEC_MIN, Math.min(SEC_MAX, REQUESTS / model.offeredPerSec))
    const options = { durationSec, warmupSec: durationSec * WARMUP_SHARE }
    const shares = [0, 0]
    const runs = [true, false].map((approximate, i) =>
      this.#pool.start(measuredRun(model, { ...options, approximate }), (doneShare) => {
        shares[i] = doneShare
        if (this.#runs === runs) this.#set({ status: 'checking', doneShare: (shares[0]! + shares[1]!) / 2 })
      }),
    )
    this.#runs = runs
    this.#set({ status: 'checking', doneShare: 0 })
    Promise.all(runs.map(({ result }) => result)).then((results) => {
      if (this.#runs !== runs) return
      const [approximate, exact] = results.map((one) => (one.status === 'done' ? one.outcome.report : null))
      if (approximate && exact)
        this.#set({ status: 'done', errors: errorsOf(approximate, exact), simSec: durationSec })
      else this.#set({ status: 'failed' })
    })
  }

  stop(): void {
    this.#cancel()
    this.#model = null
    this.#set(IDLE)
  }

  #cancel(): void {
    const runs = this.#runs
    this.#runs = []
    for (const run of runs) run.cancel()
  }

  #set(state: CheckState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}

function errorsOf(approximate: MeasuredReport, exact: MeasuredReport): ApproximationErrors {
  const [a, b] = [approximate.system, exact.system]
  const ids = Object.keys(exact.nodes)
  return {
    goodput: relative(a.goodputPerSec, b.goodputPerSec),
    errorShare: a.errorRate - b.errorRate,
    meanLatency: relative(a.latencyMs.mean, b.latencyMs.mean),
    p99Latency: relative(a.latencyMs.p99, b.latencyMs.p99),
    utilisation: ids.reduce((worst, id) => {
      const [x, y] = [approximate.nodes[id]?.utilisation ?? 0, exact.nodes[id]?.utilisation ?? 0]
      return Math.abs(x - y) > Math.abs(worst) ? x - y : worst
    }, 0),
  }
}

const relative = (value: number | null, exact: number | null): number =>
  value === null || exact === null || exact === 0 ? Number.NaN : value / exact - 1
