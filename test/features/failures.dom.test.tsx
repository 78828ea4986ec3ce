import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import FailuresDialog from '../../src/features/timeline/failures-dialog.tsx'
import { activate } from '../../src/i18n/i18n.ts'
import type { RunFault } from '../../src/model/mark.ts'
import { pageStore } from '../../src/page/page-store.ts'
import { lanesShown } from '../../src/session/failover-lanes.ts'
import { markOf } from '../support/marks.ts'
import { renderIn, testSession } from '../support/session.tsx'
import { draw } from '../support/simulate.ts'

const { session } = testSession()
const design = draw({ client: ['client'], web: ['web'], cache: ['cache'] }, ['client > web > cache'])
const KILL: RunFault = {
  id: 0,
  type: 'kill',
  target: 'web',
  amount: null,
  atSec: 12,
  endsSec: 24,
  staleBeforePerSec: 0,
}
const MARKS = [
  markOf({ timeSec: 12, type: 'kill', node: 'web', cause: 0 }),
  markOf({ timeSec: 12.25, type: 'degraded', node: '', target: 'read', cause: 0, failed: 4 }),
  markOf({ timeSec: 14, type: 'detected', node: 'client', target: 'web', cause: 0, failed: 120 }),
  markOf({ timeSec: 24, type: 'restore', node: 'web', cause: 0, failed: 812 }),
  markOf({ timeSec: 25, type: 'recovered', node: '', target: 'read', value: 13, cause: 0, failed: 812 }),
]

beforeAll(() => {
  globalThis.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  globalThis.matchMedia = () => Object.assign(new EventTarget(), { matches: true }) as MediaQueryList
  Element.prototype.scrollIntoView = () => {}
})

beforeEach(() => {
  activate('en')
  session.design.open(design)
  session.view.setState({ dismissed: { runId: session.run.runId, faults: [] } })
  pageStore.setState({ dialog: 'failures', designOpen: false })
})
afterEach(cleanup)

/** As if the run had come so far. */
function openAfter(faults: readonly RunFault[]) {
  Object.assign(session.run.state, { marks: faults.length > 0 ? MARKS : [], faults })
  renderIn(session, <FailuresDialog />)
  return userEvent.setup()
}

describe('what the faults led to, on a phone', () => {
  it('is told with its result and its phases, of which each leads to its moment', async () => {
    const user = openAfter([KILL])
    const result = screen.getByRole('article', { name: /web.*Kill/i })
    expect(result.textContent).toMatch(/RTO 13.s/)
    expect(result.textContent).toMatch(/812 failed/)
    await user.click(within(result).getByRole('button', { name: /0:14.*Detected/ }))
    expect(session.run.frames.cursorSec).toBe(14)
    expect(pageStore.getState().dialog).toBeNull()
  })

  it('is dismissed, and then nothing is left of it', async () => {
    const user = openAfter([KILL])
    await user.click(screen.getByRole('button', { name: /^Dismiss/ }))
    expect(lanesShown(session)).toEqual([])
    expect(screen.getByText(/Nothing has been broken/)).toBeTruthy()
  })
})

describe('the scenario on a phone', () => {
  const events = () => session.design.getState().design.scenario.events

  it('is planned from the menu, repeated and deleted, and leads to its fields', async () => {
    const user = openAfter([])
    await user.click(screen.getByRole('button', { name: /Plan a fault/ }))
    await user.click(screen.getByRole('menuitem', { name: 'Flush the cache' }))
    expect(events()).toHaveLength(1)
    await user.click(screen.getByRole('button', { name: /^Repeat:/ }))
    expect(events()).toHaveLength(2)
    await user.click(screen.getAllByRole('button', { name: /^Delete:/ })[0]!)
    expect(events()).toHaveLength(1)
    await user.click(screen.getByRole('button', { name: /Edit times/ }))
    expect(pageStore.getState()).toMatchObject({ dialog: null, designOpen: true })
  })
})
