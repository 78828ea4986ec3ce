import { afterEach, describe, expect, it } from 'vitest'
import { kindModel } from '../../src/kinds/models.ts'
import { changedDesign } from '../../src/model/changed-design.ts'
import type { Design } from '../../src/model/design.ts'
import { type Fault, type FaultType, plainFault } from '../../src/model/fault.ts'
import { err, ok } from '../../src/model/result.ts'
import { replaySteps } from '../../src/runtime/replay-plan.ts'
import type { SharedMoment } from '../../src/runtime/run-log.ts'
import { SimClient } from '../../src/runtime/sim-client.ts'
import { SYSTEM_AT } from '../../src/sim/stats/frame.ts'
import { everyKind } from '../support/designs.ts'
import { compile, KIND_SIMS, SimShell } from '../support/engine.ts'
import { PATIENT } from '../support/patience.ts'
import { modelOf, withParams } from '../support/simulate.ts'
import { workerDouble } from '../support/worker-double.ts'

/** One server dies for good, another for a while, and something is still to come. */
const design: Design = {
  ...everyKind(60),
  scenario: {
    seed: 3,
    events: [
      { at: 0.2, type: 'kill', target: 'web-1' },
      { at: 0.3, type: 'kill', target: 'web-2', duration: 2.5 },
      { at: 3.2, type: 'flush', target: 'cache' },
    ],
  },
}
const edited = withParams(design, 'db', { slots: 3 })

const clients: SimClient[] = []
afterEach(() => {
  for (const client of clients.splice(0)) client.dispose()
})

/** A page, and the workers that it has started so far. */
function page(api: () => object = () => new SimShell(KIND_SIMS)) {
  const workers: Worker[] = []
  const client = new SimClient(() => {
    const worker = workerDouble(api())
    workers.push(worker)
    return worker
  })
  clients.push(client)
  const lose = () => workers.at(-1)!.dispatchEvent(new Event('error'))
  return { client, workers, lose }
}

const passed = (client: SimClient, sec: number) =>
  expect.poll(() => client.frames.latest?.timeSec ?? 0, PATIENT).toBeGreaterThanOrEqual(sec)
const back = (client: SimClient, restarts = 1) =>
  expect.poll(() => [client.state.restarts, client.state.resuming], PATIENT).toEqual([restarts, null])

/** All figures of the newest frame but the speed that the machine reached and the number of the layout. */
function figures(client: SimClient): number[] {
  const data = [...client.frames.latest!.data]
  data[SYSTEM_AT.speed] = 0
  data[SYSTEM_AT.layoutVersion] = 0
  return data
}

async function shared(client: SimClient): Promise<SharedMoment> {
  const moment = await client.sharedMoment()
  if (!moment.ok) throw new Error(moment.error)
  return moment.value
}

/** The same moment in another page, of which no worker was lost. */
async function replayed({ start, moment }: SharedMoment): Promise<SimClient> {
  const plan = replaySteps(start, moment, {
    compile: (one) => {
      const compiled = compile(one)
      return compiled.ok ? ok(compiled.value.model) : err('does not compile')
    },
    change: (one, change) => changedDesign(one, change, kindModel),
  })
  if (!plan.ok) throw new Error(plan.error.code)
  const { client } = page()
  client.replay(plan.value)
  await expect.poll(() => client.state.replay?.outcome, PATIENT).toBe('reached')
  await client.sharedMoment()
  return client
}

const fault = (
  type: FaultType,
  target: string,
  amount: number | null,
  durationSec: number | null,
): Fault => ({
  type,
  target,
  amount,
  durationSec,
})
const wire = design.edges.find(({ source }) => source === 'lb')!.id

/** Does a bit of everything and takes the run past 1 s. */
async function busyPage(setup = page()) {
  const { client } = setup
  client.setSpeed(2)
  client.load(modelOf(design, 3), design)
  await passed(client, 0.5)
  client.inject(fault('slow', 'db', 4, 5))
  client.inject(plainFault('cut', wire))
  client.patch(modelOf(edited, 3), edited)
  client.inject(fault('errors', 'cache', 30, 1.5))
  await client.sharedMoment()
  await passed(client, 1)
  return setup
}

const told = (client: SimClient, type: string) => client.state.marks.filter((mark) => mark.type === type)

describe('a worker that is lost', () => {
  it('is replaced by one that takes the whole way again: nothing in the run tells of it', async () => {
    const { client, workers, lose } = await busyPage()
    const { marks, faults } = client.state
    lose()
    await back(client)
    expect(client.state.resumed).toBe('exactly')
    expect(client.state.marks.slice(0, marks.length)).toEqual(marks)
    expect(client.state.faults.slice(0, faults.length)).toEqual(faults)
    client.inject(plainFault('restore', wire))
    await passed(client, 3.6)
    client.pause()
    const moment = await shared(client)
    const other = await replayed(moment)
    expect(figures(client)).toEqual(figures(other))
    expect(client.state.marks).toEqual(other.state.marks)
    expect(client.state.faults).toEqual(other.state.faults)
    expect(workers.length).toBe(2)
    expect(told(client, 'kill').map(({ node, timeSec }) => [node, timeSec])).toEqual([
      ['web-1', 0.2],
      ['web-2', 0.3],
    ])
    expect(told(client, 'flush').map(({ timeSec }) => timeSec)).toEqual([3.2])
  })

  it('takes nothing with it that was asked and not yet answered', async () => {
    const { client, lose } = await busyPage()
    lose()
    client.inject(plainFault('kill', 'worker'))
    await back(client)
    await expect.poll(() => client.frames.latest?.node('worker', 'down')).toBe(1)
    expect((await shared(client)).moment.actions.at(-1)).toMatchObject({ fault: { target: 'worker' } })
  })

  it('stays replaced in a run that stands still', async () => {
    const { client, lose } = await busyPage()
    client.pause()
    await client.sharedMoment()
    const before = figures(client)
    lose()
    await back(client)
    await client.sharedMoment()
    expect(figures(client)).toEqual(before)
    expect(client.state.status).toBe('paused')
  })
})

/** The second worker dies on its way back, so the third one goes on from what the page knows. */
async function carriedOn() {
  let count = 0
  const dying = { connect: () => 0, replay: () => new Promise(() => {}) }
  const setup = await busyPage(page(() => (++count === 2 ? dying : new SimShell(KIND_SIMS))))
  const { client, workers, lose } = setup
  lose()
  await expect.poll(() => workers.length).toBe(2)
  lose()
  await back(client, 2)
  expect(client.state.resumed).toBe('anew')
  return setup
}

describe('where the whole way cannot be taken again', () => {
  it('what was done live and by the scenario holds for as long as is left of it', async () => {
    const { client } = await carriedOn()
    const at = client.state.restartedAtSec
    await passed(client, at + 0.05)
    const read = () => client.frames.latest!
    expect(read().node('web-1', 'down')).toBe(1)
    expect(read().node('web-1', 'downSinceSec')).toBe(0.2)
    expect(read().node('web-2', 'downSinceSec')).toBe(0.3)
    expect(read().node('db', 'slowFactor')).toBe(4)
    expect(read().node('cache', 'errorShare')).toBe(0.3)
    expect(read().wire(wire, 'cut')).toBe(1)
    await passed(client, 3)
    expect(read().node('cache', 'errorShare')).toBe(0)
    expect(read().node('web-1', 'down')).toBe(1)
    expect(read().node('web-2', 'down')).toBe(0)
    const ended = told(client, 'faultEnd').find(({ target }) => target === 'errors')!
    const began = client.state.faults.find(({ type }) => type === 'errors')!
    expect(ended).toMatchObject({ node: 'cache', cause: began.id })
    expect(ended.timeSec).toBeCloseTo(began.atSec + 1.5)
  })

  it('the scenario does not strike again, and goes on', async () => {
    const { client } = await carriedOn()
    await passed(client, 3.5)
    expect(told(client, 'kill')).toHaveLength(2)
    expect(told(client, 'restore')).toMatchObject([{ node: 'web-2', timeSec: 2.8 }])
    expect(told(client, 'flush')).toMatchObject([{ timeSec: 3.2 }])
    const ids = client.state.faults.map(({ id }) => id)
    expect(ids).toEqual(ids.map((_, index) => index))
  })

  it('the run says so and cannot be shared as it went', async () => {
    const { client } = await carriedOn()
    expect(await client.sharedMoment()).toEqual(err('lostWorker'))
  })
})

describe('a call that the engine cannot carry out', () => {
  it('is said, and the run goes on in the same worker', async () => {
    const { client, workers } = page()
    client.load(modelOf(design, 3), design)
    await passed(client, 0.1)
    client.inject(fault('errors', 'web-1', 400, null))
    await expect.poll(() => client.state.engineError).toMatch(/errors at web-1 has the amount 400/)
    await passed(client, 0.5)
    expect([workers.length, client.state.restarts, client.state.stopped]).toEqual([1, 0, false])
    client.forgetError()
    expect(client.state.engineError).toBeNull()
  })

  it('ends a run that it leaves half done, and no other worker is started until somebody asks', async () => {
    class Clumsy extends SimShell {
      override patch(): never {
        throw new Error('half an edit')
      }
    }
    const { client, workers } = page(() => new Clumsy(KIND_SIMS))
    client.load(modelOf(design, 3), design)
    await passed(client, 0.1)
    client.patch(modelOf(edited, 3), edited)
    await expect.poll(() => client.state).toMatchObject({ engineError: 'half an edit', stopped: true })
    expect(workers.length).toBe(1)
    client.retry()
    await expect.poll(() => client.state.stopped).toBe(false)
    await passed(client, 0.1)
  })
})
