import { cleanup, createEvent, fireEvent, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import ScenarioTrack from '../../src/features/timeline/scenario-track.tsx'
import { outsideOf, stretchedBy, trackBars } from '../../src/features/timeline/track-rows.ts'
import { activate } from '../../src/i18n/i18n.ts'
import type { ScenarioEvent } from '../../src/model/design.ts'
import type { FaultType } from '../../src/model/fault.ts'
import { type DraggedFault, FAULT_DATA } from '../../src/page/drag-data.ts'
import { addEvents } from '../../src/session/edits.ts'
import { renderIn, testSession } from '../support/session.tsx'
import { draw } from '../support/simulate.ts'

const { session } = testSession()
const WINDOW = { fromSec: 0, toSec: 100 }
const design = draw({ client: ['client'], web: ['web'], cache: ['cache'], db: ['database'] }, [
  'client > web > cache',
  'web > db',
])

const events = (): readonly ScenarioEvent[] => session.design.getState().design.scenario.events
const plan = (...planned: ScenarioEvent[]) => session.design.edit((current) => addEvents(current, planned))
const bar = (name: RegExp) => screen.getByRole('button', { name })

function openTrack() {
  renderIn(session, <ScenarioTrack window={WINDOW} />)
  return userEvent.setup()
}

beforeAll(() => {
  // jsdom has neither, and menus ask for both.
  globalThis.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  Element.prototype.scrollIntoView = () => {}
  Element.prototype.setPointerCapture = () => {}
  Element.prototype.getBoundingClientRect = () => new DOMRect(0, 0, 1000, 20)
})

beforeEach(() => {
  activate('en')
  session.design.open(design)
  session.selection.clear()
})
afterEach(cleanup)

describe('a bar of the scenario', () => {
  it('is moved, stretched, repeated and deleted by the keyboard, and each of it can be undone', async () => {
    plan({ at: 30, type: 'kill', target: 'web', duration: 20 })
    const user = openTrack()
    bar(/0:30/).focus()
    await user.keyboard('{ArrowRight}{Shift>}{ArrowRight}{/Shift}')
    expect(events()[0]).toMatchObject({ at: 41, duration: 20 })
    await user.keyboard('{Alt>}{ArrowLeft}{/Alt}')
    expect(events()[0]).toMatchObject({ at: 41, duration: 19 })
    await user.keyboard('r')
    expect(events()[1]).toEqual({ at: 79, type: 'kill', target: 'web', duration: 19 })
    await user.keyboard('{Delete}')
    expect(events()).toEqual([{ at: 79, type: 'kill', target: 'web', duration: 19 }])
    session.design.undo()
    expect(events()).toHaveLength(2)
  })

  it('is dragged along the axis, and by its end', () => {
    plan({ at: 30, type: 'kill', target: 'web', duration: 20 })
    openTrack()
    fireEvent.pointerDown(bar(/0:30/), { button: 0, clientX: 300, pointerId: 1 })
    fireEvent.pointerMove(bar(/0:30/), { clientX: 404 })
    expect(events()[0]!.at).toBe(30)
    fireEvent.pointerUp(bar(/0:40/))
    expect(events()[0]).toMatchObject({ at: 40, duration: 20 })
    const end = bar(/0:40/).querySelector('[data-grip=end]')!
    fireEvent.pointerDown(end, { button: 0, clientX: 600, pointerId: 1 })
    fireEvent.pointerMove(bar(/0:40/), { clientX: 650 })
    fireEvent.pointerUp(bar(/0:40/))
    expect(events()[0]).toMatchObject({ at: 40, duration: 25 })
  })

  it('whose target is gone says so in clear words, and is kept', () => {
    session.design.open({
      ...design,
      scenario: { seed: 1, events: [{ at: 10, type: 'kill', target: 'nobody' }] },
    })
    openTrack()
    expect(bar(/nobody is no longer in the design: nothing happens\. It is kept/)).toBeTruthy()
    expect(events()).toHaveLength(1)
  })
})

describe('a fault is planned', () => {
  const drop = (data: string, clientX: number) => {
    const track = screen.getByRole('group')
    for (const type of ['dragOver', 'drop'] as const) {
      const event = createEvent[type](track)
      const dataTransfer = { types: [FAULT_DATA], getData: () => data }
      Object.defineProperties(event, { dataTransfer: { value: dataTransfer }, clientX: { value: clientX } })
      fireEvent(track, event)
    }
  }

  const dragged = (type: FaultType, own: Partial<DraggedFault> = {}): string =>
    JSON.stringify({ type, amount: null, targets: [], ...own })

  it('where it is dropped, on what is selected or else on a server', () => {
    openTrack()
    drop(dragged('kill'), 250)
    expect(events()).toEqual([{ at: 25, type: 'kill', target: 'web' }])
    session.selection.select(['db'])
    drop(dragged('kill'), 610)
    expect(events()[1]).toEqual({ at: 61, type: 'kill', target: 'db' })
  })

  it.each<[FaultType, string]>([
    ['drain', 'web'],
    ['slow', 'web'],
    ['errors', 'web'],
    ['cut', 'wire'],
    ['flush', 'cache'],
    ['spike', 'client'],
  ])('of every type: %s, on what knows it', (type, target) => {
    openTrack()
    drop(dragged(type), 100)
    const on = target === 'wire' ? design.edges[0]!.id : target
    expect(events()).toEqual([{ at: 10, type, target: on }])
  })

  it('with the degree and the target of the menu that it was dragged from', () => {
    openTrack()
    drop(dragged('slow', { amount: 100, targets: ['db'] }), 300)
    drop(dragged('spike', { amount: 5, targets: ['client'] }), 500)
    expect(events()).toEqual([
      { at: 30, type: 'slow', target: 'db', amount: 100 },
      { at: 50, type: 'spike', target: 'client', amount: 5 },
    ])
  })

  it.each(['nonsense', '{}', '{"type":"kill"}', '{"type":"burn","targets":[]}', 'null'])(
    'and nothing is where %s is dropped',
    (data) => {
      openTrack()
      drop(data, 500)
      expect(events()).toEqual([])
    },
  )

  it('and nothing is in a design that may only be looked at', () => {
    session.design.setReadOnly(true)
    openTrack()
    drop(dragged('kill'), 250)
    session.design.setReadOnly(false)
    expect(events()).toEqual([])
  })

  it('from the menu, where stories that do not fit say what they lack', async () => {
    const user = openTrack()
    await user.click(bar(/Plan a fault or a story/))
    const zone = screen.getByRole('menuitem', { name: /Lose a zone/ })
    expect(zone.textContent).toMatch(/needs a zone with something in it/)
    expect(zone.getAttribute('aria-disabled')).toBe('true')
    await user.click(screen.getByRole('menuitem', { name: /Kill the primary at the peak/ }))
    expect(events().map(({ type, target }) => [type, target])).toEqual([
      ['spike', 'client'],
      ['kill', 'db'],
    ])
  })
})

it('the menu plans a load change at its degree, as the keyboard does', async () => {
  const user = openTrack()
  bar(/Plan a fault or a story/).focus()
  await user.keyboard('{Enter}')
  screen.getByRole('menuitem', { name: /Spike the traffic ×5|×5/ }).focus()
  await user.keyboard('{Enter}')
  expect(events()).toMatchObject([{ type: 'spike', target: 'client', amount: 5 }])
})

describe('bars', () => {
  it('that overlap lie in rows of their own, and what is over leaves its row free', () => {
    const planned: ScenarioEvent[] = [
      { at: 0, type: 'kill', target: 'web', duration: 20 },
      { at: 10, type: 'kill', target: 'db', duration: 20 },
      { at: 25, type: 'flush', target: 'cache' },
    ]
    expect(trackBars(planned, WINDOW).map(({ row }) => row)).toEqual([0, 1, 0])
    expect(outsideOf(planned, { fromSec: 22, toSec: 24 })).toEqual({ before: 1, after: 1 })
  })

  it('without an end get one when it is drawn to a moment, and never less than a second', () => {
    const endless: ScenarioEvent = { at: 40, type: 'slow', target: 'db' }
    expect(stretchedBy(endless, -20, false, 100)).toMatchObject({ duration: 40 })
    expect(stretchedBy(endless, -200, false, 100)).toMatchObject({ duration: 1 })
    expect(stretchedBy({ at: 1, type: 'flush', target: 'cache' }, 5, false, 100)).not.toHaveProperty(
      'duration',
    )
  })
})
