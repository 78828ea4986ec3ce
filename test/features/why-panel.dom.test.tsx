import { act, cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import ChainStrip from '../../src/features/canvas/chain-strip.tsx'
import WhyPanel from '../../src/features/canvas/why-panel.tsx'
import { Headline } from '../../src/features/headline/headline.tsx'
import { WhyLine } from '../../src/features/inspector/why-line.tsx'
import type { Design } from '../../src/model/design.ts'
import type { Frame } from '../../src/runtime/frame-ring.ts'
import { FRESH } from '../../src/runtime/run-state.ts'
import { renderIn, testSession } from '../support/session.tsx'
import { draw, sends } from '../support/simulate.ts'
import { at, watch } from '../support/watch.ts'

const healthy = draw({ client: sends(50), web: ['web', { workers: 20 }], db: ['database'] }, [
  'client > web > db',
])
const broken = at(healthy, { at: 20, type: 'kill', target: 'db' })
const tooMuch = draw({ client: sends(400), web: ['web', { workers: 100 }], db: ['database', { slots: 1 }] }, [
  'client > web > db',
])

/** The page of a run that was really played, with everything in it that asks why. */
function page(design: Design, untilSec: number) {
  const { session, run } = testSession()
  const watched = watch(design, untilSec)
  vi.spyOn(run, 'model', 'get').mockReturnValue(watched.model)
  const state = { ...FRESH, status: 'playing' as const, faults: watched.faults }
  vi.spyOn(run, 'state', 'get').mockReturnValue(state)
  session.design.open(design, 'test')
  act(() => {
    for (const moment of watched.moments) run.frames.push(moment as Frame)
    // Numbers follow frames four times a second, and a look at another moment at once.
    run.frames.scrubTo(1)
    run.frames.scrubTo(null)
  })
  renderIn(
    session,
    <>
      <Headline phone={false} />
      <ChainStrip />
      <WhyLine symptom={{ of: 'node', id: 'db' }} />
      <WhyPanel />
    </>,
  )
  return { session, run }
}

const links = () => within(screen.getByRole('region', { name: 'Causes' })).getAllByRole('listitem')

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

it('a strip names cause and effect, and opens the chain, whose links lead to their moment and place', async () => {
  const { session, run } = page(broken, 40)
  const strip = screen.getByRole('region', { name: 'Cause and effect' })
  expect(strip.textContent).toContain('Primary DB was killed at 0:20.0')
  expect(strip.textContent).toMatch(/→.* of the requests fail: unavailable/)
  await userEvent.click(within(strip).getByRole('button', { name: 'Why?' }))
  expect(links()[0]!.textContent).toContain('Primary DB was killed at 0:20.0')
  expect(links().at(-1)!.textContent).toContain('of the requests fail')
  const count = links().length
  await userEvent.click(within(links()[0]!).getByRole('button'))
  expect(run.frames.cursorSec).toBe(20)
  // The chain stays the one that is followed, although all was well at the moment of the kill.
  expect(links()).toHaveLength(count)
  await userEvent.click(screen.getByRole('button', { name: 'Back to 0:40.0' }))
  expect(run.frames.cursorSec).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: 'Close the causes' }))
  expect(session.view.getState().asked).toBeNull()
})

it('the headline and the inspector ask as well', async () => {
  const { session } = page(broken, 40)
  const [headline, , inspector] = screen.getAllByRole('button', { name: 'Why?' })
  await userEvent.click(inspector!)
  expect(session.view.getState().asked).toEqual({ of: 'node', id: 'db' })
  await userEvent.click(headline!)
  expect(session.view.getState().asked).toEqual({ of: 'system' })
})

it('an overload without any fault has a chain: who is too small, and by how much', () => {
  page(tooMuch, 20)
  expect(screen.getByRole('region', { name: 'Cause and effect' }).textContent).toMatch(
    /Primary DB is asked for [34]\d\d\/s and can do \d+(\.\d+)?\/s: [345]\d\d(\.\d)? %/,
  )
})

it('a healthy run has no strip, and nothing to explain', () => {
  const { session } = page(healthy, 30)
  expect(screen.queryByRole('region', { name: 'Cause and effect' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Why?' })).toBeNull()
  act(() => session.view.setState({ asked: { of: 'system' } }))
  expect(screen.getByRole('region', { name: 'Causes' }).textContent).toContain('Nothing to explain')
})
