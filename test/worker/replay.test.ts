import { afterEach, describe, expect, it } from 'vitest'
import { kindModel } from '../../src/kinds/models.ts'
import { changedDesign } from '../../src/model/changed-design.ts'
import type { Design } from '../../src/model/design.ts'
import { plainFault } from '../../src/model/fault.ts'
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

const design: Design = {
  ...everyKind(60),
  scenario: { seed: 3, events: [{ at: 0.5, type: 'slow', target: 'web-1', amount: 5, duration: 1 }] },
}
const slower = withParams(design, 'web-2', { workers: 1 })

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

/** All figures of the frame on the screen but the speed that the machine reached and the number of the layout. */
function figures(client: SimClient): number[] {
  const data = [...client.frames.shown!.data]
  data[SYSTEM_AT.speed] = 0
  data[SYSTEM_AT.layoutVersion] = 0
  return data
}

async function shared(client: SimClient): Promise<SharedMoment> {
  const moment = await client.sharedMoment()
  if (!moment.ok) throw new Error(moment.error)
  return JSON.parse(JSON.stringify(moment.value))
}

function planOf({ start, moment }: SharedMoment) {
  const plan = replaySteps(start, moment, {
    compile: (one) => {
      const compiled = compile(one)
      return compiled.ok ? ok(compiled.value.model) : err('does not compile')
    },
    change: (one, change) => changedDesign(one, change, kindModel),
  })
  if (!plan.ok) throw new Error(plan.error.code)
  return plan.value
}

async function arrived(client: SimClient): Promise<void> {
  await expect.poll(() => client.state.replay?.outcome, PATIENT).toBe('reached')
  await expect
    .poll(() => client.frames.latest?.system('tick'))
    .toBe(Math.round(client.state.replay!.atSec * 1e9))
}

/** Kills, edits and restores while it plays at a speed, and pauses it. */
async function livePage(speed: number): Promise<SimClient> {
  const client = page()
  client.setSpeed(speed)
  client.load(modelOf(design, 3), design)
  await passed(client, 0.4)
  client.inject(plainFault('kill', 'web-1'))
  await passed(client, 1)
  client.patch(modelOf(slower, 3), slower)
  await passed(client, 1.5)
  client.inject(plainFault('restore', 'web-1'))
  await passed(client, 2.2)
  client.pause()
  await client.sharedMoment()
  return client
}

describe('a moment that was shared', () => {
  it.each([2, 20])('of a run at %s times stands in another page with the same figures', async (speed) => {
    const sender = await livePage(speed)
    const moment = await shared(sender)
    expect(moment.moment.actions.map(({ type }) => type)).toEqual(['fault', 'edit', 'fault'])
    const receiver = page()
    receiver.replay(planOf(moment))
    expect(receiver.state.status).toBe('replaying')
    await arrived(receiver)
    expect(receiver.state.status).toBe('paused')
    expect(figures(receiver)).toEqual(figures(sender))
    expect(receiver.frames.frames.length).toBeGreaterThan(8)
    expect(receiver.state.marks).toEqual(sender.state.marks)
    expect(await shared(receiver)).toEqual(moment)
  })

  it('may be one that was scrubbed back to, without what was done after it', async () => {
    const sender = await livePage(4)
    sender.frames.scrubTo(1.2)
    const moment = await shared(sender)
    expect(moment.moment.actions.length).toBe(sender.frames.shown!.system('actions'))
    expect(moment.moment.actions.length).toBeLessThan(3)
    const receiver = page()
    receiver.replay(planOf(moment))
    await arrived(receiver)
    expect(figures(receiver)).toEqual(figures(sender))
  })

  it('plays on, and what is done there can be shared again', async () => {
    const receiver = page()
    receiver.replay(planOf(await shared(await livePage(20))))
    await arrived(receiver)
    receiver.inject(plainFault('kill', 'web-2'))
    receiver.play()
    await passed(receiver, receiver.state.replay!.atSec + 0.5)
    receiver.pause()
    await receiver.sharedMoment()
    const moment = await shared(receiver)
    expect(moment.moment.actions.length).toBe(4)
    const third = page()
    third.replay(planOf(moment))
    await arrived(third)
    expect(figures(third)).toEqual(figures(receiver))
  })
})

describe('on the way to a moment', () => {
  const far: SharedMoment = {
    start: everyKind(2000),
    moment: { engine: '0.1', oneOf: 1, atTick: 80_000 * 1e9, actions: [] },
  }

  it('its progress is told, and giving it up begins a run of the design', async () => {
    const client = page()
    client.replay(planOf(far))
    await expect.poll(() => client.state.replay?.doneShare ?? 0, PATIENT).toBeGreaterThan(0)
    expect(await client.sharedMoment()).toEqual(err('replaying'))
    client.cancelReplay()
    expect(client.state).toMatchObject({ status: 'playing', replay: null })
    await passed(client, 0.3)
    expect((await shared(client)).start).toEqual(far.start)
  })

  it('a fault waits until it is there', async () => {
    const client = page()
    client.replay(planOf({ start: design, moment: { ...far.moment, atTick: 2e9 } }))
    client.inject(plainFault('kill', 'web-1'))
    await arrived(client)
    await expect.poll(() => client.frames.latest?.node('web-1', 'down')).toBe(1)
    expect((await shared(client)).moment.actions).toEqual([
      { type: 'fault', tick: 2e9, fault: plainFault('kill', 'web-1') },
    ])
  })
})
