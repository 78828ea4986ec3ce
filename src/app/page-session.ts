import type { SimHost } from '../runtime/sim-host.ts'
import { createSession } from '../session/session.ts'

export const createSimWorker = (): Worker =>
  new Worker(new URL('../../worker/sim.worker.ts', import.meta.url), {
    type: 'module',
    name: 'faultline-sim',
  })

let createHost: () => SimHost = createSimWorker

/** Lets the engine run elsewhere than in a worker; to be said before anything runs. */
export function hostSimulationBy(create: () => SimHost): void {
  createHost = create
}

/** Judges designs beside the page; where there may be no worker, the page does it itself. */
function createAnalyst(): Worker | null {
  if (self.origin === 'null') return null
  try {
    return new Worker(new URL('../../worker/spof.worker.ts', import.meta.url), {
      type: 'module',
      name: 'faultline-spof',
    })
  } catch {
    return null
  }
}

/** The session of the page. Only the composition knows it; whatever it composes is given a session. */
export const session = createSession({
  createHost: () => createHost(),
  createWorker: () => createHost(),
  createAnalyst,
})
