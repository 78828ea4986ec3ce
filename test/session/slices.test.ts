import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Steps } from '../../src/analysis/steps.ts'
import { inSlices } from '../../src/session/slices.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  vi.spyOn(performance, 'now').mockImplementation(() => clock)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** What the clock says; only the work below moves it on. */
let clock = 0

/** Work of so many steps, each of which takes four milliseconds. */
function* work(steps: number, log: string[]): Steps<string> {
  for (let i = 0; i < steps; i++) {
    log.push(`step ${i}`)
    clock += 4
    yield
  }
  return 'done'
}

it('work is done in slices that leave others their turn, and its result is told once', () => {
  const log: string[] = []
  inSlices(work(5, log), (value) => log.push(value))
  expect(log).toEqual([])
  vi.advanceTimersToNextTimer()
  expect(log).toEqual(['step 0', 'step 1'])
  vi.advanceTimersToNextTimer()
  expect(log).toEqual(['step 0', 'step 1', 'step 2', 'step 3'])
  vi.runAllTimers()
  expect(log).toEqual(['step 0', 'step 1', 'step 2', 'step 3', 'step 4', 'done'])
})

it('work that is given up goes no step further and tells nothing', () => {
  const log: string[] = []
  const giveUp = inSlices(work(5, log), (value) => log.push(value))
  vi.advanceTimersToNextTimer()
  const before = log.length
  giveUp()
  vi.runAllTimers()
  expect(log).toHaveLength(before)
})
