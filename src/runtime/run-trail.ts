import type { Design } from '../model/design.ts'
import type { Fault } from '../model/fault.ts'
import { ACTIONS_MAX, REPLAY_PARTS_MAX } from '../model/run-log.ts'
import type { SimModel } from '../sim/core/sim-model.ts'
import type { RunStep } from '../sim/run/replay.ts'

/** Something that was asked of the engine. */
export type Asked =
  | { readonly type: 'fault'; readonly fault: Fault }
  | { readonly type: 'edit'; readonly model: SimModel; readonly design: Design | null }

/** How a run went, as an engine can take the whole way again; `RunLog` says the same in words that travel. */
export class RunTrail {
  /** What the run began with; null where nothing has run yet. */
  readonly model: SimModel | null
  readonly #steps: RunStep[]
  /** Asked and not answered yet, oldest first. */
  readonly #open: Asked[] = []
  #parts: number
  #isWhole = true

  constructor(model: SimModel | null, steps: readonly RunStep[] = []) {
    this.model = model
    this.#steps = [...steps]
    this.#parts = steps.reduce((sum, step) => sum + (step.type === 'edit' ? partsOf(step.model) : 0), 0)
  }

  /** All that was done, or null where the whole way cannot be taken again. */
  get steps(): readonly RunStep[] | null {
    return this.#isWhole ? this.#steps : null
  }

  ask(asked: Asked): void {
    this.#open.push(asked)
  }

  /** The engine did it after all events of a tick; null where it did nothing. */
  done(asked: Asked, tick: number | null): void {
    const at = this.#open.indexOf(asked)
    if (at >= 0) this.#open.splice(at, 1)
    if (tick !== null && this.#isWhole) this.#add(asked, tick)
  }

  /** What no engine has answered, to be asked of another one. */
  takeOpen(): readonly Asked[] {
    return this.#open.splice(0)
  }

  reaches(actions: number): boolean {
    return this.#isWhole && actions <= this.#steps.length
  }

  /** The way until so much had been done; null where it cannot be taken. */
  upTo(actions: number): RunTrail | null {
    if (!this.reaches(actions)) return null
    return new RunTrail(this.model, this.#steps.slice(0, actions))
  }

  /** The model at its end. */
  get lastModel(): SimModel | null {
    const edit = this.#steps.filter((step) => step.type === 'edit').at(-1)
    return edit?.model ?? this.model
  }

  /** From now on the whole way cannot be taken again. */
  break(): void {
    this.#isWhole = false
    this.#steps.length = 0
  }

  #add(asked: Asked, tick: number): void {
    if (asked.type === 'fault') this.#steps.push({ type: 'fault', tick, fault: asked.fault })
    else {
      this.#parts += partsOf(asked.model)
      this.#steps.push({ type: 'edit', tick, model: asked.model })
    }
    if (this.#steps.length > ACTIONS_MAX || this.#parts > REPLAY_PARTS_MAX) this.break()
  }
}

const partsOf = (model: SimModel): number => model.nodes.length + model.edges.length
