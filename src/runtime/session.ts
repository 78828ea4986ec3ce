import { SimClient } from './sim-client.ts'

export const createSimWorker = (): Worker =>
  new Worker(new URL('../../worker/sim.worker.ts', import.meta.url), {
    type: 'module',
    name: 'faultline-sim',
  })

/** The page's simulation. */
export const simClient = new SimClient(createSimWorker)
