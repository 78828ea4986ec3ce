import { APP_DIST } from '../support/paths.ts'
import budgets from './budgets.json' with { type: 'json' }
import { gzipBytes, startFilesOf, workerFilesOf } from './bytes.ts'
import { type EngineFigure, measureEngine } from './engine.ts'
import { measurePage, type PageFigure } from './page.ts'

/** Sizes of the running designs that the page is measured with. */
const PAGE_SIZES = [100, 500, 1000] as const

interface Figures {
  readonly engine: Readonly<Record<string, EngineFigure>>
  readonly page: readonly PageFigure[]
  readonly bytes: { readonly appStartGzip: number; readonly workerGzip: number }
}

interface Row {
  readonly what: string
  readonly value: number
  readonly budget: number
  /** Whether the budget is the least or the most that the value may be. */
  readonly bound: 'least' | 'most'
}

/** Prints the budget table, measured on the build in dist, and fails when a row is past its budget. `--json` prints one object. */
async function main(): Promise<void> {
  const figures: Figures = {
    engine: await measureEngine(),
    page: await measurePage(PAGE_SIZES),
    bytes: {
      appStartGzip: gzipBytes(APP_DIST, startFilesOf(APP_DIST)),
      workerGzip: gzipBytes(APP_DIST, workerFilesOf(APP_DIST)),
    },
  }
  const rows = budgetRows(figures)
  const past = rows.filter(isPast)
  if (process.argv.includes('--json'))
    console.log(JSON.stringify({ ...figures, past: past.map((row) => row.what) }))
  else printTable(figures, rows)
  if (past.length > 0) {
    console.error(`${past.length} past budget; test/bench/budgets.json is changed only with a reason.`)
    process.exitCode = 1
  }
}

function budgetRows({ engine, page, bytes }: Figures): Row[] {
  const engineRows = Object.entries(budgets.engineRequestsPerThousandHolds).map(([name, budget]): Row => {
    const value = engine[name]?.requestsPerThousandHolds ?? Number.NaN
    return { what: `${name}, requests per 1,000 heap holds`, value, budget, bound: 'least' }
  })
  const at500 = page.find((figure) => figure.nodes === 500)
  return [
    ...engineRows,
    {
      what: '500 nodes, frames/s',
      value: at500?.framesPerSec ?? Number.NaN,
      budget: budgets.framesPerSecAt500,
      bound: 'least',
    },
    {
      what: '500 nodes, tasks over 50 ms',
      value: at500?.longTasks ?? Number.NaN,
      budget: budgets.longTasksAt500,
      bound: 'most',
    },
    {
      what: 'page start, JS and CSS, kB gzip',
      value: bytes.appStartGzip / 1000,
      budget: budgets.appStartGzipKb,
      bound: 'most',
    },
    {
      what: 'simulation worker, kB gzip',
      value: bytes.workerGzip / 1000,
      budget: budgets.workerGzipKb,
      bound: 'most',
    },
  ]
}

/** A figure that could not be measured is past its budget, too. */
const isPast = ({ value, budget, bound }: Row): boolean =>
  !(bound === 'least' ? value >= budget : value <= budget)

function printTable({ engine, page }: Figures, rows: readonly Row[]): void {
  console.log('engine                    requests/s   ns/event   events/request')
  for (const [name, figure] of Object.entries(engine)) {
    const cells = [
      figure.requestsPerSec.toLocaleString('en'),
      figure.nsPerEvent.toFixed(0),
      figure.eventsPerRequest.toFixed(2),
    ]
    console.log(
      `${name.padEnd(24)}${cells[0]!.padStart(12)}${cells[1]!.padStart(11)}${cells[2]!.padStart(17)}`,
    )
  }
  console.log(
    '\npage    nodes   script ms/s   frames/s   tasks > 50 ms   longest ms   frame bytes   frames of metrics/s',
  )
  for (const figure of page) {
    const cells = [
      [figure.nodes.toFixed(0), 13],
      [figure.scriptMsPerSec.toFixed(0), 14],
      [figure.framesPerSec.toFixed(1), 11],
      [figure.longTasks.toFixed(0), 16],
      [figure.longestTaskMs.toFixed(0), 13],
      [figure.frameBytes.toFixed(0), 14],
      [figure.frameCadencePerSec.toFixed(1), 22],
    ] as const
    console.log(cells.map(([cell, width]) => cell.padStart(width)).join(''))
  }
  console.log('\nbudget')
  for (const row of rows) {
    const mark = isPast(row) ? '  PAST' : ''
    const limit = `${row.bound === 'least' ? 'at least' : 'at most'} ${row.budget}`
    console.log(`${row.what.padEnd(52)}${row.value.toFixed(1).padStart(9)}   ${limit}${mark}`)
  }
}

await main()
