import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import Proving from '../../src/app/proving.tsx'
import { activate } from '../../src/i18n/i18n.ts'
import { type Design, emptyDesign } from '../../src/model/design.ts'
import { pageStore } from '../../src/page/page-store.ts'
import type { Frame } from '../../src/runtime/frame-ring.ts'
import { setTitle } from '../../src/session/edits.ts'
import { resilienceOf } from '../../src/session/resilience.ts'
import type { Session } from '../../src/session/session.ts'
import { KIND_SIMS, SimShell } from '../support/engine.ts'
import { PATIENT } from '../support/patience.ts'
import { renderIn, testSession } from '../support/session.tsx'
import { draw, sends } from '../support/simulate.ts'
import { workerDouble } from '../support/worker-double.ts'

const QUICK = { serviceMs: 2, localDataMs: 2 }
const LB = { healthIntervalMs: 1000, healthFall: 2, healthTimeoutMs: 500 }
const design = draw(
  { client: sends(60), lb: ['load-balancer', LB], 'web-1': ['web', QUICK], 'web-2': ['web', QUICK] },
  ['client > lb > web-1', 'lb > web-2'],
)

let workers: ReturnType<typeof workerDouble>[] = []
let session: Session
let run: ReturnType<typeof testSession>['run']

beforeEach(() => {
  workers = []
  const made = testSession(() => {
    const worker = workerDouble(new SimShell(KIND_SIMS))
    workers.push(worker)
    return worker
  })
  session = made.session
  run = made.run
  pageStore.setState({ dialog: 'resilience', proveNow: false })
  activate('en')
})

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  session.dispose()
})

function openDialog(of: Design) {
  session.design.open(of)
  renderIn(session, <Proving />)
  return { user: userEvent.setup(), button: (name: string | RegExp) => screen.getByRole('button', { name }) }
}

const rows = (): HTMLElement[] =>
  within(screen.getByRole('list', { name: /worst first/ })).getAllByRole('heading')

const finished = (): Promise<void> => waitFor(() => screen.getByText(/^Done in/), PATIENT).then(() => {})

it('a report has a row for each part, the worst first, with its verdict in words, what happens and what helps', async () => {
  const { user, button } = openDialog(design)
  await user.click(button('Prove it'))
  await finished()
  expect(rows()[0]?.textContent).toBe('Load balancer')
  expect(rows()).toHaveLength(3)
  expect(screen.getByText('reads: single point of failure')).toBeTruthy()
  expect(screen.getAllByText('reads: fails for a time')).toHaveLength(2)
  expect(screen.getByText(/1 of 3 parts is a single point of failure/)).toBeTruthy()
  expect(workers.every(({ ended }) => ended)).toBe(true)
})

it('advice is taken with one click, and the next report says whether it holds', async () => {
  const { user, button } = openDialog(design)
  await user.click(button(/Prove it/))
  await finished()
  await user.click(button(/^Do it for Load balancer/))
  expect(session.design.getState().design).not.toBe(design)
  expect(screen.getByText(/Prove it again to see whether it holds/)).toBeTruthy()
  expect(screen.getByText(/The design has been edited since/)).toBeTruthy()
  await user.click(button('Prove it again'))
  await waitFor(() => screen.getByText(/Advice tried, and it holds: single point of failure before/), PATIENT)
})

it('one that is stopped keeps the rows that are there, and an edit while it runs is said', async () => {
  const { user, button } = openDialog(design)
  await user.click(button(/Prove it/))
  session.design.edit((current) => setTitle(current, 'another'))
  await waitFor(() => expect(rows().length).toBeGreaterThan(0), PATIENT)
  expect(screen.getByText(/The design has been edited since/)).toBeTruthy()
  resilienceOf(session).cancel()
  const { status } = resilienceOf(session).state
  expect(await screen.findByText(status === 'cancelled' ? /Stopped after/ : /Done in/)).toBeTruthy()
  expect(rows().length).toBeGreaterThan(0)
})

it.each([
  ['without a client', emptyDesign(), /the design has no client/],
  ['with nothing that can be lost', draw({ client: sends(10) }), /About/],
])('a design %s says what there is to prove', (_name, of, words) => {
  const { button } = openDialog(of)
  expect(screen.getByText(words)).toBeTruthy()
  expect(button(/Prove it/).hasAttribute('disabled')).toBe(of.nodes.length === 0)
})

it('whoever asks for the proof outside gets it at once, and what is there already is only shown', async () => {
  pageStore.setState({ proveNow: true })
  openDialog(design)
  await finished()
  expect(rows()).toHaveLength(3)
  const { report } = resilienceOf(session).state
  cleanup()
  pageStore.setState({ proveNow: true })
  renderIn(session, <Proving />)
  expect(resilienceOf(session).state.report).toBe(report)
  expect(pageStore.getState().proveNow).toBe(false)
  cleanup()
  renderIn(session, <Proving />)
  expect(resilienceOf(session).state.status).toBe('done')
})

it('a loss is shown on the canvas as it was measured: without the scenario, from a second before, for as long', async () => {
  const planned = {
    ...design,
    scenario: { ...design.scenario, events: [{ at: 1, type: 'kill', target: 'web-1' } as const] },
  }
  const { user, button } = openDialog(planned)
  await user.click(button('Prove it'))
  await finished()
  const { report } = resilienceOf(session).state
  const row = report!.rows.find(({ trial }) => trial.target === 'web-2')!
  const done = vi.spyOn(session, 'act').mockImplementation(() => {})
  const place = report!.rows.indexOf(row)
  await user.click(screen.getAllByRole('button', { name: /^Show the loss of/ })[place]!)
  const [action] = done.mock.calls[0]!
  if (action.type !== 'replay') throw new Error('It was not replayed.')
  const { start, moment, model, finalModel } = action.plan
  expect([start.scenario.events, model.faults, finalModel.faults]).toEqual([[], [], []])
  const strikesAtSec = report!.baseline!.warmupSec
  expect(moment).toMatchObject({ atTick: Math.round((strikesAtSec - 1) * 1e9), actions: [] })
  const reached = { outcome: 'reached', atSec: strikesAtSec - 1 }
  Object.assign(run.state, { status: 'paused', replay: reached })
  const frame = { timeSec: strikesAtSec, system: () => strikesAtSec }
  vi.spyOn(run.frames, 'latest', 'get').mockReturnValue(frame as unknown as Frame)
  act(() => run.frames.scrubTo(null))
  expect(done.mock.calls.map(([one]) => one).at(-1)).toEqual({
    type: 'strike',
    ids: ['web-2'],
    choice: { type: 'kill', amount: null },
    durationSec: row.trial.windows.holdSec,
  })
})
