import { describe, expect, it } from 'vitest'
import { measuredRun } from '../../src/runtime/measure-client.ts'
import { type Experiment, RunPool } from '../../src/runtime/run-pool.ts'
import { KIND_SIMS, SimShell } from '../support/engine.ts'
import { draw, modelOf, sends } from '../support/simulate.ts'
import { workerDouble } from '../support/worker-double.ts'

const model = modelOf(draw({ client: sends(100), web: ['web'] }, ['client > web']))
const lasting = (durationSec: number): Experiment => measuredRun(model, { durationSec, warmupSec: 0 })
const ENDLESS = lasting(100_000_000)

function pooled(size: number) {
  const workers: ReturnType<typeof workerDouble>[] = []
  const pool = new RunPool(() => {
    const worker = workerDouble(new SimShell(KIND_SIMS))
    workers.push(worker)
    return worker
  }, size)
  const alive = (): number => workers.filter(({ ended }) => !ended).length
  const kill = (i: number, message: string): boolean =>
    workers[i]!.dispatchEvent(Object.assign(new Event('error'), { message }))
  return { pool, workers, alive, kill }
}

describe('a pool of runs', () => {
  it('has as many workers as it may while there is work, and none after it', async () => {
    const { pool, workers, alive } = pooled(2)
    const runs = [5, 4, 3, 2, 1].map((sec) => pool.start(lasting(sec)))
    expect(workers).toHaveLength(2)
    const results = await Promise.all(runs.map(({ result }) => result))
    expect(results.map((result) => result.status === 'done' && result.outcome.report?.measuredSec)).toEqual([
      5, 4, 3, 2, 1,
    ])
    expect(workers).toHaveLength(2)
    expect(alive()).toBe(0)
  })

  it('tells progress of a run, which grows', async () => {
    const { pool } = pooled(1)
    const shares: number[] = []
    const run = pool.start(ENDLESS, (share) => {
      shares.push(share)
      if (shares.length === 3) run.cancel()
    })
    expect((await run.result).status).toBe('cancelled')
    expect(shares[2]).toBeGreaterThan(shares[0]!)
  })

  it('cancels one that runs or waits, and goes on with the others', async () => {
    const { pool, workers, alive } = pooled(1)
    const [first, second, third] = [pool.start(ENDLESS), pool.start(ENDLESS), pool.start(lasting(1))]
    second.cancel()
    expect(await second.result).toEqual({ status: 'cancelled' })
    expect(workers).toHaveLength(1)
    first.cancel()
    expect(await first.result).toEqual({ status: 'cancelled' })
    expect((await third.result).status).toBe('done')
    expect(workers).toHaveLength(2)
    expect(alive()).toBe(0)
  })

  it('tries a run whose worker died once more, and gives that run up alone', async () => {
    const { pool, kill, alive } = pooled(1)
    const [ill, fine] = [pool.start(ENDLESS), pool.start(lasting(1))]
    kill(0, 'gone')
    expect(alive()).toBe(1)
    kill(1, 'out of memory')
    expect(await ill.result).toEqual({ status: 'lost', reason: 'out of memory' })
    expect((await fine.result).status).toBe('done')
    expect(alive()).toBe(0)
  })

  it('a run that its worker survives after a death ends well', async () => {
    const { pool, kill } = pooled(1)
    const run = pool.start(lasting(1))
    kill(0, 'gone')
    expect((await run.result).status).toBe('done')
  })

  it('says why an experiment threw, without another try', async () => {
    const { pool, workers } = pooled(1)
    const broken: Experiment = {
      ...lasting(1),
      faults: [{ atSec: 0, fault: { type: 'slow', target: 'web', amount: -1, durationSec: null } }],
    }
    expect(await pool.start(broken).result).toMatchObject({
      status: 'lost',
      reason: expect.stringContaining('amount'),
    })
    expect(workers).toHaveLength(1)
  })

  it('ends everything when it is closed', async () => {
    const { pool, alive } = pooled(2)
    const runs = [1, 2, 3].map(() => pool.start(ENDLESS))
    pool.close()
    expect((await Promise.all(runs.map(({ result }) => result))).map(({ status }) => status)).toEqual([
      'cancelled',
      'cancelled',
      'cancelled',
    ])
    expect(alive()).toBe(0)
  })
})
