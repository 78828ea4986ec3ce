import type { Fault } from '../../model/fault.ts'
import type { RunFault, RunMark } from '../../model/mark.ts'
import type { Behaviour } from '../core/contract.ts'
import type { SimModel } from '../core/sim-model.ts'
import { TICKS_PER_SEC } from '../core/vocabulary.ts'
import { type Report, reportOf } from '../stats/report.ts'
import { Run } from './loader.ts'
import { Paced } from './pace.ts'
import { SeriesRecorder } from './recorder.ts'
import { SampledRun } from './sampled-run.ts'
import type { Series } from './series.ts'
import { Snapshot } from './snapshot.ts'
import { movesStill, type WarmState, type WarmUp } from './warm-up.ts'

/** Something that is done to a run, at a time after its warm-up. */
export interface TimedFault {
  readonly atSec: number
  readonly fault: Fault
}

/** A run as data: what goes into it, and what is wanted of it. Times count from the end of its warm-up. */
export interface Experiment {
  readonly model: SimModel
  /** One of so many requests is followed; see `Crowds`. */
  readonly weight: number
  /** Experiments of one family have the same model, weight, warm-up and series, and share the warm-up where one worker runs several. */
  readonly family: string | null
  /** Until the run is steady; null where it begins cold. */
  readonly warmUp: WarmUp | null
  /** In the order of their times. The scenario of the model strikes besides. */
  readonly faults: readonly TimedFault[]
  readonly untilSec: number
  /** The exact figures of what happens from then on; null where nobody wants them. */
  readonly reportFromSec: number | null
  /** Counts at fixed steps; they begin with the last `beforeSec` of the warm-up. */
  readonly series: { readonly everySec: number; readonly beforeSec: number } | null
}

/** What a run came to, as plain data. */
export interface Outcome {
  readonly warm: WarmState | null
  readonly report: Report | null
  readonly series: Series | null
  /** What happened, and what was done to the run. Their times are the run's own: the warm-up comes before. */
  readonly marks: readonly RunMark[]
  readonly faults: readonly RunFault[]
  /** Where time stood still; null where it did not. */
  readonly stuckAtSec: number | null
}

/** A steady run, to begin others from. */
interface Warm {
  readonly state: WarmState
  readonly snapshot: Snapshot
  readonly recorder: SeriesRecorder
}

/** Runs experiments one after the other, and keeps the warm-up of the last family. */
export class Laboratory {
  readonly #behaviours: Readonly<Record<string, Behaviour>>
  #family: string | null = null
  #warm: Warm | null = null

  constructor(behaviours: Readonly<Record<string, Behaviour>>) {
    this.#behaviours = behaviours
  }

  begin(experiment: Experiment): ExperimentRun {
    const { family } = experiment
    if (family === null || family !== this.#family) this.#warm = null
    this.#family = family
    return new ExperimentRun(experiment, this.#behaviours, this.#warm, (warm) => {
      this.#warm = family === null ? null : warm
    })
  }
}

/** An experiment on its way, in slices of any length: how it is cut changes nothing. */
export class ExperimentRun {
  readonly #experiment: Experiment
  readonly #onWarm: (warm: Warm) => void
  readonly #paced: Paced
  readonly #sampled: SampledRun
  #recorder: SeriesRecorder
  #warmState: WarmState | null = null
  /** Still on its way to the steady state. */
  #warming: boolean
  /** Tick at which the experiment's own time begins. */
  #origin = 0
  #steps = 0
  #faults = 0
  #reports = false

  constructor(
    experiment: Experiment,
    behaviours: Readonly<Record<string, Behaviour>>,
    warm: Warm | null,
    onWarm: (warm: Warm) => void,
  ) {
    this.#experiment = experiment
    this.#onWarm = onWarm
    this.#warming = experiment.warmUp !== null
    this.#sampled =
      warm?.snapshot.fork() ?? new SampledRun(new Run(experiment.model, behaviours, experiment.weight), 1)
    this.#paced = new Paced(this.#sampled, (tick, eventsMax) => this.#sampled.advance(tick, eventsMax))
    this.#recorder =
      warm?.recorder ?? new SeriesRecorder(experiment.series?.everySec ?? experiment.warmUp?.batchSec ?? 1)
    if (warm !== null) this.#begin(warm.state)
    else if (this.#warming || experiment.series !== null) this.#recorder.note(this.#sampled.run)
  }

  /** Runs on by at most about so many events; true once it is over, or time stands still. */
  advance(eventsMax = Number.MAX_SAFE_INTEGER): boolean {
    let left = eventsMax
    while (left > 0 && !this.#paced.stuck) {
      const stop = this.#warming ? this.#warmStop() : this.#nextStop()
      const events = this.#paced.advance(stop, left)
      left -= events
      if (this.#paced.stuck || left <= 0) break
      if (this.#warming) this.#lookIfSteady()
      else if (this.#stopAt(stop)) return true
    }
    return this.#paced.stuck
  }

  /** For those who watch it. */
  get run(): Run {
    return this.#sampled.run
  }

  /** Of the experiment's own time, 0 to 1. */
  get doneShare(): number {
    if (this.#warming) return 0
    return Math.min(
      1,
      (this.#sampled.now - this.#origin) / Math.max(1, this.#ticks(this.#experiment.untilSec)),
    )
  }

  outcome(): Outcome {
    const { run } = this.#sampled
    const { reportFromSec, series, untilSec } = this.#experiment
    const nowSec = this.#sampled.now / TICKS_PER_SEC
    const originSec = this.#origin / TICKS_PER_SEC
    const stuckAtSec = this.#paced.stuck ? nowSec : null
    run.watch.conclude()
    const fromSec = this.#reports ? originSec + (reportFromSec ?? 0) : 0
    return {
      warm: this.#warmState,
      report: reportFromSec === null ? null : reportOf(run, fromSec, originSec + untilSec, this.#paced.stuck),
      series: series === null ? null : this.#recorder.series(run, this.#lastStepSec()),
      marks: run.engine.chronicle.takeMarks(),
      faults: run.engine.chronicle.faults,
      stuckAtSec,
    }
  }

  #ticks(sec: number): number {
    return Math.round(sec * TICKS_PER_SEC)
  }

  /** The end of the warm-up's present step. */
  #warmStop(): number {
    return this.#ticks(this.#recorder.steps * this.#recorder.everySec)
  }

  #lookIfSteady(): void {
    const { run, now } = this.#sampled
    const warmUp = this.#experiment.warmUp!
    this.#recorder.note(run)
    const sec = now / TICKS_PER_SEC
    const isBatch = Math.abs(sec / warmUp.batchSec - Math.round(sec / warmUp.batchSec)) < 1e-6
    if (!isBatch || sec < warmUp.leastSec) return
    const moving = movesStill(this.#recorder.series(run, sec), warmUp.batchSec)
    if (moving !== null && sec < warmUp.mostSec) return
    const state = { sec, steady: moving === null, moving }
    this.#onWarm({ state, snapshot: new Snapshot(this.#sampled), recorder: this.#recorder })
    this.#begin(state)
  }

  /** The experiment's own time begins now. */
  #begin(state: WarmState): void {
    const { series } = this.#experiment
    this.#warmState = state
    this.#warming = false
    this.#origin = this.#sampled.now
    this.#recorder = this.#recorder.fork(1 + Math.round((series?.beforeSec ?? 0) / this.#recorder.everySec))
  }

  #nextStop(): number {
    const { faults, untilSec, reportFromSec, series } = this.#experiment
    const after = (sec: number | undefined | null): number =>
      sec === undefined || sec === null ? Number.POSITIVE_INFINITY : this.#origin + this.#ticks(sec)
    return Math.min(
      after(untilSec),
      after(faults[this.#faults]?.atSec),
      this.#reports ? Number.POSITIVE_INFINITY : after(reportFromSec),
      after(series && (this.#steps + 1) * series.everySec),
    )
  }

  /** What is due at a tick, after all events of it. True at the end. */
  #stopAt(tick: number): boolean {
    const { faults, untilSec, reportFromSec, series } = this.#experiment
    const due = (sec: number): boolean => this.#origin + this.#ticks(sec) <= tick
    if (series !== null && due((this.#steps + 1) * series.everySec)) {
      this.#steps++
      this.#recorder.note(this.#sampled.run)
    }
    if (due(untilSec)) return true
    if (!this.#reports && reportFromSec !== null && due(reportFromSec)) {
      this.#reports = true
      this.#recorder.carry(this.#sampled.run)
      this.#sampled.restartStatistics()
    }
    for (
      let next = faults[this.#faults];
      next !== undefined && due(next.atSec);
      next = faults[this.#faults]
    ) {
      this.#faults++
      this.#sampled.inject(next.fault)
    }
    return false
  }

  #lastStepSec(): number {
    return this.#steps * this.#recorder.everySec
  }
}
