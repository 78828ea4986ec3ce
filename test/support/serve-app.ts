import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { APP_DIST, ROOT } from './paths.ts'
import { serveStatic } from './static-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the built page is served during the browser tests. */
    readonly appUrl: string
  }
}

/** Serves the built page to the tests of a project, and builds it where it is missing; gives how to stop. */
export async function serveApp(project: TestProject): Promise<() => Promise<void>> {
  if (!existsSync(join(APP_DIST, 'index.html'))) buildApp()
  const server = await serveStatic(APP_DIST)
  project.provide('appUrl', server.url)
  return () => server.close()
}

function buildApp(): void {
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js')
  const result = spawnSync(process.execPath, [vite, 'build'], { cwd: ROOT, stdio: 'inherit' })
  if (result.status !== 0) throw new Error('The page could not be built, so there is nothing to test.')
}
