import { expect, it } from 'vitest'
import type { PlanOptions } from '../../src/analysis/resilience/plan.ts'
import { RunPool } from '../../src/runtime/run-pool.ts'
import { ResilienceRuns, type ResilienceState } from '../../src/session/resilience.ts'
import { KIND_SIMS, SimShell } from '../support/engine.ts'
import { draw, modelOf, sends } from '../support/simulate.ts'
import { workerDouble } from '../support/worker-double.ts'

const QUICK = { serviceMs: 2, localDataMs: 2 }
const design = draw(
  {
    client: sends(60),
    lb: ['load-balancer', { healthIntervalMs: 1000 }],
    'web-1': ['web', QUICK],
    'web-2': ['web', QUICK],
  },
  ['client > lb > web-1', 'lb > web-2'],
)
const OPTIONS: PlanOptions = {
  tiers: false,
  wires: false,
  only: [],
  seeds: 1,
  weight: 1,
  objective: 0.999,
  failureTimes: new Map(),
}

function reporting(size: number) {
  const workers: ReturnType<typeof workerDouble>[] = []
  const runs = new ResilienceRuns(
    new RunPool(() => {
      const worker = workerDouble(new SimShell(KIND_SIMS))
      workers.push(worker)
      return worker
    }, size),
  )
  const until = (passes: (state: ResilienceState) => boolean): Promise<ResilienceState> =>
    new Promise((resolve) => {
      const stop = runs.subscribe(() => {
        if (!passes(runs.state)) return
        stop()
        resolve(runs.state)
      })
    })
  return { runs, workers, until }
}

const isDone = ({ status }: ResilienceState): boolean => status === 'done'

it('rows are the same for any number of workers', async () => {
  const reports = [1, 3].map(async (size) => {
    const { runs, until } = reporting(size)
    runs.start(design, modelOf(design), OPTIONS)
    return (await until(isDone)).report
  })
  const [one, three] = await Promise.all(reports)
  expect(one?.rows).toHaveLength(3)
  expect(three).toEqual(one)
})

it('a worker that dies twice costs its row alone, which says so', async () => {
  const { runs, workers, until } = reporting(1)
  runs.start(design, modelOf(design), OPTIONS)
  for (const i of [0, 1]) workers[i]!.dispatchEvent(Object.assign(new Event('error'), { message: 'gone' }))
  const { report } = await until(isDone)
  expect(report?.rows.map(({ unjudged }) => unjudged).sort()).toEqual(['lost', null, null].sort())
})

it('one that is cancelled keeps the rows that are there, and another one can begin', async () => {
  const { runs, workers, until } = reporting(1)
  runs.start(design, modelOf(design), OPTIONS)
  await until(({ report }) => report?.rows.length === 1)
  runs.cancel()
  expect(runs.state).toMatchObject({ status: 'cancelled', done: 1, total: 3 })
  expect(runs.state.report?.rows).toHaveLength(1)
  expect(workers.every(({ ended }) => ended)).toBe(true)
  runs.start(design, modelOf(design), OPTIONS)
  expect((await until(isDone)).report?.rows).toHaveLength(3)
})
