import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import Inspector from '../../src/features/inspector/inspector.tsx'
// The panel comes with the first selection; a busy machine may take longer to read it than a test waits.
import '../../src/features/inspector/selection-panel.tsx'
import { activate } from '../../src/i18n/i18n.ts'
import { emptyDesign } from '../../src/model/design.ts'
import { addNode, connect, setNodeParams } from '../../src/session/edits.ts'
import { renderIn, testSession } from '../support/session.tsx'

const { session } = testSession()

/** One scripted person before the inspector of a design with a client wired to a server. */
function openInspector() {
  const actions = { onFault: vi.fn(), onDuplicate: vi.fn(), onDelete: vi.fn() }
  renderIn(session, <Inspector {...actions} />)
  return { actions, user: userEvent.setup() }
}

const paramsOf = (id: string) => session.design.getState().design.nodes.find((node) => node.id === id)?.params

beforeEach(() => {
  activate('en')
  const { design: one } = addNode(emptyDesign('Test'), 'client', { x: 0, y: 0 })
  const { design: two } = addNode(one, 'web', { x: 200, y: 0 })
  session.design.open(connect(two, 'client-1', 'web-1').design)
  session.selection.clear()
})

afterEach(cleanup)

it('a number typed into a field changes the design when it is done, by Enter or by leaving the field', async () => {
  session.selection.select(['web-1'])
  const { user } = openInspector()
  const field = await screen.findByLabelText('Service time')
  await user.clear(field)
  await user.type(field, '250')
  expect(paramsOf('web-1')).toEqual({})
  await user.type(field, '{Enter}')
  expect(paramsOf('web-1')).toEqual({ serviceMs: 250 })
  await user.clear(field)
  await user.type(field, '300')
  await user.tab()
  expect(paramsOf('web-1')).toEqual({ serviceMs: 300 })
  session.design.undo()
  session.design.undo()
  expect(paramsOf('web-1')).toEqual({})
})

it('a number that is half typed is taken back by Escape', async () => {
  session.selection.select(['web-1'])
  const { user } = openInspector()
  const field = await screen.findByLabelText<HTMLInputElement>('Service time')
  await user.type(field, '9{Escape}')
  expect(field.value).toBe('20')
  await user.tab()
  expect(paramsOf('web-1')).toEqual({})
})

it('the arrow keys count at once, from what is typed, and are one step of undo', async () => {
  // What follows at once is one step, however busy the machine is.
  const now = vi.spyOn(Date, 'now').mockReturnValue(1_000_000)
  session.selection.select(['web-1'])
  const { user } = openInspector()
  const field = await screen.findByLabelText('Service time')
  await user.clear(field)
  await user.type(field, '250{ArrowUp}')
  expect(paramsOf('web-1')).toEqual({ serviceMs: 250.1 })
  await user.type(field, '{ArrowDown}')
  expect(paramsOf('web-1')).toEqual({ serviceMs: 250 })
  session.design.undo()
  expect(paramsOf('web-1')).toEqual({})
  now.mockRestore()
})

it('a number outside its range is refused with the range, and the design keeps its value', async () => {
  session.selection.select(['web-1'])
  const { user } = openInspector()
  const field = await screen.findByLabelText('Instances')
  await user.clear(field)
  await user.type(field, '-3')
  expect((await screen.findByRole('alert')).textContent).toMatch(/1.*10,?000/)
  expect(field.getAttribute('aria-invalid')).toBe('true')
  expect(paramsOf('web-1')).toEqual({})
})

it('a choice, a limit and a switch write what they say', async () => {
  session.selection.select(['web-1'])
  const { user } = openInspector()
  await user.selectOptions(await screen.findByLabelText('While waiting'), 'blocking')
  expect(paramsOf('web-1')).toEqual({ waiting: 'blocking' })
  await user.click(screen.getByRole('button', { name: 'Queue limit: no limit' }))
  expect(paramsOf('web-1')).toEqual({ waiting: 'blocking', queueMax: null })
})

it('sections of fields are closed, and the head of an open one says how many differ', async () => {
  session.selection.select(['web-1'])
  const { user } = openInspector()
  const head = (name: string) => screen.getByText(name, { selector: 'summary span' }).closest('details')!
  await screen.findByText('Scaling')
  expect([...document.querySelectorAll('details')].map((section) => section.open)).not.toContain(true)
  expect(head('Scaling').textContent).toContain('Idle while “Autoscale” is off:')
  await user.click(screen.getByText('Scaling'))
  await user.click(screen.getByLabelText('Autoscale'))
  expect(paramsOf('web-1')).toEqual({ autoscale: true })
  expect(head('Scaling').open).toBe(true)
  expect(head('Scaling').querySelector('summary')?.textContent).toContain('1 changed')
  expect(head('Scaling').textContent).not.toContain('Idle while')
})

it('a section whose fields differ is open from the start', async () => {
  const { design } = session.design.getState()
  session.design.open(setNodeParams(design, 'web-1', { breakerFailures: 5 }))
  session.selection.select(['web-1'])
  openInspector()
  const name = await screen.findByText('Failure handling')
  expect(name.closest('details')?.open).toBe(true)
})

it('a preset sets all its fields in one step of undo, and other values are called custom', async () => {
  session.design.open(addNode(emptyDesign(), 'load-balancer', { x: 0, y: 0 }).design)
  session.selection.select(['lb-1'])
  const { user } = openInspector()
  const preset = await screen.findByLabelText<HTMLSelectElement>('Preset')
  expect(preset.value).toBe('classroom')
  await user.selectOptions(preset, 'AWS ALB')
  expect(paramsOf('lb-1')).toEqual({
    healthIntervalMs: 30_000,
    healthTimeoutMs: 5000,
    healthFall: 2,
    healthRise: 5,
    connectMs: 10_000,
    responseTimeoutMs: 60_000,
  })
  expect(preset.value).toBe('alb')
  await user.type(screen.getByLabelText('Fall'), '{ArrowUp}')
  expect(preset.selectedOptions[0]?.textContent).toBe('Custom')
  session.design.undo()
  session.design.undo()
  expect(paramsOf('lb-1')).toEqual({})
})

it('a price says what it comes to in a month', async () => {
  session.selection.select(['web-1'])
  const { user } = openInspector()
  const price = await screen.findByLabelText<HTMLInputElement>('Price')
  expect(price.value).toBe('0.1389')
  const field = price.closest('.ui-field')
  expect(field?.textContent).toContain('= $100 a month')
  await user.clear(screen.getByLabelText('Instances'))
  await user.type(screen.getByLabelText('Instances'), '3{Enter}')
  expect(field?.textContent).toContain('= $100 a month each, $300 for 3')
})

it('the mix shows the share of every class and refuses to be all zero', async () => {
  session.selection.select(['client-1'])
  const { user } = openInspector()
  const read = await screen.findByRole('textbox', { name: /weight.*read|read.*weight/i })
  await user.clear(read)
  await user.type(read, '30{Enter}')
  expect(paramsOf('client-1')).toEqual({ mix: { static: 0, read: 30, write: 10, upload: 0, task: 0 } })
  expect(document.querySelector('.mix')?.textContent).toContain('75 %')
  const write = screen.getByRole('textbox', { name: /weight.*write|write.*weight/i })
  await user.clear(write)
  await user.type(write, '0{Enter}')
  await user.clear(read)
  await user.type(read, '0{Enter}')
  expect(await screen.findByRole('alert')).toBeTruthy()
  expect(paramsOf('client-1')).toEqual({ mix: { static: 0, read: 30, write: 0, upload: 0, task: 0 } })
})

it('a wire says in words what flows over it', async () => {
  session.selection.select([], ['wire-1'])
  openInspector()
  expect(await screen.findByText('Client calls Web server')).toBeTruthy()
})

it('the actions at the foot act on the selection', async () => {
  session.selection.select(['web-1'])
  const { actions, user } = openInspector()
  await user.click(await screen.findByRole('button', { name: 'Kill' }))
  expect(actions.onFault).toHaveBeenCalledWith(['web-1'], { type: 'kill', amount: null })
})

it('with nothing selected it shows the design in the language of the page', async () => {
  activate('ko')
  openInspector()
  expect(await screen.findByText('Test')).toBeTruthy()
  expect(document.body.textContent).toMatch(/노드 2개/)
})

it('everything that can break a node stands in one menu, each degree by its full name', async () => {
  session.selection.select(['web-1'])
  const { actions, user } = openInspector()
  await user.click(await screen.findByRole('button', { name: 'More faults' }))
  const names = screen
    .getAllByRole('menuitem')
    .map((item) => item.getAttribute('aria-label') ?? item.textContent)
  expect(names).toEqual([
    'Kill',
    'Freeze',
    'Slow down ×2',
    'Slow down ×10',
    'Slow down ×100',
    'Fail 10 % of requests',
    'Fail 50 % of requests',
    'Fail 100 % of requests',
    'Drain',
  ])
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowRight}{Enter}')
  expect(actions.onFault).toHaveBeenCalledWith(['web-1'], { type: 'slow', amount: 10 })
})

it('a client cannot be killed but spiked, and what was done to it can always be ended', async () => {
  session.selection.select(['client-1'])
  const { actions, user } = openInspector()
  await user.click(await screen.findByRole('button', { name: 'Break it' }))
  await user.click(screen.getByRole('menuitem', { name: 'Spike the traffic ×5' }))
  expect(actions.onFault).toHaveBeenCalledWith(['client-1'], { type: 'spike', amount: 5 })
  await user.click(screen.getByRole('button', { name: 'Break it' }))
  await user.click(screen.getByRole('menuitem', { name: 'Restore' }))
  expect(actions.onFault).toHaveBeenCalledWith(['client-1'], { type: 'restore', amount: null })
})

it('a wire can be cut from its panel', async () => {
  session.selection.select([], ['wire-1'])
  const { actions, user } = openInspector()
  await user.click(await screen.findByRole('button', { name: 'Cut' }))
  expect(actions.onFault).toHaveBeenCalledWith(['wire-1'], { type: 'cut', amount: null })
})
