import type { SimModel } from '../../sim/core/sim-model.ts'
import type { Experiment, Outcome } from '../../sim/run/experiment.ts'
import { Spof } from '../spof/spof.ts'
import {
  type Baseline,
  baselineOf,
  type FailureTimes,
  headOf,
  type Row,
  rowOf,
  type Score,
  scoreOf,
  worstRowFirst,
} from './report.ts'
import { experimentOf, type Trial, type TrialOptions, trialsOf, warmUpOf } from './trials.ts'

export interface PlanOptions extends TrialOptions {
  /** So many seeds from the design's own on; more than one gives intervals. */
  readonly seeds: number
  /** One of so many requests is followed; 1 is exact. */
  readonly weight: number
  /** Share of requests that must succeed. */
  readonly objective: number
  /** By id of a part that fails by itself; the others never do. */
  readonly failureTimes: ReadonlyMap<string, FailureTimes>
}

/** A run that the report needs. */
export interface PlannedRun {
  readonly trial: number
  readonly seed: number
  readonly experiment: Experiment
}

/** What the runs came to; rows that are not there yet are left out. */
export interface ResilienceReport {
  readonly seed: number
  readonly seeds: number
  readonly weight: number
  /** Requests a second that clients want to make. */
  readonly offeredPerSec: number
  /** Simulated seconds of all runs of one seed, warm-up and all. */
  readonly simulatedSec: number
  readonly objective: number
  readonly baseline: Baseline | null
  readonly rows: readonly Row[]
  /** Rows that there will be. */
  readonly planned: number
  readonly score: Score
  readonly head: ReturnType<typeof headOf>
}

/** Requests that a thread simulates in a second, about: measured on two shared cores with the examples. */
const REQUESTS_A_SEC = 200_000
/** What each node costs each run, busy or not: to copy it, and what it does by itself, such as checks of its health. */
const NODE_SEC = 0.0004

let plans = 0

/** Everything that is lost in turn, the runs that this takes, and what becomes of their outcomes. */
export class ResiliencePlan {
  readonly trials: readonly Trial[]
  readonly runs: readonly PlannedRun[]
  readonly #model: SimModel
  readonly #spof: Spof
  readonly #options: PlanOptions
  readonly #outcomes: (Outcome | null | undefined)[][]
  readonly #rows: (Row | undefined)[]
  #baseline: Baseline | null = null

  constructor(model: SimModel, options: PlanOptions) {
    this.#model = model
    this.#options = options
    this.#spof = new Spof(model, {})
    // Nobody would notice anything without a client.
    this.trials = this.#spof.network.classes.length === 0 ? [] : trialsOf(this.#spof, options)
    const warmUp = warmUpOf(this.#spof)
    const plan = ++plans
    this.runs = Array.from({ length: options.seeds }, (_, i) => (model.seed + i) % 4_294_967_296).flatMap(
      (seed) =>
        this.trials.map((trial, index) => ({
          trial: index,
          seed,
          experiment: experimentOf({ ...model, seed }, trial, warmUp, options.weight, `${plan} ${seed}`),
        })),
    )
    this.#outcomes = this.trials.map(() => [])
    this.#rows = this.trials.map(() => undefined)
  }

  /** Takes in what a run came to, null where it was lost; true where that completed a row. */
  note(index: number, outcome: Outcome | null): boolean {
    const { trial } = this.runs[index]!
    const outcomes = this.#outcomes[trial]!
    outcomes[Math.floor(index / this.trials.length)] = outcome
    if (index === 0 && outcome?.series) this.#baseline = baselineOf(this.#spof, outcome)
    for (let seed = 0; seed < this.#options.seeds; seed++) if (outcomes[seed] === undefined) return false
    this.#rows[trial] = rowOf(
      this.#spof,
      this.trials[trial]!,
      outcomes as (Outcome | null)[],
      this.#options.objective,
      this.#options.failureTimes.get(this.trials[trial]!.target),
    )
    // The series are large, and nobody asks for them again.
    this.#outcomes[trial] = []
    return true
  }

  get report(): ResilienceReport {
    const rows = this.#rows.flatMap((row) => row ?? []).sort(worstRowFirst)
    return {
      seed: this.#model.seed,
      seeds: this.#options.seeds,
      weight: this.#options.weight,
      offeredPerSec: this.#model.offeredPerSec,
      simulatedSec: this.#simulatedSec(1),
      objective: this.#options.objective,
      baseline: this.#baseline,
      rows,
      planned: this.trials.length,
      score: scoreOf(rows),
      head: headOf(rows),
    }
  }

  /** Seconds that all of it takes on so many threads, roughly. */
  estimateSec(threads: number): number {
    const { seeds, weight } = this.#options
    const requests = (seeds * this.#simulatedSec(threads) * this.#model.offeredPerSec) / weight
    const sec = requests / REQUESTS_A_SEC + this.runs.length * this.#model.nodes.length * NODE_SEC
    return sec / Math.min(threads, Math.max(1, this.runs.length))
  }

  #simulatedSec(warmUps: number): number {
    const warmSec = this.runs[0]?.experiment.warmUp?.leastSec ?? 0
    return this.trials.reduce(
      (sum, { windows }) => sum + windows.holdSec + windows.watchSec,
      warmUps * warmSec,
    )
  }
}
