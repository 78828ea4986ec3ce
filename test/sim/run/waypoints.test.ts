import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Design } from '../../../src/model/design.ts'
import { WAYPOINTS_MAX } from '../../../src/sim/run/waypoints.ts'
import { anySteps, anyTick, END, examples, frameOf, fresh } from '../../support/any-run.ts'
import { anyDesign, everyKind } from '../../support/designs.ts'
import { Replay, type RunStep, TICKS_PER_SEC, Waypoints } from '../../support/engine.ts'

/** Plays a run to its end with all its steps, keeps moments of it, and gives its frame at a tick. */
function played(design: Design, steps: readonly RunStep[], tick: number, kept: readonly number[]) {
  const sampled = fresh(design)
  const waypoints = new Waypoints()
  const replay = new Replay(sampled, steps, END)
  const goTo = (until: number): void => {
    while (!replay.advance(until, 3000)) sampled.settle()
  }
  let frame: Float64Array | null = null
  for (const stop of [...kept, tick].sort((a, b) => a - b)) {
    goTo(stop)
    if (stop === tick) frame = frameOf(sampled)
    else waypoints.keep(sampled)
  }
  goTo(END)
  return { frame, waypoints, sampled }
}

const anyMoment = (designs: fc.Arbitrary<Design>) =>
  designs.chain((design) =>
    fc.record({
      design: fc.constant(design),
      steps: anySteps(design),
      tick: anyTick,
      kept: fc.array(fc.integer({ min: 0, max: END }), { minLength: 1, maxLength: 4 }),
    }),
  )

describe('a run that is taken back to any moment', () => {
  it.each([
    ['examples', fc.constantFrom(...examples), 50],
    ['random designs', anyDesign(), 50],
  ] as const)(
    'of %s stands where it stood, to the last digit, and goes on alike',
    (_name, designs, numRuns) => {
      let short = 0
      fc.assert(
        fc.property(anyMoment(designs), ({ design, steps, tick, kept }) => {
          const { frame, waypoints, sampled } = played(design, steps, tick, kept)
          const until = steps.filter((step) => step.tick <= tick)
          const back = waypoints.before(tick, until.length)
          if (back !== null) short++
          const again = back ?? fresh(design)
          expect(again.now).toBeLessThanOrEqual(tick)
          const replay = new Replay(again, until, tick)
          while (!replay.advance(tick, 1000)) again.settle()
          // Layouts are numbered as they come.
          again.layoutVersion = 1 + until.filter(({ type }) => type === 'edit').length
          expect(frameOf(again)).toEqual(frame)
          const rest = new Replay(again, steps, END)
          while (!rest.advance(END, 1000)) again.settle()
          again.layoutVersion = sampled.layoutVersion
          expect(frameOf(again)).toEqual(frameOf(sampled))
        }),
        { numRuns },
      )
      expect(short).toBeGreaterThan(numRuns / 4)
    },
  )
})

it('moments that are kept lie further apart the longer a run goes on, and their number is bounded', () => {
  const sampled = fresh(everyKind(20))
  const waypoints = new Waypoints()
  const ticks: number[] = []
  for (let sec = 1; sec <= 600; sec++) {
    sampled.advance(sec * TICKS_PER_SEC)
    if (!waypoints.isDue(sampled)) continue
    waypoints.keep(sampled)
    ticks.push(sec)
  }
  expect(ticks.slice(0, 3)).toEqual([5, 10, 15])
  expect(ticks.length).toBeLessThan(5 * WAYPOINTS_MAX)
  const found = Array.from({ length: 60 }, (_, i) => waypoints.before(10 * (i + 1) * TICKS_PER_SEC, 0)?.now)
  expect(new Set(found.filter((now) => now !== undefined)).size).toBeLessThanOrEqual(WAYPOINTS_MAX)
  expect(600 * TICKS_PER_SEC - found.at(-1)!).toBeLessThanOrEqual(100 * TICKS_PER_SEC)
})

it('what was kept of another way is not used', () => {
  const sampled = fresh(everyKind(20))
  const waypoints = new Waypoints()
  for (const sec of [1, 2, 3]) {
    sampled.advance(sec * TICKS_PER_SEC)
    sampled.settle()
    waypoints.keep(sampled)
    sampled.inject({ type: 'kill', target: 'web-1', amount: null, durationSec: null })
  }
  expect(waypoints.before(5 * TICKS_PER_SEC, 1)?.now).toBe(2 * TICKS_PER_SEC)
  waypoints.cutAt(2.5 * TICKS_PER_SEC, 1)
  expect(waypoints.before(5 * TICKS_PER_SEC, 9)?.now).toBe(2 * TICKS_PER_SEC)
})
