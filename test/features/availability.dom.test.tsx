import { act, cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { measuredAvailability, type Row } from '../../src/analysis/resilience/report.ts'
import { compile } from '../../src/compile/compile.ts'
import AvailabilitySection from '../../src/features/inspector/availability-section.tsx'
import { burnAt, burnPlan } from '../../src/features/timeline/burn-chart.ts'
import { activate } from '../../src/i18n/i18n.ts'
import type { Frame } from '../../src/runtime/frame-ring.ts'
import { setTitle } from '../../src/session/edits.ts'
import { resilienceOf } from '../../src/session/resilience.ts'
import { systemFrame } from '../support/frames.ts'
import { renderIn, testSession } from '../support/session.tsx'
import { draw } from '../support/simulate.ts'

// The library of the charts asks for the density of the screen as soon as it is loaded, and jsdom knows none.
vi.hoisted(() => {
  globalThis.matchMedia = () => Object.assign(new EventTarget(), { matches: false }) as MediaQueryList
})

const { session, run } = testSession()
const design = draw({ client: ['client'], web: ['web'], db: ['database'] }, ['client > web > db'])

/** A loss in which a class was half away for a minute and then as much away as is left out. */
function rowOf(target: string, failingOver: number, settled: number): Row {
  const success = { before: 1, failingOver, settled, restored: 1 }
  const trial = { target, windows: { holdSec: 120, settledSec: 60, watchSec: 60 } }
  return { trial, measure: { byClass: { read: { success } } } } as unknown as Row
}
const TIMES = { mtbfHours: 1000, mttrHours: 1 }

beforeEach(() => {
  activate('en')
  session.design.open(design)
  const compiled = compile(design)
  if (!compiled.ok) throw new Error('The design cannot run.')
  vi.spyOn(run, 'model', 'get').mockReturnValue(compiled.value.model)
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

describe('what the report measured', () => {
  it('is the outage at each failure times the failures; parts that never fail by themselves cost nothing', () => {
    const rows = [rowOf('db', 0.5, 0), rowOf('web', 0.5, 1), rowOf('wire', 0, 0)]
    const found = measuredAvailability(
      rows,
      new Map([
        ['db', TIMES],
        ['web', TIMES],
      ]),
    )
    // Half a minute until it settles, for each; an hour until db is repaired.
    const away = (0.5 + 60 + 0.5) / (1000 * 60)
    expect(found.get('read')).toBeCloseTo(1 - away, 12)
  })

  it('stands beside what the structure says once a report is there, and says when the design is another one by now', async () => {
    const runs = resilienceOf(session)
    const done = { ...runs.state, status: 'done', design, report: { rows: [rowOf('db', 0.5, 0)] } }
    renderIn(session, <AvailabilitySection />)
    expect(screen.queryByText('Measured by the resilience report')).toBeNull()
    cleanup()
    const state = vi.spyOn(runs, 'state', 'get').mockReturnValue(done as never)
    renderIn(session, <AvailabilitySection />)
    const table = screen.getByRole('columnheader', { name: 'measured' }).closest('table')!
    expect(table.textContent).toMatch(/by structure/)
    await waitFor(() => expect(table.textContent).toMatch(/reads?99\.\d+ %99\.\d+ %/))
    expect(screen.queryByText(/edited since/)).toBeNull()
    act(() => session.design.edit((current) => setTitle(current, 'another')))
    expect(screen.getByText(/edited since/)).toBeTruthy()
    expect(state).toHaveBeenCalled()
  })
})

describe('the burn of the error budget', () => {
  /** A run in which from the first minute on one of ten requests fails. */
  const frame = (timeSec: number): Frame => {
    const failed = 10 * Math.max(0, timeSec - 60)
    return systemFrame({ timeSec, completed: 100 * timeSec - failed, failed, shed: 0 })
  }

  it('is drawn over a minute and over five, beside the rate at which the budget lasts just a month', () => {
    act(() => {
      for (let sec = 0; sec <= 180; sec += 10) run.frames.push(frame(sec))
    })
    expect(burnAt(session, 60, 60)).toBe(0)
    expect(burnAt(session, 180, 60)).toBeCloseTo(0.1 / (1 - design.slo.availability), 6)
    const [minute, five, budget] = burnPlan(session).read.map((read) => read(frame(180)))
    expect(minute).toBeGreaterThan(five!)
    expect(five).toBeGreaterThan(0)
    expect(budget).toBe(1)
  })
})
