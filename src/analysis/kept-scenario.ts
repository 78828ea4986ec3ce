import type { ScenarioEvent } from '../model/design.ts'
import { FAULTS } from '../model/fault.ts'
import type { RunFault } from '../model/mark.ts'

/** Times of what was done by hand are kept to this part of a second. */
const ROUND = 10

const rounded = (sec: number): number => Math.round(sec * ROUND) / ROUND

/**
 * The faults of a run as events of a scenario, those that the scenario has struck with as they are: each with the time that it
 * went on, restorings included, so that the next run meets the same by itself.
 */
export function keptScenario(
  faults: readonly RunFault[],
  planned: readonly ScenarioEvent[],
): ScenarioEvent[] {
  const done = faults.filter((fault) => !planned.some((event) => isSame(event, fault)))
  return [...planned, ...done.map(eventOf)].sort((a, b) => a.at - b.at)
}

/** How many of a run's faults were done by hand. */
export const doneByHand = (faults: readonly RunFault[], planned: readonly ScenarioEvent[]): number =>
  faults.filter((fault) => !planned.some((event) => isSame(event, fault))).length

const isSame = ({ at, type, target }: ScenarioEvent, fault: RunFault): boolean =>
  type === fault.type && target === fault.target && Math.abs(at - fault.atSec) < 1e-6

function eventOf({ type, target, amount, atSec, endsSec }: RunFault): ScenarioEvent {
  const lasted = FAULTS[type].lasts && endsSec !== null ? Math.max(1 / ROUND, rounded(endsSec - atSec)) : null
  return {
    at: rounded(atSec),
    type,
    target,
    ...(amount === null ? {} : { amount }),
    ...(lasted === null ? {} : { duration: lasted }),
  }
}
