import type { TestModule } from 'vitest/node'

export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/**
 * Counts tests. A file that could not be collected, and an error outside of any test, each count as one failure, for
 * otherwise a file that fails to load would look like a file without tests.
 */
export function tally(modules: readonly TestModule[], unhandledErrors: number): Tally {
  let passed = 0
  let failed = unhandledErrors
  let skipped = 0
  for (const module of modules) {
    const failedBefore = failed
    for (const test of module.children.allTests()) {
      const { state } = test.result()
      if (state === 'passed') passed++
      else if (state === 'skipped') skipped++
      else failed++
    }
    if (module.state() === 'failed' && failed === failedBefore) failed++
  }
  return { passed, failed, skipped }
}

export function tallyLine({ passed, failed, skipped }: Tally): string {
  const line = `${passed} passed, ${failed} failed`
  return skipped > 0 ? `${line}, ${skipped} skipped` : line
}
