import { afterEach, expect, it } from 'vitest'
import type { Design } from '../../src/model/design.ts'
import { plainFault } from '../../src/model/fault.ts'
import { SimClient } from '../../src/runtime/sim-client.ts'
import { SYSTEM_AT } from '../../src/sim/stats/frame.ts'
import { everyKind } from '../support/designs.ts'
import { KIND_SIMS, SimShell } from '../support/engine.ts'
import { PATIENT } from '../support/patience.ts'
import { modelOf, withParams } from '../support/simulate.ts'
import { workerDouble } from '../support/worker-double.ts'

const design: Design = {
  ...everyKind(40),
  scenario: { seed: 3, events: [{ at: 0.5, type: 'slow', target: 'web-1', amount: 5, duration: 1 }] },
}
const edited = withParams(design, 'web-2', { workers: 1 })

const clients: SimClient[] = []
afterEach(() => {
  for (const client of clients.splice(0)) client.dispose()
})

function page(): SimClient {
  const client = new SimClient(() => workerDouble(new SimShell(KIND_SIMS)))
  clients.push(client)
  return client
}

const passed = (client: SimClient, sec: number) =>
  expect.poll(() => client.frames.latest?.timeSec ?? 0, PATIENT).toBeGreaterThanOrEqual(sec)

function plain(data: Float64Array): number[] {
  const figures = [...data]
  figures[SYSTEM_AT.speed] = 0
  figures[SYSTEM_AT.layoutVersion] = 0
  return figures
}

/** A run with a kill, an edit and another kill, played past 9 s and paused. */
async function livePage(): Promise<SimClient> {
  const client = page()
  client.setSpeed(6)
  client.load(modelOf(design, 3), design)
  await passed(client, 1)
  client.inject(plainFault('kill', 'web-1'))
  await passed(client, 7)
  client.patch(modelOf(edited, 3), edited)
  await passed(client, 8)
  client.inject(plainFault('kill', 'db'))
  await passed(client, 9)
  client.pause()
  await client.sharedMoment()
  return client
}

/** The last frame before which so much had been done. */
const lastWith = (client: SimClient, actions: number) =>
  client.frames.frames.filter((frame) => frame.system('actions') === actions).at(-1)!

async function wentBack(client: SimClient): Promise<void> {
  await expect.poll(() => client.state.resuming, PATIENT).toBeNull()
  await client.sharedMoment()
}

it('a run goes another way from a moment that is past, and the former one stays beside it', async () => {
  const client = await livePage()
  const { frames } = client
  const last = frames.latest
  const there = lastWith(client, 1)
  frames.scrubTo(there.timeSec)
  expect(frames.shown).toBe(there)
  expect(client.canGoBack).toBe(true)
  expect(client.goBack()?.design).toBe(design)
  await wentBack(client)
  expect(plain(frames.latest!.data)).toEqual(plain(there.data))
  expect(frames.former[0]).toBe(there)
  expect(frames.former.at(-1)).toBe(last)
  expect(client.state).toMatchObject({ status: 'paused', formerFromSec: there.timeSec })
  expect(client.state.marks.every(({ timeSec }) => timeSec <= there.timeSec)).toBe(true)
  expect(client.state.faults.map(({ target }) => target)).toEqual(['web-1', 'web-1'])

  client.inject(plainFault('restore', 'web-1'))
  client.play()
  await passed(client, 9)
  client.pause()
  const moment = await client.sharedMoment()
  if (!moment.ok) throw new Error(moment.error)
  expect(moment.value.moment.actions.map((action) => action.type === 'fault' && action.fault.type)).toEqual([
    'kill',
    'restore',
  ])
  expect(frames.latest?.node('web-1', 'down')).toBe(0)
  expect(client.frames.former.at(-1)?.node('web-1', 'down')).toBe(1)
  client.forgetFormer()
  expect([client.state.formerFromSec, client.frames.former.length]).toEqual([null, 0])
})

it('the design is what it was at that moment, and one may go back again and again', async () => {
  const client = await livePage()
  const end = client.frames.latest!
  client.frames.scrubTo(lastWith(client, 2).timeSec)
  expect(client.goBack()?.design).toBe(edited)
  client.inject(plainFault('kill', 'db'))
  await wentBack(client)
  client.frames.scrubTo(lastWith(client, 1).timeSec)
  client.goBack()
  await wentBack(client)
  client.setSpeed(6)
  client.play()
  await passed(client, end.timeSec)
  client.pause()
  await client.sharedMoment()
  expect(client.frames.latest!.system('actions')).toBe(1)
  expect(client.frames.latest!.node('db', 'down')).toBe(0)
})

it('there is no way back while nobody looks at the past, or where the run cannot be taken there', async () => {
  const client = page()
  client.load(modelOf(design, 3))
  await passed(client, 0.3)
  expect(client.canGoBack).toBe(false)
  client.frames.scrubTo(0.1)
  expect(client.canGoBack).toBe(false)
  expect(client.goBack()).toBeNull()
})
