import { ENGINE_VERSION } from '../../worker/protocol.ts'
import type { Design } from '../model/design.ts'
import type { DesignChange } from '../model/design-change.ts'
import type { ParseError } from '../model/parse-error.ts'
import { err, ok, type Result } from '../model/result.ts'
import { type LiveAction, REPLAY_PARTS_MAX, type RunMoment } from '../model/run-log.ts'
import type { SimModel } from '../sim/core/sim-model.ts'
import type { RunStep } from '../sim/run/replay.ts'
import { partsOf } from './run-log.ts'

/** A moment made ready for the engine. */
export interface ReplayPlan {
  readonly start: Design
  readonly moment: RunMoment
  /** The design at the start as the engine takes it, and the one at the moment. */
  readonly model: SimModel
  readonly finalModel: SimModel
  readonly finalDesign: Design
  readonly steps: readonly RunStep[]
  /** Actions of the moment that the engine hears of, one for each step. */
  readonly actions: readonly LiveAction[]
  /** The design after each of them; what is only redrawn after the last leads to the final one. */
  readonly designs: readonly Design[]
  readonly parts: number
}

/** Why a moment cannot be replayed. `index` is the action at fault, −1 the design at the start. */
export type PlanError =
  | {
      readonly code: 'notRunnable' | 'unknownTarget' | 'startsAnew' | 'tooHeavy'
      readonly index: number
    }
  /** An edit leads to what no document may hold. */
  | { readonly code: 'design'; readonly index: number; readonly error: ParseError }

/** The way to a moment of a run to which nothing is done live. */
export const undisturbed = (design: Design, model: SimModel, atTick: number, oneOf: number): ReplayPlan => ({
  start: design,
  moment: { engine: ENGINE_VERSION, oneOf, atTick, actions: [] },
  model,
  finalModel: model,
  finalDesign: design,
  steps: [],
  actions: [],
  designs: [],
  parts: 0,
})

export type CompileDesign = (design: Design) => Result<SimModel, unknown>

/** What a plan is made with: both check what comes from outside, and neither throws. */
export interface PlanPorts {
  readonly compile: CompileDesign
  readonly change: (design: Design, change: DesignChange) => Result<Design, ParseError>
}

/** Compiles all that a moment leads through, in one go. */
export function replaySteps(
  start: Design,
  moment: RunMoment,
  ports: PlanPorts,
): Result<ReplayPlan, PlanError> {
  const planning = planReplay(start, moment, ports)
  for (;;) {
    const next = planning.next()
    if (next.done === true) return next.value
  }
}

/** The same with a rest after each action, so that a page can go on living meanwhile, or give it up. Yields the actions done. */
export function* planReplay(
  start: Design,
  moment: RunMoment,
  { compile, change }: PlanPorts,
): Generator<number, Result<ReplayPlan, PlanError>, void> {
  const compiled = compile(start)
  if (!compiled.ok) return err({ code: 'notRunnable', index: -1 })
  const model = compiled.value
  const steps: RunStep[] = []
  const actions: LiveAction[] = []
  const designs: Design[] = []
  let [design, running, parts] = [start, model, 0]
  for (const [index, action] of moment.actions.entries()) {
    if (action.type === 'fault') {
      if (!isTarget(design, action.fault.target)) return err({ code: 'unknownTarget', index })
      steps.push(action)
      actions.push(action)
      designs.push(designs.at(-1) ?? start)
      continue
    }
    const changed = change(design, action.change)
    if (!changed.ok) return err({ code: 'design', index, error: changed.error })
    design = changed.value
    const next = compile(design)
    if (!next.ok) return err({ code: 'notRunnable', index })
    if (beginsAnew(running, next.value)) return err({ code: 'startsAnew', index })
    // Every design is read and compiled, whether or not the engine hears of it.
    parts += partsOf(design, next.value)
    if (parts > REPLAY_PARTS_MAX) return err({ code: 'tooHeavy', index })
    yield index + 1
    if (isSame(running, next.value)) continue
    running = next.value
    designs.push(design)
    steps.push({ type: 'edit', tick: action.tick, model: running })
    actions.push(action)
  }
  const ends = { finalModel: running, finalDesign: design, designs }
  return ok({ start, moment, model, ...ends, steps, actions, parts })
}

/** A fault strikes a node, a frame or a wire of the design as it is then. */
const isTarget = (design: Design, target: string): boolean =>
  [...design.nodes, ...design.edges].some(({ id }) => id === target)

const isSame = (a: SimModel, b: SimModel): boolean => JSON.stringify(a) === JSON.stringify(b)

/** A seed or a scenario is part of the run from its first moment, so no live edit changes it. */
const beginsAnew = (a: SimModel, b: SimModel): boolean =>
  a.seed !== b.seed || JSON.stringify(a.faults) !== JSON.stringify(b.faults)
