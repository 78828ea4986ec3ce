import { expect, it } from 'vitest'
import type { TestModule } from 'vitest/node'
import { tally, tallyLine } from './tally.ts'

/** Only what the tally reads of a module: its own state and the states of its tests. */
function moduleOf(state: string, ...tests: string[]): TestModule {
  const children = { allTests: () => tests.map((test) => ({ result: () => ({ state: test }) })) }
  return { state: () => state, children } as unknown as TestModule
}

it('a test that never ran to its end counts as failed', () => {
  expect(tally([moduleOf('passed', 'passed', 'pending')], 0)).toEqual({ passed: 1, failed: 1, skipped: 0 })
})

it('a file that could not be loaded counts as one failure', () => {
  expect(tally([moduleOf('failed')], 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

it('a file with a failed test is not counted twice', () => {
  expect(tally([moduleOf('failed', 'failed', 'passed')], 0)).toEqual({ passed: 1, failed: 1, skipped: 0 })
})

it('an error outside of any test counts as a failure', () => {
  expect(tally([moduleOf('passed', 'passed')], 1).failed).toBe(1)
})

it('the line names skipped tests only where there are some', () => {
  expect(tallyLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed')
  expect(tallyLine({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped')
})
