import type { TestProject } from 'vitest/node'
import { serveApp } from '../support/serve-app.ts'
import { missingBrowsers } from './browsers.ts'

/** Says in a line of its own which browser is not tested: the tally at the end only counts the tests that were skipped. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  for (const sentence of missingBrowsers()) console.warn(`Skipped: ${sentence}`)
  return serveApp(project)
}
