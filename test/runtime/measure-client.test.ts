import { expect, it } from 'vitest'
import { reportText } from '../../src/analysis/report-text.ts'
import { runDesign } from '../../src/cli/run-command.ts'
import type { Design } from '../../src/model/design.ts'
import { writeDesign } from '../../src/model/write.ts'
import { MeasureClient, type MeasuredReport, type MeasureState } from '../../src/runtime/measure-client.ts'
import { RunPool } from '../../src/runtime/run-pool.ts'
import { everyKind } from '../support/designs.ts'
import { compile, KIND_SIMS, SimShell } from '../support/engine.ts'
import { workerDouble } from '../support/worker-double.ts'

const OPTIONS = { durationSec: 5, warmupSec: 0.5 }
/** Longer than any test waits. */
const ENDLESS = { durationSec: 1_000_000, warmupSec: 0 }

function measuring() {
  const workers: ReturnType<typeof workerDouble>[] = []
  const pool = new RunPool(() => {
    const worker = workerDouble(new SimShell(KIND_SIMS))
    workers.push(worker)
    return worker
  }, 1)
  const client = new MeasureClient(pool)
  return { client, workers }
}

function modelOf(design: Design) {
  const compiled = compile(design)
  if (!compiled.ok) throw new Error('the design does not compile')
  return compiled.value.model
}

/** The first state that passes. */
const until = (client: MeasureClient, passes: (state: MeasureState) => boolean): Promise<MeasureState> =>
  new Promise((resolve) => {
    const stop = client.subscribe(() => {
      if (!passes(client.state)) return
      stop()
      resolve(client.state)
    })
  })

async function measured(client: MeasureClient): Promise<MeasuredReport> {
  const state = await until(client, ({ status }) => status === 'done' || status === 'failed')
  if (state.status !== 'done') throw new Error(`the measurement is ${state.status}`)
  return state.report
}

it('a worker gives the very bytes that the shell prints, run after run', async () => {
  const { client, workers } = measuring()
  const design = everyKind()
  const shell = runDesign(writeDesign(design), { ...OPTIONS, file: '-', seed: null, json: true, traces: 0 })
  for (let run = 0; run < 2; run++) {
    client.start(modelOf(design), OPTIONS)
    const report = await measured(client)
    expect({ ok: true, text: reportText(design, report) }).toEqual({
      ok: shell.ok,
      text: shell.ok && shell.text,
    })
  }
  expect(workers.map(({ ended }) => ended)).toEqual([true, true])
})

it('progress grows, and stopping ends the worker and forgets the run', async () => {
  const { client, workers } = measuring()
  client.start(modelOf(everyKind()), ENDLESS)
  expect(client.state).toMatchObject({ status: 'running', doneShare: 0 })
  const first = await until(client, (state) => state.status === 'running' && state.doneShare > 0)
  const second = await until(client, () => true)
  expect(second).toMatchObject({ status: 'running', options: ENDLESS })
  const shares = [first, second].map((state) => (state.status === 'running' ? state.doneShare : Number.NaN))
  expect(shares[1]).toBeGreaterThan(shares[0]!)
  client.stop()
  client.stop()
  expect(client.state).toEqual({ status: 'idle' })
  expect(workers[0]!.ended).toBe(true)
})

it('a second run takes the place of the first', async () => {
  const { client, workers } = measuring()
  client.start(modelOf(everyKind()), ENDLESS)
  client.start(modelOf(everyKind()), OPTIONS)
  expect((await measured(client)).measuredSec).toBe(4.5)
  expect(workers.map(({ ended }) => ended)).toEqual([true, true])
})

it('a worker that dies twice is a failure with its reason', async () => {
  const { client, workers } = measuring()
  client.start(modelOf(everyKind()), ENDLESS)
  const failed = until(client, ({ status }) => status === 'failed')
  for (let time = 0; time < 2; time++)
    workers[time]!.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' }))
  expect(await failed).toEqual({ status: 'failed', options: ENDLESS, reason: 'out of memory' })
  expect(workers.map(({ ended }) => ended)).toEqual([true, true])
})
