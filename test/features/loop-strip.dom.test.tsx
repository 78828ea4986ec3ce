import { act, cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { canvasOf } from '../../src/features/canvas/canvas-store.ts'
import ChainStrip from '../../src/features/canvas/chain-strip.tsx'
import { activate } from '../../src/i18n/i18n.ts'
import type { RunFault } from '../../src/model/mark.ts'
import { NO_OVERRIDES, SceneBuilder } from '../../src/scene/scene.ts'
import { frameOf } from '../support/frames.ts'
import { markOf } from '../support/marks.ts'
import { renderIn, testSession } from '../support/session.tsx'
import { draw } from '../support/simulate.ts'

const { session, run } = testSession()
const design = draw({ client: ['client', { retries: 2 }], web: ['web'], db: ['database'] }, [
  'client > web > db',
])
const scene = new SceneBuilder().build(design, 'en', NO_OVERRIDES)
const SLOW: RunFault = {
  id: 0,
  type: 'slow',
  target: 'db',
  amount: 100,
  atSec: 10,
  endsSec: 20,
  staleBeforePerSec: 0,
}

beforeEach(() => {
  activate('en')
  session.design.open(design)
  canvasOf(session).scene = scene
  session.selection.clear()
})
afterEach(cleanup)

/** The strip of a run in which a loop was noted, or the mark that it is over. */
function strip(...last: ReturnType<typeof markOf>[]) {
  const marks = [
    markOf({ timeSec: 10, type: 'slow', node: 'db', cause: 0 }),
    markOf({ timeSec: 11, type: 'degraded', node: '', target: 'read', cause: 0 }),
    markOf({ timeSec: 40, type: 'metastable', node: 'db', target: 'retries', cause: 0 }),
    ...last,
  ]
  Object.assign(run.state, { marks, faults: [SLOW] })
  act(() => run.frames.push(frameOf(scene, {})))
  renderIn(session, <ChainStrip />)
  return userEvent.setup()
}

it('what stays down after its fault is told with the loop and what ends it, as words', () => {
  strip()
  const said = within(screen.getByRole('region', { name: 'What goes on by itself' }))
  expect(said.getByRole('status').textContent).toMatch(/Slow down ×100 is over/)
  expect(said.getByRole('status').textContent).toMatch(/retries keep it busy/)
  expect(said.getByRole('status').textContent).toMatch(/set a retry budget, or shed load/)
})

it('its node is one click away, and so is the edit that ends it, which can be undone', async () => {
  const user = strip()
  await user.click(screen.getByRole('button', { name: /^Show/ }))
  expect([...session.selection.getState().nodes]).toEqual(['db'])
  await user.click(screen.getByRole('button', { name: /retry budget/ }))
  const budget = () =>
    session.design.getState().design.nodes.find(({ id }) => id === 'client')!.params.retryBudgetPercent
  expect(budget()).toBe(10)
  expect(screen.queryByRole('button', { name: /retry budget/ })).toBeNull()
  act(() => session.design.undo())
  expect(budget()).toBeUndefined()
})

it('once all are back within their objective it says nothing more', () => {
  strip(markOf({ timeSec: 60, type: 'recovered', node: '', target: 'read', value: 50, cause: 0 }))
  expect(screen.queryByRole('region', { name: 'What goes on by itself' })).toBeNull()
})
