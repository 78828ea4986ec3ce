import { APP_DIST } from '../support/paths.ts'
import budgets from './budgets.json' with { type: 'json' }
import { gzipBytes, startFilesOf, workerFilesOf } from './bytes.ts'

interface BudgetRow {
  readonly what: string
  readonly value: number
  /** The most that the value may be. */
  readonly budget: number
}

/** Prints the budget table, measured on the build in dist, and fails when a row is over its budget. */
function main(): void {
  const over = bytesRows().map(printRow).filter(Boolean).length
  if (over > 0) {
    console.error(`${over} over budget; test/bench/budgets.json is raised only with a reason.`)
    process.exitCode = 1
  }
}

function bytesRows(): BudgetRow[] {
  return [
    {
      what: 'page start, JS and CSS, kB gzip',
      value: gzipBytes(APP_DIST, startFilesOf(APP_DIST)) / 1000,
      budget: budgets.appStartGzipKb,
    },
    {
      what: 'simulation worker, kB gzip',
      value: gzipBytes(APP_DIST, workerFilesOf(APP_DIST)) / 1000,
      budget: budgets.workerGzipKb,
    },
  ]
}

/** Prints one row and tells whether it is over its budget. */
function printRow({ what, value, budget }: BudgetRow): boolean {
  const over = value > budget
  console.log(
    `${what.padEnd(36)} ${value.toFixed(1).padStart(9)}  budget ${String(budget).padStart(7)}${over ? '  OVER' : ''}`,
  )
  return over
}

main()
