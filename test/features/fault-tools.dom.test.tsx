import { cleanup, createEvent, fireEvent, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { canvasOf } from '../../src/features/canvas/canvas-store.ts'
import { dropFault } from '../../src/features/canvas/drop-fault.ts'
import FaultTools from '../../src/features/palette/fault-tools.tsx'
import { activate } from '../../src/i18n/i18n.ts'
import type { FaultType } from '../../src/model/fault.ts'
import { FAULT_DATA } from '../../src/page/drag-data.ts'
import { NO_OVERRIDES, SceneBuilder } from '../../src/scene/scene.ts'
import { renderIn, testSession } from '../support/session.tsx'
import { draw } from '../support/simulate.ts'

const { session } = testSession()
const design = draw({ client: ['client'], web: ['web'], cache: ['cache'] }, ['client > web > cache'])
const scene = new SceneBuilder().build(design, 'en', NO_OVERRIDES)
const wire = design.edges[0]!.id

/** What has been done to the run. */
let struck: [readonly string[], string][]

beforeEach(() => {
  activate('en')
  struck = []
  session.design.open(design)
  session.selection.clear()
  canvasOf(session).scene = scene
  vi.spyOn(session, 'act').mockImplementation((action) => {
    if (action.type === 'strike') struck.push([action.ids, action.choice.type])
  })
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const tool = (name: string): HTMLElement => screen.getByRole('button', { name })

describe('a fault of the palette', () => {
  it('is done to those of the selected that know it, and waits while none does', async () => {
    renderIn(session, <FaultTools />)
    const user = userEvent.setup()
    expect(tool('Flush the cache').getAttribute('aria-disabled')).toBe('true')
    await user.click(tool('Flush the cache'))
    expect(struck).toEqual([])
    cleanup()
    session.selection.select(['web', 'cache'], [wire])
    renderIn(session, <FaultTools />)
    await user.click(tool('Flush the cache'))
    await user.click(tool('Cut'))
    expect(struck).toEqual([
      [['cache'], 'flush'],
      [[wire], 'cut'],
    ])
  })

  it('is dragged where something in the design knows it', () => {
    renderIn(session, <FaultTools />)
    expect(tool('Spike the traffic').draggable).toBe(true)
    expect(tool('Pause replication').draggable).toBe(false)
    const setData = vi.fn()
    const event = createEvent.dragStart(tool('Slow down'))
    Object.defineProperty(event, 'dataTransfer', { value: { setData } })
    fireEvent(tool('Slow down'), event)
    expect(setData).toHaveBeenCalledWith(FAULT_DATA, '{"type":"slow","amount":null,"targets":[]}')
  })
})

describe('dropped on the canvas', () => {
  const dropOn = (type: FaultType, id: string | null, over: string | null = null) => {
    const box = id === null ? { x: -900, y: -900 } : scene.byId.get(id)!.box
    const fault = { type, amount: null, targets: [] }
    dropFault(session, { fault, x: box.x + 4, y: box.y + 4, wire: over, at: null })
  }

  it('it strikes the node that it is dropped on, and selects it', () => {
    dropOn('kill', 'web')
    expect(struck).toEqual([[['web'], 'kill']])
    expect([...session.selection.getState().nodes]).toEqual(['web'])
  })

  it('a cut takes the wire under the pointer', () => {
    dropOn('cut', null, wire)
    expect(struck).toEqual([[[wire], 'cut']])
    expect([...session.selection.getState().wires]).toEqual([wire])
  })

  it.each<[FaultType, string | null, RegExp]>([
    ['flush', 'web', /no effect on Web server/],
    ['kill', null, /drop it on a node/],
  ])('%s on %s says why nothing happens', (type, id, words) => {
    dropOn(type, id)
    expect(struck).toEqual([])
    expect(canvasOf(session).state.getState().notice?.text).toMatch(words)
  })
})
