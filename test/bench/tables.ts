import { type Figures, isPast, type Row } from './budget.ts'
import type { LinkOpening } from './link-opening.ts'
import type { PageFigure } from './page.ts'
import { SIMPY_MISSING } from './simpy.ts'

export function printTables(figures: Figures, rows: readonly Row[]): void {
  printEngine(figures)
  printSimpy(figures)
  printGrowth(figures)
  printMemory(figures)
  printLinks(figures)
  printLosses(figures)
  printReports(figures)
  if (figures.page) printPage(figures.page)
  if (figures.linkOpening) printOpening(figures.linkOpening)
  console.log('\nbudget')
  for (const row of rows) {
    const mark = isPast(row) ? '  PAST' : ''
    const limit = `${row.bound === 'least' ? 'at least' : 'at most'} ${row.budget}`
    console.log(`${row.what.padEnd(64)}${row.value.toFixed(1).padStart(9)}   ${limit}${mark}`)
  }
}

const WIDTH = 14

/** A line of a table: a name, and cells under the heads of the first line. */
function line(name: string, cells: readonly string[]): void {
  console.log(name.padEnd(30) + cells.map((cell) => cell.padStart(WIDTH)).join(''))
}

const whole = (value: number): string => Math.round(value).toLocaleString('en')
const orDash = (value: number | null, format: (value: number) => string): string =>
  value === null ? '-' : format(value)
const decimals =
  (digits: number) =>
  (value: number): string =>
    value.toFixed(digits)
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1)

function printEngine({ engine }: Figures): void {
  line('engine', ['requests/s', 'target', 'ns/event', 'events/req', 'mean ms', 'theory ms'])
  for (const [name, figure] of Object.entries(engine)) {
    line(name, [
      whole(figure.requestsPerSec),
      orDash(figure.targetPerSec, whole),
      figure.nsPerEvent.toFixed(0),
      figure.eventsPerRequest.toFixed(2),
      figure.meanMs.toFixed(2),
      orDash(figure.closedFormMs, decimals(2)),
    ])
  }
}

function printLosses({ lossesMs }: Figures): void {
  console.log('')
  line(
    'losses judged',
    Object.keys(lossesMs).map((nodes) => `${nodes} nodes`),
  )
  line('milliseconds', Object.values(lossesMs).map(decimals(1)))
}

function printReports({ reportSec }: Figures): void {
  console.log('')
  line('resilience reports', Object.keys(reportSec))
  line('seconds, two threads', Object.values(reportSec).map(decimals(1)))
}

function printSimpy({ simpy }: Figures): void {
  console.log('')
  if (simpy === null) {
    console.log(SIMPY_MISSING)
    return
  }
  line('SimPy, in turns with ours', ['requests/s', 'mean ms', 'ours, times', 'target'])
  for (const [name, { requestsPerSec, meanMs, times, targetTimes }] of Object.entries(simpy)) {
    const below = times < targetTimes ? '  below' : ''
    line(name, [whole(requestsPerSec), meanMs.toFixed(2), times.toFixed(1), `${targetTimes}${below}`])
  }
}

function printGrowth({ growth }: Figures): void {
  for (const [over, figures] of Object.entries(growth)) {
    console.log('')
    line(`cost growth over ${over}`, ['ns/event', 'ratio'])
    for (const { workload, nsPerEvent, timesTheFirst } of figures)
      line(workload, [nsPerEvent.toFixed(0), timesTheFirst.toFixed(2)])
  }
}

function printMemory({ memory }: Figures): void {
  console.log('')
  line('memory of a run, MB', ['objects', 'buffers', 'resident', 'live calls', 'requests', 'bytes/call'])
  for (const [name, figure] of Object.entries(memory)) {
    line(name, [
      megabytes(figure.heapBytes),
      megabytes(figure.bufferBytes),
      megabytes(figure.residentBytes),
      whole(figure.liveCalls),
      whole(figure.liveRequests),
      orDash(figure.bytesPerLiveCall, decimals(0)),
    ])
  }
}

function printLinks({ links }: Figures): void {
  console.log('')
  line('characters of a link', ['nodes', 'link', 'deflated JSON', 'lz-string'])
  for (const { design, language, notes, nodes, length, deflatedJson, lzString } of links)
    line(
      `${design}, ${language}${notes ? ', notes' : ''}`,
      [nodes, length, deflatedJson, lzString].map(whole),
    )
}

function printOpening({ firstMs, againMs }: LinkOpening): void {
  console.log('')
  line('link to running picture, ms', ['first visit', 'again'])
  line('opening example', [whole(firstMs), whole(againMs)])
}

function printPage(page: readonly PageFigure[]): void {
  console.log('')
  line('page', ['script ms/s', 'frames/s', 'tasks > 50ms', 'longest ms', 'frame bytes', 'metrics/s'])
  for (const figure of page) {
    line(`${figure.nodes} nodes`, [
      figure.scriptMsPerSec.toFixed(0),
      figure.framesPerSec.toFixed(1),
      figure.longTasks.toFixed(0),
      figure.longestTaskMs.toFixed(0),
      figure.frameBytes.toFixed(0),
      figure.frameCadencePerSec.toFixed(1),
    ])
  }
}
