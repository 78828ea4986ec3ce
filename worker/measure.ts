import type { MeasureOptions } from '../src/model/measure.ts'
import { Measurement, type Report } from '../src/sim/report.ts'
import type { Run } from '../src/sim/run/loader.ts'
import type { MeasureProgress } from './protocol.ts'

const EVENTS_A_LOOK = 2000
/** Wall time of a slice: progress moves ten times a second, and calls and signs of life wait no longer than that. */
const SLICE_MS = 100

/** Takes a run to its end in bounded slices, and tells its progress after each. */
export async function measureInSlices(
  run: Run,
  options: MeasureOptions,
  tell: (progress: MeasureProgress) => void,
): Promise<Report> {
  const measurement = new Measurement(run, options)
  while (!advance(measurement)) {
    tell(measurement.doneShare)
    await nextMessage()
  }
  return measurement.report()
}

function advance(measurement: Measurement): boolean {
  const begin = performance.now()
  while (!measurement.advance(EVENTS_A_LOOK)) {
    if (performance.now() - begin > SLICE_MS) return false
  }
  return true
}

/** Yields through a message: a timer would cost four milliseconds. */
const nextMessage = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
