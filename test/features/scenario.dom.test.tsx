import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import Inspector from '../../src/features/inspector/inspector.tsx'
import { activate } from '../../src/i18n/i18n.ts'
import { emptyDesign, type ScenarioEvent } from '../../src/model/design.ts'
import { addEvent, addNode, connect } from '../../src/session/edits.ts'
import { renderIn, testSession } from '../support/session.tsx'

const { session } = testSession()

/** One scripted person before the design of a client, a server and a database, with nothing selected. */
function openScenario() {
  renderIn(session, <Inspector onFault={vi.fn()} onDuplicate={vi.fn()} onDelete={vi.fn()} />)
  return userEvent.setup()
}

const events = (): readonly ScenarioEvent[] => session.design.getState().design.scenario.events
const plan = (event: ScenarioEvent): void => session.design.edit((design) => addEvent(design, event))

beforeEach(() => {
  // The test's page has no layout and so nothing to scroll.
  Element.prototype.scrollIntoView = vi.fn()
  activate('en')
  const { design: one } = addNode(emptyDesign('Test'), 'client', { x: 0, y: 0 })
  const { design: two } = addNode(one, 'web', { x: 200, y: 0 })
  const { design: three } = addNode(two, 'database', { x: 400, y: 0 })
  session.design.open(connect(connect(three, 'client-1', 'web-1').design, 'web-1', 'db-1').design)
  session.selection.clear()
})

afterEach(cleanup)

it('an empty scenario says what it is for, and its first event kills a server', async () => {
  const user = openScenario()
  expect(await screen.findByText(/Nothing is planned/)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Add event' }))
  expect(events()).toEqual([{ at: 30, type: 'kill', target: 'web-1' }])
  expect(screen.getByRole('button', { name: '0:30 Web server Kill' })).toBeTruthy()
  session.design.undo()
  expect(events()).toEqual([])
})

it('where nothing can break there is nothing to add', async () => {
  session.design.open(emptyDesign())
  openScenario()
  const add = await screen.findByRole('button', { name: 'Add event' })
  expect(add).toHaveProperty('disabled', true)
  expect(screen.getByText(/First put something on the canvas/)).toBeTruthy()
})

it('another target offers its own faults, and a fault its own degree and duration', async () => {
  const user = openScenario()
  await user.click(await screen.findByRole('button', { name: 'Add event' }))
  await user.selectOptions(screen.getByLabelText('Target'), 'db-1')
  const offered = within(screen.getByLabelText('What')).getAllByRole('option')
  expect(offered.map((option) => option.textContent)).toEqual([
    'Kill',
    'Freeze',
    'Slow down',
    'Fail requests',
    'Pause replication',
    'Restore',
  ])
  await user.selectOptions(screen.getByLabelText('What'), 'slow')
  const degree = screen.getByLabelText('Degree')
  await user.clear(degree)
  await user.type(degree, '4')
  await user.type(screen.getByLabelText('Lasts'), '20{Enter}')
  expect(events()).toEqual([{ at: 30, type: 'slow', target: 'db-1', amount: 4, duration: 20 }])
  expect(screen.getByText('Slow down ×4 for 20 s')).toBeTruthy()
  await user.clear(screen.getByLabelText('Lasts'))
  await user.tab()
  expect(events()).toEqual([{ at: 30, type: 'slow', target: 'db-1', amount: 4 }])
  await user.selectOptions(screen.getByLabelText('Target'), 'wire-1')
  expect(events()).toEqual([{ at: 30, type: 'cut', target: 'wire-1' }])
  expect(screen.queryByLabelText('Degree')).toBeNull()
})

it('what is typed counts when the field is left, because every change begins the run anew', async () => {
  plan({ at: 10, type: 'kill', target: 'web-1' })
  const user = openScenario()
  await user.click(await screen.findByRole('button', { name: /Web server Kill/ }))
  const at = screen.getByLabelText('At')
  await user.clear(at)
  await user.type(at, '25{ArrowUp}')
  expect(events()[0]?.at).toBe(10)
  await user.tab()
  expect(events()[0]?.at).toBe(26)
  await user.type(at, '9{Escape}')
  await user.tab()
  expect(events()[0]?.at).toBe(26)
})

it('a number outside its limits is refused with the limits, and the event stays', async () => {
  plan({ at: 10, type: 'errors', target: 'web-1' })
  const user = openScenario()
  await user.click(await screen.findByRole('button', { name: /Fail 50 % of requests/ }))
  const degree = screen.getByLabelText('Degree')
  await user.clear(degree)
  await user.type(degree, '120')
  expect((await screen.findByRole('alert')).textContent).toMatch(/0 to 100/)
  await user.tab()
  expect(events()).toEqual([{ at: 10, type: 'errors', target: 'web-1' }])
})

it('events stand in the order of time, but not before the one being typed is closed', async () => {
  plan({ at: 20, type: 'kill', target: 'web-1' })
  plan({ at: 5, type: 'cut', target: 'wire-1' })
  const user = openScenario()
  const order = () =>
    screen.getAllByRole('button', { name: /^\d+:\d/ }).map((button) => button.querySelector('b')?.textContent)
  await screen.findByRole('button', { name: /Kill/ })
  expect(order()).toEqual(['Client → Web server', 'Web server'])
  await user.click(screen.getByRole('button', { name: /Web server Kill/ }))
  const at = screen.getByLabelText('At')
  await user.clear(at)
  await user.type(at, '1{Enter}')
  expect(events()[0]).toEqual({ at: 1, type: 'kill', target: 'web-1' })
  expect(order()).toEqual(['Client → Web server', 'Web server'])
  await user.click(screen.getByRole('button', { name: /Web server Kill/ }))
  expect(order()).toEqual(['Web server', 'Client → Web server'])
})

it('an event is deleted by its own button, and what a file got wrong is named', async () => {
  plan({ at: 20, type: 'flush', target: 'web-1' })
  plan({ at: 5, type: 'kill', target: 'nobody' })
  const user = openScenario()
  expect(await screen.findByText(/Flush the cache has no effect on Web server/)).toBeTruthy()
  expect(screen.getByText(/“nobody” is not in the design/)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Delete the event at 0:05: nobody' }))
  expect(events()).toEqual([{ at: 20, type: 'flush', target: 'web-1' }])
})
