import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import ReplayStrip from '../../src/features/replay/replay-strip.tsx'
import { FRESH, type ReplayState } from '../../src/runtime/run-state.ts'
import { renderIn, testSession } from '../support/session.tsx'

const { session, run } = testSession()

const going: ReplayState = {
  outcome: 'going',
  doneShare: 0.404,
  atSec: 83,
  madeWith: '2.0.0',
  engine: '2.0.0',
}

function shown(replay: ReplayState): void {
  const state = { ...FRESH, replay, status: replay.outcome === 'going' ? 'replaying' : 'paused' } as const
  vi.spyOn(run, 'state', 'get').mockReturnValue(state)
  renderIn(session, <ReplayStrip />)
}

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

it('says how far the replay is, and stops it', async () => {
  const stop = vi.spyOn(run, 'cancelReplay').mockImplementation(() => {})
  shown(going)
  expect(screen.getByText(/Replaying to 1:23.0 … 40\s?%/)).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Stop' }))
  expect(stop).toHaveBeenCalledOnce()
})

it('is gone when the moment is reached with the same engine', () => {
  shown({ ...going, outcome: 'reached' })
  expect(screen.queryByRole('button')).toBeNull()
})

it('says from the first moment on that another engine may give other figures', async () => {
  const forget = vi.spyOn(run, 'forgetReplay').mockImplementation(() => {})
  shown({ ...going, madeWith: '1.9.0' })
  expect(screen.getByRole('status').textContent).toContain('engine 1.9.0')
  cleanup()
  shown({ ...going, madeWith: '1.9.0', outcome: 'reached' })
  expect(screen.getByRole('status').textContent).toContain('2.0.0')
  await userEvent.click(screen.getByRole('button', { name: 'Got it' }))
  expect(forget).toHaveBeenCalledOnce()
})

it.each(['stuck', 'lostWorker'] as const)('says what is to be done when it is %s', (outcome) => {
  shown({ ...going, outcome })
  expect(screen.getByRole('status').textContent).toMatch(/1:23.*run it/)
})
