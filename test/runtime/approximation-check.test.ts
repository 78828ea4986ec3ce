import { expect, it } from 'vitest'
import { ApproximationCheck, type CheckState } from '../../src/runtime/approximation-check.ts'
import { RunPool } from '../../src/runtime/run-pool.ts'
import { compile, KIND_SIMS, SimShell } from '../support/engine.ts'
import { draw, sends } from '../support/simulate.ts'
import { workerDouble } from '../support/worker-double.ts'

function modelOf(ratePerSec: number) {
  const web = { workers: 1000, serviceMs: 10, serviceCv: 1, localDataMs: 0 }
  const compiled = compile(draw({ client: sends(ratePerSec), web: ['web', web] }, ['client > web']))
  if (!compiled.ok) throw new Error('the design does not compile')
  return compiled.value.model
}

const until = (check: ApproximationCheck, status: CheckState['status']): Promise<CheckState> =>
  new Promise((resolve) => {
    const stop = check.subscribe(() => {
      if (check.state.status !== status) return
      stop()
      resolve(check.state)
    })
  })

it('runs a design both ways and says how far they are apart', async () => {
  const check = new ApproximationCheck(new RunPool(() => workerDouble(new SimShell(KIND_SIMS)), 2))
  check.start(modelOf(90_000))
  const state = await until(check, 'done')
  if (state.status !== 'done') throw new Error('it did not end')
  const { goodput, errorShare, meanLatency, p99Latency, utilisation } = state.errors
  for (const error of [goodput, meanLatency, p99Latency, utilisation])
    expect(Math.abs(error)).toBeLessThan(0.05)
  // Two samples of one distribution are never quite the same.
  expect(goodput).not.toBe(0)
  expect(meanLatency).not.toBe(0)
  expect(errorShare).toBe(0)
  expect(state.simSec).toBeCloseTo(1_500_000 / 90_000)
})

it('ends its workers when it is stopped or begins anew', async () => {
  const workers: ReturnType<typeof workerDouble>[] = []
  const pool = new RunPool(() => {
    const worker = workerDouble(new SimShell(KIND_SIMS))
    workers.push(worker)
    return worker
  }, 2)
  const check = new ApproximationCheck(pool)
  check.start(modelOf(90_000))
  await until(check, 'checking')
  check.start(modelOf(80_000))
  expect(workers.map((worker) => worker.ended)).toEqual([true, true, false, false])
  check.stop()
  expect(workers.every((worker) => worker.ended)).toBe(true)
  expect(check.state).toEqual({ status: 'idle' })
  expect(check.model).toBeNull()
})
