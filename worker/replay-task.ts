import { Replay } from '../src/sim/run/replay.ts'
import type { SampledRun } from '../src/sim/run/sampled-run.ts'
import { frameLength } from '../src/sim/stats/frame.ts'
import { STEP_TICKS } from '../src/sim/stats/sampler.ts'
import type { ReplayNews, ReplayPath } from './protocol.ts'

/** Frames on the way to a moment, so that whoever opens it can look back; no more of them than the page keeps. */
const FRAMES_MAX = 600
const FRAME_BYTES_MAX = 48 * 1024 * 1024

/** A replay with the frame of its moment, and if they are wanted those on its way, at equal distances. */
export class ReplayTask {
  readonly id: number
  readonly #sampled: SampledRun
  readonly #replay: Replay
  readonly #atTick: number
  readonly #everyTick: number
  #frameTick = 0
  #knownVersion: number
  #reached = false

  constructor(sampled: SampledRun, path: ReplayPath, newVersion: () => number) {
    this.id = path.id
    this.#sampled = sampled
    this.#replay = new Replay(sampled, path.steps, path.atTick, newVersion)
    this.#atTick = path.atTick
    this.#everyTick = frameDistance(sampled, path)
    if (path.frames === 'end') this.#frameTick = path.atTick
    this.#knownVersion = sampled.layoutVersion
  }

  get status(): ReplayNews['status'] {
    if (this.#replay.stuck) return 'stuck'
    return this.#reached ? 'reached' : 'going'
  }

  get doneShare(): number {
    return this.#replay.doneShare
  }

  /** Handles about so many events. True where the run stands at a tick of which a frame is wanted. */
  advance(eventsMax: number): boolean {
    const wanted = Math.min(this.#frameTick, this.#atTick)
    if (!this.#replay.advance(wanted, eventsMax)) return false
    this.#reached = wanted === this.#atTick
    this.#frameTick = wanted + this.#everyTick
    return true
  }

  /** Whether an edit has changed the columns of frames since this was asked last. */
  takeNewLayout(): boolean {
    const isNew = this.#sampled.layoutVersion !== this.#knownVersion
    this.#knownVersion = this.#sampled.layoutVersion
    return isNew
  }
}

/** A multiple of the step in which smoothed figures move on. */
function frameDistance(sampled: SampledRun, { steps, atTick }: ReplayPath): number {
  const models = [sampled.run.model, ...steps.flatMap((step) => (step.type === 'edit' ? [step.model] : []))]
  const doubles = Math.max(...models.map((model) => frameLength(model.nodes.length, model.wires.length)))
  const bytes = doubles * Float64Array.BYTES_PER_ELEMENT
  const frames = Math.max(1, Math.min(FRAMES_MAX, Math.floor(FRAME_BYTES_MAX / bytes)))
  return Math.max(1, Math.ceil(atTick / frames / STEP_TICKS)) * STEP_TICKS
}
