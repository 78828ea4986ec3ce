import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { missingBrowsers } from './smoke/browsers.ts'
import { ROOT } from './support/paths.ts'
import { TALLY_FILE_VARIABLE } from './support/summary-reporter.ts'

/**
 * `npm test`: builds once, runs every test, checks the sizes, and ends with the tally. The sizes are checked after
 * failed tests as well, because one run should say everything that is wrong.
 */
function runAll(vitestArgs: readonly string[]): number {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-test-'))
  const tallyFile = join(folder, 'tally')
  try {
    const build = run('npm', ['run', '--silent', 'build'], {})
    if (build !== 0) return build
    const tests = run('vitest', ['run', ...vitestArgs], { [TALLY_FILE_VARIABLE]: tallyFile })
    const sizes = run('size-limit', [], {})
    console.log(sizes === 0 ? 'Sizes are within their limits.' : 'Sizes are over their limits (see above).')
    for (const sentence of missingBrowsers()) console.log(`Skipped: ${sentence}`)
    process.stdout.write(readTally(tallyFile))
    return tests || sizes
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** npm puts the project's programs on PATH. A program that was killed has no exit code and counts as failed. */
function run(program: string, args: readonly string[], env: Record<string, string>): number {
  const result = spawnSync(program, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  })
  if (result.error) console.error(result.error.message)
  return result.status ?? 1
}

function readTally(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return 'The tests ended without a tally.\n'
  }
}

process.exitCode = runAll(process.argv.slice(2))
