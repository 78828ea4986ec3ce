import type { TestProject } from 'vitest/node'
import { findChromium, RESOLVED_PATH_VARIABLE } from '../support/chromium.ts'
import { serveApp } from '../support/serve-app.ts'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  process.env[RESOLVED_PATH_VARIABLE] = findChromium()
  return serveApp(project)
}
