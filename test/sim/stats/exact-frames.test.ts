import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KIND_MODELS } from '../../../src/kinds/models.ts'
import type { Design } from '../../../src/model/design.ts'
import { SYSTEM, SYSTEM_AT } from '../../../src/sim/stats/frame.ts'
import { anySteps, anyTick, END, examples, frameOf, fresh } from '../../support/any-run.ts'
import { anyDesign } from '../../support/designs.ts'
import { type RunStep, replayTo, STEP_TICKS, TICKS_PER_SEC } from '../../support/engine.ts'

/** How somebody happens to play a run: slices of so many events and so much time, with looks at it in between. */
const anyPlay = fc.array(
  fc.record({
    span: fc.integer({ min: TICKS_PER_SEC / 100, max: TICKS_PER_SEC }),
    events: fc.integer({ min: 100, max: 5000 }),
    looks: fc.boolean(),
  }),
  { minLength: 1, maxLength: 20 },
)
type Play = typeof anyPlay extends fc.Arbitrary<infer T> ? T : never

/** Plays a run as a page would, and gives its frames at some ticks. */
function played(
  design: Design,
  steps: readonly RunStep[],
  ticks: readonly number[],
  play: Play,
): Float64Array[] {
  const sampled = fresh(design)
  let slice = 0
  const goTo = (tick: number): void => {
    for (;;) {
      const { span, events, looks } = play[slice++ % play.length]!
      const until = Math.min(tick, sampled.now + span)
      const handled = sampled.advance(until, events)
      if (looks && sampled.settle()) frameOf(sampled)
      if (handled < events && until === tick) break
    }
    sampled.settle()
  }
  let done = 0
  const frames = ticks.map((tick) => {
    for (; done < steps.length && steps[done]!.tick <= tick; done++) {
      const step = steps[done]!
      goTo(step.tick)
      if (step.type === 'fault') sampled.inject(step.fault)
      else sampled.patch(step.model, sampled.layoutVersion + 1)
    }
    goTo(tick)
    return frameOf(sampled)
  })
  return frames
}

function replayed(design: Design, steps: readonly RunStep[], tick: number): Float64Array {
  const sampled = fresh(design)
  expect(
    replayTo(
      sampled,
      steps.filter((step) => step.tick <= tick),
      tick,
    ),
  ).toBe(true)
  return frameOf(sampled)
}

const anyRun = (designs: fc.Arbitrary<Design>) =>
  designs.chain((design) =>
    fc.record({
      design: fc.constant(design),
      steps: anySteps(design),
      ticks: fc
        .array(anyTick, { minLength: 1, maxLength: 4 })
        .map((ticks) => [...ticks, END].sort((a, b) => a - b)),
      plays: fc.tuple(anyPlay, anyPlay),
    }),
  )

describe('frames at the same tick are the same to the last digit', () => {
  it.each([
    ['examples', fc.constantFrom(...examples), 50],
    ['random designs', anyDesign(), 50],
  ] as const)('for %s, however they were played, and when they are replayed', (_name, designs, numRuns) => {
    fc.assert(
      fc.property(anyRun(designs), ({ design, steps, ticks, plays }) => {
        const [one, other] = plays.map((play) => played(design, steps, ticks, play)) as [
          Float64Array[],
          Float64Array[],
        ]
        expect(one).toEqual(other)
        ticks.forEach((tick, i) => {
          const frame = one[i]!
          expect(frame).toEqual(replayed(design, steps, tick))
          expect(frame[SYSTEM_AT.tick]).toBe(tick)
          expect(frame[SYSTEM_AT.actions]).toBe(steps.filter((step) => step.tick <= tick).length)
        })
      }),
      { numRuns },
    )
  })

  it('and another history gives another frame', () => {
    const [design] = examples as [Design]
    const target = design.nodes.find(
      (node) => KIND_MODELS.find(({ id }) => id === node.kind)?.traits.mortal,
    )!.id
    const kill: RunStep = {
      type: 'fault',
      tick: TICKS_PER_SEC,
      fault: { type: 'kill', target, amount: null, durationSec: null },
    }
    const frame = replayed(design, [kill], END)
    expect(frame).not.toEqual(replayed(design, [], END))
    expect(frame).not.toEqual(replayed(design, [{ ...kill, tick: TICKS_PER_SEC + 1000 }], END))
  })
})

it('a look between two steps shows what has happened since, and changes nothing', () => {
  const [design] = examples as [Design]
  const sampled = fresh(design)
  sampled.advance(10.1 * STEP_TICKS)
  const before = frameOf(sampled)
  sampled.advance(10.6 * STEP_TICKS)
  const after = frameOf(sampled)
  expect(after[SYSTEM_AT.offeredPerSec]).not.toBe(before[SYSTEM_AT.offeredPerSec])
  expect(frameOf(sampled)).toEqual(after)
  expect(after.subarray(0, SYSTEM.length)).toContain(10.6 * STEP_TICKS)
})
