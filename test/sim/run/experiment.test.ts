import { describe, expect, it } from 'vitest'
import { openingExample } from '../../../src/document/examples/opening.ts'
import { plainFault } from '../../../src/model/fault.ts'
import { REQUEST_CLASSES } from '../../../src/model/request-class.ts'
import type { Experiment, Outcome } from '../../../src/sim/run/experiment.ts'
import { KIND_SIMS, Laboratory, SeriesSpan } from '../../support/engine.ts'
import { draw, modelOf, only, sends } from '../../support/simulate.ts'

const READ = REQUEST_CLASSES.indexOf('read')
const WARM_UP = { batchSec: 1, leastSec: 10, mostSec: 60 }

const two = draw(
  {
    client: sends(200),
    lb: ['load-balancer', { healthIntervalMs: 1000, healthFall: 2, healthTimeoutMs: 500 }],
    'web-1': ['web', { localDataMs: 1, serviceMs: 1 }],
    'web-2': ['web', { localDataMs: 1, serviceMs: 1 }],
  },
  ['client > lb > web-1', 'lb > web-2'],
)

const killing: Experiment = {
  model: modelOf(two),
  weight: 1,
  family: 'two',
  warmUp: WARM_UP,
  faults: [
    { atSec: 0, fault: plainFault('kill', 'web-1') },
    { atSec: 10, fault: plainFault('restore', 'web-1') },
  ],
  untilSec: 20,
  reportFromSec: null,
  series: { everySec: 0.5, beforeSec: 5 },
}

function outcomeOf(
  experiment: Experiment,
  slice = Number.MAX_SAFE_INTEGER,
  laboratory = new Laboratory(KIND_SIMS),
): Outcome {
  const run = laboratory.begin(experiment)
  while (!run.advance(slice)) expect(run.doneShare).toBeLessThanOrEqual(1)
  return run.outcome()
}

const successOf = ({ series }: Outcome, fromSec: number, toSec: number): number => {
  const { succeeded, ended } = new SeriesSpan(series!, fromSec, toSec).ofClass(READ)
  return succeeded / ended.reduce((sum, count) => sum + count, 0)
}

describe('an experiment', () => {
  it('counts what happens before, while and after a fault', () => {
    const outcome = outcomeOf(killing)
    expect(outcome.warm).toEqual({ sec: 10, steady: true, moving: null })
    expect(outcome.series).toMatchObject({ everySec: 0.5, fromSec: -5, steps: 51 })
    expect(successOf(outcome, -5, 0)).toBe(1)
    expect(successOf(outcome, 0, 1)).toBeCloseTo(0.5, 1)
    expect(successOf(outcome, 4, 10)).toBe(1)
    expect(new SeriesSpan(outcome.series!, -5, 0).ofClass(READ).offered / 5).toBeCloseTo(200, -1.5)
    expect(outcome.marks.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['kill', 'eject', 'restore', 'readmit']),
    )
    expect(outcome.faults[0]).toMatchObject({ type: 'kill', target: 'web-1' })
  })

  it('is the same however it is cut, and whether its warm-up is its own or shared', () => {
    const alone = outcomeOf(killing)
    expect(outcomeOf(killing, 777)).toEqual(alone)
    const laboratory = new Laboratory(KIND_SIMS)
    outcomeOf({ ...killing, faults: [{ atSec: 1, fault: plainFault('kill', 'lb') }] }, 5000, laboratory)
    expect(outcomeOf(killing, 5000, laboratory)).toEqual(alone)
    expect(outcomeOf(killing, 5000, laboratory)).toEqual(alone)
  })

  it('does not share a warm-up with another family', () => {
    const laboratory = new Laboratory(KIND_SIMS)
    outcomeOf(killing, 5000, laboratory)
    const other: Experiment = { ...killing, model: modelOf(two, 2), family: 'two, seed 2' }
    expect(outcomeOf(other, 5000, laboratory)).toEqual(outcomeOf(other))
  })

  it('says what still moves where no steady state is reached', () => {
    const flooded = draw({ client: sends(300), queue: ['queue'], worker: ['worker', { workers: 1 }] }, [
      'client > queue > worker',
    ])
    const tasks = {
      ...flooded,
      nodes: flooded.nodes.map((node) =>
        node.id === 'client' ? { ...node, params: { ratePerSec: 300, mix: only('task') } } : node,
      ),
    }
    const outcome = outcomeOf({
      ...killing,
      model: modelOf(tasks),
      faults: [],
      warmUp: { ...WARM_UP, mostSec: 15 },
    })
    expect(outcome.warm).toEqual({ sec: 15, steady: false, moving: 'queue' })
  })

  it('the opening example is steady soon', () => {
    const outcome = outcomeOf({ ...killing, model: modelOf(openingExample('en')), faults: [], untilSec: 0 })
    expect(outcome.warm?.steady).toBe(true)
  })

  it('counts go on in the series where the statistics of the report begin anew', () => {
    const outcome = outcomeOf({ ...killing, warmUp: null, faults: [], reportFromSec: 5 })
    const whole = outcomeOf({ ...killing, warmUp: null, faults: [] })
    expect(outcome.series).toEqual(whole.series)
    const { offered } = new SeriesSpan(outcome.series!, 5, 20).ofClass(READ)
    expect(outcome.report?.system.offeredPerSec).toBe(offered / 15)
  })
})

it('the series of an experiment knows which share of the requests took how long', () => {
  const design = draw(
    { client: sends(200), web: ['web', { workers: 1000, localDataMs: 0, serviceMs: 50, serviceCv: 0 }] },
    [['client > web', { latencyMs: 0 }]],
  )
  const slow = { ...plainFault('slow', 'web'), amount: 4 }
  const { series } = outcomeOf({
    ...killing,
    ...{ model: modelOf(design), family: 'one', faults: [{ atSec: 0, fault: slow }], untilSec: 5 },
  })
  const at = (fromSec: number, toSec: number, q: number): number =>
    new SeriesSpan(series!, fromSec, toSec).latencyMs(q)
  const within = (ms: number, expected: number): void =>
    expect(Math.abs(ms / expected - 1)).toBeLessThan(0.03)
  for (const q of [0.01, 0.5, 0.99]) within(at(-5, 0, q), 50)
  for (const q of [0.01, 0.5, 0.99]) within(at(1, 5, q), 200)
  // As long before as after.
  within(at(-5, 5, 0.4), 50)
  within(at(-5, 5, 0.6), 200)
  expect(at(-5, -5, 0.5)).toBeNaN()
})
