import { expect, it } from 'vitest'
import { EV_ARRIVAL } from '../../../src/sim/core/codes.ts'
import { ownTimer, TIMER } from '../../../src/sim/core/timers.ts'

it("a kind's own timers are none of the kit's, none of the engine's, and not one another", () => {
  const codes = [...Object.values(TIMER), ownTimer(0), ownTimer(1), ownTimer(2)]
  expect(new Set(codes).size).toBe(codes.length)
  expect(Math.min(...codes)).toBe(0)
})

it('an arrival that the engine hands to a client is the timer of that name', () => {
  expect(TIMER.arrival).toBe(EV_ARRIVAL)
})
