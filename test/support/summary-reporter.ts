import { writeFileSync } from 'node:fs'
import type { Reporter, SerializedError, TestModule } from 'vitest/node'
import { tally, tallyLine } from './tally.ts'

/** Names a file for the line, so that `npm test` can repeat it after the size check. */
export const TALLY_FILE_VARIABLE = 'FAULTLINE_TALLY_FILE'

/** Ends a run with one plain line, which a person can glance at and a script can read. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const line = tallyLine(tally(modules, unhandledErrors.length))
    const file = process.env[TALLY_FILE_VARIABLE]
    if (file) writeFileSync(file, `${line}\n`)
    else process.stdout.write(`${line}\n`)
  }
}
