import { keptScenario } from '../analysis/kept-scenario.ts'
import { presetEvents, type ScenarioPreset } from '../analysis/scenario-presets.ts'
import { DESIGN_LIMITS, type ScenarioEvent } from '../model/design.ts'
import { type FaultChoice, targetOf } from '../reading/fault-targets.ts'
import { addEvents, setEvents } from './edits.ts'
import type { Session } from './session.ts'

/** Plans a fault on one of those given, else on what is selected, or else on what it is for first. */
export function planFault(
  session: Session,
  { type, amount }: FaultChoice,
  atSec: number,
  wanted: readonly string[] = [],
): void {
  const { design } = session.design.getState()
  const { nodes, wires } = session.selection.getState()
  const target = targetOf(design, type, [...wanted, ...nodes, ...wires])
  if (target === undefined || design.scenario.events.length >= DESIGN_LIMITS.events) return
  const event = { at: atSec, type, target, ...(amount === null ? {} : { amount }) }
  session.design.edit((current) => addEvents(current, [event]))
}

/** Plans a story, where the design has the parts for it. */
export function planPreset(session: Session, preset: ScenarioPreset): void {
  session.design.edit((design) => {
    const found = presetEvents(design, preset)
    return found.ok ? addEvents(design, found.value) : design
  })
}

/** Plans an event again, once it is over and as long after it as it lasts. */
export function repeatEvent(session: Session, event: ScenarioEvent, everySec: number): void {
  session.design.edit((design) => addEvents(design, [{ ...event, at: event.at + everySec }]))
}

/** What was done in the run by hand happens by itself in every run from now on. */
export function keepAsScenario(session: Session): void {
  const { faults } = session.run.state
  session.design.edit((design) => setEvents(design, keptScenario(faults, design.scenario.events)))
}
