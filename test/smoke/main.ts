import { spawnSync } from 'node:child_process'
import { ROOT } from '../support/paths.ts'
import { missingBrowsers } from './browsers.ts'

/** `npm run smoke`: the main things in Firefox and WebKit. Asked for by name, it fails where one of them is missing. */
const missing = missingBrowsers()
for (const sentence of missing) console.error(sentence)
if (missing.length > 0) process.exitCode = 1
else {
  const { status, error } = spawnSync('vitest', ['run', '--project', 'smoke', ...process.argv.slice(2)], {
    cwd: ROOT,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (error) console.error(error.message)
  process.exitCode = status ?? 1
}
