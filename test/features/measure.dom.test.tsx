import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { reportText } from '../../src/analysis/report-text.ts'
import { compile } from '../../src/compile/compile.ts'
import { MeasureDialog } from '../../src/features/measure/measure-dialog.tsx'
import { activate } from '../../src/i18n/i18n.ts'
import { type Design, emptyDesign } from '../../src/model/design.ts'
import { openDialog, pageStore } from '../../src/page/page-store.ts'
import type { MeasuredModel, MeasuredReport } from '../../src/runtime/measure-client.ts'
import type { Experiment, Outcome } from '../../src/runtime/run-pool.ts'
import { setTitle } from '../../src/session/edits.ts'
import { measureOf } from '../../src/session/measure.ts'
import { renderIn, testSession } from '../support/session.tsx'
import { draw, report, sends } from '../support/simulate.ts'
import { workerDouble } from '../support/worker-double.ts'

const { session } = testSession(() => new Worker(''))

const design = draw({ client: sends(50), web: ['web'] }, ['client > web'])

/** What the worker was asked for, and how its answer is given. */
let asked: Experiment[] = []
let answer: (report: MeasuredReport) => void = () => {}

beforeEach(() => {
  asked = []
  const api = {
    experiment(experiment: Experiment, port: MessagePort) {
      asked.push(experiment)
      port.postMessage(0.25)
      return new Promise<Outcome>((resolve) => {
        answer = (given) =>
          resolve({ warm: null, report: given, series: null, marks: [], faults: [], stuckAtSec: null })
      })
    },
  }
  vi.stubGlobal('Worker', function Double() {
    return workerDouble(api)
  })
  openDialog('measure')
  activate('en')
  session.issues.setState({ issues: [] })
  session.design.open(design)
})

afterEach(() => {
  cleanup()
  measureOf(session).stop()
  vi.unstubAllGlobals()
})

const modelOf = (drawn: Design): MeasuredModel | null => {
  const compiled = compile(drawn)
  return compiled.ok ? compiled.value.model : null
}

function showDialog() {
  const user = userEvent.setup()
  renderIn(session, <MeasureDialog modelOf={modelOf} />)
  const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name)
  return {
    user,
    field,
    start: () => screen.getByRole<HTMLButtonElement>('button', { name: 'Measure' }),
    async retype(name: string, text: string) {
      await user.clear(field(name))
      if (text !== '') await user.type(field(name), text)
    },
  }
}

const figure = (name: string): string => screen.getByText(name).parentElement?.textContent ?? ''

it('the warm-up is a tenth of the duration until one is typed, and an emptied field goes back to that', async () => {
  const { field, retype, user } = showDialog()
  expect([field('Duration').value, field('Warm-up').value, field('Seed').value]).toEqual(['60', '6', '1'])
  await retype('Warm-up', '5')
  await retype('Duration', '90')
  expect(field('Warm-up').value).toBe('5')
  await retype('Warm-up', '')
  await user.tab()
  expect(field('Warm-up').value).toBe('9')
})

it.each([
  ['Duration', '0', 'Out of range. Type 0.1 to 2,592,000 s.'],
  ['Duration', 'long', 'This is not a number. Type 0.1 to 2,592,000 s.'],
  ['Warm-up', '60', 'Must be shorter than the duration.'],
  ['Seed', '1.5', 'Only whole numbers, 0 to 4,294,967,295.'],
])('%s %s is refused with what to do', async (name, text, sentence) => {
  const { field, retype, start, user } = showDialog()
  await retype(name, text)
  expect(screen.getByText(sentence)).toBeTruthy()
  expect(field(name).getAttribute('aria-invalid')).toBe('true')
  expect(start().disabled).toBe(true)
  await user.type(field(name), '{Enter}')
  expect(asked).toEqual([])
})

it('a run is measured with the chosen numbers, and its JSON is the shell’s', async () => {
  const { retype, user, start, field } = showDialog()
  await retype('Duration', '10')
  await retype('Seed', '7{Enter}')
  expect(await screen.findByText(/2 of 10 s simulated/)).toBeTruthy()
  expect(field('Seed').disabled).toBe(true)
  const model = modelOf({ ...design, scenario: { ...design.scenario, seed: 7 } })
  expect(asked).toEqual([expect.objectContaining({ model, untilSec: 10, reportFromSec: 1 })])
  const given = report(design, 10, 1, 7)
  answer(given)
  expect(await screen.findByText(/9 s measured with seed 7; it took/)).toBeTruthy()
  expect(figure('Errors')).toBe('Errors0 %goal ≤ 0.1 %')
  expect(figure('Offered')).toMatch(/^Offered\d\d(\.\d)?\/s$/)
  await user.click(screen.getByRole('button', { name: 'Copy JSON' }))
  expect(await screen.findByText('Copied')).toBeTruthy()
  expect(await navigator.clipboard.readText()).toBe(reportText(design, given))
  expect(screen.getByText('faultline run design.json --seed 7 --duration 10 --json')).toBeTruthy()
  expect(start().disabled).toBe(false)
})

it('figures that miss a goal say so, and an edit is said to have come after them', async () => {
  const { user, start } = showDialog()
  await user.click(start())
  await screen.findByText(/15 of 60 s simulated/)
  const given = report(design, 60, 6)
  answer({ ...given, system: { ...given.system, errorRate: 0.25 }, limited: 3 })
  await screen.findByText(/54 s measured/)
  expect(figure('Errors')).toBe('Errors25 %goal ≤ 0.1 % missed')
  expect(
    screen.getByText(/More calls or timers were under way at once than the engine can hold/),
  ).toBeTruthy()
  expect(screen.queryByText(/edited since/)).toBeNull()
  session.design.edit((current) => setTitle(current, 'Other'))
  expect(await screen.findByText(/The design has been edited since/)).toBeTruthy()
})

it('the button that starts also cancels, and then nothing is shown', async () => {
  const { user, start } = showDialog()
  await user.click(start())
  await screen.findByText(/15 of 60 s simulated/)
  const cancel = screen.getByRole('button', { name: 'Cancel' })
  expect(document.activeElement).toBe(cancel)
  await user.click(cancel)
  expect(await screen.findByText('Cancelled. Nothing was measured.')).toBeTruthy()
  expect(figure('Offered')).toBe('Offered–')
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Copy JSON' }).disabled).toBe(true)
})

it('closing cancels too', async () => {
  const { user, start } = showDialog()
  await user.click(start())
  await screen.findByText(/15 of 60 s simulated/)
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Close' }))
  expect(measureOf(session).state).toEqual({ status: 'idle' })
  expect(pageStore.getState().dialog).toBeNull()
})

it('a design without a client says what is missing', () => {
  session.design.open(emptyDesign('Empty'))
  const { start } = showDialog()
  expect(screen.getByText(/There is no client/)).toBeTruthy()
  expect(start().disabled).toBe(true)
})

it('tells how long hits and misses took, how far behind a queue was, and where requests had to wait', async () => {
  const parts = draw(
    {
      client: ['client', { ratePerSec: 60, mix: { static: 0, read: 50, write: 0, upload: 0, task: 10 } }],
      web: ['web', { workers: 2, serviceMs: 20 }],
      cache: ['cache', { hitMs: 2 }],
      db: ['database'],
      queue: ['queue'],
      worker: ['worker', { workers: 20 }],
    },
    ['client > web > cache', 'web > db', 'web > queue > worker'],
  )
  session.design.open(parts)
  const { start, user } = showDialog()
  await user.click(start())
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  const given = report(parts, 60, 6)
  answer(given)
  expect(await screen.findByText(/^Cache: a hit takes 2\sms \(p95 .*\), a miss 2\sms/)).toBeTruthy()
  expect(screen.getByText(/^Queue: behind by .* on average, by .* at most/)).toBeTruthy()
  expect(screen.getByText(/^Had to wait for a slot:/).textContent).toMatch(/Web server \d/)
})
