import type { ExperimentRun, Outcome } from '../src/sim/run/experiment.ts'
import type { ExperimentProgress } from './protocol.ts'

const EVENTS_A_LOOK = 2000
/** Wall time of a slice in a worker: progress moves ten times a second, and calls and signs of life wait no longer than that. */
export const SLICE_MS = 100

/** Takes an experiment to its end in bounded slices, and tells its progress after each. */
export async function experimentInSlices(
  run: ExperimentRun,
  sliceMs: number,
  tell: (progress: ExperimentProgress) => void,
): Promise<Outcome> {
  while (!advance(run, sliceMs)) {
    tell(run.doneShare)
    await nextMessage()
  }
  return run.outcome()
}

function advance(run: ExperimentRun, sliceMs: number): boolean {
  const begin = performance.now()
  while (!run.advance(EVENTS_A_LOOK)) {
    if (performance.now() - begin > sliceMs) return false
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
