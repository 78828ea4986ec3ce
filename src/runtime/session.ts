import { SimClient } from './sim-client.ts'
import type { SimHost } from './sim-host.ts'

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

/** The page's simulation. */
export const simClient = new SimClient(() => createHost())
