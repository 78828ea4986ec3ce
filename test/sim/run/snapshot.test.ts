import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Design } from '../../../src/model/design.ts'
import { anySteps, anyTick, END, examples, frameOf, fresh } from '../../support/any-run.ts'
import { anyDesign } from '../../support/designs.ts'
import {
  KIND_SIMS,
  Run,
  type RunStep,
  SampledRun,
  Snapshot,
  TICKS_PER_SEC,
  Tracer,
} from '../../support/engine.ts'
import { modelOf } from '../../support/simulate.ts'

/** Takes a run through the steps of a span, from after `fromTick` up to and including `toTick`. */
function go(sampled: SampledRun, steps: readonly RunStep[], fromTick: number, toTick: number): SampledRun {
  for (const step of steps) {
    if (step.tick <= fromTick || step.tick > toTick) continue
    sampled.advance(step.tick)
    if (step.type === 'fault') sampled.inject(step.fault)
    else sampled.patch(step.model, sampled.layoutVersion + 1)
  }
  sampled.advance(toTick)
  return sampled
}

const started = (design: Design, weight: number): SampledRun =>
  weight === 1 ? fresh(design) : new SampledRun(new Run(modelOf(design), KIND_SIMS, weight), 1)

const anyFork = (designs: fc.Arbitrary<Design>) =>
  designs.chain((design) =>
    fc.record({
      design: fc.constant(design),
      weight: fc.constantFrom(1, 1, 8),
      before: anySteps(design),
      after: anySteps(design),
      other: anySteps(design),
      at: anyTick,
    }),
  )

const lastOf = (sampled: SampledRun): object => ({
  frame: frameOf(sampled),
  marks: sampled.run.engine.chronicle.takeMarks(),
})

describe('a run that goes on from a snapshot is the run that was kept, to the last bit', () => {
  it.each([
    ['examples', fc.constantFrom(...examples), 40],
    ['random designs', anyDesign(), 60],
  ] as const)('of %s, with faults and edits before and after', (_name, designs, numRuns) => {
    fc.assert(
      fc.property(anyFork(designs), ({ design, weight, before, after, other, at }) => {
        const sampled = go(started(design, weight), before, -1, at)
        const snapshot = new Snapshot(sampled)
        const [one, two] = [snapshot.fork(), snapshot.fork()]
        // What happens to one of them is nothing to the others, in whatever order they run.
        const elsewhere = lastOf(go(two, other, at, END))
        const kept = lastOf(go(sampled, after, at, END))
        expect(lastOf(go(one, after, at, END))).toEqual(kept)
        expect(lastOf(go(snapshot.fork(), after, at, END))).toEqual(kept)
        expect(lastOf(go(snapshot.fork(), other, at, END))).toEqual(elsewhere)
      }),
      { numRuns },
    )
  })
})

it('a snapshot of a fork is as good as one of the run itself', () => {
  const [design] = examples as [Design]
  const sampled = go(fresh(design), [], -1, TICKS_PER_SEC)
  const fork = go(new Snapshot(sampled).fork(), [], TICKS_PER_SEC, 2 * TICKS_PER_SEC)
  const again = new Snapshot(fork)
  expect(again.tick).toBe(2 * TICKS_PER_SEC)
  expect(lastOf(go(again.fork(), [], again.tick, END))).toEqual(lastOf(go(sampled, [], TICKS_PER_SEC, END)))
})

it('a snapshot knows how much memory it holds, and who watches a run does not watch its forks', () => {
  const [design] = examples as [Design]
  const sampled = go(fresh(design), [], -1, TICKS_PER_SEC)
  sampled.run.engine.observer = new Tracer(sampled.run, { everySec: 0.1, class: null })
  const snapshot = new Snapshot(sampled)
  const { calls, latencyCounts } = sampled.run.engine
  expect(snapshot.bytes).toBeGreaterThan(calls.ints.byteLength + latencyCounts.byteLength)
  expect(sampled.run.engine.observer).not.toBeNull()
  expect(snapshot.fork().run.engine.observer).toBeNull()
})
