import { APP_DIST } from '../support/paths.ts'
import { budgetRows, type Figures, isPast } from './budget.ts'
import { gzipBytes, startFilesOf, workerFilesOf } from './bytes.ts'
import { measureEngine } from './engine.ts'
import { linkLengths } from './link-lengths.ts'
import { measureLinkOpening } from './link-opening.ts'
import { measureLosses } from './losses.ts'
import { measurePage } from './page.ts'
import { printProfile } from './profile.ts'
import { measureReports } from './reports.ts'
import { printTables } from './tables.ts'

/** Sizes of the running designs that the page is measured with. */
const PAGE_SIZES = [100, 500, 1000] as const

/**
 * Prints the figures and the budget table, measured on the build in dist, and fails when a row is past its budget.
 * `--json` prints one object, `--engine` leaves out page and bytes, `--profile <workload>` shows where the engine's time goes.
 */
async function main(): Promise<void> {
  const args = process.argv.slice(2)
  const profile = args.indexOf('--profile')
  if (profile >= 0) {
    await printProfile(args[profile + 1] ?? '')
    return
  }
  const figures = await measure(args.includes('--engine'))
  const rows = budgetRows(figures)
  const past = rows.filter(isPast)
  if (args.includes('--json')) console.log(JSON.stringify({ ...figures, past: past.map((row) => row.what) }))
  else printTables(figures, rows)
  if (past.length > 0) {
    console.error(`${past.length} past budget; test/bench/budgets.json is changed only with a reason.`)
    process.exitCode = 1
  }
}

async function measure(onlyEngine: boolean): Promise<Figures> {
  const engine = {
    ...(await measureEngine()),
    links: linkLengths(),
    lossesMs: await measureLosses(),
    reportSec: measureReports(),
  }
  if (onlyEngine) return { ...engine, page: null, linkOpening: null, bytes: null }
  return {
    ...engine,
    page: await measurePage(PAGE_SIZES),
    linkOpening: await measureLinkOpening(),
    bytes: {
      appStartGzip: gzipBytes(APP_DIST, startFilesOf(APP_DIST)),
      workerGzip: gzipBytes(APP_DIST, workerFilesOf(APP_DIST, 'sim')),
      spofWorkerGzip: gzipBytes(APP_DIST, workerFilesOf(APP_DIST, 'spof')),
    },
  }
}

await main()
