import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CONTROLS_MAX, ControlLog } from '../../src/session/control-log.ts'
import { moveNodes, setNodeParam } from '../../src/session/edits.ts'
import { killServer, strike } from '../../src/session/faults.ts'
import type { Session } from '../../src/session/session.ts'
import { PATIENT } from '../support/patience.ts'
import { liveSession } from '../support/session.tsx'
import { draw, sends } from '../support/simulate.ts'

const design = draw({ client: sends(200), lb: ['load-balancer'], web: ['web'], web2: ['web'] }, [
  'client > lb',
  'lb > web',
  'lb > web2',
])

let session: Session

const until = (check: () => void): Promise<void> => vi.waitFor(check, PATIENT)
const types = (): string[] => session.controls.map(({ control }) => control.type)
const tickNow = (): number => session.run.frames.latest?.system('tick') ?? -1
const timeReaches = (sec: number) =>
  until(() => expect(session.run.frames.latest?.timeSec).toBeGreaterThan(sec))

beforeEach(async () => {
  session = liveSession(design)
  session.act({ type: 'play' })
  await timeReaches(0.2)
})

afterEach(() => session.dispose())

describe('what is done to the clock of a run is logged with the tick at which it took effect', () => {
  it('a pause with the tick at which the run stands', async () => {
    session.act({ type: 'pause' })
    await until(() => expect(types()).toEqual(['play', 'pause']))
    await until(() => expect(session.run.state.status).toBe('paused'))
    const [played, paused] = session.controls
    expect(paused?.tick).toBe(tickNow())
    expect(paused?.tick).toBeGreaterThan(played?.tick ?? Number.NaN)
  })

  it('a speed, and a look back with the moment that is looked at', async () => {
    session.act({ type: 'speed', speed: 4 })
    session.act({ type: 'seek', atSec: 0.1 })
    await until(() => expect(types()).toContain('speed'))
    expect(session.run.state.speed).toBe(4)
    const look = session.controls.find(({ control }) => control.type === 'seek')
    expect(look?.control).toEqual({ type: 'seek', atSec: 0.1 })
    expect(look?.tick).toBeGreaterThan(0.1e9)
  })

  it('a run that is begun anew has a log of its own, and one that is approximate as well', async () => {
    session.act({ type: 'restart' })
    expect(session.controls).toEqual([{ tick: 0, control: { type: 'restart' } }])
    session.act({ type: 'approximate', approximate: true })
    expect(types()).toEqual(['approximate'])
    session.act({ type: 'approximate', approximate: true })
    expect(types()).toEqual(['approximate'])
  })

  it('to go live where one is live is nothing', () => {
    const before = types()
    session.act({ type: 'seek', atSec: null })
    expect(types()).toEqual(before)
  })
})

it('the log keeps the newest entries, and drops what comes late from a run that is over', () => {
  const log = new ControlLog()
  for (let tick = 0; tick <= CONTROLS_MAX; tick++) log.note(1, { tick, control: { type: 'play' } })
  expect([log.entries.length, log.entries[0]?.tick]).toEqual([CONTROLS_MAX, 1])
  log.note(2, { tick: 0, control: { type: 'restart' } })
  log.note(1, { tick: 9, control: { type: 'pause' } })
  expect(log.entries.map(({ control }) => control.type)).toEqual(['restart'])
})

describe('whoever looks back sees the present again', () => {
  beforeEach(() => session.act({ type: 'seek', atSec: 0.1 }))

  it('before a fault strikes, which happens now', async () => {
    strike(session, ['web'], { type: 'kill', amount: null })
    expect(session.run.frames.cursorSec).toBeNull()
    await until(() => expect(session.run.frames.latest?.node('web', 'down')).toBe(1))
    const kill = session.run.state.marks.find(({ type }) => type === 'kill')
    expect(kill?.timeSec).toBeGreaterThan(0.1)
  })

  it('before an edit changes what runs', () => {
    session.design.edit((before) => setNodeParam(before, 'web', 'serviceMs', 70))
    expect(session.run.frames.cursorSec).toBeNull()
    session.act({ type: 'seek', atSec: 0.1 })
    session.design.undo()
    expect(session.run.frames.cursorSec).toBeNull()
  })

  it('but not because boxes are moved', () => {
    session.design.edit((before) =>
      moveNodes(before, [{ id: 'web', position: { x: 640, y: 320 }, parent: undefined }]),
    )
    expect(session.run.frames.cursorSec).toBe(0.1)
  })
})

it('a button without a name on it kills the server with the most traffic', async () => {
  await timeReaches(1)
  killServer(session)
  await until(() =>
    expect(['web', 'web2'].filter((id) => session.run.frames.latest?.node(id, 'down') === 1)).toHaveLength(1),
  )
})
