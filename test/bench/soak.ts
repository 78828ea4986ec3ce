import { parseArgs } from 'node:util'
import { builtModule } from '../support/built.ts'
import type { SoakLook } from './soaked-run.ts'

/** What the objects of a steady run may take more at its end than at the first look: frames are kept up to a limit. */
const GROWTH_MAX_BYTES = 8e6

/**
 * Runs the opening example for hours of simulated time as a browser does, prints what is in memory, and fails when the objects of
 * the page or the worker grow. `--hours 8 --speed 60 --every-sec 1800` is what it does by itself.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      hours: { type: 'string', default: '8' },
      speed: { type: 'string', default: '60' },
      'every-sec': { type: 'string', default: '1800' },
    },
  })
  const [hours, speed, everySec] = [values.hours, values.speed, values['every-sec']].map(positive)
  if (globalThis.gc === undefined) throw new Error('Run it by `npm run soak`: it needs node --expose-gc.')
  const { soakedRun } = await builtModule<typeof import('./soaked-run.ts')>(
    new URL('soaked-run.ts', import.meta.url),
  )
  console.log(
    row(['hours', 'requests', 'page heap', 'page buffers', 'worker heap', 'its buffers', 'resident MB']),
  )
  const looks: SoakLook[] = []
  await soakedRun({ simSec: hours! * 3600, everySec: everySec!, speed: speed! }, (look) => {
    looks.push(look)
    console.log(rowOf(look))
  })
  judge(looks)
}

function positive(text: string): number {
  const value = Number(text)
  if (!(value > 0)) throw new Error(`"${text}" is no number above 0.`)
  return value
}

function judge(looks: readonly SoakLook[]): void {
  const objects = ({ page, worker }: SoakLook): number => page.heapBytes + worker.heapBytes
  const grown = objects(looks.at(-1)!) - objects(looks[0]!)
  console.log(`objects grew by ${megabytes(grown)} MB, at most ${megabytes(GROWTH_MAX_BYTES)} MB`)
  if (grown > GROWTH_MAX_BYTES) process.exitCode = 1
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1)
const row = (cells: readonly string[]): string => cells.map((cell) => cell.padStart(14)).join('')
const rowOf = ({ simSec, requests, page, worker, residentBytes }: SoakLook): string =>
  row([
    (simSec / 3600).toFixed(2),
    requests.toLocaleString('en'),
    ...[page.heapBytes, page.bufferBytes, worker.heapBytes, worker.bufferBytes, residentBytes].map(megabytes),
  ])

await main()
