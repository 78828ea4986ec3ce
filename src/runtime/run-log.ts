import { ENGINE_VERSION } from '../../worker/protocol.ts'
import type { Design } from '../model/design.ts'
import { changeBetween } from '../model/design-change.ts'
import type { Fault } from '../model/fault.ts'
import { err, ok, type Result } from '../model/result.ts'
import {
  ACTIONS_MAX,
  type LiveAction,
  MOMENT_TICK_MAX,
  REPLAY_PARTS_MAX,
  type RunMoment,
} from '../model/run-log.ts'
import type { SimModel } from '../sim/core/sim-model.ts'

/** Why a run cannot be shared as it went: nobody could replay it to the same figures. */
export type LogGap =
  /** There is no run, or nobody said what it was drawn from. */
  | 'noRun'
  /** A worker was lost, and with it what was in queues and caches. */
  | 'lostWorker'
  /** More was done, or for longer, than a replay takes on. */
  | 'tooLong'
  /** Time stands still, so that moments cannot be told apart. */
  | 'stuck'
  /** The run is on its way to somebody else's moment. */
  | 'replaying'

/** All that is needed to bring a run to a moment: what it was drawn as when it began, and what was done since. */
export interface SharedMoment {
  readonly start: Design
  readonly moment: RunMoment
}

/** How far a run had come when its log began: somebody else's moment was replayed. */
export interface LogHead {
  readonly actions: readonly LiveAction[]
  /** The design after each of them. */
  readonly designs: readonly Design[]
  readonly parts: number
}

/** Room for a last edit that only redraws, in parts of the edit before it. */
const TOUCH_FACTOR = 2

/** What was done to one run, in the order in which it took effect. */
export class RunLog {
  readonly #start: Design | null
  readonly #oneOf: number
  readonly #actions: LiveAction[]
  /** The design after each action. */
  readonly #designs: (Design | null)[]
  /** As the engine knows it, and as it is drawn: edits that change nothing in the run lie between the two. */
  #design: Design | null
  #drawn: Design | null
  #parts: number
  #lastParts = 0
  #gap: LogGap | null = null

  /** `start` is null where nobody said what the run was drawn from. */
  constructor(start: Design | null, oneOf: number, head: LogHead | null = null) {
    this.#start = start
    this.#oneOf = oneOf
    this.#actions = [...(head?.actions ?? [])]
    this.#designs = [...(head?.designs ?? [])]
    this.#design = this.#designs.at(-1) ?? start
    this.#drawn = this.#design
    this.#parts = head?.parts ?? 0
  }

  /** The design as it is drawn now. */
  get drawn(): Design | null {
    return this.#drawn
  }

  fault(tick: number, fault: Fault): void {
    this.#add({ type: 'fault', tick, fault }, this.#design)
  }

  /** An edit has changed the model under the run; `redraw` has said so before. */
  edit(tick: number, design: Design | null, model: SimModel): void {
    if (this.#design === null || design === null) {
      this.break('noRun')
      return
    }
    this.#add({ type: 'edit', tick, change: changeBetween(this.#design, design) }, design)
    this.#lastParts = partsOf(design, model)
    this.#parts += this.#lastParts
    // One more edit is left for what is only redrawn; it is as large as the one before it, or a little larger.
    if (this.#parts + TOUCH_FACTOR * this.#lastParts > REPLAY_PARTS_MAX) this.break('tooLong')
    this.#design = design
  }

  /** The drawing has changed and the model has not: a box was moved, or renamed. */
  redraw(design: Design): void {
    this.#drawn = design
  }

  /** From now on the run cannot be replayed; the first reason stays. */
  break(gap: LogGap): void {
    this.#gap ??= gap
    this.#actions.length = 0
    this.#designs.length = 0
  }

  /** Whether somebody can go back to where so much had been done. */
  reaches(actions: number): boolean {
    return this.#gap === null && this.#start !== null && actions <= this.#actions.length
  }

  /** The log as it was when so much had been done; null where nobody can go back there. */
  upTo(actions: number): RunLog | null {
    if (!this.reaches(actions) || this.#start === null) return null
    const designs = this.#designs.slice(0, actions).map((design) => design ?? this.#start!)
    const log = new RunLog(this.#start, this.#oneOf, {
      actions: this.#actions.slice(0, actions),
      designs,
      parts: this.#parts,
    })
    const edited = this.#actions.slice(actions).some(({ type }) => type === 'edit')
    if (!edited && this.#drawn !== null) log.redraw(this.#drawn)
    return log
  }

  /** The moment of a frame: its tick, and how much had been done before it. */
  moment(tick: number, actions: number): Result<SharedMoment, LogGap> {
    if (this.#gap !== null) return err(this.#gap)
    if (this.#start === null || !(tick >= 0) || !(actions >= 0) || actions > this.#actions.length)
      return err('noRun')
    if (tick > MOMENT_TICK_MAX) return err('tooLong')
    const done = this.#actions.slice(0, actions)
    const isNow = actions === this.#actions.length
    const last = isNow ? this.#lastTouch(tick) : []
    const moment = { engine: ENGINE_VERSION, oneOf: this.#oneOf, atTick: tick, actions: [...done, ...last] }
    return ok({ start: this.#start, moment })
  }

  /** What was only redrawn since travels as one more edit, which the engine never hears of. */
  #lastTouch(tick: number): readonly LiveAction[] {
    if (this.#design === null || this.#drawn === null || this.#design === this.#drawn) return []
    const change = changeBetween(this.#design, this.#drawn)
    return Object.keys(change).length === 0 ? [] : [{ type: 'edit', tick, change }]
  }

  #add(action: LiveAction, design: Design | null): void {
    if (this.#gap !== null) return
    // One more is left for what is only redrawn.
    if (this.#actions.length >= ACTIONS_MAX - 1) this.break('tooLong')
    else {
      this.#actions.push(action)
      this.#designs.push(design)
    }
  }
}

/** What one edit costs whoever replays it: its design is read, and its model compiled. */
export const partsOf = (design: Design, model: SimModel): number =>
  design.nodes.length + design.edges.length + model.nodes.length + model.edges.length
