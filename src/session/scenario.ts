import { keptScenario } from '../analysis/kept-scenario.ts'
import { presetEvents, type ScenarioPreset } from '../analysis/scenario-presets.ts'
import { DESIGN_LIMITS, type ScenarioEvent } from '../model/design.ts'
import type { FaultType } from '../model/fault.ts'
import { targetOf } from '../reading/fault-targets.ts'
import { addEvents, setEvents } from './edits.ts'
import type { Session } from './session.ts'

/** Plans a fault on what is selected, or else on what it is for first; false where nothing in the design knows it. */
export function planFault(session: Session, type: FaultType, atSec: number): boolean {
  const { design } = session.design.getState()
  const { nodes, wires } = session.selection.getState()
  const target = targetOf(design, type, [...nodes, ...wires])
  if (target === undefined || design.scenario.events.length >= DESIGN_LIMITS.events) return false
  session.design.edit((current) => addEvents(current, [{ at: atSec, type, target }]))
  return true
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
