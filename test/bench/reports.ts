import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { exampleById } from '../../src/document/examples/examples.ts'
import type { Design } from '../../src/model/design.ts'
import { assert } from '../../src/model/result.ts'
import { writeDesign } from '../../src/model/write.ts'
import { LARGE } from './link-lengths.ts'
import { streets } from './streets.ts'

const SHELL = fileURLToPath(new URL('../../src/cli/faultline.mjs', import.meta.url))
/** The machine that the reports are promised for has two cores. */
const THREADS = '2'

/** Seconds that the resilience report of a design takes in the shell on two threads, start of the shell included. */
export const measureReports = (): Record<string, number> => ({
  opening: secondsOf(example('opening')),
  'stage-13': secondsOf(example('stage-13')),
  [`${LARGE} nodes`]: secondsOf(streets(LARGE)),
})

function example(id: string): Design {
  const found = exampleById(id)
  assert(found, `there is no example ${id}`)
  return found.design('en')
}

function secondsOf(design: Design): number {
  const begin = performance.now()
  const { status } = spawnSync(process.execPath, [SHELL, 'resilience', '-', '--json', '--threads', THREADS], {
    input: writeDesign(design),
    maxBuffer: 1 << 28,
  })
  return status === 0 ? (performance.now() - begin) / 1000 : Number.NaN
}
