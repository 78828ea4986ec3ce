import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Trace, TraceFilter } from '../../src/analysis/trace-hops.ts'
import RequestsPanel from '../../src/features/requests/requests-panel.tsx'
import { activate } from '../../src/i18n/i18n.ts'
import { emptyDesign } from '../../src/model/design.ts'
import { addNode, connect } from '../../src/session/edits.ts'
import { renderIn, testSession } from '../support/session.tsx'

const { session, run } = testSession()

const span = {
  parent: -1,
  node: 'web-1',
  wire: 'wire-1',
  op: 'call',
  attempt: 0,
  sentMs: 0,
  arrivedMs: 5,
  startedMs: 25,
  servedMs: 65,
  repliedMs: 65,
  returnedMs: 70,
  outcome: 'ok',
  abandonedMs: null,
} as const satisfies Trace['spans'][number]

const answered: Trace = {
  id: 1,
  client: 'client-1',
  class: 'read',
  key: 3,
  beganSec: 12,
  endedSec: 12.07,
  outcome: 'ok',
  attempts: 1,
  spans: [span],
  followedMs: 70,
}

const failed: Trace = {
  ...answered,
  id: 2,
  class: 'write',
  beganSec: 13,
  endedSec: 13.01,
  outcome: 'shed',
  attempts: 2,
  spans: [
    { ...span, startedMs: null, servedMs: null, repliedMs: 5, returnedMs: 10, outcome: 'shed' },
    {
      ...span,
      attempt: 1,
      sentMs: 10,
      startedMs: null,
      servedMs: null,
      repliedMs: 15,
      returnedMs: 20,
      outcome: 'shed',
    },
  ],
  followedMs: 20,
}

const asked: TraceFilter[] = []
let known: readonly Trace[] = []

beforeEach(() => {
  asked.length = 0
  known = [failed, answered]
  vi.spyOn(run, 'trace').mockImplementation(() => {})
  vi.spyOn(run, 'traces').mockImplementation(async (filter) => {
    asked.push(filter)
    return known.filter(({ outcome }) => filter.show !== 'failed' || outcome !== 'ok')
  })
  activate('en')
  const { design: one } = addNode(emptyDesign('Test'), 'client', { x: 0, y: 0 })
  const { design: two } = addNode(one, 'web', { x: 200, y: 0 })
  session.design.open(connect(two, 'client-1', 'web-1').design)
  session.trace.show(true)
})

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

function openPanel() {
  const view = renderIn(session, <RequestsPanel />)
  return { ...view, user: userEvent.setup() }
}

it('requests are followed only while the panel is there', () => {
  const { unmount } = openPanel()
  expect(run.trace).toHaveBeenCalledWith({ everySec: 0.25, class: null })
  unmount()
  expect(run.trace).toHaveBeenLastCalledWith(null)
})

it('a chosen request shows its hops, with the line told from the work, and its way', async () => {
  const { user } = openPanel()
  await user.click(await screen.findByRole('button', { name: /read request of 0:12.0: answered, 70.ms/ }))
  const hops = screen.getByRole('table', { name: 'Hops of the request' })
  expect(within(hops).getByRole('row', { name: /Web server queued 20.ms, served 40.ms 70.ms/ })).toBeTruthy()
  const { path } = session.trace.getState()
  expect([[...path!.nodes], [...path!.wires], path!.failedAt]).toEqual([
    ['client-1', 'web-1'],
    ['wire-1'],
    null,
  ])
})

it('a failed request says why, and names the node', async () => {
  const { user } = openPanel()
  await user.click(screen.getByRole('radio', { name: 'Failed' }))
  await user.click(await screen.findByRole('button', { name: /write request of 0:13.0: shed/ }))
  expect(screen.getByText('Web server was full and turned the call away.')).toBeTruthy()
  expect(screen.getByText(/2 tries/)).toBeTruthy()
  expect(session.trace.getState().path?.failedAt).toBe('web-1')
  expect(asked.at(-1)).toMatchObject({ show: 'failed', class: null })
})

it('the class that is asked for is the one that is followed', async () => {
  const { user } = openPanel()
  await user.selectOptions(screen.getByLabelText('Class'), 'upload')
  expect(run.trace).toHaveBeenLastCalledWith({ everySec: 0.25, class: 'upload' })
})

it('the arrows go through the list, Escape gives the request and then the panel back', async () => {
  const { user } = openPanel()
  const [first, second] = await screen.findAllByRole('button', { name: /request of/ })
  expect([first!.tabIndex, second!.tabIndex]).toEqual([0, -1])
  first!.focus()
  await user.keyboard('{ArrowDown}')
  expect(document.activeElement).toBe(second)
  expect(second!.getAttribute('aria-pressed')).toBe('true')
  await user.keyboard('{Escape}')
  expect(session.trace.getState()).toEqual({ open: true, behind: false, path: null })
  await user.keyboard('{Escape}')
  expect(session.trace.getState().open).toBe(false)
})

it('an empty list says so in the language of the page', async () => {
  known = []
  activate('ko')
  openPanel()
  expect(await screen.findByText(/아직 끝난 요청이 없습니다/)).toBeTruthy()
})
