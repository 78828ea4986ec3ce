import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { STORY } from '../../src/document/examples/examples.ts'
import { openingExample } from '../../src/document/examples/opening.ts'
import { KIND_MODELS } from '../../src/kinds/models.ts'
import type { Design } from '../../src/model/design.ts'
import { FAULT_TYPES, FAULTS, type Fault } from '../../src/model/fault.ts'
import { SYSTEM, SYSTEM_AT } from '../../src/sim/frame.ts'
import { anyDesign, edited } from '../support/designs.ts'
import {
  compile,
  KIND_SIMS,
  Run,
  type RunStep,
  replayTo,
  SampledRun,
  STEP_TICKS,
  TICKS_PER_SEC,
} from '../support/engine.ts'
import { modelOf } from '../support/simulate.ts'

const SECONDS = 3
const END = SECONDS * TICKS_PER_SEC

/** A moment that one of the grid's ticks is as likely as any other. */
const anyTick = fc.oneof(
  fc.integer({ min: 0, max: END }),
  fc.integer({ min: 0, max: END / STEP_TICKS }).map((step) => step * STEP_TICKS),
)

/** Examples with a tenth of their traffic, so that fifty of them are played in seconds. */
const examples: readonly Design[] = [openingExample('en'), ...STORY.map((entry) => entry.design('en'))].map(
  (design) => ({
    ...design,
    nodes: design.nodes.map((node) => {
      const { ratePerSec, users } = node.params
      if (node.kind !== 'client') return node
      const less = typeof ratePerSec === 'number' ? { ratePerSec: ratePerSec / 10 } : {}
      return {
        ...node,
        params: {
          ...node.params,
          ...less,
          ...(typeof users === 'number' ? { users: Math.ceil(users / 10) } : {}),
        },
      }
    }),
    scenario: {
      ...design.scenario,
      events: design.scenario.events.map((event) => ({ ...event, at: (event.at % SECONDS) / 2 })),
    },
  }),
)

function anyFault(design: Design): fc.Arbitrary<Fault> {
  const targets = [...design.nodes, ...design.edges].map(({ id }) => id)
  return fc
    .record({
      type: fc.constantFrom(...FAULT_TYPES),
      target: fc.constantFrom(...targets),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      durationSec: fc.constantFrom(null, 0.3, 1),
    })
    .map(({ type, target, share, durationSec }) => {
      const { amount } = FAULTS[type]
      return {
        type,
        target,
        durationSec,
        amount: amount && amount.min + share * Math.min(20, amount.max - amount.min),
      }
    })
}

/** What is done to a design's run, at ticks in their order. */
function anySteps(design: Design): fc.Arbitrary<readonly RunStep[]> {
  const step = (tick: number): fc.Arbitrary<RunStep> =>
    fc.oneof(
      anyFault(design).map((fault): RunStep => ({ type: 'fault', tick, fault })),
      edited(design)
        .filter((one) => compile(one).ok)
        .map((one): RunStep => ({ type: 'edit', tick, model: modelOf(one) })),
    )
  return fc
    .array(anyTick, { maxLength: 6 })
    .chain((ticks) => fc.tuple(...ticks.sort((a, b) => a - b).map(step)))
}

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

const frameOf = (sampled: SampledRun): Float64Array => {
  const frame = new Float64Array(sampled.frameLength)
  sampled.read(frame, 1)
  return frame
}

const fresh = (design: Design): SampledRun => new SampledRun(new Run(modelOf(design), KIND_SIMS), 1)

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
