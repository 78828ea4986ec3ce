import fc from 'fast-check'
import { STORY } from '../../src/document/examples/examples.ts'
import { openingExample } from '../../src/document/examples/opening.ts'
import type { Design } from '../../src/model/design.ts'
import { FAULT_TYPES, FAULTS, type Fault } from '../../src/model/fault.ts'
import { edited } from './designs.ts'
import { compile, KIND_SIMS, Run, type RunStep, SampledRun, STEP_TICKS, TICKS_PER_SEC } from './engine.ts'
import { modelOf } from './simulate.ts'

const SECONDS = 3
export const END = SECONDS * TICKS_PER_SEC

/** A moment that one of the grid's ticks is as likely as any other. */
export const anyTick = fc.oneof(
  fc.integer({ min: 0, max: END }),
  fc.integer({ min: 0, max: END / STEP_TICKS }).map((step) => step * STEP_TICKS),
)

/** Examples with a tenth of their traffic, so that fifty of them are played in seconds. */
export const examples: readonly Design[] = [
  openingExample('en'),
  ...STORY.map((entry) => entry.design('en')),
].map((design) => ({
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
}))

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
export function anySteps(design: Design): fc.Arbitrary<readonly RunStep[]> {
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

export const frameOf = (sampled: SampledRun): Float64Array => {
  const frame = new Float64Array(sampled.frameLength)
  sampled.read(frame, 1)
  return frame
}

export const fresh = (design: Design): SampledRun => new SampledRun(new Run(modelOf(design), KIND_SIMS), 1)
